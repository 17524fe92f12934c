"""What stands behind an answer, against refits and brute force."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.response import ResponseModel, logs
from analytics.response.shrinkage import WIDE_PERCENT
from tests.analytics.response import cohort

BAND = ["mean", "lower", "upper"]


@pytest.fixture(scope="module")
def made():
    return cohort.make(athletes=5, tests=20, seed=3)


@pytest.fixture(scope="module")
def fit(made):
    return ResponseModel().fit(made.loads, made.tests)


def held(fit, loads, tests):
    """Refit to other data under the same population."""
    return replace(fit, state=fit.model.state(logs.read(loads, tests), fit.state.population))


def test_weights_of_each_parameter_sum_to_one(fit):
    for athlete_id in (None, "runner-001"):
        found = fit.parameters(athlete_id)
        sums = found.groupby("parameter")[["prior", "population", "posterior"]].sum()

        assert set(sums.index) == {"tau_gain", "d50", "gamma", "tau_fatigue", "drift_sd", "day_sd"}
        np.testing.assert_allclose(sums, 1.0)


def test_parameters_are_the_marginals_of_the_posterior(fit):
    own, grid = fit.state.posteriors[1], fit.state.grid
    found = fit.parameters("runner-001").set_index("parameter")

    node = own.weight.sum(axis=0).reshape(grid.shape)
    half = node[:, 3].sum()
    assert found.loc["d50", "posterior"].iloc[3] == pytest.approx(half)
    assert found.loc["d50", "value"].iloc[3] == pytest.approx(150.0)
    everyone = np.mean([fit.parameters(name)["posterior"] for name in fit.athlete_ids], axis=0)
    np.testing.assert_allclose(fit.parameters()["posterior"], everyone)


def test_without_tests_an_athletes_parameters_are_the_populations(fit, made):
    own = made.loads[made.loads["athlete_id"] == "runner-000"]

    found = fit.updated("runner-000", own, made.tests.iloc[:0]).parameters("runner-000")

    np.testing.assert_allclose(found["posterior"], found["population"], atol=1e-9)


def test_the_own_estimate_is_that_of_a_population_as_wide_as_can_be(fit, made):
    def wide(setting):
        spread, uncertainty = setting.spread.copy(), setting.mean_covariance.copy()
        spread[0], spread[:, 0], uncertainty[0], uncertainty[:, 0] = 0, 0, 0, 0
        spread[0, 0] = WIDE_PERCENT**2
        return replace(setting, spread=spread, mean_covariance=uncertainty)

    now = fit.state.population
    other = replace(now, settings=tuple(map(wide, now.settings)), pooled=False)
    alone = replace(fit, state=fit.model.state(fit.state.logs, other)).response([100.0])

    found = fit.shrinkage()

    np.testing.assert_allclose(
        found[["own_mean", "own_lower", "own_upper"]], alone[BAND], rtol=1e-6
    )
    np.testing.assert_allclose(found[BAND], fit.response([100.0])[BAND])
    np.testing.assert_allclose(found["own_share"], fit.summary()["own_share"])


def test_pooling_narrows_what_ones_own_tests_say(fit):
    found = fit.shrinkage(150.0)

    assert (found["own_upper"] - found["own_lower"] > found["upper"] - found["lower"]).all()
    apart = found["mean"].max() - found["mean"].min()
    assert found["own_mean"].max() - found["own_mean"].min() > apart


def test_tests_of_one_day_say_nothing_of_their_own(fit, made):
    loads, tests = (
        frame[frame["athlete_id"] == "runner-003"] for frame in (made.loads, made.tests)
    )

    found = fit.updated("runner-003", loads, tests.tail(1)).shrinkage()

    assert found["own_mean"].isna().tolist() == [False, False, False, True, False]
    assert found[BAND].notna().all(axis=None)


def test_fitted_power_is_the_prediction_of_that_day(fit, made):
    found = fit.residuals()
    predicted = fit.predict(made.loads).rename(columns={"mean": "predicted"})

    both = found.merge(predicted[["athlete_id", "date", "predicted"]])
    assert len(found) == fit.summary()["n_tests_used"].sum()
    np.testing.assert_allclose(both["fitted_w_kg"], both["predicted"], rtol=1e-9)
    ratio = both["power_w_kg"] / both["predicted"]
    np.testing.assert_allclose(both["residual_percent"], 100 * (ratio - 1), atol=1e-6)


def test_standardised_residuals_scatter_by_one_where_the_model_holds():
    made = cohort.make(athletes=30, seed=12, drift=1.0)

    found = ResponseModel().fit(made.loads, made.tests).residuals()["standardised"]

    assert found.std() == pytest.approx(1.0, abs=0.08)
    assert abs(found.mean()) < 0.05


def test_a_single_test_is_met_whatever_it_is(fit, made):
    loads, tests = (
        frame[frame["athlete_id"] == "runner-003"] for frame in (made.loads, made.tests)
    )
    one = fit.updated("runner-003", loads, tests.tail(1)).residuals("runner-003")
    none = fit.updated("runner-003", loads, tests.head(0)).residuals("runner-003")

    assert abs(one["residual_percent"][0]) < 0.1
    assert np.isnan(one["standardised"][0])
    assert none.empty
    assert list(none.columns) == list(one.columns)


def test_influence_of_a_day_is_a_refit_without_it(fit, made):
    found = fit.influence("runner-002", weekly_dose_au=150.0)
    whole = fit.response([150.0], athlete_id="runner-002")["mean"][0]

    for row in found.iloc[[0, 7, -1]].itertuples():
        is_it = (made.tests["athlete_id"] == "runner-002") & (made.tests["date"] == row.date)
        without = held(fit, made.loads, made.tests[~is_it])
        band = without.response([150.0], athlete_id="runner-002").iloc[0]
        np.testing.assert_allclose([row.mean, row.lower, row.upper], band[BAND].tolist(), rtol=1e-6)
        assert row.change == pytest.approx(band["mean"] - whole, abs=1e-6)
        assert row.power_w_kg == made.tests.loc[is_it, "power_w_kg"].item()


def test_tests_of_one_day_leave_together(fit, made):
    own = made.loads[made.loads["athlete_id"] == "runner-002"]
    tests = made.tests[made.tests["athlete_id"] == "runner-002"]
    twice = pd.concat([tests, tests.assign(power_w_kg=tests["power_w_kg"] * 1.02)])

    found = fit.updated("runner-002", own, twice).influence("runner-002")

    assert len(found) == len(fit.influence("runner-002"))
    assert found["date"].is_unique


def test_without_tests_nothing_has_influence(fit, made):
    own = made.loads[made.loads["athlete_id"] == "runner-002"]

    assert fit.updated("runner-002", own, made.tests.head(0)).influence("runner-002").empty
