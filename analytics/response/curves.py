"""Response curves: percent change in running power against weekly dose."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from analytics.errors import InputError
from analytics.response import mixture
from analytics.response.posterior import Posterior, loadings
from analytics.response.state import State

Vector = npt.NDArray[np.float64]

LARGEST_WEEKLY_AU = 20_000.0
LEFT_OUT = 1e-6
"""Posterior mass of an athlete's components too improbable to be worth their computation."""


class Band(NamedTuple):
    """Mean and interval of a response at each dose, in %, shape (n_doses,)."""

    mean: Vector
    lower: Vector
    upper: Vector


def doses(weekly_dose_au: npt.ArrayLike) -> Vector:
    """Return weekly doses as an array, or say what is wrong with them."""
    values = np.atleast_1d(np.asarray(weekly_dose_au, dtype=float))
    bad = ~((values >= 0) & (values <= LARGEST_WEEKLY_AU))
    if values.ndim != 1 or bad.any():
        raise InputError(
            f"weekly_dose_au is a list of doses from 0 to {LARGEST_WEEKLY_AU:g} AU a week; "
            f"{bad.sum()} of {values.size} are not."
        )
    return values


def one_dose(dose_au: float, name: str = "weekly_dose_au") -> float:
    """Return a weekly dose, or say what is wrong with it."""
    values = np.asarray(dose_au, dtype=float)
    if values.ndim > 0 or not 0 <= values <= LARGEST_WEEKLY_AU:
        raise InputError(
            f"{name} is one dose from 0 to {LARGEST_WEEKLY_AU:g} AU a week; got {dose_au}."
        )
    return float(values)


def contrast(state: State, weekly: Vector, weeks: int, reference_au: float = 0.0) -> Vector:
    """Return loadings of (gain, fatigue) after standard weeks, less those of a reference dose.

    Returns
    -------
    ndarray, shape (n_doses, 2, n_nodes)
    """
    reference = one_dose(reference_au, "reference_dose_au")
    gain, recent = state.grid.standard(np.r_[reference, weekly], weeks)
    none = np.empty((len(weekly), 0))
    return loadings(gain[1:] - gain[0], recent[1:] - recent[0], none, state.grid.recent_scale)


class Components(NamedTuple):
    """A mixture of Gaussians per dose: weights (k,), means and sds (n_doses, k), in log %."""

    weight: Vector
    mean: Vector
    sd: Vector


def components(own: Posterior, loading: Vector) -> Components:
    """Return the posterior of one athlete's response, without its most improbable parts.

    Parameters
    ----------
    own : Posterior
    loading : ndarray of float, shape (n_doses, p, n_nodes)
        Of the first p coefficients: gain and fatigue, and run load where it changes, too.
    """
    setting, node = np.nonzero(own.weight >= _lightest(own.weight.ravel()))
    kept = own.weight[setting, node]
    loads = loading[..., node]
    size = loading.shape[1]
    mean = np.einsum("dpk,pk->dk", loads, own.mean[:size][:, setting, node])
    covariance = own.covariance[:size, :size][..., setting, node]
    variance = _variance(loads, covariance)
    return Components(kept / kept.sum(), mean, np.sqrt(variance))


def athlete(state: State, position: int, loading: Vector) -> Components:
    """Return the posterior of the response of one athlete of a fit."""
    return components(state.posteriors[position], loading)


def newcomer(state: State, loading: Vector) -> Components:
    """Return the response to expect of an athlete of this population not yet seen."""
    weights, means, variances = [], [], []
    for share, setting in zip(state.population.weights, state.population.settings, strict=True):
        covariance = (setting.mean_covariance + setting.spread)[:2, :2, None, None]
        weights.append(share * state.grid.node_weights(setting.marginals))
        means.append(np.einsum("dpj,p->dj", loading, setting.mean[:2]))
        variances.append(_variance(loading, covariance[..., 0]))
    sd = np.sqrt(np.concatenate(variances, axis=1))
    return Components(np.concatenate(weights), np.concatenate(means, axis=1), sd)


def average(state: State, loading: Vector) -> Components:
    """Return the posterior of the population's mean response."""
    pooled = len(state.logs) if state.population.pooled else 0
    n_known = state.prior["grid_athletes"] + pooled
    means, sds = [], []
    for setting in state.population.settings:
        node = state.grid.node_weights(setting.marginals)
        at_node = np.einsum("dpj,p->dj", loading, setting.mean[:2])
        typical = loading @ node
        covariance = setting.mean_covariance[:2, :2]
        # The weights of the nodes are uncertain too, as shares of a finite number of athletes are.
        scatter = (at_node - (at_node @ node)[:, None]) ** 2 @ node / (n_known + 1)
        means.append(at_node @ node)
        sds.append(np.sqrt(np.einsum("dp,pq,dq->d", typical, covariance, typical) + scatter))
    return Components(state.population.weights, np.array(means).T, np.array(sds).T)


def band(found: Components, level: float) -> Band:
    """Return mean and interval in percent: exact quantiles of the mixture."""
    tail = (1.0 - level) / 2.0
    lower, upper = mixture.quantile(*found, share=[tail, 1.0 - tail])
    mean = np.expm1(found.mean / 100.0 + 0.5 * (found.sd / 100.0) ** 2) @ found.weight
    return Band(100.0 * mean, 100.0 * np.expm1(lower / 100.0), 100.0 * np.expm1(upper / 100.0))


def probability(found: Components, above_percent: float) -> Vector:
    """Return the probability of more than so many percent at each dose: exact, without draws."""
    least = 100.0 * np.log1p(above_percent / 100.0)
    apart = found.mean - least
    # Without width it is known on which side of the threshold a component lies.
    above = np.where(found.sd > 0, ndtr(apart / np.where(found.sd > 0, found.sd, 1.0)), apart > 0)
    share: Vector = above @ found.weight
    return share


def own_share(found: Components, before: float) -> float:
    """Return the share of the uncertainty before an athlete's own tests that they took away.

    ``before`` is the standard deviation of the first response for a newcomer, in log %.
    """
    if before == 0:
        return 0.0
    _, sd = mixture.moments(*found)
    # A surprising answer can be less certain than the population was; it still has no share.
    return float(np.clip(1.0 - (sd[0] / before) ** 2, 0.0, 1.0))


def draws(state: State, position: int, loading: Vector, n: int, seed: int) -> Vector:
    """Return draws of one athlete's response, each a curve, shape (n, n_doses)."""
    rng = np.random.default_rng(seed)
    own = state.posteriors[position]
    weight = own.weight
    component = rng.choice(weight.size, size=n, p=weight.ravel() / weight.sum())
    setting, node = np.unravel_index(component, weight.shape)
    mean = own.mean[:2][:, setting, node].T
    covariance = np.moveaxis(own.covariance[:2, :2][..., setting, node], -1, 0)
    root = np.linalg.cholesky(covariance)
    theta = mean + np.einsum("nij,nj->ni", root, rng.standard_normal((n, 2)))
    log_percent = np.einsum("dpn,np->nd", loading[..., node], theta)
    percent: Vector = 100.0 * np.expm1(log_percent / 100.0)
    return percent


def _lightest(weight: Vector) -> float:
    """Return the least weight of the parts that together hold all but next to nothing."""
    ordered = np.sort(weight)
    return float(ordered[np.searchsorted(np.cumsum(ordered), LEFT_OUT)])


def _variance(loading: Vector, covariance: Vector) -> Vector:
    """Return the variance of the response, shape (n_doses, k)."""
    variance = np.zeros((len(loading), loading.shape[-1]))
    for p in range(loading.shape[1]):
        for q in range(p, loading.shape[1]):
            both = loading[:, p] * loading[:, q] * covariance[p, q]
            variance += both if p == q else 2 * both
    return np.maximum(variance, 0.0)
