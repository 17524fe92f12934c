"""The classic nine-test cyclist: a published data set nobody here made."""

import numpy as np
import pandas as pd
import pytest

from analytics.response import ResponseModel

pytestmark = pytest.mark.real

NOMINAL_MASS_KG = 70.0


@pytest.fixture(scope="module")
def cyclist(real_data):
    file = pd.read_csv(real_data / "dorem" / "data-raw" / "bike-score.csv", encoding="utf-8-sig")
    days = pd.date_range("2008-01-01", periods=len(file)).astype("datetime64[us]")
    frame = pd.DataFrame(
        {
            "athlete_id": "cyclist",
            "date": days,
            "plyo_dose_au": file["BikeScore"],
            "run_load_au": np.nan,
            "power_w_kg": file["Test_5min_Power"] / NOMINAL_MASS_KG,
            "se_w_kg": np.nan,
        }
    )
    return frame, frame.dropna(subset="power_w_kg")


@pytest.fixture(scope="module")
def fit(cyclist):
    return ResponseModel(same_day=True, history_before="none").fit(*cyclist)


def test_all_nine_tests_count(fit):
    row = fit.summary().iloc[0]

    assert (row["n_tests"], row["n_tests_used"], row["n_unknown_days"]) == (9, 9, 0)


def test_nine_tests_do_not_settle_the_response(fit):
    curve = fit.response([50.0, 100.0, 220.0])

    assert (curve["lower"] < 0).all()
    assert curve["mean"].between(0, 6).all()


def test_each_test_lies_inside_the_interval_of_a_test(fit, cyclist):
    loads, tests = cyclist
    found = fit.predict(loads).loc[tests.index]

    assert tests["power_w_kg"].between(found["test_lower"], found["test_upper"]).all()
    error_w = NOMINAL_MASS_KG * (found["mean"] - tests["power_w_kg"])
    assert np.sqrt(np.mean(error_w**2)) < 5.0


def test_the_nominal_mass_cancels(fit, cyclist):
    loads, tests = cyclist
    heavier = tests.assign(power_w_kg=tests["power_w_kg"] * 70 / 80)
    other = ResponseModel(same_day=True, history_before="none").fit(loads, heavier)

    doses = [50.0, 100.0, 220.0]
    pd.testing.assert_frame_equal(other.response(doses), fit.response(doses), rtol=1e-6)


def test_nine_tests_on_a_rising_load_show_no_effect(fit):
    row = fit.evidence().iloc[0]

    assert row["verdict"] == "confounded"
    assert row["moves_with"] == "the calendar"
    assert (row["n_tests"], row["n_forecasts"]) == (9, 4)
