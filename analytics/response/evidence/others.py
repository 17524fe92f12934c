"""What the other athletes say of one: the population without the athlete whom it shall judge."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

import numpy as np
import numpy.typing as npt

from analytics.response.blocks import Block, ordered_map, statistics
from analytics.response.expectation import Moments, each, expectation
from analytics.response.fitting import Population
from analytics.response.grid import Choice, Grid
from analytics.response.noise import Noise
from analytics.response.population import Setting, literature_of, maximised
from analytics.response.priors import Prior

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """What to expect of an athlete before any data of its own, under one setting of the noise.

    Attributes
    ----------
    noise : Noise
    log_weight : float
        Of this setting; the settings together sum to 1.
    mean, factor : ndarray, shapes (p,) and (p, p)
        Mean of the coefficients, and lower Cholesky factor of their covariance, the
        uncertainty of the population's mean included.
    marginals : tuple of ndarray
        Weight of each value of each grid parameter.
    """

    noise: Noise
    log_weight: float
    mean: Vector
    factor: Vector
    marginals: tuple[Vector, ...]

    def log_nodes(self, part: Choice) -> Vector:
        """Return the log weights of the nodes of a part of the grid, shape (n_nodes,)."""
        return part.grid.log_node_weights(part.marginals(self.marginals))


def without_each(
    prior: Prior, grid: Grid, population: Population, cohort: Sequence[Block]
) -> dict[int, tuple[Expected, ...]]:
    """Return what the others lead one to expect of every athlete, by position.

    From where EM arrived with everybody, one further step without the athlete: exact to
    first order in what one athlete can move. With too few athletes to pool it is the
    literature, the noise being weighed by the others.
    """
    found = [_one_setting(prior, grid, population, s, cohort) for s in population.settings]
    positions = found[0].keys()
    return {position: _weighed([by[position] for by in found]) for position in positions}


def _one_setting(
    prior: Prior, grid: Grid, population: Population, setting: Setting, cohort: Sequence[Block]
) -> dict[int, Setting]:
    """Return the setting that the others of each athlete lead to."""
    now = setting if population.pooled else _of_one(setting)
    factor, log_prior = now.factor, grid.log_node_weights(now.marginals)

    def condition(block: Block) -> list[Moments]:
        data = statistics(block, now.noise, grid.recent_scale)
        return each(expectation(data, now.mean, factor, log_prior))

    blocks = ordered_map(condition, cohort)
    own = {
        int(position): moments
        for block, found in zip(cohort, blocks, strict=True)
        for position, moments in zip(block.index, found, strict=True)
    }
    literature = literature_of(prior, grid, now)
    everyone = reduce(add, own.values())

    def without(moments: Moments) -> Setting:
        moved = now
        if population.pooled:
            moved = _of_one(maximised(prior, now, literature, everyone - moments))
        return replace(moved, log_posterior=setting.log_posterior - moments.log_evidence)

    return dict(zip(own, ordered_map(without, own.values()), strict=True))


def _of_one(setting: Setting) -> Setting:
    """Return the setting as the prior of one athlete: the mean's uncertainty is part of it."""
    return replace(setting, spread=setting.spread + setting.mean_covariance)


def _weighed(settings: Sequence[Setting]) -> tuple[Expected, ...]:
    log_weight = np.array([setting.log_posterior for setting in settings])
    log_weight -= np.logaddexp.reduce(log_weight)
    return tuple(
        Expected(one.noise, float(weight), one.mean, one.factor, one.marginals)
        for one, weight in zip(settings, log_weight, strict=True)
    )
