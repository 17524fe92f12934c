"""The population the athletes come from: its mean, its spread, and how sure we are of both."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

import numpy as np
import numpy.typing as npt
from scipy.special import xlogy

from analytics.response.expectation import Moments
from analytics.response.grid import Grid
from analytics.response.noise import Noise
from analytics.response.priors import Prior

Vector = npt.NDArray[np.float64]

FEWEST_COEFFICIENTS = 3
"""Gain, fatigue, run load; covariates come on top."""
EXPONENT = 2
"""Which of the grid's parameters is the exponent of the saturation."""
MIN_POOLED = 4
"""Fewer athletes say too little about a population: the prior stands in for it."""
LONGEST = 80
"""Iterations of EM; the mean takes Newton steps, so that few are needed."""
TOLERANCE = 0.01
"""Gain in log posterior at which EM has arrived: far below what any interval could show."""
OVER_RELAXATION = 1.8
"""Power of EM's step in the spread: below 2 it still converges, in about half the steps."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """The population under one setting of the noise.

    Attributes
    ----------
    noise : Noise
    log_posterior : float
        Of this setting, but for a constant that all share; before any data, its log prior weight.
    mean, mean_covariance : ndarray, shapes (p,) and (p, p)
        Population mean of (gain, fatigue, run load, covariates), and its uncertainty.
    spread : ndarray, shape (p, p)
        Covariance between athletes.
    marginals : tuple of ndarray
        Weight of each value of each grid parameter in the population.
    """

    noise: Noise
    log_posterior: float
    mean: Vector
    mean_covariance: Vector
    spread: Vector
    marginals: tuple[Vector, ...]

    @property
    def factor(self) -> Vector:
        """Lower Cholesky factor of ``spread``."""
        return np.linalg.cholesky(self.spread).astype(float, copy=False)


def prior_setting(prior: Prior, grid: Grid, n_covariates: int, noise: Noise) -> Setting:
    """Return the population as the literature has it."""
    return Setting(
        noise=noise,
        log_posterior=0.0,
        mean=prior.mean(n_covariates),
        mean_covariance=prior.mean_covariance(n_covariates),
        spread=prior.spread(n_covariates),
        marginals=grid.weights,
    )


def literature_of(prior: Prior, grid: Grid, setting: Setting) -> Setting:
    """Return the population as the literature has it, under the noise and exponent of a setting."""
    n_covariates = len(setting.mean) - FEWEST_COEFFICIENTS
    literature = prior_setting(prior, grid, n_covariates, setting.noise)
    gain, d50, _, recent = grid.weights
    return replace(literature, marginals=(gain, d50, setting.marginals[EXPONENT], recent))


def estimate(
    prior: Prior,
    start: Setting,
    literature: Setting,
    e_step: Callable[[Setting], list[Moments]],
    longest: int = LONGEST,
) -> Setting:
    """Find the most probable population by EM, and its uncertainty at the end.

    Parameters
    ----------
    prior : Prior
        For what the literature is worth, in athletes.
    start : Setting
        Where to begin; its noise is held.
    literature : Setting
        The prior, as a population.
    e_step : callable
        Takes a setting, returns the moments of each block under it.
    longest : int
        Most iterations.
    """
    now = start
    for iteration in range(longest):
        sums = reduce(add, e_step(now))
        following = maximised(prior, now, literature, sums)
        gain, now = following.log_posterior - now.log_posterior, following
        if iteration and abs(gain) < TOLERANCE:
            break
    return now


def maximised(prior: Prior, now: Setting, literature: Setting, sums: Moments) -> Setting:
    """Return the setting one step of EM leads to; its log posterior is that of ``now``.

    ``sums`` are those of the athletes under ``now``.
    """
    factor, n_athletes = now.factor, sums.node_weight.sum()
    mean, lower = mean_step(now, literature, sums)
    half = np.linalg.solve(lower, factor.T)
    uncertainty = np.linalg.solve(lower.T, np.linalg.solve(lower, np.eye(len(lower))))
    # Athletes scatter about a mean that is itself uncertain: without it the spread comes out small.
    second = sums.second + np.einsum("ijkl,jl->ik", sums.pull, uncertainty)
    worth = prior["spread_athletes"]
    known = np.linalg.solve(factor, np.linalg.cholesky(literature.spread))
    change = _power((worth * known @ known.T + second) / (worth + n_athletes), OVER_RELAXATION)
    return Setting(
        noise=now.noise,
        log_posterior=_log_posterior(prior, now, literature, sums) - np.log(np.diag(lower)).sum(),
        mean=mean,
        mean_covariance=half.T @ half,
        spread=factor @ change @ factor.T,
        marginals=_marginals(prior, literature, sums.node_weight),
    )


def mean_step(now: Setting, literature: Setting, sums: Moments) -> tuple[Vector, Vector]:
    """Take one Newton step in the population's mean, all else held.

    Returns
    -------
    ndarray, shape (p,)
        The mean it leads to.
    ndarray, shape (p, p)
        Lower Cholesky factor of the information on the mean, in the unit of ``now.factor``.
    """
    factor = now.factor
    root = np.sqrt(np.diag(literature.mean_covariance))
    scaled = factor / root[:, None]
    values, vectors = np.linalg.eigh(sums.known)
    # Information is not negative, even where an athlete's posterior has two humps.
    information = scaled.T @ scaled + (vectors * np.maximum(values, 0.0)) @ vectors.T
    lower = np.linalg.cholesky(information)
    gradient = sums.first + scaled.T @ ((literature.mean - now.mean) / root)
    shift = np.linalg.solve(lower.T, np.linalg.solve(lower, gradient))
    return now.mean + factor @ shift, lower


def _power(matrix: Vector, exponent: float) -> Vector:
    values, vectors = np.linalg.eigh(matrix)
    raised: Vector = (vectors * values**exponent) @ vectors.T
    return raised


def _log_posterior(prior: Prior, now: Setting, literature: Setting, sums: Moments) -> float:
    """Return the log posterior density of a population, but for its noise."""
    deviation = (now.mean - literature.mean) / np.sqrt(np.diag(literature.mean_covariance))
    standardised = np.linalg.solve(now.factor, np.linalg.cholesky(literature.spread))
    spread = 2 * np.log(np.diag(now.factor)).sum() + np.sum(standardised**2)
    nodes = sum(
        float(np.sum(xlogy(before, weight)))
        for before, weight in zip(literature.marginals, now.marginals, strict=True)
    )
    return (
        literature.log_posterior
        + sums.log_evidence
        - 0.5 * float(deviation @ deviation)
        - 0.5 * prior["spread_athletes"] * float(spread)
        + prior["grid_athletes"] * nodes
        # The volume of the mean's uncertainty is taken in the unit of the coefficients.
        + np.log(np.diag(now.factor)).sum()
    )


def _marginals(prior: Prior, literature: Setting, node_weight: Vector) -> tuple[Vector, ...]:
    joint = node_weight.reshape([len(weight) for weight in literature.marginals])
    worth, axes = prior["grid_athletes"], range(joint.ndim)
    return tuple(
        (worth * before + joint.sum(axis=tuple(i for i in axes if i != axis)))
        / (worth + joint.sum())
        for axis, before in enumerate(literature.marginals)
    )
