"""Best mean power of consecutive seconds, for any duration."""

from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.errors import InputError

Vector = npt.NDArray[np.float64]

HELD_GAP_S: Final = 10
"""Longest step between samples over which the last one is held, in s (interface)."""

LONGEST_RECORD_S: Final = 864_000
"""Ten days: no run is longer, so a longer record has a broken clock."""


def best_mean_power(time_s: npt.ArrayLike, power_w: npt.ArrayLike, duration_s: float) -> float:
    """Return the best mean power over ``duration_s`` consecutive seconds.

    See :func:`best_mean_powers`, which does many durations at once.

    Examples
    --------
    >>> best_mean_power([0, 1, 2, 3], [100, 300, 200, 100], 2)
    250.0
    """
    return float(best_mean_powers(time_s, power_w, [duration_s])[0])


def best_mean_powers(
    time_s: npt.ArrayLike, power_w: npt.ArrayLike, durations_s: npt.ArrayLike
) -> Vector:
    """Return the best mean power of each of several durations.

    Parameters
    ----------
    time_s : array_like of float, shape (n,)
        Time of each sample, in s, from any origin, in any order. Rounded to whole
        seconds, halves upwards; of several samples in a second the last is kept.
    power_w : array_like of float, shape (n,)
        Power, in W. Not negative. A missing value (NaN) is no sample; 0 is 0 W.
    durations_s : array_like of float, shape (m,)
        Whole seconds, 1 or more.

    Returns
    -------
    ndarray of float, shape (m,)
        Best mean power, in W; missing (NaN) where the record is shorter.

    Raises
    ------
    InputError
        If a value cannot be what it is said to be.

    Notes
    -----
    Between samples up to 10 s apart the earlier one is held; between samples further
    apart every second counts as 0 W. The record runs from its first to its last
    sample, both included.

    Examples
    --------
    >>> best_mean_powers([0, 1, 2, 3], [100, 300, 200, 100], [1, 4, 5])
    array([300., 175.,  nan])
    """
    durations = _whole_seconds(durations_s)
    total = np.concatenate([[0.0], np.cumsum(every_second(time_s, power_w))])
    best = np.full(durations.size, np.nan)
    for i, duration in enumerate(durations):
        if duration < total.size:
            best[i] = (total[duration:] - total[:-duration]).max() / duration
    return best


def every_second(time_s: npt.ArrayLike, power_w: npt.ArrayLike) -> Vector:
    """Lay samples on a grid of whole seconds, by the rules of :func:`best_mean_powers`.

    Returns
    -------
    ndarray of float, shape (last - first + 1,)
        Power in W of each second. Empty if there is no sample.
    """
    second, power = _samples(time_s, power_w)
    if second.size == 0:
        return np.empty(0)
    step = np.diff(second, append=second[-1] + 1)
    held = np.repeat(power, step)
    # A long gap keeps the sample in its own second and is 0 W for the rest.
    since = np.arange(held.size) - np.repeat(second - second[0], step)
    held[(np.repeat(step, step) > HELD_GAP_S) & (since > 0)] = 0.0
    return held


def _samples(time_s: npt.ArrayLike, power_w: npt.ArrayLike) -> tuple[npt.NDArray[np.int64], Vector]:
    time = np.atleast_1d(np.asarray(time_s, dtype=float))
    power = np.atleast_1d(np.asarray(power_w, dtype=float))
    if time.shape != power.shape or time.ndim != 1:
        raise InputError(
            f"Every sample needs a time and a power; got {time.size} times, {power.size} powers."
        )
    there = ~np.isnan(power)
    time, power = time[there], power[there]
    if not np.isfinite(time).all():
        raise InputError("time_s has a value that is missing or infinite.")
    bad = ~np.isfinite(power) | (power < 0)
    if bad.any():
        raise InputError(
            f"power_w must be finite and not negative; {bad.sum()} of {bad.size} are not, "
            f"the first being {power[bad][0]:g}."
        )
    if time.size and time.max() - time.min() > LONGEST_RECORD_S:
        raise InputError(
            f"The record spans {(time.max() - time.min()) / 86400:.0f} days; a run lasts at most "
            "10. One of its times is wrong."
        )
    second = np.floor(time + 0.5).astype(np.int64)
    order = np.argsort(time, kind="stable")
    second, power = second[order], power[order]
    last = np.append(second[1:] != second[:-1], True)[: second.size]
    return second[last], power[last]


def _whole_seconds(durations_s: npt.ArrayLike) -> npt.NDArray[np.int64]:
    durations = np.atleast_1d(np.asarray(durations_s, dtype=float))
    bad = ~(np.isfinite(durations) & (durations >= 1) & (durations == np.floor(durations)))
    if bad.any():
        raise InputError(f"duration_s must be whole seconds, 1 or more; got {durations[bad][0]:g}.")
    return durations.astype(np.int64)
