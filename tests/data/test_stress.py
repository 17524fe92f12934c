"""Stress of what is stored: a week written out by hand, and what a person said of its days."""

from dataclasses import fields
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.progression import Limits
from data import (
    OWNER,
    Viewer,
    athletes,
    daily_loads,
    day_status,
    own_times,
    settings,
    store,
    stress,
    symptoms,
)
from data.imports import Upload, import_files, tables

MONDAY = date(2026, 5, 4)
SETS = """athlete_id,local_date,drill_id,sets,reps,side
mara,2026-05-04,pogo,3,20,both
mara,2026-05-07,single-leg-forward-hop,2,8,left
"""
RUNS = """athlete_id,local_date,duration_min,distance_m
mara,2026-05-05,50,9000
mara,2026-05-08,40,7200
mara,2026-05-10,60,10800
"""
# Of one contact, in easy steps, by hand: Achilles 2.4 × 2.3 BW and 2.4 × 3.4 BW over 6.0 BW
# to the 9th; patellar stand-in of two-legged jumps and 0.666 (Scattone23) over 0.612.
POGO = {"achilles": 0.92**9, "patellar": 0.5865 / 0.612}
HOP = {"achilles": 1.36**9, "patellar": 0.666 / 0.612}
# At 165 steps a minute, half of them on each leg.
STEPS = {1: 4125.0, 4: 3300.0, 6: 4950.0}


@pytest.fixture
def week(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")
        # What came before and comes after is not silence: she says that she rested.
        for channel, day in (("run", 0), ("plyo", 6)):
            rest = {"athlete_id": "mara", "channel": channel, "status": "rest"}
            day_status.put(con, **rest, local_date=MONDAY + timedelta(days=day))
    uploads = [Upload("sets.csv", SETS.encode()), Upload("runs.csv", RUNS.encode())]
    assert import_files(database, uploads).counts["taken"] == 2
    with store.session(database) as con:
        yield con


def on_leg(con, tissue, side, column="equivalents", **who):
    daily = stress.stress(con, OWNER, draws=50, **who).daily
    own = daily[(daily["tissue"] == tissue) & (daily["side"] == side)]
    return own[column].to_numpy()


def by_hand(tissue, side):
    plyo = {0: 60 * POGO[tissue], 3: 16 * HOP[tissue] if side == "left" else 0.0}
    return np.array([plyo.get(day, 0.0) + STEPS.get(day, 0.0) for day in range(7)])


@pytest.mark.parametrize("tissue", ["achilles", "patellar"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_week_of_two_sessions_and_three_runs_equals_the_sums_by_hand(week, tissue, side):
    assert on_leg(week, tissue, side) == pytest.approx(by_hand(tissue, side), rel=1e-9)


@pytest.mark.parametrize("tissue", ["achilles", "patellar"])
def test_what_is_left_of_the_week_halves_every_two_days(week, tissue):
    days = by_hand(tissue, "left")
    left = sum(days[day] * 2 ** (-(6 - day) / 2) for day in range(7))
    residual = on_leg(week, tissue, "left", "residual")
    assert residual[6] == pytest.approx(left)
    assert np.isnan(residual[:6]).all()  # the log is younger than three half-lives


def test_the_dose_of_the_week_is_60_pogos_and_16_hops_of_one_leg_in_au(week):
    dose_au = stress.facts(week, OWNER, "mara")["plyo_dose_au"].to_numpy()
    assert dose_au[[0, 3]] == pytest.approx([60.0, 16 * 3.4 / 2.3 / 2])
    assert dose_au[[1, 2]].tolist() == [0, 0]


def test_every_set_and_run_is_among_the_parts_and_they_add_up_to_the_days(week):
    found = stress.stress(week, OWNER, draws=20)
    parts = found.parts.groupby(["date", "tissue", "side"])["equivalents"].sum()
    days = found.daily.set_index(["date", "tissue", "side"])["equivalents"].loc[parts.index]
    assert parts.to_numpy() == pytest.approx(days.to_numpy())
    assert set(found.parts.query("kind == 'plyo'")["drill_id"]) == {
        "pogo",
        "single-leg-forward-hop",
    }
    assert found.parts.query("kind == 'run'")["item_id"].nunique() == 3


def test_the_facts_of_the_week_say_what_was_high_new_and_long(week):
    symptoms.add(
        week,
        athlete_id="mara",
        local_date=MONDAY,
        site="shin",
        side="left",
        moment="after",
        pain_0_10=4.0,
        is_bone=True,
    )
    facts = stress.facts(week, OWNER, "mara")
    assert facts["is_high"].tolist()[:4] == [False, False, False, True]
    assert facts["plyo_contacts"].tolist()[:4] == [60, 0, 0, 16]
    assert facts["plyo_minutes"].isna().tolist()[:4] == [True, False, False, True]
    assert facts["first_exposure_contacts"].isna().tolist()[:4] == [True, False, False, True]
    assert facts["hard_run"].isna().tolist()[:4] == [False, True, False, False]
    assert facts["max_pain_0_10"].tolist()[:1] == [4]
    assert facts["max_stop_pain_0_10"].tolist()[:1] == [4]
    assert facts["n_high_sessions"].tolist()[:4] == [0, 0, 0, 1]


def pain(con, day, pain_0_10=8.0, **more):
    told = {"site": "achilles", "side": "left", "moment": "next_morning"} | more
    symptoms.add(con, athlete_id="mara", local_date=day, pain_0_10=pain_0_10, **told)


def of_rule(flags, rule):
    return flags[flags["rule"] == rule].set_index("date")


@pytest.mark.parametrize("after_d", [1, 3])
def test_pain_told_after_the_last_training_is_above_on_its_day(week, after_d):
    day = MONDAY + timedelta(days=6 + after_d)
    pain(week, day)
    flags = stress.flags(week, OWNER, "mara")
    assert of_rule(flags, "pain_stop")["is_above"].loc[pd.Timestamp(day)]
    assert of_rule(flags, "contacts_per_session")["is_above"].isna().tolist()[-after_d:] == (
        [True] * after_d
    )


def test_pain_told_before_the_first_training_is_above_on_its_day(week):
    pain(week, MONDAY - timedelta(days=2), limp=True, pain_0_10=1.0)
    found = of_rule(stress.flags(week, OWNER, "mara"), "pain_stop")
    assert found["is_above"].iloc[0]
    assert len(found) == 9


def test_an_athlete_of_whom_symptoms_alone_are_told_has_guard_rails(con):
    athletes.add(con, athlete_id="mara")
    pain(con, MONDAY)
    pain(con, MONDAY + timedelta(days=2), pain_0_10=0.0)
    flags = stress.flags(con, OWNER, "mara")
    assert of_rule(flags, "pain_stop")["is_above"].to_list() == [True, pd.NA, False]
    others = flags[flags["rule"] != "pain_stop"]
    assert others["is_above"].isna().all()
    assert (others["detail"] != "").all()


def test_what_a_person_said_of_a_day_wins_over_its_sets(week):
    say = {"athlete_id": "mara", "channel": "plyo"}
    day_status.put(week, **say, local_date=MONDAY, status="rest")
    day_status.put(week, **say, local_date=MONDAY + timedelta(days=3), status="unknown")
    assert on_leg(week, "achilles", "left")[0] == 0
    assert np.isnan(on_leg(week, "achilles", "left")[3])
    assert np.isnan(stress.facts(week, OWNER, "mara")["first_exposure_contacts"][3])


@pytest.mark.parametrize("channel", ["plyo", "run"])
def test_a_load_that_came_as_a_number_is_stress_nobody_knows(week, channel):
    daily_loads.add(
        week,
        athlete_id="mara",
        local_date=MONDAY + timedelta(days=2),
        channel=channel,
        value=50.0,
        unit="AU",
        source="diary",
    )
    assert np.isnan(on_leg(week, "achilles", "left")[2])


def test_a_run_without_effort_in_it_is_run_all_the_same(week):
    week.execute("UPDATE runs SET session_rpe = 0 WHERE local_date = DATE '2026-05-05'")
    assert on_leg(week, "achilles", "right")[1] == STEPS[1]
    say = {"athlete_id": "mara", "channel": "run", "status": "rest"}
    day_status.put(week, **say, local_date=MONDAY + timedelta(days=1))
    assert on_leg(week, "achilles", "right")[1] == 0


def test_training_that_was_said_but_not_logged_is_stress_nobody_knows(week):
    say = {"athlete_id": "mara", "channel": "run", "status": "trained"}
    day_status.put(week, **say, local_date=MONDAY + timedelta(days=2))
    assert np.isnan(on_leg(week, "achilles", "left")[2])


def test_own_times_weigh_from_their_day_on(week):
    before = on_leg(week, "achilles", "left")
    times = {"contact_ms": 140.0, "flight_ms": 400.0}
    own_times.put(week, athlete_id="mara", drill_id="pogo", from_date=MONDAY, **times)
    after = on_leg(week, "achilles", "left")
    peak_bw = np.pi / 2 * (1 + 400 / 140) / 2
    assert after[0] == pytest.approx(60 * (2.4 * peak_bw / 6.0) ** 9)
    assert after[1:] == pytest.approx(before[1:], nan_ok=True)
    assert stress.facts(week, OWNER, "mara")["plyo_dose_au"][0] == pytest.approx(60 * peak_bw / 2.3)


def test_stress_and_facts_do_not_follow_the_measure_a_fit_is_made_by(week):
    before = on_leg(week, "achilles", "left"), stress.facts(week, OWNER, "mara")
    settings.put_dose_measure(week, "contacts")
    assert on_leg(week, "achilles", "left").tolist() == pytest.approx(before[0], nan_ok=True)
    pd.testing.assert_frame_equal(stress.facts(week, OWNER, "mara"), before[1])


def test_the_same_seed_draws_the_same_band(week):
    first, again = (stress.stress(week, OWNER, draws=30, seed=4).daily for _ in range(2))
    pd.testing.assert_frame_equal(first, again)


def test_every_guard_rail_speaks_of_every_day_of_the_week(week):
    flags = stress.flags(week, OWNER, "mara")
    asked = flags.groupby("rule")["date"].nunique()
    others = {"introduction_steps", "introduction_dose_au", "residual_growth_per_week"}
    assert set(asked.index) == {one.name for one in fields(Limits)} - others
    assert (asked == 7).all()


def test_a_guard_rail_that_is_off_says_nothing(week):
    flags = stress.flags(week, OWNER, "mara", Limits(pain_stop=None))
    assert "pain_stop" not in set(flags["rule"])


def test_a_second_high_session_too_soon_is_above_the_limit(week):
    more = SETS.replace("2026-05-04", "2026-05-08").replace("pogo", "bound")
    table = "\n".join(more.splitlines()[:2])
    assert tables.take(week, table.encode(), "0" * 64).rows_taken == 1
    flags = stress.flags(week, OWNER, "mara")
    too_soon = flags[(flags["rule"] == "hours_between_high") & (flags["is_above"] == True)]  # noqa: E712
    assert too_soon["date"].dt.date.tolist() == [MONDAY + timedelta(days=4)]


def test_a_stranger_and_an_empty_store_have_no_stress(week, con):
    for nobody in (
        stress.stress(week, Viewer("stranger")),
        stress.stress(week, Viewer("stranger"), "mara"),
        stress.stress(con, OWNER),
    ):
        assert nobody.daily.empty
        assert nobody.parts.empty
    assert stress.facts(week, Viewer("stranger"), "mara").empty
