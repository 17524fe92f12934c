import math
from contextlib import suppress
from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.dose import daily_dose
from analytics.load.drills import model_peak
from data import OWNER, athletes, drills, own_times, plyometrics, store

DAY = date(2026, 5, 10)
TIMES = {"contact_ms": 160.0, "flight_ms": 380.0}


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    athletes.add(con, athlete_id="noa")
    return con


def put(con, drill_id="pogo", from_date=DAY, athlete_id="mara", **changed):
    times = {**TIMES, **changed}
    own_times.put(con, athlete_id=athlete_id, drill_id=drill_id, from_date=from_date, **times)


def sets(*days, athlete_id="mara", drill_id="pogo", height_m=np.nan):
    return pd.DataFrame(
        {
            "athlete_id": athlete_id,
            "date": pd.to_datetime(list(days)),
            "drill_id": drill_id,
            "contacts": 10,
            "side": "both",
            "height_m": height_m,
        }
    )


def test_own_times_count_from_their_day_on_and_the_last_ones_win(mara):
    put(mara, from_date=date(2026, 5, 10))
    put(mara, from_date=date(2026, 5, 20), contact_ms=150)
    days = ("2026-05-25", "2026-05-09", "2026-05-10", "2026-05-19", "2026-05-20")
    attached = own_times.attach(mara, OWNER, sets(*days))
    np.testing.assert_allclose(attached["own_contact_s"], [0.15, np.nan, 0.16, 0.16, 0.15])
    np.testing.assert_allclose(attached["own_flight_s"], [0.38, np.nan, 0.38, 0.38, 0.38])
    assert attached["date"].dt.strftime("%Y-%m-%d").tolist() == list(days)


def test_own_times_are_of_one_athlete_and_one_drill(mara):
    put(mara)
    some = pd.concat(
        [sets("2026-06-01", athlete_id="noa"), sets("2026-06-01", drill_id="tuck-jump")],
        ignore_index=True,
    )
    assert own_times.attach(mara, OWNER, some)["own_contact_s"].isna().all()


@pytest.mark.parametrize("some", [sets(), sets("2026-06-01")])
def test_without_own_times_or_sets_the_columns_are_there_and_missing(mara, some):
    attached = own_times.attach(mara, OWNER, some)
    assert len(attached) == len(some)
    assert attached[["own_contact_s", "own_flight_s"]].isna().all(axis=None)


def test_own_times_override_those_of_the_catalogue_by_the_half_sine(mara):
    put(mara)
    attached = own_times.attach(mara, OWNER, sets("2026-05-09", "2026-05-10"))
    peak_bw = model_peak(attached, drills.of_store(mara))
    np.testing.assert_allclose(peak_bw, [2.3, math.pi / 2 * (1 + 380 / 160) / 2])
    dose_au = daily_dose(attached, drills.of_store(mara))["plyo_dose_au"]
    np.testing.assert_allclose(dose_au, 10 * peak_bw / 2.3)


def test_a_measured_peak_is_kept_and_does_not_weigh(mara):
    put(mara, peak_bw=7.0)
    assert own_times.times(mara, OWNER)["peak_bw"].tolist() == [7.0]
    attached = own_times.attach(mara, OWNER, sets("2026-05-10"))
    expected = math.pi / 2 * (1 + 380 / 160) / 2
    assert model_peak(attached, drills.catalogue())[0] == pytest.approx(expected)


def test_sets_that_carry_their_own_times_do_not_change_the_dose_by_themselves(mara):
    logged = pd.DataFrame(
        {"drill_id": ["pogo"], "reps": [10], "contact_ms": [250.0], "flight_ms": [200.0]}
    )
    plyometrics.add_session(mara, athlete_id="mara", local_date=DAY, sets=logged)
    attached = own_times.attach(mara, OWNER, plyometrics.sets(mara, OWNER))
    assert daily_dose(attached, drills.of_store(mara))["plyo_dose_au"].tolist() == [10.0]


def test_logged_times_are_offered_as_their_means_over_sets_that_have_both(mara):
    logged = pd.DataFrame(
        {
            "drill_id": ["pogo", "pogo", "pogo", "bound"],
            "reps": [10] * 4,
            "contact_ms": [160.0, 180.0, 500.0, None],
            "flight_ms": [300.0, 340.0, None, None],
        }
    )
    plyometrics.add_session(mara, athlete_id="mara", local_date=DAY, sets=logged)
    (offered,) = own_times.logged(mara, OWNER, "mara").to_dict("records")
    assert (offered["drill_id"], offered["n"]) == ("pogo", 2)
    assert (offered["contact_ms"], offered["flight_ms"]) == (170.0, 320.0)
    assert own_times.logged(mara, OWNER, "noa").empty


def test_own_times_of_a_day_are_replaced_and_can_be_removed(mara):
    put(mara)
    put(mara, contact_ms=150)
    assert own_times.times(mara, OWNER, "mara")["contact_ms"].tolist() == [150]
    own_times.remove(mara, athlete_id="mara", drill_id="pogo", from_date=DAY)
    assert own_times.times(mara, OWNER).empty
    with pytest.raises(InputError, match="mara has no own times of pogo from 2026-05-10"):
        own_times.remove(mara, athlete_id="mara", drill_id="pogo", from_date=DAY)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"contact_ms": 0}, r"contact_ms is 0; it must lie within 50 to 2000 ms\. 0 ms cannot be"),
        ({"contact_ms": 0.18}, r"contact_ms is 0\.18; .* 180 ms \(0\.18 s\) meant\?"),
        ({"flight_ms": 3000}, "flight_ms is 3000; it must lie within 20 to 1200 ms"),
        ({"flight_ms": 0.33}, r"330 ms \(0\.33 s\) meant\?"),
        ({"contact_ms": float("inf")}, "contact_ms is inf"),
        (
            {"contact_ms": 160, "flight_ms": 256, "peak_bw": 2.1},
            r"Peak 2\.1 BW is below the mean 2\.6 BW that contact and flight time give\. "
            r"Check the times\.",
        ),
        ({"peak_bw": 300}, "peak_bw is 300; it must lie within 0.5 to 30 BW"),
        ({"contact_ms": 50, "flight_ms": 900}, "peak of 14.9 BW per leg, above the 12 BW"),
        ({"drill_id": "pogoo"}, r"'pogoo' is not in the catalogue\. 'pogo' or 'low-pogo' meant\?"),
        ({"drill_id": "calf-raise"}, "Flight time does not tell how far one falls in calf-raise"),
        ({"drill_id": "box-jump"}, "Flight time does not tell how far one falls in box-jump"),
        ({"athlete_id": "marra"}, "'mara' meant"),
    ],
)
def test_times_no_body_has_are_refused_and_nothing_is_stored(mara, changed, message):
    with pytest.raises(InputError, match=message):
        put(mara, **changed)
    assert own_times.times(mara, OWNER).empty


def test_a_peak_of_a_drop_is_held_against_the_lowest_drop_there_is(mara):
    """From 10 cm with 250 ms and 495 ms the mean is 1 + (1.40 + 2.43)/(g·0.25) = 2.56 BW."""
    put(mara, "drop-jump", contact_ms=250, flight_ms=495, peak_bw=2.78)
    with pytest.raises(InputError, match=r"below the mean 2\.6 BW"):
        put(mara, "drop-jump", contact_ms=250, flight_ms=495, peak_bw=2.5)


def test_own_times_go_when_their_unit_of_work_fails(tmp_path):
    path = tmp_path / "one.duckdb"
    with store.session(path) as con:
        athletes.add(con, athlete_id="mara")
    with suppress(ZeroDivisionError), store.session(path) as con:
        put(con)
        1 / 0  # noqa: B018 - the power cut
    with store.session(path) as con:
        assert own_times.times(con, OWNER).empty


@pytest.mark.parametrize("changed", ["contact_ms = 0", "flight_ms = 3000", "peak_bw = 'inf'"])
def test_the_database_defends_itself_against_times_no_body_has(mara, changed):
    put(mara)
    with pytest.raises(duckdb.ConstraintException):
        mara.execute(f"UPDATE own_drill_times SET {changed}")


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(1, 1, 1), "0001-01-01 is before 1950-01-01. Is the year complete?"),
        (date(2099, 1, 1), "2099-01-01 is in the future. Day and month exchanged?"),
        (None, "from_date is missing"),
    ],
)
def test_a_day_that_imports_refuse_is_refused_of_own_times(mara, day, message):
    with pytest.raises(InputError, match=message):
        put(mara, from_date=day)
    assert own_times.times(mara, OWNER).empty


@pytest.mark.parametrize("missing", ["contact_ms", "flight_ms"])
def test_a_time_that_is_missing_is_asked_for(mara, missing):
    with pytest.raises(InputError, match=f"{missing} is missing. Own times need contact_ms and"):
        put(mara, **{missing: None})


def test_a_peak_and_a_note_stay_where_new_times_come_without(mara):
    put(mara, peak_bw=7.0, note="on the plate")
    put(mara, contact_ms=170)
    (row,) = own_times.times(mara, OWNER).to_dict("records")
    assert (row["contact_ms"], row["peak_bw"], row["note"]) == (170, 7.0, "on the plate")
    put(mara, peak_bw=6.5, note="again")
    (row,) = own_times.times(mara, OWNER).to_dict("records")
    assert (row["peak_bw"], row["note"]) == (6.5, "again")


def test_times_a_kept_peak_contradicts_are_refused(mara):
    put(mara, peak_bw=4.0)
    with pytest.raises(InputError, match=r"Peak 4\.0 BW is below the mean"):
        put(mara, contact_ms=100)
