from datetime import UTC, date, datetime, timedelta

import pytest

from analytics.errors import InputError
from data import athletes, runs, store
from data.imports import Upload, import_files
from data.viewer import OWNER
from tests.data.imports.fit_encoder import run

DAY = date(2026, 1, 28)


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    return con


def by_hand(con, **changed):
    told = {"athlete_id": "mara", "local_date": DAY, "duration_min": 45, "session_rpe": 4}
    return runs.add_by_hand(con, **(told | changed))


def test_a_run_by_hand_stands_beside_the_others(mara):
    revision = store.revision(mara)
    run_id = by_hand(mara, mean_power_w=230, power_source="stryd", distance_m=9000)
    (row,) = runs.runs(mara, OWNER, "mara").to_dict("records")
    assert row["run_id"] == run_id
    assert (row["elapsed_s"], row["mean_power_w"], row["offset_source"]) == (2700, 230, "stated")
    assert store.revision(mara) > revision
    assert runs.samples(mara, OWNER, run_id).empty
    assert runs.best_powers(mara, OWNER).empty


def test_the_effort_of_a_run_can_be_said_later_and_taken_back(mara):
    run_id = by_hand(mara)
    for effort in (6, None):
        runs.set_rpe(mara, run_id, effort)
        found = runs.runs(mara, OWNER)["session_rpe"]
        assert found.dropna().tolist() == ([6] if effort else [])
    with pytest.raises(InputError, match="no run 'none'"):
        runs.set_rpe(mara, "none", 5)


def test_the_same_run_by_hand_twice_is_refused(mara):
    by_hand(mara)
    with pytest.raises(InputError, match="already has this run"):
        by_hand(mara)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"athlete_id": "nobody"}, "nobody"),
        ({"duration_min": 0}, "duration_min is 0"),
        ({"session_rpe": 11}, "session_rpe is 11"),
        ({"mean_power_w": 250_000, "power_source": "stryd"}, "mean_power_w is 250000"),
        ({"mean_power_w": 230}, "come together"),
        ({"power_source": "nokia", "mean_power_w": 230}, "power_source is 'nokia'"),
        ({"local_date": datetime.now(UTC).date() + timedelta(days=9)}, "in the future"),
    ],
)
def test_a_run_that_cannot_be_meant_is_refused(mara, changed, message):
    with pytest.raises(InputError, match=message):
        by_hand(mara, **changed)


def test_a_run_that_came_in_a_file_takes_over_the_effort_told(database):
    (result,) = import_files(database, [Upload("a.fit", run([200] * 2700))], "mara").files
    with store.session(database) as con:
        assert by_hand(con) == result.run_ids[0]
        (row,) = runs.runs(con, OWNER).to_dict("records")
        assert row["session_rpe"] == 4
        with pytest.raises(InputError, match="already has this run"):
            by_hand(con)
        with pytest.raises(InputError, match="has session_rpe 4, not 5"):
            by_hand(con, session_rpe=5)
