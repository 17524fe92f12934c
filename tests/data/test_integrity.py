"""What a check of the store finds, beside what tests of the commands hold."""

import pytest

from data import OWNER, athletes, body_mass, efforts, integrity, store
from data.imports import Upload, archive, import_files

TABLE = Upload("people.csv", b"athlete_id,name\nmara,Mara\n")


@pytest.fixture
def mara(database):
    with store.session(database) as con:
        athletes.add(con, athlete_id="mara")
        body_mass.add(con, athlete_id="mara", local_date="2026-05-01", mass_kg=70.0)
        con.execute("""
            INSERT INTO runs (run_id, athlete_id, offset_source, local_date, elapsed_s,
                power_source)
            VALUES ('run-a', 'mara', 'stated', DATE '2026-04-29', 200, 'stryd'),
                ('run-b', 'mara', 'stated', DATE '2026-05-01', 1300, 'stryd');
            INSERT INTO best_powers (run_id, duration_s, power_w)
            VALUES ('run-a', 180, 342), ('run-b', 1200, 285);
        """)
        efforts.save_test(con, OWNER, "mara", [("run-a", 180), ("run-b", 1200)])
    return database


def test_a_whole_store_calls_for_no_word(mara):
    health = integrity.check(mara)
    assert (health.problems, health.warnings) == ((), ())


def test_originals_that_an_import_cut_short_left_are_listed_and_adopted_by_the_next(database):
    with store.session(database):
        pass
    name = archive.keep(database, TABLE.content)
    half = archive.folder(database) / name[:2] / ".incoming-x"
    half.write_bytes(b"")

    originals, incoming = integrity.check(database).warnings
    assert "1 originals" in originals
    assert name[:12] in originals
    assert ".incoming-x" in incoming

    import_files(database, [TABLE])
    half.unlink()
    health = integrity.check(database)
    assert (health.originals, health.problems, health.warnings) == (1, (), ())


@pytest.mark.parametrize(
    ("change", "now"),
    [
        ("UPDATE best_powers SET power_w = 330 WHERE run_id = 'run-a'", "330 W by stryd"),
        ("DELETE FROM best_powers WHERE run_id = 'run-a'", "none"),
        ("UPDATE runs SET power_source = 'garmin' WHERE run_id = 'run-a'", "342 W by garmin"),
    ],
)
def test_a_test_made_from_a_run_whose_power_is_another_one_now_is_named(mara, change, now):
    with store.session(mara) as con:
        con.execute(change)
    health = integrity.check(mara)
    (said,) = health.warnings
    assert said.startswith("Test mara-20260501-t1 was made from 342 W by stryd over 180 s of run")
    assert f"now has {now}:" in said
    assert health.problems == ()


def test_efforts_of_a_test_that_is_gone_are_a_fault(mara):
    with store.session(mara) as con:
        con.execute("DELETE FROM power_tests")
    assert integrity.check(mara).problems == ("2 efforts belong to a power test that is gone.",)


def test_rows_of_own_drills_times_and_settings_that_hang_in_the_air_are_found(mara):
    with store.session(mara) as con:
        con.execute("""
            INSERT INTO own_drill_times (athlete_id, drill_id, from_date, contact_ms, flight_ms)
            VALUES ('mara', 'ghost', DATE '2026-01-01', 180, 300);
            INSERT INTO settings (name, value) VALUES ('dose_measure', 'bogus');
            INSERT INTO own_drills (drill_id, name, legs, drill_class, qualities, purpose, level,
                contact_ms, flight_ms, based_on)
            VALUES ('pogo', 'Mine', 2, 'low', ['rfd'], 'jump', 1, 200, 300, 'gone');
        """)
    based, times, clash, setting = integrity.check(mara).problems
    assert based == "Own drills are based on drills that are not in the catalogue: gone."
    assert times == "Own times are of drills that are not in the catalogue: ghost."
    assert clash == "Own drills have the id of a shipped one, and count in its place: pogo."
    assert setting.startswith("The setting dose_measure is 'bogus'")
