"""How much the true responses of athletes differ, and how sure that is."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import add
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.interpolate import PchipInterpolator

from analytics.response import curves
from analytics.response.blocks import Block, Statistics, ordered_map, statistics
from analytics.response.expectation import Moments, expectation, moments
from analytics.response.grid import Choice
from analytics.response.population import Setting, literature_of, mean_step
from analytics.response.state import State

Vector = npt.NDArray[np.float64]

DOSES_AU: Final = np.arange(50.0, 301.0, 25.0)
SPREADS_PERCENT: Final = np.array([0.05, 0.3, 0.6, 0.9, 1.2, 1.6, 2.0, 2.5, 3.1, 3.9, 5.0, 7.0])
"""Standard deviations of the gain between athletes that are weighed against each other."""
MOST_SETTINGS = 3
"""Noise settings looked at, the most probable ones."""
STEPS = 2
"""Newton steps of the population's mean at each spread."""
N_FINE = 400
WEEKS = 8


def differences(state: State, cohort: Sequence[Block], level: float) -> pd.DataFrame:
    """Return the standard deviation of true responses after 8 weeks, with its interval.

    The spread of the gain is profiled under a half-normal prior and not taken from the fit's
    own best guess: it may come out next to nothing.

    Parameters
    ----------
    state : State
    cohort : sequence of Block
        Its athletes, on the columns of the whole grid.
    level : float
        Coverage of the interval.

    Returns
    -------
    DataFrame
        ``weekly_dose_au``, ``sd``, ``lower``, ``upper`` (%); empty with too few athletes.
    """
    names = ["weekly_dose_au", "sd", "lower", "upper"]
    if not state.population.pooled:
        return pd.DataFrame(columns=names, dtype=float)
    part = state.grid.thinned()
    few = [block.chosen(part.gain, part.recent) for block in cohort]
    settings = state.population.settings[:MOST_SETTINGS]
    fine = np.linspace(SPREADS_PERCENT[0], SPREADS_PERCENT[-1], N_FINE)
    share = [
        weight * _smooth(fine, _profile(state, few, part, setting))
        for weight, setting in zip(state.population.weights, settings, strict=False)
    ]
    sd = np.concatenate([_response_sd(state, setting, fine) for setting in settings], axis=1)
    weight = np.concatenate(share) / np.sum(share)
    tail = (1.0 - level) / 2.0
    bounds = np.array([_quantiles(row, weight, [tail, 1.0 - tail]) for row in sd])
    return pd.DataFrame(np.c_[DOSES_AU, sd @ weight, bounds], columns=names)


def _profile(state: State, cohort: Sequence[Block], part: Choice, setting: Setting) -> Vector:
    """Return the log posterior density of each spread, the population's mean integrated out."""
    data = ordered_map(lambda b: statistics(b, setting.noise, part.grid.recent_scale), cohort)
    literature = literature_of(state.prior, state.grid, setting)
    log_prior = part.grid.log_node_weights(part.marginals(setting.marginals))
    found = []
    for spread in SPREADS_PERCENT:
        now = replace(setting, spread=_scaled(setting.spread, spread))
        for _ in range(STEPS):
            mean, _ = mean_step(now, literature, _sums(data, now, log_prior))
            now = replace(now, mean=mean)
        sums = _sums(data, now, log_prior)
        _, lower = mean_step(now, literature, sums)
        far = (now.mean - literature.mean) / np.sqrt(np.diag(literature.mean_covariance))
        volume = np.log(np.diag(now.factor)).sum() - np.log(np.diag(lower)).sum()
        log_spread = -0.5 * (spread / state.prior["gain_athlete_sd"]) ** 2
        found.append(sums.log_evidence - 0.5 * float(far @ far) + volume + log_spread)
    return np.array(found)


def _sums(data: Sequence[Statistics], now: Setting, log_prior: Vector) -> Moments:
    factor = now.factor
    return reduce(
        add,
        ordered_map(lambda d: moments(expectation(d, now.mean, factor, log_prior)), data),
    )


def _scaled(spread: Vector, gain_sd: float) -> Vector:
    """Return the covariance between athletes with another spread of the gain."""
    scale = np.ones(len(spread))
    scale[0] = gain_sd / np.sqrt(spread[0, 0])
    return scale[:, None] * spread * scale


def _smooth(fine: Vector, log_density: Vector) -> Vector:
    """Return the density at finer steps, summing to 1."""
    log_fine = PchipInterpolator(SPREADS_PERCENT, log_density)(fine)
    density: Vector = np.exp(log_fine - log_fine.max())
    return density / density.sum()


def _response_sd(state: State, setting: Setting, gain_sd: Vector) -> Vector:
    """Return the spread of the response at each dose and spread of the gain, shape (n_doses, n)."""
    loading = curves.contrast(state, DOSES_AU, WEEKS)
    node = state.grid.node_weights(setting.marginals)
    by_node = np.einsum("dpj,p->dj", loading, setting.mean[:2])
    between_nodes = by_node**2 @ node - (by_node @ node) ** 2
    square = np.einsum("dpj,dqj,j->dpq", loading, loading, node)
    correlation = setting.spread[0, 1] / np.sqrt(setting.spread[0, 0])
    variance = (
        gain_sd**2 * square[:, 0, 0, None]
        + 2 * gain_sd * correlation * square[:, 0, 1, None]
        + setting.spread[1, 1] * square[:, 1, 1, None]
        + between_nodes[:, None]
    )
    found: Vector = np.sqrt(np.maximum(variance, 0.0))
    return found


def _quantiles(values: Vector, weight: Vector, shares: Sequence[float]) -> Vector:
    order = np.argsort(values)
    below = np.cumsum(weight[order]) - 0.5 * weight[order]
    found: Vector = np.interp(shares, below, values[order])
    return found
