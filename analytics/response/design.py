"""Each athlete's tests and exposures as the columns of a linear model."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.response import history
from analytics.response.grid import Grid
from analytics.response.logs import Log

Vector = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]

SMALLEST_SE_PERCENT = 0.1
"""Floor of a test's standard error: two exact tests of one day would contradict each other."""


@dataclass(frozen=True, slots=True)
class Convention:
    """How loads become exposures: what one chooses, beside the prior.

    Parameters
    ----------
    same_day : bool
        Whether the load of a day acts on that day, or from the next.
    from_zero : bool
        Whether there was no plyometric training before the first day known of.
    unit_au : float
        AU per unit of dose.
    tau_run_d : float
        Time constant of run load and covariates.
    default_se_percent : float
        Standard error of a test that has none.
    """

    same_day: bool
    from_zero: bool
    unit_au: float
    tau_run_d: float
    default_se_percent: float


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns of the model on n days.

    Attributes
    ----------
    gain : ndarray, shape (n, n_gain)
        Saturated chronic exposure, 1 where the reference weeks lead.
    recent : ndarray, shape (n, n_recent)
        Recent exposure, 100 AU a week.
    other : ndarray, shape (n, 1 + n_covariates)
        Run load and covariates, relative to their own mean.
    """

    gain: Vector
    recent: Vector
    other: Vector


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """One athlete's usable tests, with the columns of the model on their days.

    Attributes
    ----------
    day : ndarray of int, shape (n,)
        Days since 1970-01-01.
    level : float
        Mean log power of the usable tests, in log %; NaN if there are none.
    log_power : ndarray, shape (n,)
        100 times the logarithm of power, less ``level``.
    se : ndarray, shape (n,)
        Its standard error, in %.
    used : ndarray of bool, shape (n_tests,)
        Which tests of the log these are.
    """

    day: Days
    level: float
    log_power: Vector
    se: Vector
    used: npt.NDArray[np.bool_]
    columns: Columns


class Dose(NamedTuple):
    """Daily dose of a log in AU, short gaps filled.

    Attributes
    ----------
    daily : ndarray, shape (n_days,)
        NaN on days nobody knows.
    n_filled : int
        Days filled with the mean of the days before.
    n_before : int
        Days before the first known one that count as days without plyometrics.
    """

    daily: Vector
    n_filled: int
    n_before: int


def dose(log: Log, convention: Convention) -> Dose:
    """Return the daily dose of a log as the model counts it."""
    daily, n_before = log.daily[0] * convention.unit_au, 0
    if convention.from_zero:
        # The calendar may begin with a test: with none before the log, that day had none either.
        daily, n_before = history.nothing_before(daily)
    filled, n_filled = history.fill(daily)
    return Dose(filled, n_filled, n_before)


def columns(
    log: Log, grid: Grid, convention: Convention, days: Days, relative_to: Log | None = None
) -> Columns:
    """Return the columns of the model on ``days``, counted from the log's first.

    Run load and covariates are relative to the athlete's own mean in ``relative_to``, by
    default in the same log.
    """
    same_day = convention.same_day
    au = dose(log, convention).daily

    def weekly(tau_d: Vector) -> Vector:
        daily = history.exposure(au, tau_d, same_day=same_day, from_zero=convention.from_zero)
        return 7.0 * daily[:, days]

    def load(channel: Vector) -> Vector:
        filled, _ = history.fill(channel)
        tau = np.array([convention.tau_run_d])
        return history.exposure(filled, tau, same_day=same_day, from_zero=False)[0]

    own = (log if relative_to is None else relative_to).daily[1:]
    other = [
        history.relative(load(channel), load(usual))[days]
        for channel, usual in zip(log.daily[1:], own, strict=True)
    ]
    return Columns(
        gain=grid.gain(weekly(grid.tau_gain_d)),
        recent=weekly(grid.tau_fatigue_d).T / 100.0,
        other=np.array(other).T,
    )


def design(log: Log, grid: Grid, convention: Convention) -> Design:
    """Choose the tests that can be used and lay out the columns on their days."""
    au = dose(log, convention).daily
    used = history.usable(au, from_zero=convention.from_zero)[log.test_day]
    days = log.test_day[used]
    log_power = 100.0 * np.log(log.power_w_kg[used])
    level = float(log_power.mean()) if used.any() else float("nan")
    se = 100.0 * log.se_w_kg[used] / log.power_w_kg[used]
    se = np.where(np.isnan(se), convention.default_se_percent, se)
    return Design(
        day=days + log.first_day,
        level=level,
        log_power=log_power - level,
        se=np.maximum(se, SMALLEST_SE_PERCENT),
        used=used,
        columns=columns(log, grid, convention, days),
    )
