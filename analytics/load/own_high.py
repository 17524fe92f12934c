"""How high an athlete's own stress went in the weeks before each day."""

from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.load.rolling_largest import four_largest

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

HIGH_D: Final = 42
"""Days before a day whose residual is its own habit (science C1 5, assumption)."""

HIGH_SHARE: Final = 0.95
"""Share of those days at or below the own high (science C1 5, assumption)."""

LEAST_KNOWN_D: Final = 28
"""Of them known at least, for a high to be told (assumption)."""

LARGEST_D: Final = 30
"""Days before a day in which its largest forerunner is looked for (Frandsen25, measured)."""


def high(residual: Vector, counts: Flags, last: int) -> Vector:
    """Return the 95th percentile of the residual on the 42 days before each day.

    Parameters
    ----------
    residual : ndarray of float, shape (n_days, n)
        Of one tissue and leg, each draw on its own.
    counts : ndarray of bool, shape (n_days,)
        Whether a day is known, and what is left of those before it.
    last : int
        For how many days at the end it is wanted.

    Returns
    -------
    ndarray of float, shape (last, n)
        The day itself is not among the 42. Missing where fewer than 28 of them count.
    """
    n_days, n = residual.shape
    usable = np.where(counts[:, None], residual, -np.inf)
    before = np.concatenate([np.full((HIGH_D, n), -np.inf), usable[:-1]])[n_days - last :]
    n_known = _n_before(counts, HIGH_D)[n_days - last :]
    place = HIGH_SHARE * np.maximum(n_known - 1, 0)
    below = place.astype(int)
    above = np.minimum(below + 1, np.maximum(n_known - 1, 0))
    # Of at most 42 days, the 95th percentile lies among the four largest.
    falling = four_largest(before, HIGH_D)
    low, top = (
        np.take_along_axis(falling, np.maximum(n_known - 1 - one, 0)[None, :, None], axis=0)[0]
        for one in (below, above)
    )
    enough = n_known[:, None] >= LEAST_KNOWN_D
    low, top = (np.where(enough, one, np.nan) for one in (low, top))
    return low + (place - below)[:, None] * (top - low)


def largest(daily: Vector) -> Vector:
    """Return the largest of the known days among the 30 before each day.

    Parameters
    ----------
    daily : ndarray of float, shape (..., n_days)
        Missing on days nobody knows.

    Returns
    -------
    ndarray of float, shape (..., n_days)
        Missing where none of the 30 is known.
    """
    pad = np.full((*daily.shape[:-1], LARGEST_D), np.nan)
    before = np.concatenate([pad, daily[..., :-1]], axis=-1)
    windows = np.lib.stride_tricks.sliding_window_view(before, LARGEST_D, axis=-1)
    # fmax leaves the missing ones out, and says nothing when all are.
    return np.asarray(np.fmax.reduce(windows, axis=-1))


def _n_before(flags: Flags, days: int) -> npt.NDArray[np.int64]:
    total = np.concatenate([np.zeros(days + 1, dtype=np.int64), np.cumsum(flags)])
    n_days = flags.size
    return np.asarray(total[days : days + n_days] - total[:n_days])
