"""Exposure: what is left today of the training of earlier days, and how it saturates."""

from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.errors import InputError

Vector = npt.NDArray[np.float64]

STANDARD_SESSION_DAYS: Final = (2, 5)
"""Days of a standard week, counted from 1, on which half of its dose is done."""


def exponential_mean(daily: npt.ArrayLike, tau_d: float, start: float = 0.0) -> Vector:
    r"""Average past days, each faded exponentially with its age.

    .. math:: a_t = e^{-1/\tau} a_{t-1} + (1 - e^{-1/\tau}) d_t

    Parameters
    ----------
    daily : array_like of float, shape (n,)
        One value per day, oldest first, rest days as 0.
    tau_d : float
        Days for the weight of a day to fade to 37 %. Positive.
    start : float
        The average before the first day, in the unit of ``daily``.

    Returns
    -------
    ndarray of float, shape (n,)
        The average after each day, that day included, in the unit of ``daily``.

    Raises
    ------
    InputError
        If ``tau_d`` is not positive.

    References
    ----------
    .. [1] Banister EW, Calvert TW, Savage MV, Bach T. A systems model of
       training for athletic performance. Aust J Sports Med 1975;7:57-61.

    Examples
    --------
    >>> exponential_mean([100, 0, 0], tau_d=10).round(2)
    array([9.52, 8.61, 7.79])
    """
    # Imported on first use: it takes half a second, which a page without a fit need not wait.
    from scipy.signal import lfilter

    if not tau_d > 0:
        raise InputError(f"tau_d must be positive, in days; got {tau_d}.")
    kept = np.exp(-1.0 / tau_d)
    mean, _ = lfilter([1.0 - kept], [1.0, -kept], np.asarray(daily, dtype=float), zi=[kept * start])
    return mean


def hill(exposure: npt.ArrayLike, d50: npt.ArrayLike, gamma: npt.ArrayLike) -> Vector:
    r"""Saturate an exposure: 0 at rest, a half at ``d50``, 1 without end.

    .. math:: h(A) = \frac{A^\gamma}{A^\gamma + D_{50}^\gamma}

    Parameters
    ----------
    exposure : array_like of float
        Exposure, not negative.
    d50 : array_like of float
        Exposure that brings half, in the same unit. Positive.
    gamma : array_like of float
        Exponent; 1 is the hyperbola, more is an S. Positive.

    Returns
    -------
    ndarray of float
        Share of the largest effect, 0-1, of the broadcast shape.

    Examples
    --------
    >>> hill([0, 150, 300], d50=150, gamma=1).round(3)
    array([0.   , 0.5  , 0.667])
    """
    ratio = (np.asarray(exposure, dtype=float) / d50) ** np.asarray(gamma, dtype=float)
    return ratio / (1.0 + ratio)


def standard_weeks(tau_d: npt.ArrayLike, weeks: int, *, same_day: bool) -> Vector:
    """Return the exposure that standard weeks of 1 AU leave, in AU a week.

    The dose of each week is split over two equal sessions; the exposure is
    read on day ``7 * weeks + 1``, starting from none.

    Parameters
    ----------
    tau_d : array_like of float, shape (n,)
        Time constants in days.
    weeks : int
        Number of weeks, 1 or more.
    same_day : bool
        Whether the load of a day acts on that day, or from the next.

    Returns
    -------
    ndarray of float, shape (n,)
        7 times the exponentially weighted mean of daily dose. Multiply by the weekly dose.
    """
    if isinstance(weeks, bool) or weeks < 1 or weeks != int(weeks):
        raise InputError(f"weeks is a whole number, 1 or more; got {weeks}.")
    weeks = int(weeks)
    kept = np.exp(-1.0 / np.asarray(tau_d, dtype=float))
    start = 7 * np.arange(weeks)[:, None] + np.array(STANDARD_SESSION_DAYS)
    # A session of day n has faded by the power of the days since it began to act.
    age = 7 * weeks + 1 - start.ravel() - (0 if same_day else 1)
    dose = 1.0 / len(STANDARD_SESSION_DAYS)
    total: Vector = np.sum(kept[..., None] ** age, axis=-1) * dose
    return 7.0 * (1.0 - kept) * total
