"""Predictions against dense Gaussian conditioning."""

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.response import ResponseModel
from analytics.response.design import columns
from analytics.response.noise import Noise
from analytics.response.posterior import loadings
from analytics.response.prediction import kriging
from tests.analytics.response import cohort


@pytest.fixture(scope="module")
def made():
    return cohort.make(athletes=1, days=120, tests=12, seed=11, drift=1.0)


@pytest.fixture(scope="module")
def fit(made):
    return ResponseModel(history_before="none").fit(made.loads, made.tests)


def after(loads, days, **columns):
    """Return a plan of so many days that follows the loads."""
    first = loads["date"].max() + pd.Timedelta(days=1)
    dates = pd.date_range(first, periods=days).astype(loads["date"].dtype)
    name = loads["athlete_id"].iloc[0]
    return pd.DataFrame({"athlete_id": name, "date": dates, "run_load_au": 40.0} | columns)


def test_weights_of_tests_sum_to_one_and_fade_into_their_mean():
    noise, day, se = Noise(1.0, 30.0, 0.5), np.array([0, 10, 90]), np.array([1.0, 2.0, 1.0])

    weights, variance = kriging(noise, day, se, np.array([0, 10, 100_000]))

    np.testing.assert_allclose(weights.sum(axis=1), 1.0)
    assert variance[0] < variance[1] < variance[2]
    precision = np.linalg.inv(noise.covariance(day, se))
    np.testing.assert_allclose(weights[2], precision.sum(axis=0) / precision.sum())
    assert variance[2] == pytest.approx(1.0 + 1 / precision.sum())


def dense(fit, s, node, at, days):
    """Return mean and variance of log power under one component, by plain conditioning."""
    state = fit.state
    one, setting = state.designs[0], state.population.settings[s]
    scale = state.grid.recent_scale
    x = loadings(one.columns.gain, one.columns.recent, one.columns.other, scale)[..., node]
    new = loadings(at.gain, at.recent, at.other, scale)[..., node]
    spread = setting.spread + setting.mean_covariance
    noise, vague = setting.noise, 1e7
    tested = vague + x @ spread @ x.T + noise.covariance(one.day, one.se)
    across = vague + new @ spread @ x.T + noise.drift(days, one.day)
    within = vague + np.einsum("tp,pq,tq->t", new, spread, new) + noise.drift_sd**2
    gained = np.linalg.solve(tested, across.T).T
    mean = new @ setting.mean + gained @ (one.log_power - x @ setting.mean)
    return mean, within - np.sum(gained * across, axis=1)


def test_predictions_are_the_mixture_of_the_dense_answers(fit, made):
    state = fit.state
    some = np.array([0, 40, 119])
    at = columns(state.logs[0], state.grid, state.convention, some)
    weight = state.posteriors[0].weight
    parts = [
        (weight[s, j], *dense(fit, s, j, at, some + state.logs[0].first_day))
        for s in range(weight.shape[0])
        for j in range(weight.shape[1])
    ]
    share = np.array([part[0] for part in parts])[:, None]
    mean, variance = (np.array([part[i] for part in parts]) for i in (1, 2))
    power = np.exp(state.designs[0].level / 100 + mean / 100 + variance / 2e4)
    centre = np.sum(share * mean, axis=0)
    sd = np.sqrt(np.sum(share * (variance + (mean - centre) ** 2), axis=0)) / 100

    found = fit.predict(made.loads).iloc[some]

    np.testing.assert_allclose(found["mean"], np.sum(share * power, axis=0), rtol=1e-5)
    # The interval of a mixture is not the Gaussian one, but close to it here.
    width = np.log(found["upper"] / found["lower"])
    np.testing.assert_allclose(width, 2 * 1.645 * sd, rtol=0.05)


def test_a_single_test_scatters_more_widely_than_its_mean(fit, made):
    found = fit.predict(made.loads)

    assert (found["test_lower"] < found["lower"]).all()
    assert (found["test_upper"] > found["upper"]).all()
    assert found["mean"].between(found["lower"], found["upper"]).all()


def test_a_plan_alone_follows_what_was_done(fit, made):
    plan = after(made.loads, 30, plyo_dose_au=20.0)

    alone = fit.predict(plan)
    whole = fit.predict(pd.concat([made.loads, plan])).tail(30).reset_index(drop=True)

    pd.testing.assert_frame_equal(alone, whole)


def test_an_interval_widens_where_no_test_has_been(fit, made):
    found = fit.predict(after(made.loads, 120, plyo_dose_au=20.0))
    width = found["upper"] - found["lower"]

    assert width.iloc[-1] > width.iloc[0]


def test_days_after_unknown_training_have_no_answer(fit, made):
    unknown = made.loads.assign(plyo_dose_au=made.loads["plyo_dose_au"].mask(made.loads.index > 80))

    found = fit.predict(unknown)

    assert found["mean"].notna().tolist() == [True] * 81 + [False] * 39


@pytest.mark.parametrize("dose", [0.0, 40.0])
def test_a_plan_after_a_long_gap_does_not_make_up_the_past(fit, made, dose):
    plan = after(made.loads, 100, plyo_dose_au=dose)
    plan["date"] += pd.Timedelta(days=20)

    found = fit.predict(plan)

    assert found["mean"].notna().tolist() == [False] * 60 + [True] * 40
    assert found.drop(columns=["athlete_id", "date"]).iloc[:60].isna().all(axis=None)


def test_a_gap_within_what_is_asked_is_no_other_gap(fit, made):
    plan = after(made.loads, 100, plyo_dose_au=20.0)
    plan["date"] += pd.Timedelta(days=20)

    whole = fit.predict(pd.concat([made.loads, plan])).tail(100).reset_index(drop=True)

    pd.testing.assert_frame_equal(fit.predict(plan), whole)


def test_the_interval_after_a_gap_is_no_narrower_than_before_it(fit, made):
    plan = after(made.loads, 80, plyo_dose_au=20.0)
    near, far = fit.predict(plan), fit.predict(plan.assign(date=plan["date"] + pd.Timedelta("40D")))

    assert (far["upper"] - far["lower"]).iloc[60:].min() > (near["upper"] - near["lower"]).iloc[0]


def test_the_first_weeks_of_a_log_stand_in_for_those_before(made):
    found = ResponseModel().fit(made.loads, made.tests).predict(made.loads)

    assert found["mean"].notna().all()


def test_an_athlete_the_fit_does_not_know_is_refused(fit, made):
    with pytest.raises(InputError, match="does not know 'nobody'"):
        fit.predict(made.loads.assign(athlete_id="nobody"))
