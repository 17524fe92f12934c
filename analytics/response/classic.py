"""The classic model of training and performance, for comparison: two exponentials, no interval."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.errors import InputError
from analytics.response.exposure import exponential_mean

Vector = npt.NDArray[np.float64]

LONGEST_TAU_D = 60


class Classic(NamedTuple):
    """Parameters of the model, in the order in which they are published.

    Attributes
    ----------
    base : float
        Performance without any training, in the unit of the tests.
    gain, cost : float
        What a unit of load adds and takes at once, in that unit. Not identified one by one.
    tau_gain_d, tau_cost_d : float
        Days for either to fade to 37 %.
    """

    base: float
    gain: float
    tau_gain_d: float
    cost: float
    tau_cost_d: float


def performance(daily: npt.ArrayLike, parameters: Classic) -> Vector:
    r"""Evaluate the model on each day.

    .. math:: p_t = p_0 + k_1 \sum_{s \le t} w_s e^{-(t-s)/\tau_1}
                        - k_2 \sum_{s \le t} w_s e^{-(t-s)/\tau_2}

    Parameters
    ----------
    daily : array_like of float, shape (n,)
        Load of each day from the first day of training, rest days as 0.
    parameters : Classic

    Returns
    -------
    ndarray of float, shape (n,)
        In the unit of ``base``.

    Notes
    -----
    The load of a day counts on that same day, in full; before the first day there was none.
    Published parameters mean nothing under another convention: let loads act from the next
    day on and the squared errors of a published example rise from 20 to 162.

    References
    ----------
    .. [1] Banister EW, Calvert TW, Savage MV, Bach T. A systems model of
       training for athletic performance. Aust J Sports Med 1975;7:57-61.

    Examples
    --------
    >>> performance([100, 0, 0], Classic(250, 0.2, 40, 0.3, 10)).round(1)
    array([240. , 242.4, 244.5])
    """
    base, gain, tau_gain_d, cost, tau_cost_d = parameters
    return base + gain * faded_sum(daily, tau_gain_d) - cost * faded_sum(daily, tau_cost_d)


def faded_sum(daily: npt.ArrayLike, tau_d: float) -> Vector:
    """Add up the loads of all days so far, each faded exponentially with its age."""
    return exponential_mean(daily, tau_d) / -np.expm1(-1.0 / tau_d)


def least_squares(
    daily: npt.ArrayLike,
    tested: npt.ArrayLike,
    power: npt.ArrayLike,
    tau_gain_d: float,
    tau_cost_d: float,
) -> Classic:
    """Fit base, gain and cost at given time constants, exactly.

    Parameters
    ----------
    daily : array_like of float, shape (n_days,)
        As in :func:`performance`.
    tested : array_like of int, shape (n,)
        Days of the tests, the first day being 0.
    power : array_like of float, shape (n,)
        Their results.
    tau_gain_d, tau_cost_d : float
        In days, different.

    Raises
    ------
    InputError
        If there are fewer than three tests, or the time constants are the same.
    """
    found, _ = _solved(daily, tested, power, [(tau_gain_d, tau_cost_d)])
    return found


def search(
    daily: npt.ArrayLike,
    tested: npt.ArrayLike,
    power: npt.ArrayLike,
    longest_d: int = LONGEST_TAU_D,
) -> tuple[Classic, float]:
    """Fit everything: the best of all pairs of whole days, that of the gain the longer.

    Parameters
    ----------
    daily, tested, power : array_like
        As in :func:`least_squares`.
    longest_d : int
        Longest time constant tried, in days.

    Returns
    -------
    Classic
    float
        Sum of squared errors.

    Notes
    -----
    Whole days, because without that the best pair need not exist: as the two time constants
    meet, gain and cost grow without limit at ever so slightly smaller error.

    Raises
    ------
    InputError
        If there are fewer than three tests.
    """
    pairs = [(long, short) for long in range(2, longest_d + 1) for short in range(1, long)]
    return _solved(daily, tested, power, pairs)


def _solved(
    daily: npt.ArrayLike,
    tested: npt.ArrayLike,
    power: npt.ArrayLike,
    pairs: list[tuple[float, float]] | list[tuple[int, int]],
) -> tuple[Classic, float]:
    """Return the best fit of all pairs of time constants, and its sum of squared errors."""
    days, wanted = np.asarray(tested, dtype=np.intp), np.asarray(power, dtype=float)
    if len(wanted) < 3:
        raise InputError(f"The classic model needs 3 tests or more; got {len(wanted)}.")
    if any(gain == cost for gain, cost in pairs):
        raise InputError(f"The two time constants must differ; both are {pairs[0][0]:g} d.")
    taus = sorted({float(tau) for pair in pairs for tau in pair})
    faded = {tau: faded_sum(daily, tau)[days] for tau in taus}
    one = np.ones(len(days))
    columns = np.array([np.c_[one, faded[gain], -faded[cost]] for gain, cost in pairs])
    orthogonal, triangle = np.linalg.qr(columns)
    projected = np.einsum("pni,n->pi", orthogonal, wanted)
    left = wanted - np.einsum("pni,pi->pn", orthogonal, projected)
    errors = np.sum(left**2, axis=-1)
    best = int(np.argmin(errors))
    base, gain, cost = np.linalg.solve(triangle[best], projected[best])
    tau_gain_d, tau_cost_d = pairs[best]
    return Classic(
        float(base), float(gain), float(tau_gain_d), float(cost), float(tau_cost_d)
    ), float(errors[best])
