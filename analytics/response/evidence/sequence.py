"""One-step-ahead forecasts: each test from the tests before it, node by node, exactly."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.response import mixture
from analytics.response.design import Design
from analytics.response.evidence.others import Expected
from analytics.response.grid import Choice
from analytics.response.posterior import loadings

Vector = npt.NDArray[np.float64]

VAGUE_LEVEL_SD_PERCENT = 100.0
"""Of an athlete's level about the first test: a few tests later it is forgotten."""


class Forecast(NamedTuple):
    """Forecasts of each test from those before it, in log % less the design's level.

    Attributes
    ----------
    mean, lower, upper : ndarray, shape (n_tests,)
        Of one test. NaN for the first, before which nothing is known.
    """

    mean: Vector
    lower: Vector
    upper: Vector


def forecasts(design: Design, part: Choice, expected: Sequence[Expected], level: float) -> Forecast:
    """Forecast each test of an athlete from the tests before it.

    What is known beforehand comes from the other athletes; drift, level and coefficients are
    conditioned on past tests, and so are the weights of nodes and noise settings.

    Parameters
    ----------
    design : Design
        One test a day, on the columns of the whole grid.
    part : Choice
        The nodes to use.
    expected : sequence of Expected
        One per noise setting.
    level : float
        Coverage of the interval.
    """
    at = loadings(
        design.columns.gain[:, part.gain],
        design.columns.recent[:, part.recent],
        design.columns.other,
        part.grid.recent_scale,
    )
    # About the first test: the mean of all would know of those to come.
    first = design.log_power[0]
    begun = replace(design, log_power=design.log_power - first)
    parts = [_one_setting(begun, at, one) for one in expected]
    mean, variance, log_density = (
        np.concatenate(some, axis=1) for some in zip(*parts, strict=True)
    )
    # Weights before a test: those of the start, times how well all earlier tests were foreseen.
    start = np.concatenate([one.log_weight + one.log_nodes(part) for one in expected])
    log_weight = start + np.cumsum(log_density, axis=0) - log_density
    log_weight -= np.logaddexp.reduce(log_weight, axis=1, keepdims=True)
    weight, tail = np.exp(log_weight), (1.0 - level) / 2.0
    lower, upper = mixture.quantile(weight, mean, np.sqrt(variance), [tail, 1.0 - tail])
    found = first + np.array([np.sum(weight * mean, axis=1), lower, upper])
    found[:, :1] = np.nan
    return Forecast(*found)


def _one_setting(design: Design, at: Vector, expected: Expected) -> tuple[Vector, Vector, Vector]:
    """Return mean, variance and log density of each test at each node, shape (n, n_nodes).

    Whitened, a test's row is what is new in it given the tests before; so is its error.
    """
    n_tests, size, n_nodes = at.shape
    lower = np.linalg.cholesky(expected.noise.covariance(design.day, design.se))
    plain = np.c_[np.ones(n_tests), design.log_power, at.reshape(n_tests, -1)]
    white = np.linalg.solve(lower, plain)
    scale = np.diagonal(lower)
    new = white[:, 1]
    given = design.log_power - scale * new
    rows = np.empty((n_tests, size + 1, n_nodes))
    rows[:, 0] = white[:, :1] * VAGUE_LEVEL_SD_PERCENT
    coefficients = white[:, 2:].reshape(at.shape)
    rows[:, 1:] = np.einsum("ji,njk->nik", expected.factor, coefficients)
    offset = np.einsum("j,njk->nk", expected.mean, coefficients)

    state = np.zeros((size + 1, n_nodes))
    covariance = np.repeat(np.eye(size + 1)[..., None], n_nodes, axis=-1)
    innovation, spread = np.empty((n_tests, n_nodes)), np.empty((n_tests, n_nodes))
    for k in range(n_tests):
        row = rows[k]
        pull = np.einsum("ijn,jn->in", covariance, row)
        spread[k] = 1.0 + np.sum(row * pull, axis=0)
        innovation[k] = new[k] - offset[k] - np.sum(row * state, axis=0)
        state = state + pull * (innovation[k] / spread[k])
        covariance = covariance - pull[:, None] * (pull / spread[k])
    mean = given[:, None] + scale[:, None] * (new[:, None] - innovation)
    variance = scale[:, None] ** 2 * spread
    log_density = -0.5 * (innovation**2 / spread + np.log(variance))
    return mean, variance, log_density
