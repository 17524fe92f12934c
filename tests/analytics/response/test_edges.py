"""Little data, odd data, no data: an answer that says how little is known."""

import numpy as np
import pandas as pd
import pytest

from analytics.response import ResponseModel
from tests.analytics.response import cohort

DOSES = [50.0, 150.0, 300.0]
NUMBERS = ["mean", "lower", "upper"]


@pytest.fixture(scope="module")
def made():
    return cohort.make(athletes=2, tests=30, seed=5)


@pytest.fixture(scope="module")
def literature(made):
    """The response of an athlete of whom there is no test."""
    return answer(made.loads.head(365), made.tests.iloc[:0])


def answer(loads, tests, **settings):
    fit = ResponseModel(**settings).fit(loads, tests)
    assert np.isfinite(fit.summary()["own_share"]).all()
    assert len(fit.predict(loads)) > 0
    curve = fit.response(DOSES)[NUMBERS]
    assert np.isfinite(curve.to_numpy()).all()
    return curve


@pytest.fixture
def loads(made):
    return made.loads.head(365).copy()


@pytest.fixture
def tests(made):
    return made.tests.head(30).copy()


def test_three_tests_say_little_more_than_the_literature(loads, tests, literature):
    np.testing.assert_allclose(answer(loads, tests.tail(3)), literature, atol=0.5)


@pytest.mark.parametrize("dose", [0.0, 10.0])
def test_a_dose_that_never_changes_teaches_nothing(loads, tests, literature, dose):
    curve = answer(loads.assign(plyo_dose_au=dose), tests)

    np.testing.assert_allclose(curve, literature, atol=1e-6)


def test_tests_of_one_day_teach_nothing(loads, tests, literature):
    curve = answer(loads, tests.assign(date=loads["date"].iloc[200]))

    np.testing.assert_allclose(curve, literature, atol=1e-6)


def test_a_log_shorter_than_its_unknown_beginning_teaches_nothing(loads, tests, literature):
    early = tests["date"] < loads["date"].iloc[40]

    np.testing.assert_allclose(answer(loads.head(40), tests[early]), literature, atol=1e-6)


def test_training_nobody_knows_teaches_nothing(loads, tests, literature):
    curve = answer(loads.assign(plyo_dose_au=np.nan), tests)

    np.testing.assert_allclose(curve, literature, atol=1e-6)


def test_power_that_ignores_dose_lowers_the_response(loads, tests, literature):
    rng = np.random.default_rng(1)
    many = pd.DataFrame({"athlete_id": "runner-000", "date": loads["date"].iloc[60:]})
    power = 4.0 * np.exp(0.02 * rng.standard_normal(len(many)))

    curve = answer(loads, many.assign(power_w_kg=power, se_w_kg=np.nan))

    assert (curve["mean"] < literature["mean"]).all()
    assert (curve["upper"] < literature["upper"]).all()


def test_two_athletes_are_each_answered_by_themselves(made, loads, tests):
    both = answer(made.loads, made.tests)

    np.testing.assert_allclose(both.head(3), answer(loads, tests), atol=0.5)


def test_exact_tests_do_not_take_all_the_weight(loads, tests):
    exact = answer(loads, tests.assign(se_w_kg=0.0))
    usual = answer(loads, tests)

    assert (exact["upper"] - exact["lower"] > 0.5 * (usual["upper"] - usual["lower"])).all()


def test_repeating_each_test_on_its_day_adds_little(loads, tests):
    twice = pd.concat([tests, tests])

    once, replicated = answer(loads, tests), answer(loads, twice)

    narrower = (replicated["upper"] - replicated["lower"]) / (once["upper"] - once["lower"])
    assert narrower.between(0.7, 1.1).all()


def test_a_gap_of_a_year_begins_another_history(loads, tests):
    later = pd.Timedelta(days=730)
    again = pd.concat([loads, loads.assign(date=loads["date"] + later)])
    tested = pd.concat([tests, tests.assign(date=tests["date"] + later)])

    summary = ResponseModel().fit(again, tested).summary().iloc[0]

    early = (tests["date"] - loads["date"].min()).dt.days < 60
    assert summary["n_unknown_days"] == 365
    assert summary["n_tests_used"] == 2 * (len(tests) - early.sum())


def test_a_single_day_without_a_test_is_answered(loads, tests, literature):
    np.testing.assert_allclose(answer(loads.head(1), tests.iloc[:0]), literature, atol=1e-6)


def test_an_optimist_expects_more_than_a_sceptic(loads, tests):
    few = tests.tail(3)

    high, low = (answer(loads, few, prior=name)["mean"] for name in ("optimist", "sceptic"))

    assert (high > low + 0.5).all()
