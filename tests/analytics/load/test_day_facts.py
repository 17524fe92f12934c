import numpy as np
import pandas as pd
import pytest

from analytics.load.day_facts import Logged, day_facts
from tests.analytics.load import stress_cases

CATALOGUE = stress_cases.CATALOGUE.replace({"drill_id": {"drop": "drop-jump"}}).assign(
    drill_class=["low", "moderate", "moderate", "high"],
    high_from_m=[np.nan, np.nan, 0.30, np.nan],
)
FRAMES = {
    "sets": ["drill_id", "contacts", "height_m", "session_id"],
    "sessions": ["duration_min"],
    "runs": ["is_hard"],
    "symptoms": ["pain_0_10", "is_bone", "limp", "moment"],
}


PAINS = ["max_pain_0_10", "max_stop_pain_0_10"]


def day(number):
    return pd.Timestamp("2026-05-01") + pd.Timedelta(days=number)


def facts(statuses=("trained",), dose_au=50.0, **rows):
    """Return facts of consecutive days; rows of each frame are (day number, ...)."""
    days = pd.DataFrame(
        {
            "athlete_id": "mara",
            "date": [day(i) for i in range(len(statuses))],
            "plyo_status": statuses,
            "run_status": statuses,
            "plyo_dose_au": dose_au,
            "plyo_contacts": 20.0,
        }
    )
    frames = {}
    for name, columns in FRAMES.items():
        of_days = [
            ("mara", day(first), *rest, *[None] * (len(columns) - len(rest)))
            for first, *rest in rows.get(name, [])
        ]
        frames[name] = pd.DataFrame(of_days, columns=["athlete_id", "date", *columns])
        frames[name]["date"] = frames[name]["date"].astype(days["date"].dtype)
    told = frames["sets"].fillna({"session_id": "morning", "height_m": 0.2})
    frames["sets"] = told.assign(side="both")
    frames["symptoms"]["moment"] = frames["symptoms"]["moment"].fillna("after")
    return day_facts(Logged(days=days, **frames), CATALOGUE)


@pytest.mark.parametrize(
    ("drill_id", "height_m", "is_high"),
    [
        ("pogo", np.nan, False),
        ("bound", np.nan, True),
        ("drop-jump", 0.20, False),
        ("drop-jump", 0.30, True),
    ],
)
def test_a_drill_of_class_high_makes_the_day_high(drill_id, height_m, is_high):
    assert facts(sets=[(0, drill_id, 6, height_m)])["is_high"].tolist() == [is_high]


@pytest.mark.parametrize(("dose_au", "is_high"), [(100.0, False), (100.1, True)])
def test_more_than_100_au_make_the_day_high_whatever_the_drills(dose_au, is_high):
    assert facts(dose_au=dose_au, sets=[(0, "pogo", 6, 0)])["is_high"].tolist() == [is_high]


def test_a_day_that_came_as_a_number_may_have_been_high_unless_the_number_says():
    assert facts()["is_high"].isna().all()
    assert facts(dose_au=120.0)["is_high"].tolist() == [True]


def test_rest_is_known_and_the_unknown_is_missing():
    found = facts(("rest", "unknown"), dose_au=[0.0, np.nan])
    for name in ("plyo_minutes", "first_exposure_contacts", "is_high", "hard_run"):
        assert found.loc[0, name] == 0, name
        assert pd.isna(found.loc[1, name]), name


def test_a_day_without_a_word_on_pain_is_not_one_without_pain():
    found = facts(("rest", "rest"), symptoms=[(0, 3.0, False, False)])
    assert found.loc[0, PAINS].tolist() == [3, 0]
    assert found.loc[1, PAINS].isna().all()


@pytest.mark.parametrize(
    ("symptoms", "of_bone"),
    [
        ([(3.0, False), (0.0, True)], 0),
        ([(4.0, None), (0.0, False)], np.nan),
        ([(4.0, None), (1.0, True)], 1),
        ([(0.0, None), (2.0, False)], 0),
        ([(6.0, False), (2.0, True), (3.0, True)], 3),
    ],
)
def test_pain_and_bone_are_of_one_symptom_and_not_paired_across_a_day(symptoms, of_bone):
    told = [(0, *one, False) for one in symptoms]
    (found,) = facts(("rest",), symptoms=told).to_dict("records")
    assert found["max_stop_pain_0_10"] == pytest.approx(of_bone, nan_ok=True)
    assert found["max_pain_0_10"] == max(pain for pain, _ in symptoms)


@pytest.mark.parametrize(
    ("is_bone", "limp", "moment", "worst"),
    [
        (False, True, "during", 1),
        (False, False, "night", 1),
        (None, None, "night", 1),
        (None, True, "after", 1),
        (False, None, "after", np.nan),
        (None, False, "after", np.nan),
        (False, False, "next_morning", 0),
    ],
)
def test_any_pain_with_a_limp_or_at_night_counts_like_that_of_a_bone(is_bone, limp, moment, worst):
    found = facts(("rest",), symptoms=[(0, 1.0, is_bone, limp, moment)])
    assert found["max_stop_pain_0_10"].tolist() == pytest.approx([worst], nan_ok=True)


@pytest.mark.parametrize(
    ("sets", "n_high"),
    [
        ([("bound", 20, 0.2, "a"), ("bound", 20, 0.2, "b")], 2),
        ([("bound", 20, 0.2, "a"), ("bound", 20, 0.2, "a")], 1),
        ([("pogo", 101, 0.2, "a"), ("pogo", 101, 0.2, "b")], 2),
        ([("pogo", 60, 0.2, "a"), ("pogo", 60, 0.2, "b")], 0),
        ([("pogo", 60, 0.2, "a"), ("pogo", 60, 0.2, "a"), ("drop-jump", 6, 0.3, "b")], 2),
    ],
)
def test_high_sessions_of_a_day_are_counted_each_by_its_own_drills_and_dose(sets, n_high):
    found = facts(sets=[(0, *one) for one in sets])
    assert found["n_high_sessions"].tolist() == [n_high]


def test_how_many_sessions_were_high_is_known_of_rest_and_of_sets_alone():
    found = facts(("rest", "unknown", "trained"), dose_au=[0.0, np.nan, 250.0])
    assert found["n_high_sessions"].tolist()[:1] == [0]
    assert found["n_high_sessions"].isna().tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("runs", "said"),
    [([False, True], True), ([None, True], True), ([None, False], None), ([False], False)],
)
def test_one_hard_run_makes_the_day_hard_and_one_unknown_leaves_it_open(runs, said):
    (found,) = facts(runs=[(0, one) for one in runs])["hard_run"]
    assert (None if pd.isna(found) else bool(found)) is said


def test_minutes_of_a_day_are_missing_where_one_session_has_none():
    sets = [(0, "pogo", 20, np.nan)]
    assert facts(sets=sets, sessions=[(0, 20.0), (0, 15.0)])["plyo_minutes"].tolist() == [35]
    assert facts(sets=sets, sessions=[(0, 20.0), (0, np.nan)])["plyo_minutes"].isna().all()


def trained_on(*days, n):
    return ["trained" if day in days else "rest" for day in range(n)]


def test_a_drill_is_first_done_once_with_all_its_contacts_of_the_day():
    sets = [(0, "pogo", 20, 0), (30, "bound", 12, 0), (30, "bound", 12, 0), (31, "bound", 12, 0)]
    found = facts(trained_on(0, 30, 31, n=32), sets=sets)["first_exposure_contacts"]
    assert found.loc[[30, 31]].tolist() == [24, 0]


def test_a_new_log_cannot_say_what_is_new():
    sets = [(0, "pogo", 20, 0), (27, "bound", 12, 0), (28, "drop-jump", 6, 0.2)]
    found = facts(trained_on(0, 27, 28, n=29), sets=sets)["first_exposure_contacts"]
    assert np.isnan(found[0])
    assert np.isnan(found[27])
    assert found[28] == 6


@pytest.mark.parametrize("nobody_knows", [range(50), [40]])
def test_what_is_new_is_unknown_while_the_plyometrics_before_are_though_runs_are_logged(
    nobody_knows,
):
    statuses = np.full(60, "rest", dtype=object)
    statuses[list(nobody_knows)] = "unknown"
    statuses[[50, 53]] = "trained"
    found = facts(list(statuses), sets=[(50, "pogo", 60, 0), (53, "pogo", 60, 0)])
    assert found["first_exposure_contacts"].isna().loc[50]
    assert found.loc[53, "first_exposure_contacts"] == 0


def test_a_day_that_came_as_a_number_may_have_held_any_drill():
    sets = [(day, "pogo", 20, 0) for day in range(40) if day != 30] + [(40, "bound", 12, 0)]
    assert facts(["trained"] * 41, sets=sets)["first_exposure_contacts"].isna()[40]


def test_a_first_after_four_weeks_of_rest_is_one():
    sets = [(40, "bound", 12, 0)]
    alone = facts(trained_on(40, n=41), sets=sets)["first_exposure_contacts"]
    assert alone[40] == 12
