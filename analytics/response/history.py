"""One channel of a log as the model sees it: short gaps filled, long ones left open."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.response.exposure import exponential_mean

Vector = npt.NDArray[np.float64]

LONGEST_FILLED_D: Final = 14
FILLED_FROM_D: Final = 28
LEAST_KNOWN_D: Final = 14
"""Known days that a mean must rest on to stand in for unknown ones.

The few known days of a sparse log are mostly those with a session: their mean is far too high."""
START_D: Final = 28
"""Days whose mean stands in for the training before an unknown beginning."""
WARM_UP_D: Final = 60
"""Days after an unknown beginning whose tests are not used."""


class Stretch(NamedTuple):
    """Consecutive known days, ``start`` to before ``stop``."""

    start: int
    stop: int


def fill(values: Vector) -> tuple[Vector, int]:
    """Fill up to 14 unknown days in a row with the mean of the 28 days before.

    They stay unknown where fewer than 14 of those 28 are known, as at the beginning.

    Parameters
    ----------
    values : ndarray of float, shape (n,)
        One value a day, NaN where nobody knows.

    Returns
    -------
    ndarray of float, shape (n,)
        A copy, short gaps filled.
    int
        Days filled.
    """
    filled = values.copy()
    n_filled = 0
    for start, stop in _runs(np.isnan(values)):
        if start > 0 and stop - start <= LONGEST_FILLED_D:
            before = values[max(0, start - FILLED_FROM_D) : start]
            known = before[~np.isnan(before)]
            if len(known) >= LEAST_KNOWN_D:
                filled[start:stop] = known.mean()
                n_filled += stop - start
    return filled, n_filled


def nothing_before(values: Vector) -> tuple[Vector, int]:
    """Take the unknown days before the first known one for days of rest.

    Returns
    -------
    ndarray of float, shape (n,)
        A copy; as it was if no day at all is known.
    int
        Days taken for rest.
    """
    known = np.flatnonzero(~np.isnan(values))
    n_before = int(known[0]) if known.size else 0
    rested = values.copy()
    rested[:n_before] = 0.0
    return rested, n_before


def stretches(filled: Vector) -> list[Stretch]:
    """Return the stretches of known days of a filled channel."""
    return _runs(~np.isnan(filled))


def exposure(filled: Vector, tau_d: Vector, *, same_day: bool, from_zero: bool) -> Vector:
    """Return each day's exposure, NaN on unknown days.

    Parameters
    ----------
    filled : ndarray of float, shape (n,)
        A channel after :func:`fill`.
    tau_d : ndarray of float, shape (n_tau,)
        Time constants in days.
    same_day : bool
        Whether a day's load counts on that day, or from the next.
    from_zero : bool
        Whether nothing was done before the first day; otherwise, and after
        every unknown stretch, the mean of the first 28 days stands in. Where those
        are fewer than 14 too, exposure is unknown.

    Returns
    -------
    ndarray of float, shape (n_tau, n)
        Exponentially weighted mean, in the unit of ``filled`` per day.
    """
    result = np.full((len(tau_d), len(filled)), np.nan)
    for start, stop in stretches(filled):
        daily = filled[start:stop]
        known_before = from_zero and start == 0
        if len(daily) < LEAST_KNOWN_D and not known_before:
            continue
        first = 0.0 if known_before else float(daily[:START_D].mean())
        for row, tau in zip(result, tau_d, strict=True):
            after = exponential_mean(daily, tau, first)
            row[start:stop] = after if same_day else np.r_[first, after[:-1]]
    return result


def relative(exposure: Vector, usual: Vector) -> Vector:
    """Return an exposure divided by the mean of the usual one, less 1.

    0, which is neutral, where nobody knows or nothing was ever done.
    """
    known = usual[~np.isnan(usual)]
    if known.size == 0 or known.mean() == 0:
        return np.zeros_like(exposure)
    return np.nan_to_num(exposure / known.mean() - 1.0)


def usable(filled: Vector, *, from_zero: bool) -> npt.NDArray[np.bool_]:
    """Tell which days are known and far enough from an unknown beginning, shape (n,)."""
    days = np.zeros(len(filled), dtype=bool)
    for start, stop in stretches(filled):
        known_before = from_zero and start == 0
        days[(start if known_before else start + WARM_UP_D) : stop] = True
    return days


def _runs(wanted: npt.NDArray[np.bool_]) -> list[Stretch]:
    edges = np.flatnonzero(np.diff(np.r_[False, wanted, False].astype(np.int8)))
    return [Stretch(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]
