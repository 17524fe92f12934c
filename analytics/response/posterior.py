"""Every athlete's posterior: a finite mixture of Gaussians over noise settings and nodes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.response import blocks, small
from analytics.response.expectation import Expectation, expectation
from analytics.response.grid import Grid
from analytics.response.population import Setting

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """Components of one athlete's mixture: settings x nodes, in that order.

    Attributes
    ----------
    weight : ndarray, shape (n_settings, n_nodes)
    mean : ndarray, shape (p, n_settings, n_nodes)
        Of the coefficients (gain, fatigue, run load, covariates), in log %.
    covariance : ndarray, shape (p, p, n_settings, n_nodes)
    """

    weight: Vector
    mean: Vector
    covariance: Vector


def posteriors(
    grid: Grid,
    settings: Sequence[Setting],
    weights: Vector,
    cohort: Sequence[blocks.Block],
    *,
    pooled: bool,
) -> tuple[Posterior, ...]:
    """Condition every athlete on its own data, under each setting of the population.

    Parameters
    ----------
    grid : Grid
    settings : sequence of Setting
    weights : ndarray, shape (n_settings,)
        Their posterior weights.
    cohort : sequence of Block
        All athletes.
    pooled : bool
        Whether the settings were estimated from these athletes. If not, the
        uncertainty of the mean is part of each athlete's own prior.

    Returns
    -------
    tuple of Posterior
        In order of the cohort's athletes.
    """
    found = blocks.ordered_map(
        lambda block: of_block(grid, settings, weights, block, pooled=pooled), cohort
    )
    by_athlete = {
        int(athlete): one
        for block, some in zip(cohort, found, strict=True)
        for athlete, one in zip(block.index, some, strict=True)
    }
    return tuple(by_athlete[athlete] for athlete in range(len(by_athlete)))


def of_block(
    grid: Grid, settings: Sequence[Setting], weights: Vector, block: blocks.Block, *, pooled: bool
) -> list[Posterior]:
    """Condition the athletes of one block, as :func:`posteriors` does."""
    size, nodes = len(settings[0].mean), len(grid.node_weights())
    # An array of its own for each, so that replacing one athlete frees its memory.
    result = [
        Posterior(
            weight=np.empty((len(settings), nodes)),
            mean=np.empty((size, len(settings), nodes)),
            covariance=np.empty((size, size, len(settings), nodes)),
        )
        for _ in block.index
    ]
    for s, setting in enumerate(settings):
        factor, uncertainty = _prior_factor(setting, pooled=pooled)
        data = blocks.statistics(block, setting.noise, grid.recent_scale)
        log_prior = grid.log_node_weights(setting.marginals)
        found = expectation(data, setting.mean, factor, log_prior)
        mean = setting.mean[:, None, None] + np.einsum("ij,j...->i...", factor, found.z)
        covariance = small.transform(_with_mean(found, uncertainty), factor.T)
        for i, one in enumerate(result):
            one.weight[s] = weights[s] * found.weight[i]
            one.mean[:, s] = mean[:, i]
            one.covariance[:, :, s] = covariance[:, :, i]
    return result


def loadings(gain: Vector, recent: Vector, other: Vector, recent_scale: Vector) -> Vector:
    """Return what multiplies the coefficients at each node.

    Parameters
    ----------
    gain, recent, other : ndarray, shapes (n, n_gain), (n, n_recent), (n, n_other)
        Columns, or differences of columns.
    recent_scale : ndarray, shape (n_recent,)

    Returns
    -------
    ndarray, shape (n, p, n_nodes)
    """
    n, nodes = len(gain), gain.shape[1] * recent.shape[1]
    result = np.empty((n, 2 + other.shape[1], gain.shape[1], recent.shape[1]))
    result[:, 0] = gain[:, :, None]
    result[:, 1] = recent_scale * gain[:, :, None] - recent[:, None, :]
    result[:, 2:] = other[:, :, None, None]
    return result.reshape(n, 2 + other.shape[1], nodes)


def _prior_factor(setting: Setting, *, pooled: bool) -> tuple[Vector, Vector]:
    """Return L of the athletes' prior, and the mean's uncertainty in its unit."""
    if not pooled:
        factor = np.linalg.cholesky(setting.spread + setting.mean_covariance).astype(float)
        return factor, np.zeros_like(factor)
    half = np.linalg.solve(setting.factor, np.linalg.cholesky(setting.mean_covariance))
    uncertainty: Vector = half @ half.T
    return setting.factor, uncertainty


def _with_mean(found: Expectation, uncertainty: Vector) -> Vector:
    """Return the covariance of z with the uncertainty of the population mean carried through."""
    within = found.covariance
    carried = np.einsum("ij...,jk->ik...", within, uncertainty)
    return within + small.product(carried, within)
