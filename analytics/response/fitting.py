"""From the athletes' data to a population: which noise settings hold, and who the athletes are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.response import noise
from analytics.response.blocks import Block, Statistics, ordered_map, statistics
from analytics.response.expectation import Moments, expectation, moments
from analytics.response.grid import Choice, Grid
from analytics.response.population import EXPONENT, MIN_POOLED, Setting, estimate, prior_setting
from analytics.response.priors import Prior

Vector = npt.NDArray[np.float64]

GLANCE_ITERATIONS = 2
GLANCE_MASS = 1.0 - 1e-5
"""Share of the posterior after a glance that is screened on: most settings are out by then."""
SCREENING_ITERATIONS = 6
SCREENED_MASS = 0.998
"""Share of the screened posterior whose noise settings are looked at on the full grid."""
KEPT_MASS = 0.99
"""Share of the posterior whose noise settings are kept: those left out would widen answers."""
MOST_PARTS = 40_000
"""Athletes times kept settings, for the sake of memory: about 2 GiB."""


class Trial(NamedTuple):
    """A setting to be tried.

    Attributes
    ----------
    exponent : int
        Which of the grid's exponents.
    noise : Noise
    weight : float
        Prior weight of the noise.
    """

    exponent: int
    noise: noise.Noise
    weight: float


class Screened(NamedTuple):
    """How far a trial has come on a few nodes, with the athletes' statistics there."""

    trial: Trial
    found: Setting
    data: Statistics


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
    """Weigh noise and exponent, and estimate the population under the settings that hold.

    The exponent of the saturation is a law common to all: no athlete's own tests could tell
    it, those of a cohort together can.
    """
    n_athletes = sum(len(block.index) for block in cohort)
    most = max(1, MOST_PARTS // n_athletes)
    noises = noise.settings(prior)
    if n_athletes < MIN_POOLED:
        literature = prior_setting(prior, grid, n_covariates, noises[0][0])
        starts = [replace(literature, noise=one, log_posterior=np.log(w)) for one, w in noises]
        found = ordered_map(lambda start: _alone(grid, cohort, start), starts)
        return _weighed(found, KEPT_MASS, most, pooled=False)

    coarse, whole = grid.coarse(), grid.by_exponent()
    few = [[block.chosen(part.gain, part.recent) for block in cohort] for part in coarse]

    def literature(trial: Trial, part: Choice) -> Setting:
        weight = trial.weight * grid.weights[EXPONENT][trial.exponent]
        start = prior_setting(prior, part.grid, n_covariates, trial.noise)
        return replace(start, log_posterior=float(np.log(weight)))

    def begin(trial: Trial) -> Screened:
        part = coarse[trial.exponent]
        start, scale = literature(trial, part), part.grid.recent_scale
        data = [statistics(block, trial.noise, scale) for block in few[trial.exponent]]
        # So few nodes that all athletes fit into the cache, and the overhead of blocks would show.
        return screen(Screened(trial, start, Statistics.joined(data)), GLANCE_ITERATIONS)

    def screen(one: Screened, longest: int = SCREENING_ITERATIONS) -> Screened:
        part = coarse[one.trial.exponent]
        e_step, before = partial(_e_step, part.grid), literature(one.trial, part)
        found = estimate(prior, one.found, before, lambda now: [e_step(one.data, now)], longest)
        return one._replace(found=found)

    def refine(trial: Trial, found: Setting) -> Setting:
        part = whole[trial.exponent]
        own = [block.chosen(part.gain, part.recent) for block in cohort]
        data = ordered_map(lambda b: statistics(b, trial.noise, part.grid.recent_scale), own)
        start, e_step = literature(trial, part), partial(_e_step, part.grid)
        now = replace(found, marginals=part.grid.weights)
        best = estimate(prior, now, start, lambda now: ordered_map(lambda d: e_step(d, now), data))
        return replace(best, marginals=part.whole(best.marginals, grid.shape))

    usual = int(np.argmax(grid.weights[EXPONENT]))
    glanced = ordered_map(begin, [Trial(usual, one, weight) for one, weight in noises])
    held = _held(ordered_map(screen, _held(glanced, GLANCE_MASS)), SCREENED_MASS)
    # Noise is told under the usual exponent, exponents under the noise that holds.
    others = [e for e in range(len(coarse)) if e != usual]
    more = ordered_map(begin, [one.trial._replace(exponent=e) for one in held for e in others])
    held = _held([*held, *ordered_map(screen, more)], SCREENED_MASS)
    return _weighed([refine(one.trial, one.found) for one in held], KEPT_MASS, most, pooled=True)


def _held(screened: Sequence[Screened], mass: float) -> list[Screened]:
    """Return the most probable trials, which together hold so much of the posterior."""
    ordered = sorted(screened, key=lambda one: -one.found.log_posterior)
    log_weight = np.array([one.found.log_posterior for one in ordered])
    return ordered[: _n_kept(np.exp(log_weight - log_weight[0]), mass)]


def _e_step(grid: Grid, data: Statistics, now: Setting) -> Moments:
    log_prior = grid.log_node_weights(now.marginals)
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
    kept = min(most, _n_kept(relative, mass))
    return Population(tuple(ordered[:kept]), relative[:kept] / relative[:kept].sum(), pooled)


def _n_kept(relative: Vector, mass: float) -> int:
    """Return how many of the largest weights, given in that order, hold so much of them all."""
    together = np.cumsum(relative) / relative.sum()
    return min(len(relative), int(np.searchsorted(together, mass)) + 1)
