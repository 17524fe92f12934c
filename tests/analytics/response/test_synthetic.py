from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.frames import POWER_TESTS, RUNS, SETS, TESTS
from analytics.load.dose import daily_dose
from analytics.response import synthetic
from analytics.response.exposure import exponential_mean, hill, standard_weeks
from analytics.response.synthetic import Parameters
from analytics.response.synthetic.truth import faded_mean, plyo_effect, response_percent
from data import drills

CATALOGUE = drills.catalogue()
SMALL = Parameters(athletes=3, days=200, seed=7)
FRAMES = (
    "athletes",
    "body_mass",
    "sets",
    "runs",
    "tests",
    "other_sessions",
    "symptoms",
    "day_status",
    "truth",
    "power",
)


@pytest.fixture(scope="module")
def cohort():
    return synthetic.generate(CATALOGUE, SMALL)


def test_the_same_seed_makes_the_same_cohort(cohort):
    again = synthetic.generate(CATALOGUE, SMALL)
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(cohort, name), getattr(again, name))


def test_another_seed_makes_another(cohort):
    other = synthetic.generate(CATALOGUE, replace(SMALL, seed=8))
    assert not other.tests["power_w"].equals(cohort.tests["power_w"])


def test_an_athlete_stays_the_same_when_the_cohort_grows(cohort):
    larger = synthetic.generate(CATALOGUE, replace(SMALL, athletes=5))
    here = larger.sets["athlete_id"].isin(cohort.athletes["athlete_id"])
    pd.testing.assert_frame_equal(larger.sets[here], cohort.sets)


def test_a_later_last_day_moves_the_calendar_and_nothing_else(cohort):
    later = synthetic.generate(
        CATALOGUE, replace(SMALL, last_day=pd.Timestamp("2027-01-20").date())
    )
    assert later.tests["power_w"].equals(cohort.tests["power_w"])
    assert (later.tests["date"] - cohort.tests["date"]).unique() == [pd.Timedelta(weeks=9)]


def test_the_frames_keep_their_contracts(cohort):
    for table, frame in [
        (SETS, cohort.sets),
        (RUNS, cohort.runs),
        (TESTS, cohort.tests),
        (POWER_TESTS, cohort.tests),
    ]:
        table.check(frame)
    assert set(cohort.sets["drill_id"]) <= set(CATALOGUE["drill_id"])


def test_names_are_distinct_slugs_even_in_a_large_cohort():
    made = synthetic.generate(CATALOGUE, replace(SMALL, athletes=100, days=60, burn_in_days=0))
    assert made.athletes["athlete_id"].is_unique
    assert made.athletes["athlete_id"].str.fullmatch(r"[a-z0-9][a-z0-9-]{1,39}").all()


def test_the_truth_is_0_at_dose_0_and_finite_elsewhere(cohort):
    at_rest = cohort.truth[cohort.truth["weekly_dose_au"] == 0]
    assert (at_rest["response_percent"] == 0).all()
    assert np.isfinite(cohort.truth["response_percent"]).all()


def test_the_reference_response_is_what_was_drawn():
    exact = replace(SMALL, athletes=2, days=60, gain_sd_percent=0.0, gain_mean_percent=3.0)
    for planted in synthetic.generate(CATALOGUE, exact).truths:
        assert response_percent(planted, 220, 8) == pytest.approx(100 * np.expm1(0.03))


def test_the_planted_law_is_the_models_law(cohort):
    planted = cohort.truths[0]
    chronic = standard_weeks(planted.tau_gain_d, 8, same_day=False) * 150
    recent = standard_weeks(planted.tau_fatigue_d, 8, same_day=False) * 150
    effect = (
        planted.gain_percent * hill(chronic, planted.d50_au, planted.gamma)
        - planted.fatigue_percent * recent / 100
    )
    assert response_percent(planted, 150, 8) == pytest.approx(100 * np.expm1(effect / 100))
    assert faded_mean(np.arange(9.0), 5.0, 2.0) == pytest.approx(
        exponential_mean(np.arange(9.0), 5.0, 2.0)
    )


def test_without_noise_drift_and_runs_power_is_the_law_applied_to_the_logged_dose():
    told = Parameters(
        athletes=1,
        days=400,
        seed=3,
        burn_in_days=0,
        noise_percent=0.0,
        day_sd_percent=0.0,
        drift_sd_percent=0.0,
        run_sd_percent=0.0,
        unknown_per_year=0.0,
    )
    made = synthetic.generate(CATALOGUE, told)
    planted, date = made.truths[0], made.power["date"]
    dose = daily_dose(made.sets, CATALOGUE).set_index("date")["plyo_dose_au"]
    effect = plyo_effect(planted, dose.reindex(date, fill_value=0.0).to_numpy())
    expected = planted.level_w_kg * np.exp(np.r_[0.0, effect[:-1]] / 100)
    assert made.power["power_w_kg"].to_numpy() == pytest.approx(expected)
    tested = made.tests.merge(made.power, on="date", suffixes=("", "_true"))
    assert tested["power_w_kg"].to_numpy() == pytest.approx(tested["power_w_kg_true"].to_numpy())


def test_nothing_is_logged_on_unknown_days(cohort):
    unknown = cohort.day_status.query("status == 'unknown'")[["athlete_id", "date"]]
    for logged in (cohort.sets, cohort.runs, cohort.tests):
        assert logged.merge(unknown, on=["athlete_id", "date"]).empty


def test_the_error_of_a_test_is_known_with_it(cohort):
    share = cohort.tests["se_w_kg"] / cohort.tests["power_w_kg"]
    assert share.to_numpy() == pytest.approx(SMALL.noise_percent / 100)


def test_parameters_are_json_and_print():
    assert SMALL.to_dict()["last_day"] == "2026-11-15"
    assert "noise_percent=1.5" in str(SMALL)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"athletes": 0}, "athletes must be 1 or more; got 0"),
        ({"days": 10}, "days must be 60 or more; got 10"),
        ({"noise_percent": -1}, "noise_percent must lie within 0 and 20; got -1"),
        ({"tests_per_year": 1000}, "tests_per_year must lie within 0 and 366"),
    ],
)
def test_impossible_parameters_are_refused(setting, message):
    with pytest.raises(InputError, match=message):
        Parameters(**setting)
