"""Summaries of load that others use: moving means, monotony, strain and their ratios."""

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.signal import lfilter

from analytics.errors import InputError

Vector = npt.NDArray[np.float64]

ROUNDING: Final = 1e-9
"""Spread over the largest load up to which days are equal (definition)."""


def ewma(x: npt.ArrayLike, span_d: float) -> Vector:
    r"""Return the exponentially weighted moving mean.

    .. math:: m_d = \lambda x_d + (1 - \lambda) m_{d-1}, \qquad \lambda = 2 / (N + 1)

    Parameters
    ----------
    x : array_like of float, shape (n_days,)
        Load of each day, consecutive. 0 is rest.
    span_d : float
        N, in days. At least 1; its half-life is 2.4 days for 7 and 9.7 for 28.

    Returns
    -------
    ndarray of float, shape (n_days,)
        Seeded with the first value. A missing (NaN) day leaves itself and all after it
        missing.

    Raises
    ------
    InputError
        If the span is below 1 or not finite, or a load is infinite.

    References
    ----------
    .. [1] Williams S et al. Br J Sports Med 2017;51:209-210.

    Examples
    --------
    >>> ewma([30, 30, 50], span_d=7).tolist()
    [30.0, 30.0, 35.0]
    """
    load = _loads(x)
    if not 1 <= span_d < np.inf:
        raise InputError(f"span_d must be finite and at least 1; got {span_d:g}.")
    if not load.size:
        return load
    share = 2 / (span_d + 1)
    smooth, _ = lfilter([share], [1.0, share - 1], load, zi=np.array([(1 - share) * load[0]]))
    return np.asarray(smooth)


def monotony(daily_load: npt.ArrayLike, ddof: int = 1) -> float:
    """Return how alike the days of a stretch are: their mean over their standard deviation.

    Parameters
    ----------
    daily_load : array_like of float, shape (n_days,)
        Mostly seven days, with rest days as 0.
    ddof : int
        1 for the sample standard deviation, 0 for that of a population: the source leaves
        it open, so it is stated here.

    Returns
    -------
    float
        Missing (NaN) if a day is missing, or if all days are equal but for a rounding: it
        has no value then, however large it were.

    Raises
    ------
    InputError
        If a load is infinite, or ``ddof`` is neither 0 nor 1.

    References
    ----------
    .. [1] Foster C. Med Sci Sports Exerc 1998;30:1164-1168.

    Examples
    --------
    >>> round(monotony([600, 200, 400, 500, 100, 650, 0]), 4)
    1.3817
    """
    load = _loads(daily_load)
    if ddof not in (0, 1):
        raise InputError(f"ddof must be 0 or 1; got {ddof}.")
    # 0.1 + 0.2 is not 0.3: days that differ by a rounding are equal.
    if load.size <= ddof or np.ptp(load) <= ROUNDING * np.abs(load).max():
        return float("nan")
    return float(load.mean() / load.std(ddof=ddof))


def strain(daily_load: npt.ArrayLike, ddof: int = 1) -> float:
    """Return the sum of a stretch of days times its monotony.

    Parameters
    ----------
    daily_load : array_like of float, shape (n_days,)
    ddof : int
        Both as :func:`monotony`.

    Returns
    -------
    float
        In the unit of the loads; missing where monotony is.
    """
    return float(_loads(daily_load).sum()) * monotony(daily_load, ddof)


def acwr_rolling(x: npt.ArrayLike, acute_d: int = 7, chronic_d: int = 28) -> Vector:
    """Return the mean load of the last days over that of more days, both to date.

    Parameters
    ----------
    x : array_like of float, shape (n_days,)
        Load of each day, consecutive. 0 is rest.
    acute_d, chronic_d : int
        Days of either mean, the acute days being among the chronic ones.

    Returns
    -------
    ndarray of float, shape (n_days,)
        Missing for the first ``chronic_d`` - 1 days, where a day is missing or the chronic
        mean is 0.

    Raises
    ------
    InputError
        If a load is infinite, or the days are not ``1 <= acute_d <= chronic_d``.

    Notes
    -----
    Descriptive. Contrived denominators reproduce its link with injury [1]_, and in the
    largest cohort of runners the link was inverse [2]_.

    References
    ----------
    .. [1] Impellizzeri FM et al. Sports Med 2020, 10.1007/s40279-020-01378-6.
    .. [2] Frandsen JSB et al. Br J Sports Med 2025, 10.1136/bjsports-2024-109380.
    """
    load = _loads(x)
    if not 1 <= acute_d <= chronic_d:
        raise InputError(f"acute_d must be 1 to chronic_d; got {acute_d} and {chronic_d}.")
    return _ratio(load, lambda: (_mean(load, acute_d), _mean(load, chronic_d)))


def acwr_ewma(x: npt.ArrayLike, acute_d: float = 7, chronic_d: float = 28) -> Vector:
    """Return the ratio of two exponentially weighted means.

    Parameters
    ----------
    x : array_like of float, shape (n_days,)
    acute_d, chronic_d : float
        Spans, as of :func:`ewma`.

    Returns
    -------
    ndarray of float, shape (n_days,)
        Missing where a day was missing or the chronic mean is 0. Descriptive, as
        :func:`acwr_rolling`.
    """
    load = _loads(x)
    return _ratio(load, lambda: (ewma(load, acute_d), ewma(load, chronic_d)))


def _loads(x: npt.ArrayLike) -> Vector:
    load = np.asarray(x, dtype=float)
    if load.ndim != 1:
        raise InputError(f"Loads must be one value per day; got shape {load.shape}.")
    if np.isinf(load).any():
        raise InputError("A load is infinite. Check the day it comes from.")
    return load


def _mean(load: Vector, days: int) -> Vector:
    """Return the mean of the last days, missing until there are so many."""
    means = np.full(load.shape, np.nan)
    if load.size >= days:
        means[days - 1 :] = np.lib.stride_tricks.sliding_window_view(load, days).mean(axis=-1)
    return means


def _ratio(load: Vector, means: Callable[[], tuple[Vector, Vector]]) -> Vector:
    acute, chronic = means()
    ratio = np.full(load.shape, np.nan)
    return np.divide(acute, chronic, out=ratio, where=chronic != 0)
