"""What is left of a tissue's stress, and how high that is against its own past, in every draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.load import own_high, unknown_days
from analytics.load.draws import band
from analytics.load.stress import left_over

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LEAST_STEPS: Final = 1e-3
"""Easy steps below which nothing is left to compare with (definition): what decays is never 0."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What the stress of one tissue is reckoned with.

    Attributes
    ----------
    exponent, reference : ndarray of float, shape (3 + n,)
        As :class:`analytics.load.draws.Draws` has them.
    half_life_d : float
    level : float
        Share of the draws a band holds.
    """

    exponent: Vector
    reference: Vector
    half_life_d: float
    level: float


def residuals(
    filled: Vector, known: Flags, settled: Flags, model: Model, percent_days: int
) -> Mapping[str, Vector]:
    """Return the residual with its band, the own high, the percentage of it, and ``n_unknown``.

    Parameters
    ----------
    filled : ndarray of float, shape (2, n_days, 3 + n)
        Stress of each leg and day, known days standing for unknown ones.
    known : ndarray of bool, shape (n_days,)
        Whether all of a day is.
    settled : ndarray of bool, shape (n_days,)
        Whether what is left of all days before is.
    model : Model
    percent_days : int
        Days at the end for which the band of the percentage is wanted.

    Returns
    -------
    mapping of str to ndarray of float, shape (2, n_days)
        Missing where it is not known what is left.
    """
    residual = np.swapaxes(left_over(np.swapaxes(filled, 0, 1), model.half_life_d), 0, 1)
    lower, upper = band(residual, model.level)
    told = {
        "residual": residual[..., 0],
        "residual_lower": lower,
        "residual_upper": upper,
        **_percent(residual, settled & known, model.level, percent_days),
    }
    weighing = unknown_days.still_weighing(known, model.half_life_d).astype(float)
    return {name: np.where(settled, values, np.nan) for name, values in told.items()} | {
        "n_unknown": np.broadcast_to(weighing, lower.shape)
    }


def _percent(
    residual: Vector, counts: Flags, level: float, percent_days: int
) -> Mapping[str, Vector]:
    shape, last = residual.shape[:2], min(percent_days, residual.shape[1])
    high = own_high.high(residual[..., 0].T, counts, shape[1]).T
    lower, upper = np.full(shape, np.nan), np.full(shape, np.nan)
    recent = shape[1] - last
    for leg, drawn in enumerate(residual if last else ()):
        percent = 100 * over(drawn[recent:], own_high.high(drawn, counts, last))
        lower[leg, recent:], upper[leg, recent:] = band(percent, level)
    return {
        "own_high": high,
        "percent": 100 * over(residual[..., 0], high),
        "percent_lower": lower,
        "percent_upper": upper,
    }


def over(value: Vector, base: Vector) -> Vector:
    """Return a ratio of easy steps, missing where its base is next to nothing or missing."""
    ratio = np.full(np.broadcast_shapes(value.shape, base.shape), np.nan)
    return np.divide(value, base, out=ratio, where=base >= LEAST_STEPS)
