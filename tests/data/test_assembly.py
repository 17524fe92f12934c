from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InsufficientDataError
from analytics.response import ResponseModel, history
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


def test_rest_wins_over_an_entry_and_the_day_is_named(mara):
    jump(mara, 0)
    jump(mara, 2)
    add_test(mara, 2)
    rested = {"athlete_id": "mara", "local_date": DAY + timedelta(days=2)}
    day_status.put(mara, **rested, channel="plyo", status="rest")

    inputs = assembly.response_inputs(mara, OWNER, **SERIES)

    assert inputs.loads["plyo_dose_au"].tolist()[2] == 0
    assert inputs.loads["plyo_contacts"].tolist()[2] == 0
    assert inputs.loads["plyo_status"].tolist()[2] == "rest"
    assert inputs.warnings == (
        "What was logged does not count as plyometric dose: mara on 03 May 2026, said to be rest.",
    )


def test_a_number_stands_in_for_a_run_of_unknown_size(mara):
    runs.add_by_hand(mara, athlete_id="mara", local_date=DAY, duration_min=60)
    assert assembly.daily(mara, OWNER)["run_load_au"].isna().all()

    number(mara, 0, 80.0, channel="run")

    days = assembly.daily(mara, OWNER)
    assert days["run_load_au"].tolist() == [80]
    assert days["run_status"].tolist() == ["trained"]


@pytest.mark.parametrize("channel", ["plyo", "run"])
def test_numbers_of_another_unit_are_left_out_and_said(mara, channel):
    for day in (0, 1, 2):
        number(mara, day, 10.0, channel=channel)
    number(mara, 1, 400.0, channel=channel, unit="TRIMP", source="watch")
    number(mara, 3, 400.0, channel=channel, unit="TRIMP", source="watch")
    add_test(mara, 4)

    inputs = assembly.response_inputs(mara, OWNER, **SERIES)

    column = {"plyo": "plyo_dose_au", "run": "run_load_au"}[channel]
    assert inputs.loads[column].tolist()[:3] == [10, 10, 10]
    assert inputs.loads[column].isna().tolist()[3:] == [True, True]
    assert (
        f"2 daily {channel} loads in TRIMP are left out (mara): the others of mara are in AU, "
        "and one channel needs one unit." in inputs.warnings
    )


def test_numbers_never_join_sets_of_another_unit(mara):
    jump(mara, 0)
    for day in (1, 2, 3):
        number(mara, day, 400.0, unit="TRIMP")
    assert assembly.daily(mara, OWNER)["plyo_dose_au"].tolist() == [100]


def test_a_run_channel_of_another_unit_stands_and_is_said(mara):
    for day in (0, 1):
        number(mara, day, 40.0, channel="run", unit="TRIMP")
    add_test(mara, 1)

    inputs = assembly.response_inputs(mara, OWNER, **SERIES)

    assert inputs.loads["run_load_au"].tolist() == [40, 40]
    assert any(s.startswith("Run loads came in TRIMP, not in AU (mara)") for s in inputs.warnings)


@pytest.mark.parametrize("channel", ["plyo", "run"])
def test_an_impossible_day_is_left_out_and_named_and_stops_nobody(mara, channel):
    for day in range(80):
        number(mara, day, 40.0, channel="plyo")
        number(mara, day, 60.0, channel="run")
        number(mara, day, 9e4 if day == 3 else 30.0, channel=channel, source="0")
    for day in (70, 75, 79):
        add_test(mara, day)

    inputs = assembly.response_inputs(mara, OWNER, **SERIES)

    name = {"plyo": "plyometric dose", "run": "run load"}[channel]
    assert any(
        f"A {name} of 90,000 AU cannot be: mara on 04 May 2026." in sentence
        for sentence in inputs.warnings
    )
    assert ResponseModel().fit(inputs.loads, inputs.tests).n_tests == 3


def test_a_slip_of_a_thousand_is_left_out(mara):
    for day in range(30):
        number(mara, day, 4000.0 if day in (4, 5) else 40.0)
    add_test(mara, 29)

    inputs = assembly.response_inputs(mara, OWNER, **SERIES)

    assert inputs.loads["plyo_dose_au"].isna().sum() == 2
    assert any("mara on 05 May 2026, and 1 more day likewise" in said for said in inputs.warnings)
    assert ResponseModel().fit(inputs.loads, inputs.tests).n_tests == 1


def test_much_dose_filled_in_is_said(mara):
    for day in (*range(20), *range(34, 40)):
        number(mara, day, 10.0)
        for_gap = {"athlete_id": "mara", "channel": "plyo", "status": "unknown"}
    for day in range(20, 34):
        day_status.put(mara, local_date=DAY + timedelta(days=day), **for_gap)
    add_test(mara, 39)

    said = assembly.response_inputs(mara, OWNER, **SERIES).warnings

    assert any("of mara 54% of the dose logged. Mark rest as rest" in one for one in said)


def test_a_sparse_log_never_gets_many_times_its_dose(mara):
    for day in range(0, 364, 26):
        jump(mara, day)
    logged = assembly.daily(mara, OWNER)["plyo_dose_au"].to_numpy()

    filled, _ = history.fill(logged)

    assert np.nansum(filled) == np.nansum(logged)


@pytest.mark.parametrize("every", [16, 18, 20, 22])
def test_a_sparse_log_is_filled_with_about_its_dose(mara, every):
    for day in range(0, 364, every):
        jump(mara, day)
    filled, _ = history.fill(assembly.daily(mara, OWNER)["plyo_dose_au"].to_numpy())

    tau = np.array([35.0])
    exposure = history.exposure(filled, tau, same_day=False, from_zero=False)[0]
    used = exposure[history.usable(filled, from_zero=False)]
    assert not (used > 2.0 * 100 / every).any()
