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
KEPT_SHARE = 0.02
"""Noise settings less probable than this share of the best are dropped."""
MOST_KEPT = 12


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
    if sum(len(block.index) for block in cohort) < MIN_POOLED:
        return _weighed(
            ordered_map(lambda start: _alone(grid, cohort, start), starts), pooled=False
        )

    coarse, gain, recent = grid.coarse()
    few = [block.coarse(gain, recent) for block in cohort]

    def screen(start: Setting) -> Setting:
        start = replace(start, marginals=coarse.weights)
        data = [statistics(block, start.noise, coarse.recent_scale) for block in few]
        # So few nodes that all athletes fit into the cache, and the overhead of blocks would show.
        together = Statistics.joined(data)
        return estimate(
            prior, start, start, lambda now: [_e_step(coarse, together, now)], SCREENING_ITERATIONS
        )

    def refine(found: Setting) -> Setting:
        data = ordered_map(lambda b: statistics(b, found.noise, grid.recent_scale), cohort)
        before = next(start for start in starts if start.noise == found.noise)
        now = replace(found, marginals=grid.weights)
        return estimate(
            prior, now, before, lambda now: ordered_map(lambda d: _e_step(grid, d, now), data)
        )

    screened = _weighed(ordered_map(screen, starts), pooled=True).settings
    return _weighed([refine(one) for one in screened], pooled=True)


def _e_step(grid: Grid, data: Statistics, now: Setting) -> Moments:
    log_prior = np.log(grid.node_weights(now.marginals))
    return moments(expectation(data, now.mean, now.factor, log_prior))


def _alone(grid: Grid, cohort: Sequence[Block], start: Setting) -> Setting:
    """Return the setting with the evidence of each athlete by itself, its mean uncertain."""
    own = replace(start, spread=start.spread + start.mean_covariance)
    data = [statistics(block, start.noise, grid.recent_scale) for block in cohort]
    evidence = sum(_e_step(grid, d, own).log_evidence for d in data)
    return replace(start, log_posterior=start.log_posterior + evidence)


def _weighed(found: Sequence[Setting], *, pooled: bool) -> Population:
    """Turn log posteriors into weights, and drop the settings that have next to none."""
    ordered = sorted(found, key=lambda one: -one.log_posterior)[:MOST_KEPT]
    relative = np.exp([one.log_posterior - ordered[0].log_posterior for one in ordered])
    kept = int(np.sum(relative >= KEPT_SHARE))
    return Population(tuple(ordered[:kept]), relative[:kept] / relative[:kept].sum(), pooled)
