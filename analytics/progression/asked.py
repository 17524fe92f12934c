"""What is asked of a planner, seen to be possible before anything is solved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from analytics.errors import InfeasibleError, InputError
from analytics.progression.closed_changes import check_open
from analytics.progression.deload import is_deload
from analytics.progression.drill_choice import DrillChoice
from analytics.progression.drill_options import Options, options
from analytics.progression.history import History
from analytics.progression.limits import Limits
from analytics.progression.runs_to_come import RunsToCome, runs_to_come
from analytics.progression.task import Task, may_be_high
from analytics.progression.whole_sets import LEAST_REPS, counts
from analytics.response.fit import ResponseFit

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MOST_WEEKS: Final = 52
"""Longest plan, in weeks (definition)."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Everything :func:`analytics.progression.optimise` is given, so that it can be asked again.

    Attributes
    ----------
    fit, athlete_id, history, runs, catalogue, limits, drills, weeks, goal_date
        As :func:`analytics.progression.optimise` has them.
    session_weekdays : tuple of int
        0 is Monday.
    deload : str
    """

    fit: ResponseFit
    athlete_id: str
    history: History
    runs: RunsToCome | pd.DataFrame | None
    catalogue: pd.DataFrame
    limits: Limits
    drills: tuple[str | DrillChoice, ...]
    weeks: int
    goal_date: pd.Timestamp
    session_weekdays: tuple[int, ...]
    deload: str

    @property
    def first_day(self) -> pd.Timestamp:
        """First day of the plan."""
        return self.goal_date - pd.Timedelta(days=7 * self.weeks)

    def with_limits(self, limits: Limits) -> "Asked":
        """Return the same under other limits."""
        return replace(self, limits=limits)


def task(asked: Asked, drills: Options | None = None, *, any_runs: bool = False) -> Task:
    """Lay out what is asked.

    Parameters
    ----------
    drills : Options, optional
        What its drills cost, where that is known.
    any_runs : bool
        Whether runs alone may break a limit on every allowed day.

    Raises
    ------
    InputError
        If a number or a drill cannot be.
    InfeasibleError
        If no session at all can be planned.
    """
    _check(asked)
    _check_days(asked)
    if drills is None:
        drills = options(asked.drills, asked.catalogue, asked.history)
    _check_pain(asked)
    runs = runs_to_come(asked.history, asked.runs, asked.goal_date)
    on = np.isin(runs.days.day_of_week, asked.session_weekdays)
    on &= (runs.days >= asked.first_day) & (runs.days < asked.goal_date)
    day = np.flatnonzero(on).astype(np.int64)
    _check_sizes(asked.limits, drills)
    found = Task(
        asked.history,
        runs,
        asked.limits,
        drills,
        asked.deload,
        asked.first_day,
        asked.goal_date,
        day,
        may_be_high(asked.history, runs, asked.limits, day),
    )
    if drills.is_high.all() and not found.may_be_high.any():
        raise InfeasibleError(
            "No plan fits: every drill that is allowed is of class high, and each allowed day is "
            "a hard run's or too near one.",
            ("one allowed day farther from hard runs", "one drill below class high"),
        )
    if not any_runs:
        check_open(asked, found)
    return found


def _check(asked: Asked) -> None:
    if isinstance(asked.weeks, bool) or asked.weeks != int(asked.weeks):
        raise InputError(f"weeks must be a whole number; got {asked.weeks}.")
    if not 1 <= asked.weeks <= MOST_WEEKS:
        raise InputError(f"weeks must be 1 to {MOST_WEEKS}; got {asked.weeks}.")
    bad = [one for one in asked.session_weekdays if one not in range(7)]
    if bad:
        raise InputError(f"session_weekdays are 0 (Monday) to 6 (Sunday); got {bad[0]}.")
    is_deload(0, asked.deload)


def _check_days(asked: Asked) -> None:
    first, last = asked.first_day, asked.history.last_day
    if first <= last:
        weeks = (asked.goal_date - last - pd.Timedelta(days=1)).days // 7
        earliest = last + pd.Timedelta(days=1 + 7 * asked.weeks)
        changes = [f"goal date {earliest:%d %b %Y} or later"]
        if weeks >= 1:
            changes.append(f"{weeks} weeks instead of {asked.weeks}")
        raise InfeasibleError(
            f"No plan fits: {asked.weeks} weeks before {asked.goal_date:%d %b %Y} begin on "
            f"{first:%d %b %Y}, and the log reaches to {last:%d %b %Y}.",
            changes,
        )
    if not asked.session_weekdays:
        raise InfeasibleError(
            "No plan fits: no day of the week is allowed for a session.",
            ("one allowed day, such as Tue",),
        )
    if not asked.drills:
        raise InfeasibleError("No plan fits: no drill is allowed.", ("one allowed drill",))


def _check_pain(asked: Asked) -> None:
    limit, history = asked.limits.pain_stop, asked.history
    if limit is None:
        return
    if history.stop_pain_0_10 > 0:
        raise InfeasibleError(
            f"No plan fits: pain of a bone, with a limp or at night was told in the last 7 days "
            f"({history.stop_pain_0_10:g} of 10); any such pain stops plyometrics.",
            ("seven days without such pain",),
        )
    if history.pain_0_10 > limit:
        raise InfeasibleError(
            f"No plan fits: pain of {history.pain_0_10:g} of 10 in the last 7 days is above "
            f"{limit:g}, at which plyometrics stop.",
            (f"seven days with pain of {limit:g} or less", f"pain limit {history.pain_0_10:g}"),
        )


def _check_sizes(limits: Limits, drills: Options) -> None:
    """See that one smallest set of some drill fits into a session."""
    smallest = counts(drills, LEAST_REPS * float(drills.per_rep.max()))
    able = [k for k, one in enumerate(smallest) if len(one.contacts) > 1]
    contacts = {k: float(smallest[k].contacts[1]) for k in able}
    if not able:
        raise InfeasibleError(
            "No plan fits: every drill's most contacts of a session are fewer than one set.",
            ("more contacts of one drill in a session",),
        )
    least = min(able, key=lambda k: contacts[k])
    name = drills.names[least]
    if limits.contacts_per_session is not None and contacts[least] > limits.contacts_per_session:
        raise InfeasibleError(
            f"No plan fits: the smallest set ({name}) is {contacts[least]:g} contacts, a session "
            f"may have {limits.contacts_per_session:g}.",
            (f"contacts of a session {contacts[least]:g}",),
        )
    minutes = {k: float(smallest[k].minutes[1]) for k in able}
    short = min(able, key=lambda k: minutes[k])
    if limits.minutes_per_session is not None and minutes[short] > limits.minutes_per_session:
        raise InfeasibleError(
            f"No plan fits: the shortest set ({drills.names[short]}) takes {minutes[short]:.1f} "
            f"min, a session may take {limits.minutes_per_session:g}.",
            (f"minutes of a session {np.ceil(10 * minutes[short]) / 10:g}",),
        )
    first = limits.first_exposure_contacts
    old = [k for k in able if not drills.is_new[k]]
    if first is not None and not old and contacts[least] > first:
        raise InfeasibleError(
            f"No plan fits: every drill that is allowed is new, the smallest set ({name}) is "
            f"{contacts[least]:g} contacts, and a first day may have {first:g}.",
            (f"contacts of a new drill {contacts[least]:g}", "one drill that was done before"),
        )


def as_asked(session_weekdays: Sequence[int]) -> tuple[int, ...]:
    """Return weekdays in order, each once."""
    return tuple(sorted({int(one) for one in session_weekdays}))
