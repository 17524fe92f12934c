"""Predicted power on each day: the response, the athlete's level, and drift around the tests."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analytics.response import history, mixture, threads
from analytics.response.design import Columns, Convention, columns, dose
from analytics.response.logs import Log
from analytics.response.noise import Noise
from analytics.response.posterior import loadings
from analytics.response.state import State

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """Power in W/kg, shape (n_days,) each; NaN on days before which training is not known."""

    mean: Vector
    lower: Vector
    upper: Vector
    test_lower: Vector
    test_upper: Vector


def joined(known: Log, given: Log) -> Log:
    """Return what was given, preceded by what is known of the days before it."""
    before = given.first_day - known.first_day
    if before <= 0:
        return given
    values = np.full((len(given.daily), before + given.n_days), np.nan)
    kept = min(before, known.n_days)
    values[:, :kept] = known.daily[:, :kept]
    values[:, before:] = given.daily
    return replace(given, first_day=known.first_day, daily=values)


def answerable(
    log: Log, given: Log, days: npt.NDArray[np.int64], convention: Convention
) -> npt.NDArray[np.bool_]:
    """Tell which days have enough known training before them, shape (n,).

    After a gap too long to fill these are the days whose tests a fit would use. A log's own
    beginning is answered too: there, as in the fit, its first weeks stand in for those before.
    A plan's first weeks say nothing of the weeks before it.
    """
    daily = dose(log, convention).daily
    known = history.usable(daily, from_zero=convention.from_zero)
    first = next(iter(history.stretches(daily)), history.Stretch(0, 0))
    if first.start < log.n_days - given.n_days or log.n_days == given.n_days:
        known[first.start : first.stop] = True
    return known[days]


def predict(state: State, position: int, given: Log, level: float) -> Prediction:
    """Predict one athlete's power on each day of ``given``.

    Past tests are conditioned on exactly, under every noise setting; far from
    them drift returns to its prior.
    """
    known = state.logs[position]
    log = joined(known, given)
    days = np.arange(log.n_days - given.n_days, log.n_days)
    at = columns(log, state.grid, state.convention, days, relative_to=known)
    with threads.single():
        parts = [
            under(state, position, s, at, days + log.first_day)
            for s in range(len(state.population.settings))
        ]
    weight, mean, variance, scatter = (
        np.concatenate(some, axis=-1) for some in zip(*parts, strict=True)
    )
    tail = (1.0 - level) / 2.0
    shares = [tail, 1.0 - tail]
    bounds = mixture.quantile(weight, mean, np.sqrt(variance), shares)
    tests = mixture.quantile(weight, mean, np.sqrt(variance + scatter), shares)
    design = state.designs[position]

    def power(log_percent: Vector) -> Vector:
        return np.exp((design.level + log_percent) / 100.0)

    average = np.sum(weight * np.exp(mean / 100.0 + 0.5 * variance / 1e4), axis=-1)
    found = np.array([np.exp(design.level / 100.0) * average, *power(bounds), *power(tests)])
    found[:, ~answerable(log, given, days, state.convention)] = np.nan
    return Prediction(*found)


def kriging(
    noise: Noise, tested: npt.NDArray[np.int64], se: Vector, days: npt.NDArray[np.int64]
) -> tuple[Vector, Vector]:
    """Return how level and drift of a day follow from the tests.

    Parameters
    ----------
    noise : Noise
    tested, se : ndarray, shape (n,)
        Days and standard errors of the tests, n at least 1.
    days : ndarray, shape (m,)

    Returns
    -------
    ndarray, shape (m, n)
        Weight of each test; the weights of a day sum to 1.
    ndarray, shape (m,)
        Variance that is left, in %².
    """
    lower = np.linalg.cholesky(noise.covariance(tested, se))
    white = np.linalg.solve(lower, np.c_[np.ones(len(tested)), noise.drift(tested, days)])
    level, drift = white[:, :1], white[:, 1:]
    information = float(np.sum(level**2))
    # What of a day's level the drift of the tests does not already explain.
    rest = 1.0 - (level * drift).sum(axis=0)
    variance = noise.drift_sd**2 - np.sum(drift**2, axis=0) + rest**2 / information
    weights = np.linalg.solve(lower.T, drift + level * rest / information)
    return weights.T, variance


def under(
    state: State, position: int, s: int, at: Columns, days: npt.NDArray[np.int64]
) -> tuple[Vector, Vector, Vector, Vector]:
    """Return weight, mean, variance and a test's further variance of the components of a setting.

    A component is a time constant of the gain: the nodes that share it differ so
    little on days near the tests that their mean and variance stand for them.
    """
    design, noise = state.designs[position], state.population.settings[s].noise
    own = state.posteriors[position]
    by_node = own.weight[s]
    weight = by_node.reshape(len(state.grid.tau_gain_d), -1).sum(axis=-1)
    if len(design.day) == 0:
        unknown = np.full((len(days), len(weight)), np.nan)
        return weight, unknown, unknown, unknown
    tests, left = kriging(noise, design.day, design.se, days)
    tested = design.columns
    apart = loadings(
        at.gain - tests @ tested.gain,
        at.recent - tests @ tested.recent,
        at.other - tests @ tested.other,
        state.grid.recent_scale,
    )
    mean = np.einsum("tpj,pj->tj", apart, own.mean[:, s])
    variance = np.einsum("tpj,pqj,tqj->tj", apart, own.covariance[:, :, s], apart, optimize=True)
    mean, variance = _gathered(by_node, mean, variance, len(weight))
    scatter = np.full_like(mean, noise.day_sd**2 + np.median(design.se) ** 2)
    return weight, mean + (tests @ design.log_power)[:, None], variance + left[:, None], scatter


def _gathered(weight: Vector, mean: Vector, variance: Vector, groups: int) -> tuple[Vector, Vector]:
    """Return mean and variance of each group of consecutive nodes, shape (n_days, groups)."""
    share = weight.reshape(groups, -1)
    total = share.sum(axis=-1, keepdims=True)
    share = share / np.where(total > 0, total, 1.0)
    by_group = mean.reshape(len(mean), groups, -1)
    centre = np.einsum("tgk,gk->tg", by_group, share)
    scatter = variance.reshape(by_group.shape) + (by_group - centre[..., None]) ** 2
    return centre, np.maximum(np.einsum("tgk,gk->tg", scatter, share), 0.0)
