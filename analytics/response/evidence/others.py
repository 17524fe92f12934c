"""What the other athletes say of one: the population without the athlete whom it shall judge."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analytics.response import noise
from analytics.response.blocks import Block, Statistics, ordered_map, statistics
from analytics.response.expectation import Expectation, Moments, expectation, moments, of_one
from analytics.response.grid import Choice, Grid
from analytics.response.noise import Noise
from analytics.response.population import MIN_POOLED, Setting, maximised, prior_setting
from analytics.response.priors import Prior
from analytics.response.trials import Screened, Trial, Trials

Vector = npt.NDArray[np.float64]

HELD_MASS = 0.99
"""Share of what the others say of noise and exponent that is carried on."""


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """What to expect of an athlete before any data of its own, under one setting.

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


@dataclass(frozen=True, slots=True, eq=False)
class Everyone:
    """A setting estimated with everybody, and what each athlete's data say under it."""

    setting: Setting
    literature: Setting
    part: Choice
    found: Expectation
    sums: Moments


def without_each(
    prior: Prior, grid: Grid, cohort: Sequence[Block], n_covariates: int
) -> dict[int, tuple[Expected, ...]]:
    """Return what the others lead one to expect of every athlete, by position.

    Every noise and exponent is tried with everybody on a few nodes; which of them to carry on
    is chosen for each athlete by the others alone. From where EM arrived with everybody, one
    further step without the athlete: exact to first order in what one athlete can move. With
    too few athletes to pool it is the literature, noise being weighed by the others, if any.
    """
    positions = np.concatenate([block.index for block in cohort])
    pooled = len(positions) >= MIN_POOLED
    if pooled:
        tried = _tried(prior, grid, cohort, n_covariates)
    else:
        tried = _literature(prior, grid, cohort, n_covariates)
    own = np.array([one.found.log_evidence for one in tried])
    log_weight = np.array([one.setting.log_posterior for one in tried])[:, None] - own
    log_weight -= np.logaddexp.reduce(log_weight, axis=0)

    def expect(i: int) -> tuple[Expected, ...]:
        # Rounded, so that not the last digit of the athlete's own data decides between equals.
        order = np.argsort(-log_weight[:, i].round(6), kind="stable")
        together = np.cumsum(np.exp(log_weight[order, i]))
        held = order[: int(np.searchsorted(together, HELD_MASS)) + 1]
        scale = np.logaddexp.reduce(log_weight[held, i])
        return tuple(
            _expected(prior, grid, tried[s], i, float(log_weight[s, i] - scale), pooled=pooled)
            for s in held
        )

    return dict(zip(positions.tolist(), ordered_map(expect, range(len(positions))), strict=True))


def _tried(prior: Prior, grid: Grid, cohort: Sequence[Block], n_covariates: int) -> list[Everyone]:
    trials = Trials(prior, grid, cohort, n_covariates)
    noises, parts = noise.settings(prior), grid.coarse()

    def attempt(trial: Trial) -> Everyone:
        screened: Screened = trials.screen(trials.glance(trial))
        part = parts[trial.exponent]
        literature = trials.literature(trial, part)
        return _everyone(screened.found, literature, part, screened.data)

    return ordered_map(
        attempt, [Trial(e, one, weight) for e in range(len(parts)) for one, weight in noises]
    )


def _literature(
    prior: Prior, grid: Grid, cohort: Sequence[Block], n_covariates: int
) -> list[Everyone]:
    part, found = grid.thinned(), []
    few = [block.chosen(part.gain, part.recent) for block in cohort]
    for one, weight in noise.settings(prior):
        start = _of_one(prior_setting(prior, part.grid, n_covariates, one))
        scale = part.grid.recent_scale
        data = Statistics.joined([statistics(block, one, scale) for block in few])
        everyone = _everyone(start, start, part, data)
        together = float(everyone.found.log_evidence.sum())
        weighed = replace(start, log_posterior=float(np.log(weight)) + together)
        found.append(replace(everyone, setting=weighed))
    return found


def _everyone(setting: Setting, literature: Setting, part: Choice, data: Statistics) -> Everyone:
    log_prior = part.grid.log_node_weights(setting.marginals)
    found = expectation(data, setting.mean, setting.factor, log_prior)
    return Everyone(setting, literature, part, found, moments(found))


def _expected(
    prior: Prior, grid: Grid, one: Everyone, i: int, log_weight: float, *, pooled: bool
) -> Expected:
    setting = one.setting
    if pooled:
        others = one.sums - moments(of_one(one.found, i))
        setting = _of_one(maximised(prior, setting, one.literature, others))
    return Expected(
        setting.noise,
        log_weight,
        setting.mean,
        setting.factor,
        one.part.whole(setting.marginals, grid.shape),
    )


def _of_one(setting: Setting) -> Setting:
    """Return the setting as the prior of one athlete: the mean's uncertainty is part of it."""
    return replace(setting, spread=setting.spread + setting.mean_covariance)
