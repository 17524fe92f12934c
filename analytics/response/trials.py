"""Settings of noise and exponent on trial: first at a glance, then on all nodes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.response.blocks import Block, Statistics, ordered_map, statistics
from analytics.response.expectation import Moments, expectation, moments
from analytics.response.grid import Choice, Grid
from analytics.response.noise import Noise
from analytics.response.population import EXPONENT, Setting, estimate, prior_setting
from analytics.response.priors import Prior

Vector = npt.NDArray[np.float64]

GLANCE_ITERATIONS = 2
SCREENING_ITERATIONS = 6


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
    noise: Noise
    weight: float


class Screened(NamedTuple):
    """How far a trial has come on a few nodes, with the athletes' statistics there."""

    trial: Trial
    found: Setting
    data: Statistics


@dataclass(frozen=True, slots=True, eq=False)
class Trials:
    """The cohort that settings are tried on.

    Attributes
    ----------
    prior : Prior
    grid : Grid
    cohort : sequence of Block
        Its athletes, on the columns of the whole grid.
    n_covariates : int
    """

    prior: Prior
    grid: Grid
    cohort: Sequence[Block]
    n_covariates: int

    def glance(self, trial: Trial) -> Screened:
        """Take a few steps of EM on a few nodes."""
        part = self.grid.coarse()[trial.exponent]
        scale = part.grid.recent_scale
        few = [block.chosen(part.gain, part.recent) for block in self.cohort]
        # So few nodes that all athletes fit into the cache, and the overhead of blocks would show.
        data = Statistics.joined([statistics(block, trial.noise, scale) for block in few])
        start = Screened(trial, self.literature(trial, part), data)
        return self._screened(start, part, GLANCE_ITERATIONS)

    def screen(self, glanced: Screened) -> Screened:
        """Go on from a glance until the setting can be weighed."""
        part = self.grid.coarse()[glanced.trial.exponent]
        return self._screened(glanced, part, SCREENING_ITERATIONS)

    def refine(self, screened: Screened) -> Setting:
        """Estimate the population on all nodes of the exponent."""
        trial = screened.trial
        part = self.grid.by_exponent()[trial.exponent]
        scale = part.grid.recent_scale
        own = [block.chosen(part.gain, part.recent) for block in self.cohort]
        data = ordered_map(lambda block: statistics(block, trial.noise, scale), own)

        def e_step(now: Setting) -> list[Moments]:
            return ordered_map(lambda some: e_moments(part.grid, some, now), data)

        start = replace(screened.found, marginals=part.grid.weights)
        best = estimate(self.prior, start, self.literature(trial, part), e_step)
        return replace(best, marginals=part.whole(best.marginals, self.grid.shape))

    def literature(self, trial: Trial, part: Choice) -> Setting:
        """Return the population as the literature has it, with the prior weight of the trial."""
        weight = trial.weight * self.grid.weights[EXPONENT][trial.exponent]
        start = prior_setting(self.prior, part.grid, self.n_covariates, trial.noise)
        return replace(start, log_posterior=float(np.log(weight)))

    def _screened(self, one: Screened, part: Choice, longest: int) -> Screened:
        def e_step(now: Setting) -> list[Moments]:
            return [e_moments(part.grid, one.data, now)]

        literature = self.literature(one.trial, part)
        return one._replace(found=estimate(self.prior, one.found, literature, e_step, longest))


def e_moments(grid: Grid, data: Statistics, now: Setting) -> Moments:
    """Return what the M-step needs of some athletes under a setting."""
    log_prior = grid.log_node_weights(now.marginals)
    return moments(expectation(data, now.mean, now.factor, log_prior))
