"""What the model must beat: itself without dose, itself without fatigue, and plain habits."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from analytics.response.design import Columns, Design
from analytics.response.grid import Grid

Vector = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]


def without_dose(designs: Sequence[Design], grid: Grid) -> tuple[list[Design], Grid]:
    """Return the model whose power answers to run load and covariates alone, and its one node."""
    middle = [np.array([n // 2]) for n in grid.shape]
    part = grid.choose(*middle)
    return [_changed(one, _idle) for one in designs], replace(part.grid, recent_scale=np.ones(1))


def without_fatigue(designs: Sequence[Design], grid: Grid) -> tuple[list[Design], Grid]:
    """Return the model whose recent exposure costs nothing, on the same nodes."""

    def rested(columns: Columns) -> Columns:
        return replace(columns, recent=np.zeros_like(columns.recent))

    idle = np.zeros_like(grid.recent_scale)
    return [_changed(one, rested) for one in designs], replace(grid, recent_scale=idle)


def running_mean(log_power: Vector) -> Vector:
    """Return the mean of the tests before each test; NaN before the first."""
    before = np.cumsum(log_power)[:-1] / np.arange(1, len(log_power))
    return np.r_[np.nan, before]


def last_value(log_power: Vector) -> Vector:
    """Return the test before each test; NaN before the first."""
    return np.r_[np.nan, log_power[:-1]]


def log_day(day: Days, log_power: Vector) -> Vector:
    """Return each test as the logarithm of the day foretells it from the tests before.

    Parameters
    ----------
    day : ndarray of int, shape (n,)
        Days of the log, its first being 1.
    log_power : ndarray of float, shape (n,)

    Returns
    -------
    ndarray of float, shape (n,)
        NaN before the third test: two make the line.

    References
    ----------
    .. [1] Stephens Hemingway 2019, doi:10.1177/1747954119887721: a model of training foretells
       usefully only from frequent tests of small error, and is to be judged on unseen ones.
    """
    x = np.log(day)
    found = np.full(len(x), np.nan)
    for k in range(2, len(x)):
        centred = x[:k] - x[:k].mean()
        slope = centred @ log_power[:k] / (centred @ centred)
        found[k] = log_power[:k].mean() + slope * (x[k] - x[:k].mean())
    return found


def habits(day: Days, log_power: Vector) -> dict[str, Vector]:
    """Return the forecasts that need no model, by name.

    Parameters
    ----------
    day : ndarray of int, shape (n,)
        Days of the log, its first being 1.
    log_power : ndarray of float, shape (n,)
    """
    return {
        "running_mean": running_mean(log_power),
        "last_value": last_value(log_power),
        "log_day": log_day(day, log_power),
    }


def _changed(design: Design, change: Callable[[Columns], Columns]) -> Design:
    return replace(design, columns=change(design.columns))


def _idle(columns: Columns) -> Columns:
    none = np.zeros((len(columns.gain), 1))
    return Columns(none, none, columns.other)
