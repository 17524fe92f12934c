import numpy as np
import pandas as pd
from numpy.testing import assert_allclose

from analytics.response.blocks import blocks, statistics
from analytics.response.evidence.days import by_day
from analytics.response.expectation import expectation
from analytics.response.model import ResponseModel
from tests.analytics.response import cohort


def test_replicates_say_together_what_their_weighted_mean_says():
    made = cohort.make(athletes=1, tests=10, seed=2)
    again = made.tests.assign(power_w_kg=made.tests["power_w_kg"] * 1.01, se_w_kg=0.05)
    fit = ResponseModel(history_before="none").fit(made.loads, pd.concat([made.tests, again]))
    (twice,) = fit.state.designs
    once = by_day(twice)
    assert (len(twice.day), len(once.day)) == (20, 10)

    setting, grid = fit.state.population.settings[0], fit.state.grid
    log_prior = np.log(grid.node_weights())
    found = [
        expectation(
            statistics(blocks([one])[0], setting.noise, grid.recent_scale),
            setting.mean,
            setting.factor,
            log_prior,
        )
        for one in (twice, once)
    ]
    assert_allclose(found[0].z, found[1].z, atol=1e-9)
    assert_allclose(found[0].weight, found[1].weight, atol=1e-12)
