"""The plan on paper: a card for the athlete, A5 upright, a week a page."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pandas as pd

from analytics.charts.wording import day
from analytics.progression.paper import SYNTHETIC, Paper, short
from analytics.progression.paper_sessions import PaperSession, sessions

_SOURCE: Final = Path(__file__).with_name("card.typ")

_LONGEST: Final = 36
_LONGEST_IN_FOOT: Final = 28
_LONGEST_WORD: Final = 12
"""Letters after which a word may go on in the next line."""
_LONGEST_DRILL: Final = 60
_LONGEST_BESIDE: Final = 150
_MOST_BOXES: Final = 6
_NUMBERS: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven")


def pdf(paper: Paper) -> bytes:
    """Return the card as PDF, tagged for those who listen to it; the same bytes each time.

    No gain is promised on it, no curve is drawn, and nobody else is named.
    """
    import typst  # on first use: its fonts take a moment, and most pages print nothing

    try:
        return _typeset(paper, format="pdf", pdf_standards="ua-1")[0]
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    # A name in letters that no font here has: the standard refuses it, and the id stands in.
    named = replace(paper, athlete_name=f"{paper.athlete_name} ({paper.athlete_id})")
    return _typeset(named, format="pdf")[0]


def png(paper: Paper, ppi: float = 144) -> list[bytes]:
    """Return the pages of the card as pictures.

    Parameters
    ----------
    paper : Paper
    ppi : float
        Pixels per inch.
    """
    return _typeset(paper, format="png", ppi=ppi)


def _typeset(paper: Paper, **how: Any) -> list[bytes]:  # noqa: ANN401 - typst's own words
    import typst

    issued = datetime(paper.issued.year, paper.issued.month, paper.issued.day, tzinfo=UTC)
    made = typst.compile(
        _SOURCE.read_bytes(),
        sys_inputs={"told": json.dumps(_told(paper), ensure_ascii=False)},
        timestamp=issued,
        **how,
    )
    if made is None:
        return []
    return list(made) if isinstance(made, list) else [made]


def _told(paper: Paper) -> dict[str, Any]:
    stop, skip = paper.stop_rules
    told = {
        "title": f"Plan {replace(paper, plan_name=short(paper.plan_name, _LONGEST_IN_FOOT)).title}",
        "athlete": short(paper.athlete_name, _LONGEST),
        "issued": f"{paper.issued.day} {paper.issued:%b %Y}",
        "issued_by": short(paper.issued_by, _LONGEST_IN_FOOT),
        "is_synthetic": paper.is_synthetic,
        "synthetic": SYNTHETIC,
        "fingerprint": paper.fingerprint,
        "is_broken": paper.is_broken,
        "verdict": paper.short_verdict,
        "beside": short(paper.beside, _LONGEST_BESIDE),
        "stop": stop,
        "skip": skip,
        "warm_up": paper.warm_up,
        "most_boxes": _MOST_BOXES,
        "weeks": _weeks(paper),
    }
    return {name: _breakable(one) for name, one in told.items()}


def _breakable(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return the same with places in long words where a line may end."""
    if isinstance(value, str):
        return re.sub(rf"(\S{{{_LONGEST_WORD}}})(?=\S)", "\\1\u200b", value)
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    if isinstance(value, dict):
        return {name: _breakable(one) for name, one in value.items()}
    return value


def _weeks(paper: Paper) -> list[dict[str, Any]]:
    every = sessions(paper)
    n_weeks = -(-(paper.plan.goal_date - paper.plan.first_day).days // 7)
    with_any = sorted({one.week for one in every}) or [0]
    return [
        _week(paper, week, n_weeks, [one for one in every if one.week == week]) for week in with_any
    ]


def _week(paper: Paper, week: int, n_weeks: int, some: list[PaperSession]) -> dict[str, Any]:
    first = paper.plan.first_day + timedelta(days=7 * week)
    level = "" if paper.level is None else f"level {paper.level}, "
    about = f"{_days(first)} · {level}week {week + 1} of {n_weeks}"
    event = short(paper.event, _LONGEST)
    goal = f"{event} · " if event else ""
    return {
        "about": f"{about} · {goal}goal {day(paper.plan.goal_date)}",
        "amount": _amount(some),
        "sessions": [
            {
                "day": day(one.day, one.day),
                "amount": f"{one.contacts} contacts",
                "why": short(one.why, 2 * _LONGEST_DRILL),
                "drills": [
                    {
                        "name": short(drill.name, _LONGEST_DRILL),
                        "cue": short(drill.cue, 2 * _LONGEST_DRILL),
                        "amount": drill.amount,
                        "height": drill.height,
                        "rest": drill.rest,
                        "sets": drill.sets,
                    }
                    for drill in one.drills
                ],
            }
            for one in some
        ],
    }


def _days(first: pd.Timestamp) -> str:
    """Name a week of a plan: those of calendars begin on Mondays, and it may on another day."""
    if first.weekday() == 0:
        return f"Week of {first.day} {first:%b %Y}"
    last = first + timedelta(days=6)
    return f"{first.day} {first:%b} to {last.day} {last:%b %Y}"


def _amount(some: list[PaperSession]) -> str:
    if not some:
        return "No session"
    n = len(some)
    number = _NUMBERS[n] if n < len(_NUMBERS) else str(n)
    contacts = sum(one.contacts for one in some)
    least, most = (round(of(one.minutes for one in some) / 5) * 5 for of in (min, max))
    minutes = f"about {max(least, 5)} min" if least == most else f"{max(least, 5)} to {most} min"
    each = " each" if n > 1 else ""
    return f"{number} session{'s' if n > 1 else ''}, {contacts} contacts, {minutes}{each}"
