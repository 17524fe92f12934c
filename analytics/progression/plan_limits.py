"""Limits of a plan as rows, linear in what its sessions cost."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from analytics.load.own_high import LARGEST_D
from analytics.load.tissue import SIDES
from analytics.progression.history import RECENT_D
from analytics.progression.task import Task, largest_before
from analytics.progression.tissue_rules import WEEK_D, WEEKS_BEFORE

Vector = npt.NDArray[np.float64]

TOLERANCE = 1e-9
"""Share of a limit that rounding may take: :func:`analytics.progression.judging.above` leaves it
too."""


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """What lets a row rise: ``factor · (weights · cost + base)``."""

    weights: Vector
    factor: float
    base: float


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One limit on one day.

    ``weights · cost + base`` is at most ``most``, or what the highest support allows.

    Attributes
    ----------
    rule, tissue, side : str
        Tissue and side are empty where the rule has none.
    quantity : int
        Which cost of the sessions: easy steps of a tissue by its number, or :data:`DOSE`,
        :data:`CONTACTS`, :data:`MINUTES`.
    day : int
        Of those to come.
    weights : ndarray of float, shape (n_sessions,)
    base, most : float
    supports : tuple of Support
    """

    rule: str
    tissue: str
    side: str
    quantity: int
    day: int
    weights: Vector
    base: float
    most: float
    supports: tuple[Support, ...] = field(default=())

    @property
    def room(self) -> float:
        """What the sessions may cost without any support."""
        return max(0.0, self.most - self.base)


DOSE, CONTACTS, MINUTES = -3, -2, -1


def rows(task: Task) -> list[Row]:
    """Return all rows but those broken by what is no plan's, in order of day."""
    found = [
        *_tissue_rows(task),
        *_dose_ramp(task),
        *_of_sessions(task),
        *_lighter_weeks(task),
    ]
    kept = [one for one in found if one.weights.any() and np.isfinite(one.most)]
    return sorted(kept, key=lambda one: one.day)


def _tissue_rows(task: Task) -> Iterator[Row]:
    for tissue in range(task.n_tissues):
        if task.limits.spike is not None:
            yield from _spikes(task, tissue, task.limits.spike)
        if task.limits.residual is not None:
            yield from _residuals(task, tissue, task.limits.residual)
        if task.limits.ramp_per_week is not None:
            yield from _merged(_ramps(task, tissue, task.limits.ramp_per_week))
        if task.limits.plyo_share is not None:
            yield from _shares(task, tissue, task.limits.plyo_share)


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
            _one(task, s),
            float(run[day]),
            max(limit * before[leg], task.limits.introduction_steps),
            tuple(
                Support(_one(task, i), limit, float(run[task.day[i]]))
                for i in np.flatnonzero(task.sessions_in(int(day) - LARGEST_D, int(day) - 1))
            ),
        )


def _residuals(task: Task, tissue: int, limit: float) -> Iterator[Row]:
    """Hold what is left against own high: one row for the days up to the next session."""
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
            days = np.arange(day, until)
            asked = days[by_runs[days] <= most[days] * (1 + TOLERANCE)]
            if not asked.size:
                continue
            # Between sessions a plan's share only fades: the tightest of these days is enough.
            hardest = asked[np.argmin((most - by_runs)[asked] / kept ** (asked - day))]
            age = hardest - task.day
            weights = np.where(age >= 0, kept ** np.maximum(age, 0), 0.0)
            base, top = float(by_runs[hardest]), float(most[hardest])
            yield Row("residual", of.tissue.name, side, tissue, int(hardest), weights, base, top)


def _ramps(task: Task, tissue: int, limit: float) -> Iterator[Row]:
    of, run = task.history.tissues[tissue], task.run_steps(tissue)
    for leg, side in enumerate(SIDES):
        daily = np.concatenate([of.plyo[leg, :, 0] + of.run[leg, :, 0], run])
        named = ("ramp_per_week", of.tissue.name, side)
        yield from _growth(task, named, tissue, daily, 1 + limit, task.limits.introduction_steps)


def _dose_ramp(task: Task) -> Iterator[Row]:
    limit = task.limits.dose_ramp_per_week
    if limit is None:
        return
    daily = np.concatenate([np.nan_to_num(task.history.dose_au), np.zeros(task.n_days)])
    named = ("dose_ramp_per_week", "", "")
    introduction = task.limits.introduction_dose_au
    yield from _merged(_growth(task, named, DOSE, daily, 1 + limit, introduction))


def _growth(
    task: Task,
    named: tuple[str, str, str],
    quantity: int,
    daily: Vector,
    factor: float,
    introduction: float,
) -> Iterator[Row]:
    """Hold the seven days up to each day against the largest of the four weeks before."""
    total = np.concatenate([[0.0], np.cumsum(daily)])
    week = np.full(len(daily), np.nan)
    week[WEEK_D - 1 :] = total[WEEK_D:] - total[:-WEEK_D]
    for day in range(task.n_days):
        here = RECENT_D + day
        skips = range(WEEK_D, (WEEKS_BEFORE + 1) * WEEK_D, WEEK_D)
        largest = max(week[here - skip] for skip in skips)
        most = max(factor * largest, introduction)
        if week[here] > most * (1 + TOLERANCE):
            continue  # by what is no plan's
        yield Row(
            *named,
            quantity,
            day,
            _window(task, day),
            float(week[here]),
            float(most),
            tuple(
                Support(_window(task, day - skip), factor, float(week[here - skip]))
                for skip in skips
                if _window(task, day - skip).any()
            ),
        )


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
            found.append(Row(*named, tissue, day, _window(task, day), float(plyo), float(most)))
    yield from _merged(iter(found))


def _of_sessions(task: Task) -> Iterator[Row]:
    most_minutes = task.limits.minutes_per_session
    for s, day in enumerate(task.day):
        one = _one(task, s)
        yield Row("contacts_per_session", "", "", CONTACTS, int(day), one, 0.0, task.most_contacts)
        if most_minutes is not None:
            yield Row("minutes_per_session", "", "", MINUTES, int(day), one, 0.0, most_minutes)


def _lighter_weeks(task: Task) -> Iterator[Row]:
    from analytics.progression.deload import DELOAD_SHARE

    week, light = task.week, task.is_light
    for one in np.unique(week[light]):
        before = week[(week < one) & ~light]
        if not before.size:
            continue
        here = week == one
        last = Support((week == before.max()).astype(float), DELOAD_SHARE, 0.0)
        day = int(task.day[here].max())
        yield Row("deload", "", "", DOSE, day, here.astype(float), 0.0, 0.0, (last,))


def _merged(found: Iterator[Row]) -> Iterator[Row]:
    """Leave out rows that others imply: same sessions, same supports, no less room."""
    kept: dict[tuple[object, ...], Row] = {}
    for one in found:
        rises = tuple(
            (each.weights.tobytes(), round(each.factor * each.base - one.base, 6))
            for each in one.supports
        )
        key = (one.rule, one.quantity, one.weights.tobytes(), rises)
        other = kept.get(key)
        if other is None or one.room < other.room:
            kept[key] = one
    yield from kept.values()


def _one(task: Task, s: int) -> Vector:
    return (np.arange(task.n_sessions) == s).astype(float)


def _window(task: Task, day: int) -> Vector:
    return task.sessions_in(day - WEEK_D + 1, day).astype(float)
