"""The plan as a calendar file: an entry a session."""

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.charts.wording import MISSING
from analytics.progression.paper import SYNTHETIC, Paper, short
from analytics.progression.paper_sessions import PaperSession, sessions
from analytics.progression.short_verdict import short_verdict

if TYPE_CHECKING:
    from icalendar import Event

_LONGEST: Final = 200


def ics(paper: Paper, plan_id: str, start: time | None = None) -> bytes:
    """Return the plan as ``.ics``.

    An entry keeps its name from version to version, so that reading the file in again moves it
    and makes no second one. Titles tell nothing of anyone's health.

    Parameters
    ----------
    paper : Paper
    plan_id : str
    start : time, optional
        Of each session on the clock where the athlete is; all-day entries where left out.
    """
    from icalendar import Calendar  # on first use: most pages make no calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Plyopower//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", short(paper.plan_name, _LONGEST))
    of_week: dict[int, int] = {}
    for one in sessions(paper):
        of_week[one.week] = of_week.get(one.week, 0) + 1
        uid = f"{plan_id}-w{one.week + 1}-{of_week[one.week]}@plyopower"
        calendar.add_component(_event(paper, one, uid, start))
    return bytes(calendar.to_ical())


def description(paper: Paper, session: PaperSession) -> str:
    """Return the text of a session: the stop rules first, then the verdict on one line."""
    drills = [
        f"{short(one.name, _LONGEST)}: {one.amount}{_height(one.height)}, rest {one.rest}."
        f" {short(one.cue, _LONGEST)}".rstrip()
        for one in session.drills
    ]
    about = f"{session.contacts} contacts, about {round(session.minutes)} min"
    warm_up = [f"Warm-up: {paper.warm_up}"] if paper.warm_up else []
    issued = f"{paper.issued.day} {paper.issued:%b %Y}"
    origin = f"Plan {short(paper.title, _LONGEST)} · issued {issued} by "
    origin += f"{short(paper.issued_by, _LONGEST)} · {paper.fingerprint}"
    if paper.is_synthetic:
        origin += f" · {SYNTHETIC}"
    beside = [paper.beside] if paper.beside else []
    why = [short(session.why, _LONGEST)] if session.why else []
    return "\n".join(
        [
            *paper.stop_rules,
            _without_pain(paper),
            "",
            *why,
            about,
            *warm_up,
            *drills,
            "",
            *beside,
            origin,
        ]
    )


def _event(paper: Paper, session: PaperSession, uid: str, start: time | None) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    issued = paper.issued
    event.add("dtstamp", datetime(issued.year, issued.month, issued.day, tzinfo=UTC))
    event.add("sequence", paper.version or 0)
    event.add("summary", f"Plyometrics, {session.contacts} contacts")
    if start is None:
        event.add("dtstart", session.day.date())
        event.add("dtend", session.day.date() + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        # Without a time zone: the session is at that hour wherever the athlete is.
        begin = datetime.combine(session.day.date(), start)
        event.add("dtstart", begin)
        event.add("dtend", begin + timedelta(minutes=max(1, round(session.minutes))))
    event.add("description", description(paper, session))
    return event


def _height(height: str) -> str:
    return "" if height == MISSING else f" from {height}"


def _without_pain(paper: Paper) -> str:
    """Say the verdict without how strong a pain is: calendars are shared."""
    is_pain = paper.rows["rule"] == "pain_stop"
    rows = paper.rows.assign(
        value=paper.rows["value"].astype(float).mask(is_pain, np.nan),
        detail=paper.rows["detail"].mask(is_pain, "see the plan"),
    )
    return short_verdict(pd.DataFrame(rows), paper.off)
