"""From the athletes' data to a population: which settings hold, and who the athletes are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analytics.response import noise
from analytics.response.blocks import Block, ordered_map, statistics
from analytics.response.grid import Grid
from analytics.response.population import EXPONENT, MIN_POOLED, Setting, prior_setting
from analytics.response.priors import Prior
from analytics.response.trials import Screened, Trial, Trials, e_moments

Vector = npt.NDArray[np.float64]

GLANCE_MASS = 1.0 - 1e-5
"""Share of the posterior after a glance that is screened on: most settings are out by then."""
SCREENED_MASS = 0.998
"""Share of the screened posterior whose settings are looked at on the full grid."""
KEPT_MASS = 0.99
"""Share of the posterior whose settings are kept: those left out would widen answers."""
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
    """Weigh noise and exponent, and estimate the population under the settings that hold.

    The exponent of the saturation is a law common to all: no athlete's own tests could tell
    it, those of a cohort together can. With too few athletes to pool, each keeps all of them.
    """
    n_athletes = sum(len(block.index) for block in cohort)
    most = max(1, MOST_PARTS // n_athletes)
    noises = noise.settings(prior)
    if n_athletes < MIN_POOLED:
        literature = prior_setting(prior, grid, n_covariates, noises[0][0])
        starts = [replace(literature, noise=one, log_posterior=np.log(w)) for one, w in noises]
        alone = ordered_map(lambda start: _alone(grid, cohort, start), starts)
        return _weighed(alone, KEPT_MASS, most, pooled=False)

    trials = Trials(prior, grid, cohort, n_covariates)
    usual, n_exponents = int(np.argmax(grid.weights[EXPONENT])), len(grid.weights[EXPONENT])
    glanced = ordered_map(trials.glance, [Trial(usual, one, weight) for one, weight in noises])
    held = _held(ordered_map(trials.screen, _held(glanced, GLANCE_MASS)), SCREENED_MASS)
    # Noise is told under the usual exponent, exponents under the noise that holds.
    others = [exponent for exponent in range(n_exponents) if exponent != usual]
    more = [one.trial._replace(exponent=exponent) for one in held for exponent in others]
    screened = ordered_map(trials.screen, ordered_map(trials.glance, more))
    held = _held([*held, *screened], SCREENED_MASS)
    return _weighed([trials.refine(one) for one in held], KEPT_MASS, most, pooled=True)


def _alone(grid: Grid, cohort: Sequence[Block], start: Setting) -> Setting:
    """Return the setting with the evidence of each athlete by itself, its mean uncertain."""
    own = replace(start, spread=start.spread + start.mean_covariance)
    data = [statistics(block, start.noise, grid.recent_scale) for block in cohort]
    evidence = sum(e_moments(grid, d, own).log_evidence for d in data)
    return replace(start, log_posterior=start.log_posterior + evidence)


def _held(screened: Sequence[Screened], mass: float) -> list[Screened]:
    """Return the most probable trials, which together hold so much of the posterior."""
    ordered = sorted(screened, key=lambda one: -one.found.log_posterior)
    log_weight = np.array([one.found.log_posterior for one in ordered])
    return ordered[: _n_kept(np.exp(log_weight - log_weight[0]), mass)]


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
