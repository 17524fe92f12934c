"""How probable a gain is, and gains over another dose than none."""

import numpy as np
import pytest

from analytics.errors import InputError
from analytics.response import ResponseModel
from tests.analytics.response import cohort

DOSES = [0.0, 60.0, 150.0, 300.0]


@pytest.fixture(scope="module")
def fit():
    made = cohort.make(athletes=5, tests=20, seed=3)
    return ResponseModel(swc_percent=0.7).fit(made.loads, made.tests)


def share(fit, doses, **asked):
    found = fit.gain_probability(doses, "runner-001", **asked)
    assert list(found.columns) == ["athlete_id", "weekly_dose_au", "probability"]
    return found["probability"].to_numpy()


@pytest.mark.parametrize("reference", [0.0, 200.0])
def test_the_probability_of_a_gain_is_its_share_of_draws(fit, reference):
    drawn = fit.draws("runner-001", DOSES, n=40_000, seed=5, reference_dose_au=reference)

    found = share(fit, DOSES, reference_dose_au=reference)

    np.testing.assert_allclose(found, (drawn > 0.7).mean(axis=0), atol=0.012)


def test_each_end_of_an_interval_is_passed_with_the_probability_it_states(fit):
    (lower, upper) = fit.response([150.0], athlete_id="runner-001")[["lower", "upper"]].iloc[0]

    assert share(fit, [150.0], above_percent=lower)[0] == pytest.approx(0.95, abs=1e-6)
    assert share(fit, [150.0], above_percent=upper)[0] == pytest.approx(0.05, abs=1e-6)


def test_no_dose_never_gains(fit):
    assert share(fit, [0.0])[0] == 0.0
    assert share(fit, [0.0], above_percent=0.0)[0] == 0.0
    assert share(fit, [0.0], above_percent=-0.1)[0] == pytest.approx(1.0, abs=1e-12)


def test_by_default_a_gain_is_one_worth_having_for_everyone(fit):
    found = fit.gain_probability(DOSES)

    assert found["athlete_id"].tolist() == np.repeat(fit.athlete_ids, len(DOSES)).tolist()
    own = found.query("athlete_id == 'runner-001'")["probability"]
    np.testing.assert_array_equal(own, share(fit, DOSES, above_percent=0.7))


def test_a_contrast_turned_round_is_its_own_mirror(fit):
    def band(dose, reference):
        found = fit.response([dose], athlete_id="runner-001", reference_dose_au=reference)
        return 1 + found.iloc[0][["lower", "upper"]].to_numpy(float) / 100

    np.testing.assert_allclose(band(200.0, 80.0) * band(80.0, 200.0)[::-1], 1.0, atol=1e-9)
    up = share(fit, [200.0], reference_dose_au=80.0, above_percent=0.0)
    down = share(fit, [80.0], reference_dose_au=200.0, above_percent=0.0)
    np.testing.assert_allclose(up + down, 1.0)


def test_a_contrast_within_the_population_is_that_of_each_newcomer(fit):
    found = fit.cohort_response([80.0, 200.0], reference_dose_au=80.0)

    assert (found.drop(columns="weekly_dose_au").iloc[0] == 0.0).all()
    assert found["new_lower"][1] < found["lower"][1] < found["mean"][1]


def test_draws_of_a_contrast_are_the_quotient_of_the_same_curves(fit):
    whole = fit.draws("runner-002", [80.0, 200.0], n=50, seed=1) / 100
    apart = fit.draws("runner-002", [200.0], n=50, seed=1, reference_dose_au=80.0) / 100

    np.testing.assert_allclose(1 + apart[:, 0], (1 + whole[:, 1]) / (1 + whole[:, 0]))


def test_the_summary_says_how_probable_a_gain_worth_having_is(fit):
    found = fit.gain_probability([100.0])["probability"]

    np.testing.assert_allclose(fit.summary()["p_gain"], found)


@pytest.mark.parametrize("above", [-100.0, float("nan"), float("inf")])
def test_a_threshold_that_cannot_be_meant_is_refused(fit, above):
    with pytest.raises(InputError, match="above_percent is a change in %, above -100"):
        fit.gain_probability([100.0], above_percent=above)


@pytest.mark.parametrize("reference", [-1.0, [10.0, 20.0], float("nan")])
def test_a_reference_that_is_not_one_dose_is_refused(fit, reference):
    with pytest.raises(InputError, match="reference_dose_au is one dose from 0"):
        fit.response([100.0], reference_dose_au=reference)
