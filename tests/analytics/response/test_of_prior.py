"""Without a test the posterior is the literature's, and so is every answer."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.response import ResponseModel, priors
from analytics.response.of_prior import prior_fit
from tests.analytics.response import cohort

DAYS = pd.date_range("2026-01-05", periods=120)
LOADS = pd.DataFrame(
    {"athlete_id": "ada", "date": DAYS, "plyo_dose_au": 40.0 * (np.arange(120) % 3 == 0)}
).assign(run_load_au=30.0)


@pytest.mark.parametrize(("name", "mean"), [("default", 2.0), ("sceptic", 0.5), ("optimist", 3.5)])
def test_eight_weeks_of_220_au_bring_what_science_f_says(name, mean):
    fit = prior_fit("ada", LOADS, ResponseModel(prior=name))
    row = fit.response([220.0], athlete_id="ada").iloc[0]
    prior = priors.read(name)
    sd = np.hypot(np.sqrt(prior.mean_covariance(0)[0, 0]), np.sqrt(prior.spread(0)[0, 0]))
    assert row["mean"] == pytest.approx(100 * np.expm1((mean + sd**2 / 200) / 100), abs=1e-6)
    assert row["lower"] == pytest.approx(100 * np.expm1((mean - 1.6448536 * sd) / 100), abs=1e-6)
    assert row["upper"] == pytest.approx(100 * np.expm1((mean + 1.6448536 * sd) / 100), abs=1e-6)


def test_the_response_does_not_depend_on_what_was_done():
    heavy = LOADS.assign(plyo_dose_au=3 * LOADS["plyo_dose_au"])
    of_light, of_heavy = (prior_fit("ada", one).response([60.0, 300.0]) for one in (LOADS, heavy))
    pd.testing.assert_frame_equal(of_light, of_heavy)


def test_it_is_the_response_of_an_athlete_not_yet_seen():
    row = prior_fit("ada", LOADS).response([150.0]).iloc[0]
    new = prior_fit("ada", LOADS).cohort_response([150.0]).iloc[0]
    assert (row["lower"], row["upper"]) == pytest.approx((new["new_lower"], new["new_upper"]))


def test_power_is_missing_and_the_evidence_insufficient():
    fit = prior_fit("ada", LOADS)
    predicted = fit.predict(LOADS)
    assert predicted[["mean", "lower", "upper", "test_lower", "test_upper"]].isna().all(axis=None)
    assert fit.summary()["n_tests"].tolist() == [0]
    assert fit.evidence()["verdict"].tolist() == ["insufficient"]


@pytest.mark.parametrize("loads", [LOADS.iloc[:0], LOADS.assign(plyo_dose_au=np.nan)])
def test_without_a_known_dose_nothing_was_done_before(loads):
    fit = prior_fit("ada", loads)
    assert fit.model.history_before == "none"
    assert fit.response([220.0])["mean"].iloc[0] == pytest.approx(2.036, abs=1e-3)


def test_it_can_be_saved_and_its_tests_can_follow():
    fit = prior_fit("ada", LOADS)
    again = type(fit).loads(fit.dumps())
    pd.testing.assert_frame_equal(again.response([100.0]), fit.response([100.0]))
    made = cohort.make(athletes=1, days=300, tests=20, seed=1)
    grown = prior_fit("runner-000", made.loads).updated("runner-000", made.loads, made.tests)
    assert grown.summary()["n_tests_used"].iloc[0] > 8


def test_covariates_are_left_out_and_other_conventions_kept():
    model = ResponseModel(covariates=("hours",), level=0.8, same_day=True)
    fit = prior_fit("ada", LOADS, model)
    assert fit.model == replace(model, covariates=())


def test_rows_of_someone_else_are_refused():
    with pytest.raises(InputError, match="not of eve"):
        prior_fit("eve", LOADS)
