"""What further tests would bring, against refits and against what they may show."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.response import ResponseModel, curves, next_tests
from analytics.response.posterior import loadings
from tests.analytics.response import cohort


@pytest.fixture(scope="module")
def made():
    return cohort.make(athletes=5, tests=20, seed=3)


@pytest.fixture(scope="module")
def fit(made):
    return ResponseModel().fit(made.loads, made.tests)


@pytest.mark.parametrize("power_w_kg", [3.0, 4.4])
def test_next_tests_leave_the_variance_that_tests_of_any_power_would(fit, made, power_w_kg):
    own = made.loads[made.loads["athlete_id"] == "runner-001"].assign(run_load_au=40.0)
    tests = made.tests[made.tests["athlete_id"] == "runner-001"]
    usual = own["plyo_dose_au"].tail(28).mean()
    days = pd.date_range(own["date"].max(), periods=43)[1:].astype(own["date"].dtype)
    later = pd.DataFrame({"date": days, "plyo_dose_au": usual, "run_load_au": 40.0})
    more = pd.DataFrame({"date": days[13::14], "power_w_kg": power_w_kg, "se_w_kg": np.nan})
    now = fit.updated("runner-001", own, tests.assign(se_w_kg=np.nan))
    planned = next_tests.planned(now.state, 1, 3, 14)

    then = now.updated(
        "runner-001",
        pd.concat([own, later.assign(athlete_id="runner-001")]),
        pd.concat([tests.assign(se_w_kg=np.nan), more.assign(athlete_id="runner-001")]),
    ).state

    design = next_tests.joined(now.state.designs[1], planned, 3)
    np.testing.assert_array_equal(design.day, then.designs[1].day)
    (ours,) = next_tests.conditioned(now.state, [design])
    np.testing.assert_allclose(
        ours.covariance, then.posteriors[1].covariance, rtol=1e-8, atol=1e-10
    )


def test_the_expected_width_is_the_mean_over_what_the_tests_may_show():
    made = cohort.make(athletes=1, tests=12, seed=2)
    little = 0.1 * made.loads["plyo_dose_au"]
    loads = made.loads.assign(plyo_dose_au=little.where(made.loads.index < 337, 45.0))
    fit = ResponseModel(history_before="none").fit(loads, made.tests)
    state, own = fit.state, fit.state.posteriors[0]
    design, later = state.designs[0], next_tests.planned(state, 0, 6, 14)
    both, k = next_tests.joined(design, later, 6), len(design.day)
    c = both.columns
    x = loadings(c.gain, c.recent, c.other, state.grid.recent_scale)
    rng = np.random.default_rng(1)
    seen = []
    for part in rng.choice(own.weight.size, size=120, p=own.weight.ravel()):
        s, j = np.unravel_index(part, own.weight.shape)
        scatter = state.population.settings[s].noise.covariance(both.day, both.se) + 1e4
        theta = rng.multivariate_normal(own.mean[:, s, j], own.covariance[:, :, s, j])
        gained = np.linalg.solve(scatter[:k, :k], scatter[:k, k:]).T
        mean = x[k:, :, j] @ theta + gained @ (design.log_power - x[:k, :, j] @ theta)
        left = scatter[k:, k:] - gained @ scatter[:k, k:]
        power = np.r_[design.log_power, rng.multivariate_normal(mean, left)]
        seen.append(replace(both, log_power=power))
    loading = curves.contrast(state, np.array([100.0]), 8)

    after = [
        curves.band(curves.components(one, loading), 0.9)
        for one in next_tests.conditioned(state, seen)
    ]

    width = np.mean([band.upper[0] - band.lower[0] for band in after])
    found = fit.next_tests(fit.athlete_ids[0], n=(6,))["width"]
    assert found[1] == pytest.approx(width, rel=0.04)
    assert found[1] < 0.95 * found[0]


def test_first_tests_under_a_dose_that_never_changes_would_teach_nothing(fit, made):
    own = made.loads[made.loads["athlete_id"] == "runner-001"]

    found = fit.updated("runner-001", own, made.tests.head(0)).next_tests("runner-001")

    np.testing.assert_allclose(found["width"], found["width"][0], rtol=1e-3)


def test_every_next_test_narrows_the_answer(fit):
    found = fit.next_tests("runner-001", n=(8, 1, 4), every_d=21)
    now = fit.response([100.0], athlete_id="runner-001").iloc[0]

    assert found["n_tests"].tolist() == [0, 1, 4, 8]
    assert found["width"][0] == pytest.approx(now["upper"] - now["lower"])
    assert (np.diff(found["width"]) < 0).all()


def test_what_next_tests_bring_is_unknown_where_the_training_is(fit, made):
    own = made.loads[made.loads["athlete_id"] == "runner-001"]
    unknown = own.assign(plyo_dose_au=own["plyo_dose_au"].mask(np.arange(len(own)) > 300))
    tests = made.tests[made.tests["athlete_id"] == "runner-001"]

    found = fit.updated("runner-001", unknown, tests).next_tests("runner-001", n=(1, 2))

    assert found["width"].isna().tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": (1, -2)}, "n holds whole numbers of tests from 0 to 100"),
        ({"n": (1.5,)}, "n holds whole numbers of tests"),
        ({"n": (1000,)}, "n holds whole numbers of tests"),
        ({"every_d": 0}, "every_d is a whole number of days, 1 or more; got 0"),
        ({"weekly_dose_au": [1.0, 2.0]}, "weekly_dose_au is one dose from 0 to 20000"),
        ({"weekly_dose_au": float("nan")}, "weekly_dose_au is one dose"),
    ],
)
def test_next_tests_that_cannot_be_meant_are_refused(fit, arguments, message):
    with pytest.raises(InputError, match=message):
        fit.next_tests("runner-001", **arguments)
