"""One limit of a plan on one day, linear in what its sessions cost."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from analytics.progression.history import RECENT_D
from analytics.progression.task import Task
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
    closes : bool
        Whether a plan that is made here has no session there, though earlier ones could let it.
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
    closes: bool = False

    @property
    def is_by_runs(self) -> bool:
        """Whether what is no plan's breaks the limit on a day on which there could be a session."""
        return self.base > self.most * (1 + TOLERANCE)

    @property
    def room(self) -> float:
        """What the sessions may cost without any support."""
        return max(0.0, self.most - self.base)


DOSE, CONTACTS, MINUTES = -3, -2, -1


def growth(
    task: Task,
    named: tuple[str, str, str],
    quantity: int,
    daily: Vector,
    factor: float,
    introduction: float,
) -> Iterator[Row]:
    """Hold the seven days up to each day against the largest of the four weeks before.

    Where they are too much without the plan, a session on that day is asked for what it adds by
    itself: every plan within the limits keeps that, and a plan that is made here has none.
    """
    total = np.concatenate([[0.0], np.cumsum(daily)])
    week = np.full(len(daily), np.nan)
    week[WEEK_D - 1 :] = total[WEEK_D:] - total[:-WEEK_D]
    skips = range(WEEK_D, (WEEKS_BEFORE + 1) * WEEK_D, WEEK_D)
    windows = {day: window(task, day) for day in range(task.n_days)}
    has_session = {day for day, weights in windows.items() if weights.any()}
    for day in range(task.n_days):
        here = RECENT_D + day
        if day not in has_session:
            continue
        largest = max(week[here - skip] for skip in skips)
        most = max(factor * largest, introduction)
        closes = bool(week[here] > most * (1 + TOLERANCE))
        yield Row(
            *named,
            quantity,
            day,
            (task.day == day).astype(float) if closes else windows[day],
            float(week[here]),
            float(most),
            tuple(
                Support(windows[day - skip], factor, float(week[here - skip]))
                for skip in skips
                if day - skip in has_session
            ),
            closes,
        )


def merged(found: Iterator[Row]) -> Iterator[Row]:
    """Leave out rows that others imply: same sessions, same supports, no less room."""
    kept: dict[tuple[object, ...], Row] = {}
    for one in found:
        rises = tuple(
            (each.weights.tobytes(), round(each.factor * each.base - one.base, 9))
            for each in one.supports
        )
        key = (one.rule, one.quantity, one.closes, one.weights.tobytes(), rises)
        other = kept.get(key)
        if other is None or one.room < other.room:
            kept[key] = one
    yield from kept.values()


def one_session(task: Task, s: int) -> Vector:
    """Return the weights of one session alone."""
    return (np.arange(task.n_sessions) == s).astype(float)


def window(task: Task, day: int) -> Vector:
    """Return the weights of the sessions of the seven days that end with a day."""
    return task.sessions_in(day - WEEK_D + 1, day).astype(float)
