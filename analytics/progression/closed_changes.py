"""What is said where runs alone close every allowed day: the smallest changes that open one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.errors import InfeasibleError
from analytics.load.day_facts import HIGH_DOSE_AU
from analytics.progression.closed_days import NAMES, Closed, closed
from analytics.progression.plan_limits import rows
from analytics.progression.plan_row import DOSE, TOLERANCE
from analytics.progression.runs_to_come import RunsToCome
from analytics.progression.task import Task
from analytics.progression.whole_sets import LEAST_REPS, counts

if TYPE_CHECKING:
    from analytics.progression.asked import Asked

LOOSER: Final = (1.0, 1.01, 1.03, 1.1, 1.25, 1.5, 2.0)
"""By how much more than runs alone need a limit is let go, if a set asks for it."""

LATER_WEEKS: Final = (1, 2, 4, 8)
"""Weeks by which a goal is put off to see whether a day is open then (assumption)."""


def check_open(asked: "Asked", task: Task) -> None:
    """Refuse what has no day for a session.

    Raises
    ------
    InfeasibleError
        If runs alone break a limit on every allowed day: nothing before the first session could
        let one of these limits rise.
    """
    found = closed(task)
    if task.n_sessions == 0 or not found or not np.any([o.is_over for o in found], axis=0).all():
        return
    told = [
        f"{_listed([one.label for one in found if one.rule == rule])} above the {NAMES[rule]} limit"
        for rule in dict.fromkeys(one.rule for one in found)
    ]
    raise InfeasibleError(
        f"No plan fits: on each allowed day the runs alone put {_listed(told)}.",
        [*_limits(asked, found), *_days(asked), *_later(asked)],
    )


def _limits(asked: "Asked", found: list[Closed]) -> Iterator[str]:
    """Yield limits let go just enough for a set; each by itself makes room."""
    for rule in dict.fromkeys(one.rule for one in found):
        others = [one.is_over for one in found if one.rule != rule]
        able = ~np.any(others, axis=0) if others else np.ones(len(found[0].is_over), dtype=bool)
        needed = np.max([np.where(o.is_over, o.needed, 0) for o in found if o.rule == rule], axis=0)
        least = float(needed[able].min(initial=np.inf))
        if not np.isfinite(least):
            continue
        one = 1.0 if rule == "ramp_per_week" else 0.0
        for more in LOOSER:
            value = float(np.ceil(100 * ((one + least) * more - one)) / 100)
            if _has_room(asked.with_limits(replace(asked.limits, **{rule: value}))):
                yield f"{NAMES[rule].replace('-', ' ')} limit {100 * value:.0f} %"
                break


def _days(asked: "Asked") -> Iterator[str]:
    from analytics.progression.asked import WEEKDAYS

    for day in sorted(set(range(7)) - set(asked.session_weekdays)):
        if _has_room(replace(asked, session_weekdays=(*asked.session_weekdays, day))):
            yield f"one more allowed day: {WEEKDAYS[day]}"
            return


def _later(asked: "Asked") -> Iterator[str]:
    runs = asked.runs
    if runs is not None and not (isinstance(runs, RunsToCome) and runs.is_median_week):
        return  # nobody says what would be run in the weeks after
    for more in LATER_WEEKS:
        goal = asked.goal_date + pd.Timedelta(days=7 * more)
        if _has_room(replace(asked, goal_date=goal, runs=None)):
            yield f"{more} week{'s' * (more > 1)} later: goal on {goal:%d %b %Y}"
            return


def _has_room(asked: "Asked") -> bool:
    """Tell whether some session can have one smallest set of some drill."""
    from analytics.progression.asked import task

    most_new = asked.limits.first_exposure_contacts
    try:
        given = task(asked, any_runs=True)
    except InfeasibleError:
        return False
    drills, limits = given.options, rows(given)
    smallest = counts(drills, LEAST_REPS * float(drills.per_rep.max()))
    for k, of in enumerate(smallest):
        if len(of.contacts) == 1:
            continue  # not even one set
        n, minutes = float(of.contacts[1]), float(of.minutes[1])
        cost = [
            *(n * drills.steps[:, k]),
            n * drills.response_au[k],
            n * drills.dose_au[k],
            n,
            minutes,
        ]
        if most_new is not None and drills.is_new[k] and n > most_new:
            continue
        is_high = bool(drills.is_high[k]) or cost[DOSE] > HIGH_DOSE_AU
        full = np.zeros(given.n_sessions, dtype=bool)
        for one in limits:
            full |= one.weights * cost[one.quantity] > one.room * (1 + TOLERANCE)
        if np.any(~full & (given.may_be_high | (not is_high))):
            return True
    return False


def _listed(words: list[str]) -> str:
    once = list(dict.fromkeys(words))
    return f"{', '.join(once[:-1])} and {once[-1]}" if len(once) > 1 else once[0]
