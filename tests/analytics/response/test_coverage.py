"""Intervals that hold what they promise, on cohorts whose truth is known."""

import numpy as np
import pytest

from analytics.response import ResponseModel
from tests.analytics.response import cohort


def covered(seeds, history_before="none", **settings):
    """Return the share of true responses inside their 90 % interval."""
    hits = []
    for seed in range(seeds):
        made = cohort.make(seed=seed, **settings)
        fit = ResponseModel(history_before=history_before).fit(made.loads, made.tests)
        curve = fit.response(cohort.DOSES_AU)
        truth = made.truth.ravel()
        hits.append((curve["lower"] <= truth) & (truth <= curve["upper"]))
    return np.mean(hits)


@pytest.mark.parametrize("drift", [0.0, 1.0])
def test_a_cohort_of_24(drift):
    assert 0.85 <= covered(seeds=3, athletes=24, drift=drift) <= 0.95


def test_logs_that_begin_in_mid_training():
    settings = {"athletes": 24, "drift": 1.0, "trained_before": True}

    assert 0.85 <= covered(seeds=3, history_before="unknown", **settings) <= 0.95


def test_a_cohort_of_eight():
    assert 0.85 <= covered(seeds=10, athletes=8, drift=0.5) <= 0.95


def test_one_athlete():
    assert 0.85 <= covered(seeds=40, athletes=1, drift=0.5) <= 0.97


@pytest.mark.parametrize("tests", [12, 60])
def test_few_tests_and_many(tests):
    assert 0.85 <= covered(seeds=4, athletes=24, tests=tests, drift=0.5) <= 0.96


@pytest.mark.parametrize("shape", [{"gamma": 1.6}, {"by_session": True}], ids=str)
def test_another_shape_than_the_models(shape):
    assert covered(seeds=3, athletes=24, **shape) >= 0.80


def test_curves_beat_taking_everyone_for_average():
    error, spread = [], []
    for seed in range(3):
        made = cohort.make(athletes=40, noise=1.5, day=0.5, seed=seed)
        fit = ResponseModel(history_before="none").fit(made.loads, made.tests)
        mean = fit.response([150.0])["mean"].to_numpy()
        error.append(np.mean((mean - made.truth[:, 2]) ** 2))
        spread.append(np.var(made.truth[:, 2]))

    assert np.sqrt(np.mean(error) / np.mean(spread)) < 0.78


def test_twice_the_tests_make_answers_narrower():
    widths = []
    for tests in (24, 48):
        of = []
        for seed in range(4):
            made = cohort.make(athletes=12, tests=tests, seed=seed)
            curve = ResponseModel(history_before="none").fit(made.loads, made.tests).response(150.0)
            of.append((curve["upper"] - curve["lower"]).mean())
        widths.append(np.mean(of))

    assert widths[1] < 0.95 * widths[0]


def test_more_athletes_make_the_population_mean_more_certain():
    widths = []
    for athletes in (6, 24):
        made = cohort.make(athletes=athletes, tests=24, seed=2)
        curve = ResponseModel(history_before="none").fit(made.loads, made.tests)
        row = curve.cohort_response([150.0]).iloc[0]
        widths.append(row["upper"] - row["lower"])

    assert widths[1] < 0.75 * widths[0]
