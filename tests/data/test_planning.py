"""What a plan begins from: the log as one knew it on an evening."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError, InsufficientDataError
from analytics.frames import LOADS
from data import (
    OWNER,
    Viewer,
    athletes,
    daily_loads,
    day_status,
    demo,
    own_times,
    planning,
    plyometrics,
    store,
    stress,
    symptoms,
)

DRAWS = 10


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("planning") / "demo.duckdb"
    demo.load(path, athletes=3, days=150, seed=2)
    with store.session(path) as con:
        yield con


@pytest.fixture
def mara(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")
        yield con


def of(con, athlete_id="mara", last_day=None, **how):
    return planning.history(con, OWNER, athlete_id, last_day, draws=DRAWS, **how)


def someone(con):
    return athletes.athletes(con, OWNER)["athlete_id"].iloc[0]


def jumped(con, day, contacts=40, drill_id="pogo", **told):
    sets = pd.DataFrame({"drill_id": [drill_id], "reps": [contacts], "contacts": [contacts]})
    plyometrics.add_session(con, athlete_id="mara", local_date=day, sets=sets, **told)


def rested(con, first, n_days):
    for day in range(n_days):
        for channel in ("plyo", "run"):
            day_status.put(
                con,
                athlete_id="mara",
                local_date=first + timedelta(days=day),
                channel=channel,
                status="rest",
            )


def test_what_is_left_is_what_stress_says_of_the_last_day(made):
    athlete_id = someone(made)
    found = of(made, athlete_id)
    daily = stress.stress(made, OWNER, athlete_id, draws=DRAWS).daily
    last = daily[daily["date"] == found.last_day]
    assert found.last_day == daily["date"].max()
    ours = np.concatenate([one.residual[:, 0] for one in found.tissues])
    np.testing.assert_allclose(ours, last["residual"], rtol=1e-12)


def test_every_drill_with_contacts_has_its_factors(made):
    found = of(made, someone(made))
    assert {"pogo", "drop-jump", "single-leg-hop"} <= set(found.factors)
    assert all(one.shape == (3 + DRAWS,) for one in found.factors.values())
    assert found.n_draws == DRAWS


def test_an_earlier_evening_knows_nothing_of_what_came_later(made):
    athlete_id = someone(made)
    whole = of(made, athlete_id)
    evening = whole.last_day - pd.Timedelta(days=30)
    before = of(made, athlete_id, evening)
    assert before.last_day == before.loads["date"].max() == evening
    # What it knows is what was, and it knows no more.
    loads = ["plyo_dose_au", "run_load_au"]
    known = before.loads[loads].to_numpy()
    was = whole.loads.set_index("date").loc[before.loads["date"], loads].to_numpy()
    assert (np.isnan(known) | (known == was)).all()
    assert np.isnan(known).mean() < 0.2
    assert len(before.dose_au) == len(before.is_high) == len(before.run_load_au) == 42


def test_what_is_logged_later_changes_no_evening_before_it(mara):
    monday = date(2026, 3, 2)
    rested(mara, monday, 20)
    jumped(mara, monday + timedelta(days=20))
    evening = monday + timedelta(days=24)
    before = of(mara, last_day=evening)
    jumped(mara, monday + timedelta(days=28), contacts=300, drill_id="tuck-jump")
    after = of(mara, last_day=evening)
    pd.testing.assert_frame_equal(before.loads, after.loads)
    assert before.drills_done == after.drills_done == {"pogo"}
    assert before.largest_week_au == after.largest_week_au
    # Nobody knew on that evening that the silent days were rest.
    assert after.knows_plyo[-5:].tolist() == before.knows_plyo[-5:].tolist() == [True] + 4 * [False]
    for one, other in zip(before.tissues, after.tissues, strict=True):
        np.testing.assert_array_equal(one.residual, other.residual)


def test_days_beyond_the_log_are_unknown(mara):
    monday = date(2026, 3, 2)
    rested(mara, monday, 50)
    found = of(mara, last_day=monday + timedelta(days=52))
    assert found.knows_plyo.tolist() == 39 * [True] + 3 * [False]
    assert found.loads["plyo_dose_au"].isna().tolist()[-4:] == [False, True, True, True]
    assert found.is_high[-4:].tolist() == [False, None, None, None]
    # More than 14 in a row: nobody knows what is left.
    assert np.isfinite(found.tissues[0].residual).all()
    late = of(mara, last_day=monday + timedelta(days=70))
    assert np.isnan(late.tissues[0].residual).all()
    assert np.isnan(late.tissues[0].own_high).all()


def test_a_new_athlete_can_be_planned_for_from_a_named_day(mara):
    found = of(mara, last_day=date(2026, 3, 2))
    assert found.loads["plyo_dose_au"].isna().all()
    assert LOADS.check(found.loads) is found.loads
    assert not found.knows_plyo.any()
    assert np.isnan(found.largest_week_au)
    assert found.drills_done == frozenset()


def test_without_a_log_and_a_day_it_says_what_to_do(mara):
    with pytest.raises(InsufficientDataError, match="mara has no log to plan from"):
        of(mara)


def test_nobody_sees_whom_he_may_not(made):
    stranger = Viewer("nobody")
    with pytest.raises(InsufficientDataError):
        planning.history(made, stranger, someone(made), draws=DRAWS)


def test_a_measure_there_is_not_is_refused(mara):
    with pytest.raises(InputError, match="no measure of dose"):
        of(mara, last_day=date(2026, 3, 2), dose_measure="jumps")


def test_loads_are_weighed_by_the_measure_asked_for(mara):
    monday = date(2026, 3, 2)
    rested(mara, monday, 2)
    jumped(mara, monday + timedelta(days=2), contacts=10, drill_id="tuck-jump")
    by_force, by_count = of(mara), of(mara, dose_measure="contacts")
    assert by_count.loads["plyo_dose_au"].iloc[-1] == pytest.approx(10)
    assert by_force.loads["plyo_dose_au"].iloc[-1] > 10
    # Rules are held in modelled force whatever the fit reads.
    assert by_count.dose_au[-1] == by_force.dose_au[-1] == by_force.loads["plyo_dose_au"].iloc[-1]


def test_pain_of_the_last_week_counts_and_that_of_the_week_before_does_not(mara):
    monday = date(2026, 3, 2)
    rested(mara, monday, 20)
    last = monday + timedelta(days=19)
    told = {"athlete_id": "mara", "side": "left", "moment": "after"}
    symptoms.add(mara, **told, local_date=last - timedelta(days=7), site="achilles", pain_0_10=6)
    assert np.isnan(of(mara).pain_0_10)
    symptoms.add(mara, **told, local_date=last - timedelta(days=6), site="achilles", pain_0_10=3)
    assert of(mara).pain_0_10 == 3
    assert of(mara).stop_pain_0_10 == 0
    symptoms.add(mara, **told, local_date=last, site="shin", pain_0_10=1, is_bone=True)
    assert of(mara).stop_pain_0_10 == 1


def test_own_times_hold_from_their_day(mara):
    monday = date(2026, 3, 2)
    rested(mara, monday, 20)
    for day, contact_ms in ((3, 180.0), (10, 170.0), (30, 160.0)):
        own_times.put(
            mara,
            athlete_id="mara",
            drill_id="pogo",
            from_date=monday + timedelta(days=day),
            contact_ms=contact_ms,
            flight_ms=350.0,
        )
    times = of(mara).own_times
    assert times["own_contact_s"].tolist() == [0.17]
    assert times["height_m"].isna().all()


def test_a_channel_that_came_as_a_number_has_a_load_and_no_known_stress(mara):
    monday = date(2026, 3, 2)
    rested(mara, monday, 5)
    day = monday + timedelta(days=5)
    run = {"athlete_id": "mara", "local_date": day, "channel": "run", "unit": "AU"}
    daily_loads.add(mara, **run, value=60.0, source="coach")
    found = of(mara)
    assert found.run_load_au[-1] == 60
    assert not found.knows_run[-1]
