"""What came to the made-up cohort later: gait, other training, symptoms. Nothing else moved."""

import hashlib
import math

import numpy as np
import pandas as pd
import pytest

from analytics.load.dose import daily_dose
from analytics.load.run_load import run_load
from analytics.response import synthetic
from analytics.response.synthetic import Parameters
from data import drills

CATALOGUE = drills.catalogue()

# Taken from seed 1 on 22 Nov 2026, before any of this was made.
BEFORE = {
    "sets": "91a88bce4ee8c0c5",
    "runs": "466db6f78d559418",
    "tests": "4c0db0448ecae143",
    "truth": "bae2904dec8b9900",
    "power": "6735ad51346bd9cf",
    "body_mass": "865ea3708695f2e2",
    "athletes": "e3ad6f577c106c78",
}
RUN_COLUMNS = [
    "athlete_id",
    "date",
    "hours",
    "power_mean4_w",
    "power_source",
    "session_rpe",
    "best_20min_w",
    "power_zero_share",
]


@pytest.fixture(scope="module")
def cohort():
    return synthetic.generate(CATALOGUE)


def fingerprint(frame):
    text = frame.to_csv(index=False, float_format="%.9g")
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", BEFORE)
def test_no_number_of_seed_1_moved(cohort, name):
    frame = getattr(cohort, name)
    assert fingerprint(frame[RUN_COLUMNS] if name == "runs" else frame) == BEFORE[name]


def test_run_loads_and_dose_of_seed_1_are_what_they_were(cohort):
    loads = run_load(cohort.runs, cohort.tests)["run_load_au"]
    assert loads.sum() == pytest.approx(307902.4793643774)
    dose = daily_dose(cohort.sets, CATALOGUE)["plyo_dose_au"]
    assert dose.sum() == pytest.approx(147280.5652173913)


def test_days_nobody_knows_are_as_before_and_said_of_other_training_too(cohort):
    status = cohort.day_status
    assert len(status[status["channel"] != "other"]) == 3774
    assert set(status.loc[status["channel"] == "other", "status"]) == {"unknown"}


def test_speed_is_power_over_mass_and_a_plausible_cost(cohort):
    runs = cohort.runs.dropna(subset="power_mean4_w")
    mass = cohort.body_mass.groupby("athlete_id")["mass_kg"].median()
    speed = runs["distance_m"] / (3600 * runs["hours"])
    cost = runs["power_mean4_w"] / runs["athlete_id"].map(mass) / speed
    assert cost.between(0.92, 1.16).all()
    assert cost.median() == pytest.approx(1.04, abs=0.02)


def test_hard_runs_are_faster_than_easy_ones_at_a_higher_cadence(cohort):
    runs = cohort.runs.assign(speed=cohort.runs["distance_m"] / cohort.runs["hours"])
    is_hard = runs["session_rpe"] >= 6
    for athlete_id, own in runs.groupby("athlete_id"):
        medians = own.groupby(is_hard)[["speed", "mean_cadence_spm"]].median()
        assert (medians.loc[True] > medians.loc[False]).all(), athlete_id


def test_contact_and_cadence_leave_a_flight_and_the_peak_of_science_a2(cohort):
    runs = cohort.runs.dropna(subset="mean_contact_ms")
    step_s = 60 / runs["mean_cadence_spm"]
    contact_s = runs["mean_contact_ms"] / 1000
    peak_bw = math.pi / 2 * step_s / contact_s
    assert (contact_s < step_s).all()
    assert peak_bw.between(2.1, 2.9).all()
    assert peak_bw.median() == pytest.approx(2.48, abs=0.08)


def test_only_a_pod_tells_contact_time(cohort):
    has_pod = cohort.runs["power_source"].notna()
    assert (cohort.runs["mean_contact_ms"].notna() == has_pod).all()
    assert cohort.runs[["distance_m", "mean_cadence_spm"]].notna().all().all()


def test_most_athletes_lift_and_stretch_every_week(cohort):
    sessions = cohort.other_sessions
    assert sessions["athlete_id"].nunique() > 0.8 * len(cohort.athletes)
    weekly = sessions.groupby(["athlete_id", "kind"]).size() / (365 / 7)
    assert weekly.between(1.2, 2.2).all()
    assert set(sessions["kind"]) == {"strength", "mobility"}
    assert sessions["session_rpe"].isna().mean() == pytest.approx(1 / 30, abs=0.01)


def test_symptoms_are_few_end_and_are_told_once_a_moment(cohort):
    symptoms = cohort.symptoms
    key = ["athlete_id", "date", "site", "side", "moment"]
    assert not symptoms.duplicated(key).any()
    assert symptoms["pain_0_10"].between(0, 5).all()
    days = symptoms.groupby("athlete_id")["date"].nunique()
    assert days.max() < 40
    assert len(days) >= 3


def test_nothing_of_it_falls_on_days_nobody_knows(cohort):
    unknown = cohort.day_status.query("status == 'unknown' and channel == 'run'")
    for frame in (cohort.other_sessions, cohort.symptoms):
        assert frame.merge(unknown, on=["athlete_id", "date"]).empty


def test_a_cohort_without_any_of_it_has_the_columns_still():
    told = Parameters(athletes=1, days=60, seed=4, burn_in_days=0, unknown_per_year=0.0)
    made = synthetic.generate(CATALOGUE, told)
    assert {"site", "side", "moment", "pain_0_10"} <= set(made.symptoms)
    assert made.other_sessions["session_rpe"].dtype == np.float64
    assert pd.api.types.is_datetime64_dtype(made.symptoms["date"])
