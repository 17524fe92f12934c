"""How much true responses differ: the planted spread lies inside the interval."""

import numpy as np
import pytest

from analytics.response import ResponseModel
from analytics.response.blocks import blocks
from analytics.response.evidence.differences import DOSES_AU, differences
from tests.analytics.response import cohort


@pytest.mark.parametrize("spread", [0.0, 1.5, 3.5])
def test_the_interval_holds_the_spread_of_the_planted_responses(spread):
    made = cohort.make(athletes=40, tests=40, noise=1.0, day=0.5, gain=(2.0, spread), seed=7)
    state = ResponseModel(history_before="none").fit(made.loads, made.tests).state

    found = differences(state, blocks(state.designs), 0.95).set_index("weekly_dose_au")

    truth = made.truth[:, 2].std(ddof=1)
    row = found.loc[150.0]
    assert row["lower"] - 0.1 <= truth <= row["upper"] + 0.1
    assert (found["lower"] <= found["sd"]).all()
    assert (found["sd"] <= found["upper"]).all()


def test_without_a_population_nothing_is_said(case):
    made = cohort.make(athletes=3, tests=10, seed=1)
    state = ResponseModel(history_before="none").fit(made.loads, made.tests).state
    assert differences(state, blocks(state.designs), 0.9).empty
    assert np.array_equal(
        differences(case.state, blocks(case.state.designs), 0.9)["weekly_dose_au"], DOSES_AU
    )
