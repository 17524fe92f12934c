"""The placebo: the same doses shifted in time, which should not fit as well as the real ones."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.linalg import solve_triangular

from analytics.response import history
from analytics.response.blocks import of_white
from analytics.response.design import Convention, Design, dose
from analytics.response.evidence.others import Expected
from analytics.response.expectation import expectation
from analytics.response.exposure import exponential_mean
from analytics.response.grid import Choice
from analytics.response.logs import Log

Vector = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]

MOST_SHIFTS = 200
LEAST_SHIFT_D = 28
"""Days a shifted dose lies off the real one, to either side of the year's round."""


class Placebo(NamedTuple):
    """How well shifted doses fit.

    Attributes
    ----------
    shift_d : ndarray of int, shape (k + 1,)
        Known days; the first is 0, the real dose.
    log_ratio : ndarray of float, shape (k + 1,)
        Log evidence of the athlete's tests, less that given the real dose.
    """

    shift_d: Days
    log_ratio: Vector


def shifts(n_days: int, most: int = MOST_SHIFTS) -> Days:
    """Return the days by which to shift a log: 28 or more, all there are or ``most`` of them."""
    possible = np.arange(LEAST_SHIFT_D, n_days - LEAST_SHIFT_D + 1)
    if len(possible) <= most:
        return possible
    return possible[np.linspace(0, len(possible) - 1, most).round().astype(np.int64)]


def placebo(
    log: Log,
    design: Design,
    part: Choice,
    convention: Convention,
    expected: Sequence[Expected],
) -> Placebo:
    """Compare the real dose with itself shifted round and round the log.

    Only the dose moves: tests, run load and the population stay. Days nobody knows are left
    out of the round, for real and shifted doses alike: filled, they would make most shifts flat.

    Parameters
    ----------
    log : Log
    design : Design
        One test a day, on the columns of the whole grid.
    part : Choice
        The nodes to use.
    convention : Convention
    expected : sequence of Expected
        One per noise setting.
    """
    daily = dose(log, convention).daily
    known = ~np.isnan(daily)
    daily, days = daily[known], (np.cumsum(known) - 1)[design.day - log.first_day]
    shift_d = np.r_[0, shifts(len(daily))]

    def weekly(tau_d: Vector) -> Vector:
        return 7.0 * shifted_exposure(daily, tau_d, shift_d, days, convention)

    chronic = weekly(part.grid.tau_gain_d)
    gain = part.grid.gain(chronic.reshape(len(chronic), -1))
    recent = np.moveaxis(weekly(part.grid.tau_fatigue_d), 0, -1) / 100.0
    log_evidence = _log_evidence(
        design, gain.reshape(len(shift_d), len(days), -1), recent, part, expected
    )
    return Placebo(shift_d, log_evidence - log_evidence[0])


def shifted_exposure(
    daily: Vector, tau_d: Vector, shift_d: Days, days: Days, convention: Convention
) -> Vector:
    """Return the exposures that shifted doses leave, without a filter for each of them.

    An exponential mean forgets where it began: that of a shifted dose is the mean of the
    endless round, read elsewhere, and what is left of the other beginning.

    Parameters
    ----------
    daily : ndarray of float, shape (n_days,)
        No day unknown.
    tau_d : ndarray of float, shape (n_tau,)
    shift_d : ndarray of int, shape (n_shifts,)
        Days by which the dose comes later.
    days : ndarray of int, shape (n,)
        Days to read, counted from the first.
    convention : Convention

    Returns
    -------
    ndarray of float, shape (n_tau, n_shifts, n)
        In the unit of ``daily`` per day.
    """
    n_days, kept = len(daily), np.exp(-1.0 / tau_d)
    once = np.array([exponential_mean(daily, tau) for tau in tau_d])
    age = kept[:, None] ** np.arange(1, n_days + 1)
    endless = once + age * (once[:, -1:] / (1.0 - age[:, -1:]))
    before = endless[:, (-1 - shift_d) % n_days]
    if convention.from_zero:
        first = np.zeros(len(shift_d))
    else:
        opening = np.arange(history.START_D)[:, None] - shift_d
        first = daily[opening[:n_days] % n_days].mean(axis=0)
    last = days if convention.same_day else days - 1
    faded = kept[:, None, None] ** (last + 1)
    shifted = endless[:, (last - shift_d[:, None]) % n_days] + faded * (first - before)[..., None]
    # Rounding leaves a rest of what should cancel, and less than nothing has no root.
    return np.maximum(shifted, 0.0)


def _log_evidence(
    design: Design, gain: Vector, recent: Vector, part: Choice, expected: Sequence[Expected]
) -> Vector:
    """Return the log evidence of each shift, shape (n_shifts,), over noise settings and nodes."""
    n_shifts, n_tests, _ = gain.shape
    fixed = np.c_[np.ones(n_tests), design.log_power, design.columns.other]
    plain = np.concatenate([recent, gain], axis=-1).swapaxes(0, 1).reshape(n_tests, -1)
    found = []
    for one in expected:
        lower = np.linalg.cholesky(one.noise.covariance(design.day, design.se))
        white = solve_triangular(lower, np.c_[fixed, plain], lower=True, check_finite=False)
        columns = white[:, fixed.shape[1] :].reshape(n_tests, n_shifts, -1).swapaxes(0, 1)
        shared = np.broadcast_to(white[:, : fixed.shape[1]], (n_shifts, *fixed.shape))
        constant = np.full(n_shifts, -np.sum(np.log(np.diagonal(lower))))
        data = of_white(
            shared,
            columns[..., : recent.shape[-1]],
            columns[..., recent.shape[-1] :],
            constant,
            part.grid.recent_scale,
        )
        given = expectation(data, one.mean, one.factor, one.log_nodes(part))
        found.append(one.log_weight + given.log_evidence)
    together: Vector = np.logaddexp.reduce(found, axis=0)
    return together
