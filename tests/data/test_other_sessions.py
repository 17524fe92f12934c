from datetime import date, timedelta

import numpy as np
import pytest

from analytics.errors import InputError
from data import (
    OWNER,
    Viewer,
    assembly,
    athletes,
    channels,
    daily_loads,
    day_status,
    other_sessions,
)

DAY = date(2026, 5, 1)


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    return con


def add(con, **changed):
    row = {
        "athlete_id": "mara",
        "local_date": DAY,
        "kind": "strength",
        "session_rpe": 6.0,
        "duration_min": 45.0,
    }
    return other_sessions.add(con, **{**row, **changed})


def number(con, value, *, day=0, **changed):
    row = {"channel": "other", "unit": "AU", "source": "diary"}
    daily_loads.add(
        con,
        athlete_id="mara",
        local_date=DAY + timedelta(days=day),
        value=value,
        **{**row, **changed},
    )


def test_a_session_comes_back_as_it_was_told(mara):
    add(mara, note="heavy")
    (row,) = other_sessions.other_sessions(mara, OWNER).to_dict("records")
    assert row["session_id"] == "mara-20260501-o1"
    assert (row["kind"], row["session_rpe"], row["duration_min"]) == ("strength", 6, 45)
    assert (row["label"], row["note"]) == ("", "heavy")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"athlete_id": "nobody"}, "nobody"),
        ({"kind": "yoga"}, "kind is 'yoga'; it must be one of strength, mobility"),
        ({"kind": None}, "kind is missing"),
        ({"session_rpe": 11.0}, "session_rpe is 11"),
        ({"session_rpe": float("nan")}, "session_rpe is nan"),
        ({"duration_min": 0.0}, "duration_min is 0; it must lie within 1 to 1440 min"),
        ({"duration_min": float("inf")}, "duration_min is inf"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_kept(mara, changed, said):
    with pytest.raises(InputError, match=said):
        add(mara, **changed)
    assert other_sessions.other_sessions(mara, OWNER).empty


def test_two_of_a_kind_and_day_need_a_label_each(mara):
    add(mara)
    with pytest.raises(InputError, match="already has a strength session on 2026-05-01"):
        add(mara)
    add(mara, label="evening")
    add(mara, kind="mobility")
    assert len(other_sessions.other_sessions(mara, OWNER)) == 3


def test_the_load_of_a_day_is_effort_times_minutes_of_all_its_sessions(mara):
    add(mara)
    add(mara, kind="cross_training", session_rpe=3.0, duration_min=60.0)
    (day,) = channels.other(mara, OWNER, None).to_dict("records")
    assert (day["load_au"], day["unit"]) == (6 * 45 + 3 * 60, "AU")
    assert day["kinds"] == "strength, cross-training"


@pytest.mark.parametrize("unknown", ["session_rpe", "duration_min"])
def test_a_session_of_unknown_size_leaves_its_day_missing_never_0(mara, unknown):
    add(mara, kind="mobility")
    add(mara, **{unknown: None})
    add(mara, local_date=DAY + timedelta(days=1))
    days = assembly.other_load(mara, OWNER)
    assert days["other_status"].tolist() == ["trained", "trained"]
    assert np.isnan(days["other_load"][0])
    assert days["other_load"][1] == 270


def test_a_number_stands_in_where_no_session_is_known_by_its_size(mara):
    add(mara)
    number(mara, 999.0)
    add(mara, local_date=DAY + timedelta(days=1), session_rpe=None)
    number(mara, 120.0, day=1)
    number(mara, 80.0, day=2)
    assert assembly.other_load(mara, OWNER)["other_load"].tolist() == [270, 120, 80]


def test_a_number_in_another_unit_than_au_does_not_mix_with_sessions(mara):
    add(mara)
    number(mara, 900.0, day=1, unit="kJ")
    days = assembly.other_load(mara, OWNER)
    assert days["other_load"][0] == 270
    assert np.isnan(days["other_load"][1])
    assert days["other_status"].tolist() == ["trained", "unknown"]


def test_silence_near_sessions_is_rest_and_far_from_them_unknown(mara):
    add(mara)
    add(mara, local_date=DAY + timedelta(days=10))
    number(mara, 5.0, day=40, channel="plyo")
    days = assembly.other_load(mara, OWNER)
    assert (days["other_status"][1:10] == "rest").all()
    assert (days["other_load"][1:10] == 0).all()
    assert (days["other_status"][11:] == "unknown").all()
    assert days["other_load"][11:].isna().all()


def test_what_a_person_said_of_the_channel_wins(mara):
    add(mara)
    day_status.put(mara, athlete_id="mara", local_date=DAY, channel="other", status="rest")
    (day,) = assembly.other_load(mara, OWNER).to_dict("records")
    assert (day["other_load"], day["other_status"]) == (0, "rest")
    assert day["other_is_overruled"]


def test_who_logs_no_other_training_has_no_days_of_it(mara):
    number(mara, 5.0, channel="run")
    assert assembly.other_load(mara, OWNER).empty


def test_the_response_model_reads_none_of_it(mara):
    number(mara, 50.0, channel="plyo")
    before = assembly.daily(mara, OWNER)
    add(mara)
    assert assembly.daily(mara, OWNER).equals(before)


def test_a_stranger_sees_none(mara):
    add(mara)
    stranger = Viewer("stranger")
    assert other_sessions.other_sessions(mara, stranger).empty
    assert assembly.other_load(mara, stranger).empty
    assert assembly.other_load(mara, stranger, "mara").empty
