"""From the athletes' data to a population: which noise settings hold, and who the athletes are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analytics.response import noise
from analytics.response.blocks import Block, Statistics, ordered_map, statistics
from analytics.response.expectation import Moments, expectation, moments
from analytics.response.grid import Grid
from analytics.response.population import MIN_POOLED, Setting, estimate, prior_setting
from analytics.response.priors import Prior

Vector = npt.NDArray[np.float64]

SCREENING_ITERATIONS = 8
SCREENED_MASS = 0.998
"""Share of the screened posterior whose noise settings are looked at on the full grid."""
KEPT_MASS = 0.99
"""Share of the posterior whose noise settings are kept: those left out would widen answers."""
MOST_PARTS = 40_000
"""Athletes times kept settings, for the sake of memory: about 2 GiB."""


@dataclass(frozen=True, slots=True, eq=False)
class Population:
    """The kept settings, most probable first, and whether the athletes shaped them.

    Attributes
    ----------
    settings : tuple of Setting
    weights : ndarray, shape (n_settings,)
        Their posterior weights, summing to 1.
    pooled : bool
        False if there were too few athletes, and the literature stands in.
    """

    settings: tuple[Setting, ...]
    weights: Vector
    pooled: bool


def population(prior: Prior, grid: Grid, cohort: Sequence[Block], n_covariates: int) -> Population:
    """Weigh the noise settings and estimate the population under those that hold."""
    settings = noise.settings(prior)
    literature = prior_setting(prior, grid, n_covariates, settings[0][0])
    starts = [replace(literature, noise=one, log_posterior=np.log(w)) for one, w in settings]
    n_athletes = sum(len(block.index) for block in cohort)
    most = max(1, MOST_PARTS // n_athletes)
    if n_athletes < MIN_POOLED:
        found = ordered_map(lambda start: _alone(grid, cohort, start), starts)
        return _weighed(found, KEPT_MASS, most, pooled=False)

    coarse = grid.coarse()
    few = [block.chosen(coarse.gain, coarse.recent) for block in cohort]

    def screen(start: Setting) -> Setting:
        start = replace(start, marginals=coarse.grid.weights)
        data = [statistics(block, start.noise, coarse.grid.recent_scale) for block in few]
        # So few nodes that all athletes fit into the cache, and the overhead of blocks would show.
        together = Statistics.joined(data)
        return estimate(
            prior,
            start,
            start,
            lambda now: [_e_step(coarse.grid, together, now)],
            SCREENING_ITERATIONS,
        )

    def refine(found: Setting) -> Setting:
        data = ordered_map(lambda b: statistics(b, found.noise, grid.recent_scale), cohort)
        before = next(start for start in starts if start.noise == found.noise)
        now = replace(found, marginals=grid.weights)
        return estimate(
            prior, now, before, lambda now: ordered_map(lambda d: _e_step(grid, d, now), data)
        )

    screened = _weighed(ordered_map(screen, starts), SCREENED_MASS, most, pooled=True)
    return _weighed([refine(one) for one in screened.settings], KEPT_MASS, most, pooled=True)


def _e_step(grid: Grid, data: Statistics, now: Setting) -> Moments:
    log_prior = np.log(grid.node_weights(now.marginals))
    return moments(expectation(data, now.mean, now.factor, log_prior))


def _alone(grid: Grid, cohort: Sequence[Block], start: Setting) -> Setting:
    """Return the setting with the evidence of each athlete by itself, its mean uncertain."""
    own = replace(start, spread=start.spread + start.mean_covariance)
    data = [statistics(block, start.noise, grid.recent_scale) for block in cohort]
    evidence = sum(_e_step(grid, d, own).log_evidence for d in data)
    return replace(start, log_posterior=start.log_posterior + evidence)


def _weighed(found: Sequence[Setting], mass: float, most: int, *, pooled: bool) -> Population:
    """Turn log posteriors into weights; keep the most probable settings up to that mass."""
    ordered = sorted(found, key=lambda one: -one.log_posterior)
    relative = np.exp([one.log_posterior - ordered[0].log_posterior for one in ordered])
    together = np.cumsum(relative) / relative.sum()
    kept = min(most, int(np.searchsorted(together, mass)) + 1)
    return Population(tuple(ordered[:kept]), relative[:kept] / relative[:kept].sum(), pooled)
