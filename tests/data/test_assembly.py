from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InsufficientDataError
from data import (
    OWNER,
    Viewer,
    assembly,
    athletes,
    body_mass,
    daily_loads,
    day_status,
    plyometrics,
    power_tests,
    runs,
)

DAY = date(2026, 5, 1)
SERIES = {"kind": "critical_power", "power_source": "stryd"}


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    body_mass.add(con, athlete_id="mara", local_date=DAY, mass_kg=60.0)
    return con


def jump(con, day, contacts=100, athlete_id="mara"):
    plyometrics.add_session(
        con,
        athlete_id=athlete_id,
        local_date=DAY + timedelta(days=day),
        sets=pd.DataFrame({"drill_id": ["pogo"], "reps": [contacts]}),
    )


def add_test(con, day, power_w=240.0, **changed):
    row = {"athlete_id": "mara", "local_date": DAY + timedelta(days=day), "power_w": power_w}
    power_tests.add(con, **{**row, **SERIES, **changed})


def number(con, day, value, channel="plyo", source="log", **more):
    daily_loads.add(
        con,
        athlete_id="mara",
        local_date=DAY + timedelta(days=day),
        channel=channel,
        value=value,
        unit=more.pop("unit", "AU"),
        source=source,
        **more,
    )


def test_an_empty_store_has_no_days(con):
    assert assembly.daily(con, OWNER).empty


def test_sets_become_dose_and_silence_between_them_rest(mara):
    jump(mara, 0)
    jump(mara, 4, contacts=50)
    days = assembly.daily(mara, OWNER)
    assert days["plyo_dose_au"].tolist() == [100, 0, 0, 0, 50]
    assert days["plyo_contacts"].tolist() == [100, 0, 0, 0, 50]
    assert days["plyo_status"].tolist() == ["trained", "rest", "rest", "rest", "trained"]
    assert days["run_load_au"].isna().all()
    assert set(days["run_status"]) == {"unknown"}


def test_days_reach_from_the_first_entry_or_test_to_the_last(mara):
    add_test(mara, -3)
    jump(mara, 0)
    add_test(mara, 5)
    days = assembly.daily(mara, OWNER)
    assert (days["date"].min(), days["date"].max()) == (
        pd.Timestamp(DAY - timedelta(days=3)),
        pd.Timestamp(DAY + timedelta(days=5)),
    )
    assert len(days) == 9


def test_what_was_said_of_a_day_wins(mara):
    jump(mara, 0)
    jump(mara, 2)
    day_status.put(
        mara,
        athlete_id="mara",
        local_date=DAY + timedelta(days=1),
        channel="plyo",
        status="unknown",
    )
    assert assembly.daily(mara, OWNER)["plyo_dose_au"].to_numpy() == pytest.approx(
        [100, np.nan, 100], nan_ok=True
    )


def test_numbers_stand_in_only_where_there_are_no_sets(mara):
    jump(mara, 0)
    number(mara, 0, 999.0)
    number(mara, 1, 30.0, is_estimated=True)
    days = assembly.daily(mara, OWNER)
    assert days["plyo_dose_au"].tolist() == [100, 30]
    assert days["plyo_is_estimated"].tolist() == [False, True]
    assert np.isnan(days["plyo_contacts"].iloc[1])


def test_two_sources_of_numbers_do_not_count_one_day_twice(mara):
    for day in range(3):
        number(mara, day, 10.0, source="watch")
    number(mara, 1, 12.0, source="diary")
    add_test(mara, 2)
    assert assembly.daily(mara, OWNER)["plyo_dose_au"].tolist() == [10, 10, 10]
    said = assembly.response_inputs(mara, OWNER, **SERIES).warnings
    assert any("daily plyo loads from diary, watch" in sentence for sentence in said)


def test_run_load_is_by_effort_where_there_is_no_power(mara):
    runs.add_by_hand(mara, athlete_id="mara", local_date=DAY, duration_min=60, session_rpe=5)
    days = assembly.daily(mara, OWNER)
    assert days["run_load_au"].tolist() == pytest.approx([5 * 60 * 0.24])
    assert days["run_is_estimated"].tolist() == [True]


def test_one_athletes_days_are_the_same_alone_or_among_others(mara):
    athletes.add(mara, athlete_id="bo")
    jump(mara, 0)
    jump(mara, 3, athlete_id="bo")
    every = assembly.daily(mara, OWNER)
    alone = assembly.daily(mara, OWNER, "mara")
    pd.testing.assert_frame_equal(
        every[every["athlete_id"] == "mara"].reset_index(drop=True), alone
    )


def test_a_test_without_error_gets_that_of_its_kind(mara):
    jump(mara, 0)
    add_test(mara, 0, se_w_kg=0.05)
    add_test(mara, 1)
    add_test(mara, 1, kind="time_trial", duration_s=300, power_w=300.0)
    critical = assembly.response_inputs(mara, OWNER, **SERIES).tests
    trial = assembly.response_inputs(
        mara, OWNER, kind="time_trial", power_source="stryd", duration_s=300
    ).tests
    assert critical["se_w_kg"].tolist() == pytest.approx([0.05, 0.02 * 4.0])
    assert trial["se_w_kg"].tolist() == pytest.approx([0.025 * 5.0])


def test_sources_and_durations_are_never_joined(mara):
    jump(mara, 0)
    add_test(mara, 0)
    add_test(mara, 0, power_source="garmin")
    add_test(mara, 0, kind="time_trial", duration_s=300)
    add_test(mara, 0, kind="time_trial", duration_s=1200)
    assert len(assembly.response_inputs(mara, OWNER, **SERIES).tests) == 1


def test_only_athletes_with_such_tests_are_in_the_loads(mara):
    athletes.add(mara, athlete_id="bo")
    jump(mara, 0)
    jump(mara, 0, athlete_id="bo")
    add_test(mara, 0)
    assert set(assembly.response_inputs(mara, OWNER, **SERIES).loads["athlete_id"]) == {"mara"}


def test_a_series_without_tests_says_what_to_do(mara):
    with pytest.raises(InsufficientDataError, match="no time_trial of 300 s by polar"):
        assembly.response_inputs(
            mara, OWNER, kind="time_trial", power_source="polar", duration_s=300
        )


def test_body_mass_that_moved_is_said(mara):
    body_mass.add(mara, athlete_id="mara", local_date=DAY + timedelta(days=3), mass_kg=61.8)
    jump(mara, 0)
    jump(mara, 3)
    add_test(mara, 0)
    assert assembly.response_inputs(mara, OWNER, **SERIES).warnings == ()
    add_test(mara, 3)
    assert assembly.response_inputs(mara, OWNER, **SERIES).warnings == (
        "Body mass of mara moved 3.0 % within the tests: in W/kg that can look like the whole "
        "effect.",
    )


def test_a_unit_that_is_not_ours_and_a_log_of_unknown_days_are_said(mara):
    number(mara, 0, 40.0, unit="TRIMP")
    add_test(mara, 60)
    said = " ".join(assembly.response_inputs(mara, OWNER, **SERIES).warnings)
    assert "Plyometric loads came in TRIMP" in said
    assert "Of mara nobody knows the plyometric dose of most days" in said


def test_an_unknown_viewer_sees_nothing(mara):
    jump(mara, 0)
    add_test(mara, 0)
    assert assembly.daily(mara, Viewer("stranger")).empty
    with pytest.raises(InsufficientDataError):
        assembly.response_inputs(mara, Viewer("stranger"), **SERIES)
