import numpy as np
import pandas as pd
import pytest

from analytics.load.day_facts import Logged, day_facts

CATALOGUE = pd.DataFrame(
    {
        "drill_id": ["pogo", "bound", "drop-jump"],
        "drill_class": ["low", "high", "moderate"],
        "high_from_m": [np.nan, np.nan, 0.30],
    }
)
FRAMES = {
    "sets": ["drill_id", "contacts", "height_m"],
    "sessions": ["duration_min"],
    "runs": ["is_hard"],
    "symptoms": ["pain_0_10", "is_bone"],
}


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
        of_days = [("mara", day(first), *rest) for first, *rest in rows.get(name, [])]
        frames[name] = pd.DataFrame(of_days, columns=["athlete_id", "date", *columns])
        frames[name]["date"] = frames[name]["date"].astype(days["date"].dtype)
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
    found = facts(("rest", "rest"), symptoms=[(0, 3.0, False), (0, 0.0, True)])
    assert found.loc[0, "max_pain_0_10"] == 3
    assert found.loc[0, "is_bone"]
    assert found[["max_pain_0_10", "is_bone"]].isna().loc[1].all()


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


def test_a_drill_is_first_done_once_with_all_its_contacts_of_the_day():
    sets = [(0, "pogo", 20, 0), (30, "bound", 12, 0), (30, "bound", 12, 0), (31, "bound", 12, 0)]
    found = facts(["trained"] * 32, sets=sets)["first_exposure_contacts"]
    assert found.loc[[30, 31]].tolist() == [24, 0]


def test_a_new_log_cannot_say_what_is_new():
    sets = [(0, "pogo", 20, 0), (27, "bound", 12, 0), (28, "drop-jump", 6, 0.2)]
    found = facts(["trained"] * 29, sets=sets)["first_exposure_contacts"]
    assert np.isnan(found[0])
    assert np.isnan(found[27])
    assert found[28] == 6
