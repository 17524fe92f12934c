from datetime import date

import pytest

from analytics.errors import InputError
from data import OWNER, Viewer, athletes, body_mass, efforts, power_tests, runs, store

DAY = date(2026, 5, 1)
TRIAL = {
    "athlete_id": "mara",
    "local_date": DAY,
    "kind": "time_trial",
    "duration_s": 300.0,
    "power_source": "stryd",
}


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    body_mass.add(con, athlete_id="mara", local_date=DAY, mass_kg=70.0)
    return con


@pytest.fixture
def two_runs(mara):
    mara.execute("""
        INSERT INTO runs (run_id, athlete_id, offset_source, local_date, elapsed_s, power_source)
        VALUES ('run-a', 'mara', 'file', DATE '2026-04-29', 200, 'stryd'),
            ('run-b', 'mara', 'file', DATE '2026-05-01', 1300, 'stryd'),
            ('run-c', 'mara', 'file', DATE '2026-05-01', 1300, 'garmin');
        INSERT INTO best_powers (run_id, duration_s, power_w)
        VALUES ('run-a', 180, 342), ('run-b', 1200, 285), ('run-c', 1200, 300);
    """)
    return mara


@pytest.mark.parametrize(
    "given", [{"power_w": 280.0}, {"power_w_kg": 4.0}, {"power_w": 280.0, "power_w_kg": 4.0}]
)
def test_watts_and_watts_per_kilogram_are_worth_the_same(mara, given):
    power_tests.add(mara, **TRIAL, **given)
    row = power_tests.tests(mara, OWNER).iloc[0]
    assert (row["power_w"], row["power_w_kg"], row["mass_kg"]) == pytest.approx((280, 4, 70))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"power_w": 250_000.0}, "power_w is 250000; it must lie within 20 to 1500 W"),
        ({"power_w": None}, "needs power_w or power_w_kg"),
        ({"duration_s": None}, "time_trial needs its duration_s"),
        ({"power_source": "bicycle"}, "power_source is 'bicycle'"),
        ({"kind": "vo2max"}, "kind is 'vo2max'"),
        ({"athlete_id": "nobody"}, "'nobody' is not here"),
        ({"local_date": date(2025, 1, 1)}, "no body mass"),
    ],
)
def test_a_test_that_cannot_be_meant_is_refused(mara, changed, message):
    with pytest.raises(InputError, match=message):
        power_tests.add(mara, **{**TRIAL, "power_w": 280.0, **changed})


def test_the_same_test_is_stored_once_and_a_replicate_needs_a_note(mara):
    power_tests.add(mara, **TRIAL, power_w=280.0)
    with pytest.raises(InputError, match="stored already"):
        power_tests.add(mara, **TRIAL, power_w=280.0)
    power_tests.add(mara, **TRIAL, power_w=280.0, note="second of two")
    assert len(power_tests.tests(mara, OWNER)) == 2


def test_critical_power_keeps_the_runs_it_was_computed_from(two_runs):
    test_id = efforts.save_test(two_runs, OWNER, "mara", [("run-a", 180), ("run-b", 1200)])
    row = power_tests.tests(two_runs, OWNER).iloc[0]
    assert row["power_w"] == pytest.approx((285 * 1200 - 342 * 180) / 1020)
    assert (row["date"].date(), row["method"]) == (DAY, "linear_work")
    kept = two_runs.execute(
        "SELECT run_id, duration_s FROM power_test_runs WHERE test_id = $id ORDER BY run_id",
        {"id": test_id},
    ).fetchall()
    assert kept == [("run-a", 180), ("run-b", 1200)]


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ([("run-a", 180), ("run-c", 1200)], "garmin and stryd"),
        ([("run-a", 180), ("run-a", 300)], "no best power over 300 s in run run-a"),
        ([("run-a", 180), ("run-a", 180)], "each once"),
        ([], "at least two efforts"),
    ],
)
def test_efforts_that_do_not_compare_are_refused(two_runs, chosen, message):
    with pytest.raises(InputError, match=message):
        efforts.save_test(two_runs, OWNER, "mara", chosen)


def test_a_stranger_makes_no_test_from_runs_they_may_not_see(two_runs):
    chosen = [("run-a", 180), ("run-b", 1200)]
    with pytest.raises(InputError, match="no best power"):
        efforts.save_test(two_runs, Viewer("stranger"), "mara", chosen)


def test_series_of_different_kind_length_or_source_stay_apart(mara):
    power_tests.add(mara, **TRIAL, power_w=280.0)
    power_tests.add(mara, **TRIAL, power_w=281.0)
    power_tests.add(mara, **{**TRIAL, "power_source": "garmin"}, power_w=290.0)
    series = power_tests.series(mara, OWNER)
    assert series[["power_source", "n_tests"]].to_numpy().tolist() == [["stryd", 2], ["garmin", 1]]


def test_a_wrong_test_goes_with_its_efforts_and_leaves_the_runs(two_runs):
    chosen = [("run-a", 180), ("run-b", 1200)]
    wrong = efforts.save_test(two_runs, OWNER, "mara", chosen)
    other = power_tests.add(two_runs, **TRIAL, power_w=280.0)
    revision = store.revision(two_runs)

    power_tests.remove(two_runs, wrong)

    assert power_tests.tests(two_runs, OWNER)["test_id"].tolist() == [other]
    assert two_runs.execute("SELECT count(*) FROM power_test_runs").fetchall() == [(0,)]
    assert len(runs.runs(two_runs, OWNER)) == 3
    assert store.revision(two_runs) > revision
    efforts.save_test(two_runs, OWNER, "mara", chosen)
    assert len(power_tests.tests(two_runs, OWNER)) == 2


def test_a_test_stored_long_ago_is_removed_in_one_unit_of_work(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")
        test_id = power_tests.add(con, **TRIAL, power_w=280.0, power_w_kg=4.0)
        con.execute("INSERT INTO power_test_runs VALUES ($id, 'r', 300, 280)", {"id": test_id})
    with store.session(database) as con:
        power_tests.remove(con, test_id)
    with store.session(database) as con:
        assert power_tests.tests(con, OWNER).empty


def test_a_test_that_is_not_there_cannot_be_removed(mara):
    with pytest.raises(InputError, match="There is no test 'mara-20260501-t1'"):
        power_tests.remove(mara, "mara-20260501-t1")
