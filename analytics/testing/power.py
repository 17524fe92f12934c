"""Critical power from maximal efforts, and the best efforts inside a run."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast, get_args

import numpy as np
import numpy.typing as npt

from analytics.errors import ConvergenceError, InputError, InsufficientDataError
from analytics.testing.best_effort import best_mean_power, best_mean_powers

__all__ = ["METHODS", "CriticalPower", "best_mean_power", "best_mean_powers", "critical_power"]

Vector = npt.NDArray[np.float64]
Method = Literal["linear_work", "inverse_time", "nonlinear"]
METHODS: tuple[Method, ...] = get_args(Method)


@dataclass(frozen=True, slots=True)
class CriticalPower:
    """The power that could be held for long, and the work there is above it.

    Parameters
    ----------
    cp_w : float
        Critical power, in W.
    w_prime_j : float
        Work that can be done above critical power, in J.
    se_cp_w, se_w_prime_j : float
        Their standard errors. Missing (NaN) with two efforts, which leave no scatter.
    method : str
        The regression they come from; the three differ on one and the same data.
    """

    cp_w: float
    w_prime_j: float
    se_cp_w: float
    se_w_prime_j: float
    method: Method


def critical_power(
    duration_s: npt.ArrayLike, power_w: npt.ArrayLike, method: Method = "linear_work"
) -> CriticalPower:
    r"""Fit critical power and W′ to maximal efforts.

    .. math:: P = CP + W' / t

    Parameters
    ----------
    duration_s : array_like of float, shape (n,)
        Duration of each effort, in s. At least two differ.
    power_w : array_like of float, shape (n,)
        Mean power of each effort, in W.
    method : {"linear_work", "inverse_time", "nonlinear"}
        What is regressed on what: work on time, power on 1/time, or time on power.

    Returns
    -------
    CriticalPower

    Raises
    ------
    InputError
        If a value is not positive, or a longer effort had the higher power, so that
        no critical power follows.
    InsufficientDataError
        If there are fewer than two efforts of different duration.
    ConvergenceError
        If the nonlinear fit finds no optimum above 0 W and below the lowest power.

    Notes
    -----
    Ordinary least squares, each residual in the unit of the regressed quantity.
    ``nonlinear`` minimises the error of time to exhaustion, t = W′ / (P − CP), which is
    what such a trial measures. Efforts of 120 to 1800 s are what the model is meant
    for; shorter ones raise W′, longer ones lower critical power, and nothing here
    stops either. Two efforts give an exact solution, and it tends to be high [1]_.

    References
    ----------
    .. [1] van Rassel CR et al. bioRxiv 2023, 10.1101/2023.07.04.23292118.

    Examples
    --------
    >>> critical_power([180, 540], [243, 229]).cp_w
    222.0
    """
    if method not in METHODS:
        raise InputError(f"method must be one of {', '.join(METHODS)}; got {method!r}.")
    t, p = _efforts(duration_s, power_w)
    if method == "linear_work":
        (w_prime, cp), (se_w_prime, se_cp) = _line(t, p * t)
    elif method == "inverse_time":
        (cp, w_prime), (se_cp, se_w_prime) = _line(1 / t, p)
    else:
        (cp, w_prime), (se_cp, se_w_prime) = _time_on_power(t, p)
    _require_sense(cp, w_prime)
    return CriticalPower(cp, w_prime, se_cp, se_w_prime, method)


def _efforts(duration_s: npt.ArrayLike, power_w: npt.ArrayLike) -> tuple[Vector, Vector]:
    t = np.atleast_1d(np.asarray(duration_s, dtype=float))
    p = np.atleast_1d(np.asarray(power_w, dtype=float))
    if t.shape != p.shape or t.ndim != 1:
        raise InputError(
            f"Every effort needs a duration and a power; got {t.size} durations, {p.size} powers."
        )
    for name, values in (("duration_s", t), ("power_w", p)):
        bad = ~(np.isfinite(values) & (values > 0))
        if bad.any():
            raise InputError(
                f"{name} must be above 0; {bad.sum()} of {bad.size} are not, "
                f"the first being {values[bad][0]:g}."
            )
    distinct = np.unique(t).size
    if distinct < 2:
        raise InsufficientDataError(
            f"{t.size} efforts of {distinct} duration; critical power needs two durations or "
            "more. Add an effort of another length, such as 3 and 12 minutes."
        )
    return t, p


def _require_sense(cp_w: float, w_prime_j: float) -> None:
    if not (cp_w > 0 and w_prime_j > 0):
        raise InputError(
            f"These efforts give a critical power of {cp_w:.0f} W and W′ of {w_prime_j:.0f} J. "
            "Power must fall as efforts get longer, and not below what the work allows: "
            "leave out the effort that was not maximal."
        )


def _line(x: Vector, y: Vector) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return intercept and slope of ordinary least squares, and their standard errors."""
    spread = x - x.mean()
    sxx = float(spread @ spread)
    slope = float(spread @ y) / sxx
    intercept = float(y.mean() - slope * x.mean())
    free = x.size - 2
    if free == 0:
        return (intercept, slope), (np.nan, np.nan)
    residual = y - intercept - slope * x
    variance = float(residual @ residual) / free
    se_intercept = np.sqrt(variance * (1 / x.size + x.mean() ** 2 / sxx))
    return (intercept, slope), (float(se_intercept), float(np.sqrt(variance / sxx)))


def _time_on_power(t: Vector, p: Vector) -> tuple[tuple[float, float], tuple[float, float]]:
    (w_prime, cp), _ = _line(t, p * t)
    _require_sense(cp, w_prime)
    if t.size == 2:
        return (cp, w_prime), (np.nan, np.nan)
    from scipy.optimize import least_squares

    highest = float(p.min())
    start = np.array([min(cp, 0.99 * highest), w_prime])

    def miss(theta: Vector) -> Vector:
        return theta[1] / (p - theta[0]) - t

    def slope(theta: Vector) -> Vector:
        room = p - theta[0]
        return np.column_stack([theta[1] / room**2, 1 / room])

    found = least_squares(
        cast("Callable[..., Vector]", miss),
        start,
        jac=cast("Callable[..., Vector]", slope),
        bounds=([0.0, 0.0], [highest * (1 - 1e-9), np.inf]),
        x_scale=start,
        xtol=1e-12,
        ftol=1e-12,
        gtol=1e-12,
    )
    if not found.success or found.active_mask.any():
        raise ConvergenceError(
            f"{t.size} efforts do not settle a critical power below {highest:.0f} W. "
            "Leave out an effort that was not maximal, or use the method linear_work."
        )
    variance = 2 * found.cost / (t.size - 2)
    # Scaled to the size of the parameters, which differ by orders of magnitude.
    scaled = np.asarray(found.jac, dtype=float) * found.x
    root = np.linalg.inv(np.linalg.qr(scaled, mode="r"))
    se = np.sqrt(variance * (root**2).sum(axis=1)) * found.x
    return (float(found.x[0]), float(found.x[1])), (float(se[0]), float(se[1]))
