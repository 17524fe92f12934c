"""Allowed days on which no session can be, because runs alone break a tissue's limit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.progression.history import RECENT_D
from analytics.progression.plan_row import TOLERANCE
from analytics.progression.task import Task, largest_before
from analytics.progression.tissue_rules import WEEK_D, WEEKS_BEFORE

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NAMES: Final = {"residual": "residual", "spike": "largest-day", "ramp_per_week": "weekly-ramp"}


@dataclass(frozen=True, slots=True, eq=False)
class Closed:
    """What a rule of one tissue and leg says of the days on which there may be sessions.

    Attributes
    ----------
    rule, label : str
        The tissue's label.
    is_over : ndarray of bool, shape (n_sessions,)
        Whether runs alone, after what was done, break the limit on that day.
    needed : ndarray of float, shape (n_sessions,)
        What the limit would have to be for them not to.
    """

    rule: str
    label: str
    is_over: Flags
    needed: Vector


def closed(task: Task) -> list[Closed]:
    """Hold runs alone against every limit of a tissue that is on, on the days of the sessions."""
    return [one for one in _each(task) if one.is_over.any()]


def said(task: Task, is_session: Flags) -> list[str]:
    """Say on which days there is no session because of runs, the first rule and tissue of each."""
    days: dict[tuple[str, str], list[int]] = {}
    told = is_session.copy()
    for one in closed(task):
        for s in np.flatnonzero(one.is_over & ~told):
            days.setdefault((one.rule, one.label), []).append(int(s))
        told |= one.is_over
    return [
        f"No session on {_dates(task, of)}: the runs alone put the {label} above its "
        f"{NAMES[rule]} limit."
        for (rule, label), of in days.items()
    ]


def _each(task: Task) -> Iterator[Closed]:
    limits, day = task.limits, task.day
    grown = (1 + limits.residual_growth_per_week) ** ((day + 1) / WEEK_D)
    for tissue, of in enumerate(task.history.tissues):
        run, label = task.run_steps(tissue), of.tissue.label
        for leg in range(2):
            daily = np.concatenate([of.plyo[leg, :, 0] + of.run[leg, :, 0], run])
            if limits.residual is not None:
                left = _left(of.residual[leg, 0], of.tissue.half_life_d.value, run)[day]
                base = of.own_high[leg, 0] * grown
                yield _held(task, ("residual", label), left, base, limits.residual, 0.0)
            if limits.spike is not None:
                before = np.array([largest_before(daily, int(one)) for one in day])
                yield _held(task, ("spike", label), run[day], before, limits.spike, 0.0)
            if limits.ramp_per_week is not None:
                ends = np.concatenate([[0.0], np.cumsum(daily)])
                week = ends[WEEK_D:] - ends[:-WEEK_D]
                here = RECENT_D + day - WEEK_D + 1
                skips = [WEEK_D * n for n in range(1, WEEKS_BEFORE + 1)]
                before = np.max([week[here - skip] for skip in skips], axis=0)
                limit = limits.ramp_per_week
                yield _held(task, ("ramp_per_week", label), week[here], before, limit, 1.0)


def _held(
    task: Task, named: tuple[str, str], amount: Vector, base: Vector, limit: float, one: float
) -> Closed:
    """Hold amounts against ``(one + limit) * base``; nothing is said of what nobody knows."""
    most = np.maximum((one + limit) * base, task.limits.introduction_steps)
    needed = np.divide(amount, base, out=np.full(len(base), np.inf), where=base > 0) - one
    return Closed(*named, amount > most * (1 + TOLERANCE), needed)


def _left(left: float, half_life_d: float, run: Vector) -> Vector:
    found = np.empty(len(run))
    for day, steps in enumerate(run):
        left = left * 2.0 ** (-1 / half_life_d) + steps
        found[day] = left
    return found


def _dates(task: Task, sessions: list[int]) -> str:
    dates = [f"{task.runs.days[task.day[s]]:%a %-d %b}" for s in sessions[:3]]
    more = len(sessions) - len(dates)
    if more:
        dates.append(f"{more} more day{'s' * (more > 1)}")
    return f"{', '.join(dates[:-1])} and {dates[-1]}" if len(dates) > 1 else dates[0]
