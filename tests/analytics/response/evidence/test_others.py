"""What the others say of an athlete, against a fit without that athlete."""

import numpy as np
import pandas as pd
import pytest

from analytics.response import ResponseModel
from analytics.response.blocks import blocks
from analytics.response.evidence.others import without_each
from tests.analytics.response import cohort


@pytest.fixture(scope="module")
def outlier():
    """Eleven athletes, and one whose power falls with dose by far more than any other's."""
    made = cohort.make(athletes=12, tests=40, noise=1.0, day=0.5, seed=3)
    odd = cohort.make(athletes=1, tests=40, noise=1.0, day=0.5, seed=8, gain=(-9.0, 0.1))
    loads = made.loads[made.loads["athlete_id"] != "runner-000"]
    tests = made.tests[made.tests["athlete_id"] != "runner-000"]
    return loads, tests, odd


def test_it_is_close_to_a_fit_without_the_athlete(outlier):
    loads, tests, odd = outlier
    model = ResponseModel(history_before="none")
    others = model.fit(loads, tests).state.population
    state = model.fit(pd.concat([loads, odd.loads]), pd.concat([tests, odd.tests])).state

    expected = without_each(state.prior, state.grid, blocks(state.designs), 0)
    gain = sum(np.exp(e.log_weight) * e.mean[0] for e in expected[state.position("runner-000")])
    wanted = others.weights @ [setting.mean[0] for setting in others.settings]
    with_all = state.population.weights @ [s.mean[0] for s in state.population.settings]

    assert abs(gain - wanted) < 0.35 * abs(with_all - wanted)


def test_noise_is_weighed_by_the_others_alone():
    """Noisy tests of the one judged leave no trace in what the others expect of it."""
    made = cohort.make(athletes=6, tests=20, noise=1.0, day=0.5, seed=3)
    loud = made.tests.copy()
    own = loud["athlete_id"] == "runner-002"
    error = np.random.default_rng(1).normal(0, 0.06, own.sum())
    loud.loc[own, "power_w_kg"] *= np.exp(error)

    expected = []
    for tests in (made.tests, loud):
        state = ResponseModel(history_before="none").fit(made.loads, tests).state
        expected.append(without_each(state.prior, state.grid, blocks(state.designs), 0)[2])

    sd = [sum(np.exp(e.log_weight) * e.noise.day_sd for e in one) for one in expected]
    assert sd[1] == pytest.approx(sd[0], rel=0.1)


def test_weights_of_the_settings_sum_to_one(case):
    for expected in case.models.full.expected.values():
        assert sum(np.exp(one.log_weight) for one in expected) == pytest.approx(1.0)


def test_alone_it_is_the_prior():
    made = cohort.make(athletes=1, tests=12, seed=1)
    state = ResponseModel(history_before="none").fit(made.loads, made.tests).state
    expected = without_each(state.prior, state.grid, blocks(state.designs), 0)
    sd = np.hypot(state.prior["gain_mean_sd"], state.prior["gain_athlete_sd"])
    for one in expected[0]:
        assert one.mean[0] == state.prior["gain_mean"]
        assert one.factor[0, 0] == pytest.approx(sd)
