from datetime import date

import pandas as pd
import pytest

from analytics.errors import InputError
from data import OWNER, athletes, plyometrics

DAY = date(2026, 5, 1)


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    return con


def add(con, **columns):
    return plyometrics.add_session(
        con, athlete_id="mara", local_date=DAY, sets=pd.DataFrame(columns)
    )


def test_contacts_come_from_the_catalogue_where_nobody_counted(mara):
    add(mara, drill_id=["pogo", "pogo"], reps=[10, 10], contacts=[None, 12])
    assert plyometrics.sets(mara, OWNER)["contacts"].tolist() == [10, 12]


def test_sessions_of_a_day_are_numbered(mara):
    assert add(mara, drill_id=["pogo"], reps=[10]) == "mara-20260501-p1"
    assert add(mara, drill_id=["pogo"], reps=[10]) == "mara-20260501-p2"


def test_an_athlete_with_the_longest_id_gets_session_ids_too(mara):
    athletes.add(mara, athlete_id="a" * 40)
    plyometrics.add_session(
        mara,
        athlete_id="a" * 40,
        local_date=DAY,
        sets=pd.DataFrame({"drill_id": ["pogo"], "reps": [1]}),
    )
    assert plyometrics.sessions(mara, OWNER, "a" * 40)["session_id"].str.len().max() <= 40


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"drill_id": ["pogo", "moon-jump"], "reps": [5, 5]}, "Set 2: moon-jump is not in"),
        ({"drill_id": ["pogo"], "reps": [0]}, "Set 1: reps is 0"),
        ({"drill_id": ["pogo"], "reps": [2.5]}, "reps is 2.5; it must be a whole number"),
        ({"drill_id": ["drop-jump"], "reps": [5]}, "drop-jump needs height_m"),
        ({"drill_id": ["drop-jump"], "reps": [5], "height_m": [30]}, "within 0 to 1.5 m"),
        ({"drill_id": ["pogo"], "reps": [5], "side": ["middle"]}, "side is 'middle'"),
        ({"drill_id": [], "reps": []}, "no set"),
        ({"drill_id": ["pogo"]}, "no column reps"),
    ],
)
def test_a_set_that_cannot_be_meant_stores_nothing(mara, columns, message):
    with pytest.raises(InputError, match=message):
        add(mara, **columns)
    assert plyometrics.sessions(mara, OWNER).empty


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"height_m": [30.0], "drill_id": ["drop-jump"]}, r"height_m is 30; .* 0\.30 m \(30 cm\)"),
        (
            {"contact_ms": [0]},
            r"contact_ms is 0; it must lie within 50 to 2000 ms\. 0 ms cannot be",
        ),
        ({"contact_ms": [0.18]}, r"180 ms \(0\.18 s\) meant\?"),
        (
            {"flight_ms": [3000]},
            r"flight_ms is 3000; it must lie within 20 to 1200 ms\. 300 ms meant\?",
        ),
        ({"contacts": [2000]}, r"contacts is 2000; .* 200 meant\?"),
        ({"contact_ms": [60], "flight_ms": [1100]}, r"a peak of 15\.2 BW per leg"),
        ({"contacts": [7]}, "contacts is 7 of 10 reps, but each rep of pogo lands once or more"),
        ({"drill_id": ["running-step"]}, r"running-step is a step of a run.* Import the run"),
        ({"drill_id": ["calf-raise"]}, r"no ground contacts.* Log it as other load\."),
    ],
)
def test_a_set_no_body_could_do_is_refused_with_the_slip_that_explains_it(mara, columns, message):
    with pytest.raises(InputError, match=f"Set 1: .*{message}"):
        add(mara, **{"drill_id": ["pogo"], "reps": [10], **columns})
    assert plyometrics.sets(mara, OWNER).empty


def test_contacts_nobody_does_in_a_day_are_refused_over_its_sessions_too(mara):
    some = {"drill_id": ["pogo"] * 8, "reps": [300] * 8}
    add(mara, **some)
    add(mara, **some)
    with pytest.raises(InputError, match="2026-05-01 would have more than 5000"):
        add(mara, **some)
    with pytest.raises(InputError, match="6000 contacts at once; nobody does more than 5000"):
        add(mara, drill_id=["pogo"] * 20, reps=[300] * 20)
    assert len(plyometrics.sets(mara, OWNER)) == 16
