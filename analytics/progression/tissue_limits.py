"""Limits of the tissues as rows: largest day, residual, ramp, share of plyometrics."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.load.own_high import LARGEST_D
from analytics.load.tissue import SIDES
from analytics.progression.history import RECENT_D
from analytics.progression.plan_row import (
    TOLERANCE,
    Row,
    Support,
    growth,
    merged,
    one_session,
    window,
)
from analytics.progression.task import Task, largest_before
from analytics.progression.tissue_rules import WEEK_D

Vector = npt.NDArray[np.float64]


def tissue_rows(task: Task, rule: str = "", tissue: str = "") -> Iterator[Row]:
    """Yield the rows of every tissue and leg, or of one rule and tissue."""
    for number, of in enumerate(task.history.tissues):
        for name, make in _RULES.items():
            limit = getattr(task.limits, name)
            is_asked = not rule or (name, of.tissue.name) == (rule, tissue)
            if limit is not None and is_asked:
                yield from make(task, number, limit)


def _spikes(task: Task, tissue: int, limit: float) -> Iterator[Row]:
    """Hold each session's day against the largest of 30; legs differ by their past alone."""
    of, run = task.history.tissues[tissue], task.run_steps(tissue)
    for s, day in enumerate(task.day):
        before = [
            largest_before(np.concatenate([of.plyo[leg, :, 0] + of.run[leg, :, 0], run]), int(day))
            for leg in range(2)
        ]
        leg = int(np.argmin(before))
        yield Row(
            "spike",
            of.tissue.name,
            SIDES[leg],
            tissue,
            int(day),
            one_session(task, s),
            float(run[day]),
            max(limit * before[leg], task.limits.introduction_steps),
            tuple(
                Support(one_session(task, int(i)), limit, float(run[task.day[i]]))
                for i in np.flatnonzero(task.sessions_in(int(day) - LARGEST_D, int(day) - 1))
            ),
        )


def _residuals(task: Task, tissue: int, limit: float) -> Iterator[Row]:
    """Hold what is left against own high: one row for the days up to the next session.

    On a day on which runs alone leave too much there is no session; where they do on others,
    nothing is asked.
    """
    of, run = task.history.tissues[tissue], task.run_steps(tissue)
    kept = 2.0 ** (-1 / of.tissue.half_life_d.value)
    grown = (1 + task.limits.residual_growth_per_week) ** (np.arange(1, task.n_days + 1) / WEEK_D)
    for leg, side in enumerate(SIDES):
        high, left = of.own_high[leg, 0], of.residual[leg, 0]
        if np.isnan(high) or np.isnan(left):
            continue
        most = np.maximum(limit * high * grown, task.limits.introduction_steps)
        by_runs = np.empty(task.n_days)
        for day in range(task.n_days):
            left = kept * left + run[day]
            by_runs[day] = left
        for s, day in enumerate(task.day):
            until = task.day[s + 1] if s + 1 < task.n_sessions else task.n_days
            named = ("residual", of.tissue.name, side)
            days = np.arange(day, until)
            if by_runs[day] > most[day] * (1 + TOLERANCE):
                one = one_session(task, s)
                yield Row(*named, tissue, int(day), one, float(by_runs[day]), float(most[day]))
            asked = days[by_runs[days] <= most[days] * (1 + TOLERANCE)]
            if not asked.size:
                continue
            # Between sessions a plan's share only fades: the tightest of these days is enough.
            hardest = asked[np.argmin((most - by_runs)[asked] / kept ** (asked - day))]
            age = hardest - task.day
            weights = np.where(age >= 0, kept ** np.maximum(age, 0), 0.0)
            base, top = float(by_runs[hardest]), float(most[hardest])
            yield Row(*named, tissue, int(hardest), weights, base, top)


def _ramps(task: Task, tissue: int, limit: float) -> Iterator[Row]:
    of, run = task.history.tissues[tissue], task.run_steps(tissue)
    for leg, side in enumerate(SIDES):
        daily = np.concatenate([of.plyo[leg, :, 0] + of.run[leg, :, 0], run])
        named = ("ramp_per_week", of.tissue.name, side)
        yield from growth(task, named, tissue, daily, 1 + limit, task.limits.introduction_steps)


def _shares(task: Task, tissue: int, limit: float) -> Iterator[Row]:
    """Hold plyometrics against a share of the total, where both channels are known all week."""
    history = task.history
    if history.left_out is not None or limit >= 1:
        return
    of, run = history.tissues[tissue], task.run_steps(tissue)
    knows = np.concatenate([history.knows_plyo & history.knows_run, np.ones(task.n_days, bool)])
    found = []
    for day in range(task.n_days):
        recent = slice(RECENT_D + day - WEEK_D + 1, RECENT_D + day + 1)
        for leg, side in enumerate(SIDES):
            plyo = np.concatenate([of.plyo[leg, :, 0], np.zeros(task.n_days)])[recent].sum()
            ran = np.concatenate([of.run[leg, :, 0], run])[recent].sum()
            if not knows[recent].all() or ran <= 0:
                continue
            if plyo > limit * (plyo + ran) * (1 + TOLERANCE):
                continue
            most = limit / (1 - limit) * ran
            named = ("plyo_share", of.tissue.name, side)
            found.append(Row(*named, tissue, day, window(task, day), float(plyo), float(most)))
    yield from merged(iter(found))


_RULES: Final[dict[str, Callable[[Task, int, float], Iterator[Row]]]] = {
    "spike": _spikes,
    "residual": _residuals,
    "ramp_per_week": lambda task, tissue, limit: merged(_ramps(task, tissue, limit)),
    "plyo_share": _shares,
}
