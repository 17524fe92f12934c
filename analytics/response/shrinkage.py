"""What an athlete's own tests say alone, beside what they say with everyone else's."""

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from analytics.response import curves, mixture, posterior
from analytics.response.blocks import Block, blocks, ordered_map
from analytics.response.population import Setting
from analytics.response.state import State

WIDE_PERCENT: Final = 10.0
"""Standard deviation of the gain's prior that leaves the answer to the athlete's own tests."""


def shrinkage(state: State, weekly_dose_au: float, weeks: int, level: float) -> pd.DataFrame:
    """Compare each athlete's own estimate with the pooled one.

    The own estimate has N(population mean, 10 %) as the prior of the gain at the reference
    dose, and the population's for all else: without it, fatigue, time constants and the
    shape of the curve could not be told from a year of tests.

    Returns
    -------
    DataFrame
        ``athlete_id``; ``own_mean``, ``own_lower``, ``own_upper``, missing where there are
        tests on fewer than two days; ``mean``, ``lower``, ``upper``; in %; and ``own_share``,
        how much of the pooled answer's precision is the athlete's own (0 to 1).
    """
    loading = curves.contrast(state, np.array([curves.one_dose(weekly_dose_au)]), weeks)
    _, before = mixture.moments(*curves.newcomer(state, loading))
    settings = [_wide(setting) for setting in state.population.settings]

    def alone(block: Block) -> list[curves.Band]:
        found = posterior.of_block(
            state.grid, settings, state.population.weights, block, pooled=False
        )
        return [curves.band(curves.components(one, loading), level) for one in found]

    cohort = blocks(state.designs)
    own = {
        int(athlete): band
        for block, found in zip(cohort, ordered_map(alone, cohort), strict=True)
        for athlete, band in zip(block.index, found, strict=True)
    }
    pooled = ordered_map(lambda one: curves.components(one, loading), state.posteriors)
    bands = ordered_map(lambda one: curves.band(one, level), pooled)
    table = pd.DataFrame(
        [
            {"athlete_id": name}
            | {f"own_{key}": value[0] for key, value in own[i]._asdict().items()}
            | {key: value[0] for key, value in bands[i]._asdict().items()}
            | {"own_share": curves.own_share(pooled[i], float(before[0]))}
            for i, name in enumerate(state.athlete_ids)
        ]
    )
    silent = [len(np.unique(design.day)) < 2 for design in state.designs]
    table.loc[silent, ["own_mean", "own_lower", "own_upper"]] = np.nan
    return table


def _wide(setting: Setting) -> Setting:
    """Return a setting under which a gain owes next to nothing to those of others."""
    spread, mean_covariance = setting.spread.copy(), setting.mean_covariance.copy()
    for matrix in (spread, mean_covariance):
        matrix[0, :] = matrix[:, 0] = 0.0
    spread[0, 0] = WIDE_PERCENT**2
    return replace(setting, spread=spread, mean_covariance=mean_covariance)
