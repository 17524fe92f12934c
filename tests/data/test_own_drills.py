import math
from contextlib import suppress
from datetime import date

import duckdb
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.dose import daily_dose
from data import (
    OWNER,
    assembly,
    athletes,
    drills,
    own_drills,
    own_times,
    plyometrics,
    store,
    stress,
)

DAY = date(2026, 5, 1)

STAIR_HOP = {
    "drill_id": "stair-hop",
    "name": "Stair hop",
    "legs": 2,
    "contact_ms": 170,
    "flight_ms": 330,
    "drill_class": "moderate",
    "qualities": ("stiffness", "reactive"),
}


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    return con


def test_an_own_drill_is_in_the_catalogue_of_its_store_alone(con):
    own_drills.add(con, **STAIR_HOP)
    of_store = drills.of_store(con).set_index("drill_id")
    assert of_store.loc["stair-hop", "is_own"]
    assert not of_store.drop("stair-hop")["is_own"].any()
    assert list(of_store.columns) == list(drills.catalogue().set_index("drill_id").columns)
    assert "stair-hop" not in set(drills.catalogue()["drill_id"])


def test_an_own_drill_with_the_times_of_a_pogo_has_its_half_sine(con):
    own_drills.add(con, **STAIR_HOP)
    peak_bw = drills.one(con, "stair-hop")["model_peak_bw_per_leg"].iloc[0]
    assert peak_bw == pytest.approx(math.pi / 2 * (1 + 330 / 170) / 2)


def test_an_own_drop_has_the_peak_of_its_fall(con):
    fall = {"flight_ms": None, "drop_m": 0.30, "rebound_m": 0.30, "contact_ms": 250}
    own_drills.add(con, **{**STAIR_HOP, **fall})
    row = drills.one(con, "stair-hop").iloc[0]
    assert row["model_peak_bw_per_leg"] == pytest.approx(4.679 / 2, abs=0.001)
    assert (row["drop_m"], row["rebound_m"]) == (0.30, 0.30)
    assert math.isnan(row["flight_s"])


def test_every_number_of_an_own_drill_says_that_it_was_entered_here(con):
    own_drills.add(con, **STAIR_HOP, based_on="pogo", note="kerb of 15 cm")
    known = drills.values_of_store(con).query("drill_id == 'stair-hop'")
    assert known["quantity"].tolist() == ["contact_model", "flight_model", "model_peak"]
    assert known["source"].tolist() == ["own"] * 3
    assert (known["cv_percent"] > 0).all()
    assert (known["reference"] != "").all()
    assert list(known.columns) == list(drills.values().columns)


def test_sets_of_an_own_drill_are_stored_and_weighed(mara):
    own_drills.add(mara, **STAIR_HOP, contacts_per_rep=2)
    sets = pd.DataFrame({"drill_id": ["stair-hop"], "reps": [10]})
    plyometrics.add_session(mara, athlete_id="mara", local_date=DAY, sets=sets)
    stored = plyometrics.sets(mara, OWNER)
    assert stored["contacts"].tolist() == [20]
    dose_au = daily_dose(stored, drills.of_store(mara))["plyo_dose_au"].iloc[0]
    assert dose_au == pytest.approx(20 * 2.310 / 2.3, rel=1e-3)


def test_a_slip_in_the_name_of_an_own_drill_is_told(mara):
    own_drills.add(mara, **STAIR_HOP)
    sets = pd.DataFrame({"drill_id": ["stairhop"], "reps": [10]})
    with pytest.raises(InputError, match=r"Set 1: stairhop is not in .* 'stair-hop' meant\?"):
        plyometrics.add_session(mara, athlete_id="mara", local_date=DAY, sets=sets)
    with pytest.raises(InputError, match=r"'stairhop' is not in .* 'stair-hop' meant\?"):
        drills.one(mara, "stairhop")


def test_an_own_drill_that_sets_use_stays(mara):
    own_drills.add(mara, **STAIR_HOP)
    sets = pd.DataFrame({"drill_id": ["stair-hop"], "reps": [10]})
    plyometrics.add_session(mara, athlete_id="mara", local_date=DAY, sets=sets)
    with pytest.raises(InputError, match="1 sets were logged with stair-hop"):
        own_drills.remove(mara, "stair-hop")


def test_an_own_drill_goes_with_its_own_times(mara):
    own_drills.add(mara, **STAIR_HOP)
    times = {"contact_ms": 180, "flight_ms": 300}
    own_times.put(mara, athlete_id="mara", drill_id="stair-hop", from_date=DAY, **times)
    own_drills.remove(mara, "stair-hop")
    assert own_drills.own_drills(mara).empty
    assert own_times.times(mara, OWNER).empty
    with pytest.raises(InputError, match="stair-hop is not an own drill"):
        own_drills.remove(mara, "stair-hop")
    with pytest.raises(InputError, match="those that are shipped stay"):
        own_drills.remove(mara, "pogo")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"drill_id": "Stair Hop"}, "'stair-hop' would do"),
        ({"drill_id": "pogo"}, "There is a drill pogo already"),
        ({"name": " "}, "name is empty"),
        ({"legs": 3}, "legs is 3"),
        ({"is_alternating": True}, "does not alternate"),
        ({"contact_ms": 0}, r"contact_ms is 0; it must lie within 50 to 2000 ms\. 0 ms cannot be"),
        ({"contact_ms": 0.18}, r"180 ms \(0\.18 s\) meant\?"),
        ({"flight_ms": 3000}, "flight_ms is 3000; it must lie within 20 to 1200 ms"),
        ({"flight_ms": 0.33}, r"330 ms \(0\.33 s\) meant\?"),
        ({"flight_ms": None}, "Give either flight_ms"),
        ({"drop_m": 0.3}, "one of them, not both"),
        ({"flight_ms": None, "drop_m": 30}, r"drop_m is 30; .* 0\.30 m \(30 cm\) meant\?"),
        ({"rebound_m": 0.3}, "rebound_m goes with drop_m"),
        ({"legs": 1, "contact_ms": 60, "flight_ms": 900}, "peak of 25.1 BW per leg, above the 12"),
        ({"contact_ms": float("nan")}, "contact_ms is nan"),
        ({"contacts_per_rep": 2000}, r"contacts_per_rep is 2000; it must lie within 1 to 20"),
        ({"contacts_per_rep": 1.5}, "contacts_per_rep is 1.5; it must be a whole number"),
        ({"level": 6}, "level is 6; it must lie within 0 to 5"),
        ({"qualities": ()}, "qualities is empty"),
        ({"qualities": ("speed",)}, "qualities is 'speed'; it must be one of technique"),
        ({"drill_class": "extreme"}, "drill_class is 'extreme'"),
        ({"purpose": "fun"}, "purpose is 'fun'"),
        ({"based_on": "pogoo"}, "based_on is 'pogoo', which is not in the catalogue"),
    ],
)
def test_a_drill_no_body_could_do_is_refused_and_nothing_is_stored(con, changed, message):
    with pytest.raises(InputError, match=message):
        own_drills.add(con, **{**STAIR_HOP, **changed})
    assert own_drills.own_drills(con).empty


def test_an_own_drill_is_gone_when_its_unit_of_work_fails(tmp_path):
    path = tmp_path / "one.duckdb"
    with suppress(ZeroDivisionError), store.session(path) as con:
        own_drills.add(con, **STAIR_HOP)
        1 / 0  # noqa: B018 - the power cut
    with store.session(path) as con:
        assert own_drills.own_drills(con).empty


@pytest.mark.parametrize(
    "changed",
    [
        "contact_ms = 0",
        "contact_ms = 'nan'::DOUBLE",
        "flight_ms = NULL",
        "drop_m = 0.3",
        "qualities = ['speed']",
        "qualities = []",
        "legs = 3",
        "level = 9",
    ],
)
def test_the_database_defends_itself_against_drills_no_body_could_do(con, changed):
    own_drills.add(con, **STAIR_HOP)
    with pytest.raises(duckdb.ConstraintException):
        con.execute(f"UPDATE own_drills SET {changed}")


@pytest.mark.parametrize(("legs", "like"), [(2, "pogo"), (1, "bound")])
def test_an_own_drill_loads_the_patellar_tendon_as_the_measured_jumps_on_as_many_legs(
    con, legs, like
):
    own_drills.add(con, **{**STAIR_HOP, "legs": legs})
    of_store = drills.of_store(con).set_index("drill_id")["patellar_stand_in"]
    assert of_store["stair-hop"] == of_store[like]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"drill_id": None}, "drill_id is missing. Give the drill an id, such as stair-hop"),
        ({"name": None}, "name is empty. Say what the drill is called"),
        ({"qualities": None}, "qualities is empty. Pick one or more of technique"),
        ({"drill_class": None}, "drill_class is missing. Pick one of low, low-moderate"),
        ({"legs": None}, "legs is None; it must be 1 or 2"),
        ({"contact_ms": None}, "contact_ms is missing. Say how long a contact lasts"),
        ({"flight_ms": None}, "Give either flight_ms, of a repeated jump, or drop_m"),
        ({"flight_ms": None, "drop_m": 0, "rebound_m": 0}, "nothing falls and nothing jumps"),
        ({"flight_ms": None, "drop_m": 0}, "nothing falls and nothing jumps"),
    ],
)
def test_what_an_own_drill_lacks_is_asked_for_and_nothing_is_stored(con, changed, message):
    with pytest.raises(InputError, match=message):
        own_drills.add(con, **{**STAIR_HOP, **changed})
    assert own_drills.own_drills(con).empty


def test_what_has_a_default_may_be_left_empty_and_one_quality_may_stand_alone(con):
    empty = dict.fromkeys(("contacts_per_rep", "cue", "level", "purpose", "is_alternating"))
    own_drills.add(con, **{**STAIR_HOP, **empty, "qualities": "stiffness"})
    row = own_drills.own_drills(con).iloc[0]
    assert (row["contacts_per_rep"], row["cue"], row["level"]) == (1, "", 1)
    assert list(row["qualities"]) == ["stiffness"]


def test_an_own_drill_counts_before_one_of_its_id_that_is_shipped_later(mara):
    some = pd.DataFrame({"drill_id": ["pogo"], "reps": [10]})
    plyometrics.add_session(mara, athlete_id="mara", local_date=DAY, sets=some)
    own_drills.add(mara, **STAIR_HOP)
    mara.execute("UPDATE own_drills SET drill_id = 'pogo'")
    assert (drills.of_store(mara)["drill_id"] == "pogo").sum() == 1
    assert drills.one(mara, "pogo")["is_own"].tolist() == [True]
    dose_au = assembly.daily(mara, OWNER)["plyo_dose_au"]
    assert dose_au.tolist() == pytest.approx([10 * 2.310 / 2.3], rel=1e-3)
    assert len(stress.stress(mara, OWNER, "mara", draws=2).parts)
