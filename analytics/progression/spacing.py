"""Which sessions of a plan may be high, so that they are far enough apart."""

import numpy as np
import numpy.typing as npt

from analytics.progression.task import Task, days_between

Flags = npt.NDArray[np.bool_]

MOST_PATTERNS = 4
"""Patterns that are tried; a week has few more that differ."""


def patterns(task: Task) -> list[Flags]:
    """Return sets of sessions that may all be high, the largest first.

    Each begins with another of the first sessions that may be and goes on with the next one far
    enough away; so does each weekday by itself, where the week is longer than the distance.
    """
    apart = days_between(task.limits.hours_between_high)
    able = np.flatnonzero(task.may_be_high)
    if apart <= 1 or able.size == 0:
        return [task.may_be_high]
    found: dict[bytes, Flags] = {}
    first_days = task.day[able[0]]
    starts = able[task.day[able] < first_days + max(apart, 7)]
    for start in starts:
        one = np.zeros(task.n_sessions, dtype=bool)
        last = -np.inf
        for s in able[able >= start]:
            if task.day[s] - last >= apart:
                one[s], last = True, task.day[s]
        found.setdefault(one.tobytes(), one)
    ordered = sorted(found.values(), key=lambda one: -int(one.sum()))
    return ordered[:MOST_PATTERNS]


def cliques(task: Task) -> list[Flags]:
    """Return sets of sessions of which at most one may be high."""
    apart = days_between(task.limits.hours_between_high)
    found = []
    for s, day in enumerate(task.day):
        near = (task.day >= day) & (task.day < day + apart)
        if near.sum() > 1 and not (s and task.day[near].max() == _last(task, s - 1, apart)):
            found.append(near)
    return found


def _last(task: Task, s: int, apart: int) -> int:
    return int(task.day[(task.day >= task.day[s]) & (task.day < task.day[s] + apart)].max())
