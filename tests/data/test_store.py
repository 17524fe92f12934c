import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import duckdb
import pytest

from analytics.errors import StoreError
from data import store

UNITS = (
    *("_s", "_ms", "_min", "_h", "_m", "_m_s", "_kg", "_w", "_w_kg", "_j"),
    *("_bpm", "_spm", "_bw", "_au", "_percent", "_share"),
)
ROOT = Path(__file__).parents[2]


def run_python(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_unit_of_work_is_all_or_nothing(database):
    def work():
        with store.session(database) as con:
            store.bump(con)
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        work()
    with store.session(database) as con:
        assert store.revision(con) == 0


def test_every_table_of_the_public_interface_is_there(con):
    public = {
        "athletes",
        "body_mass",
        "squads",
        "squad_members",
        "day_status",
        "daily_loads",
        "runs",
        "run_samples",
        "best_powers",
        "plyo_sessions",
        "plyo_sets",
        "jump_tests",
        "power_tests",
        "wellness",
        "symptoms",
        "import_files",
        "refused_rows",
    }
    found = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert public <= found


def test_a_measured_column_names_its_unit(con):
    """Every DOUBLE or FLOAT column ends in a unit, is a score, or is a named exception."""
    units = (*UNITS, "_rpe", "_0_10", "seconds")
    rows = con.execute(
        "SELECT table_name, column_name FROM duckdb_columns()"
        " WHERE NOT internal AND data_type IN ('DOUBLE', 'FLOAT')"
    ).fetchall()
    # daily_loads carries its unit in a column beside the value.
    bare = [row for row in rows if not row[1].endswith(units) and row != ("daily_loads", "value")]
    assert bare == []


@pytest.mark.parametrize("athlete_id", ["Ada", "a", "-ada", "ada lovelace", "a" * 41])
def test_an_id_that_is_no_slug_is_refused_by_the_database_itself(con, athlete_id):
    with pytest.raises(duckdb.ConstraintException, match="CHECK"):
        con.execute("INSERT INTO athletes (athlete_id, name) VALUES (?, 'x')", [athlete_id])


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY athletes TO 'x.csv'",
        "INSTALL httpfs",
        "LOAD httpfs",
    ],
)
def test_nothing_outside_the_file_is_read_written_or_fetched(con, statement):
    with pytest.raises(duckdb.Error, match=r"(?i)disabled|permission|external"):
        con.execute(statement)


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path):
    path = tmp_path / "notes.duckdb"
    path.write_text("not a database" * 500)
    with pytest.raises(StoreError, match="cannot be opened"), store.session(path):
        pass


def test_it_names_the_program_that_holds_the_file(database):
    with store.session(database):
        pass
    holder = run_python(
        """
        import sys, time
        from data import store
        with store.session(sys.argv[1]):
            print("held", flush=True)
            time.sleep(20)
        """,
        database,
    )
    try:
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(StoreError, match=rf"python.* \(process {holder.pid}\) holds"),
            store.session(database, patience_s=0.3),
        ):
            pass
    finally:
        holder.kill()
        holder.communicate()


def test_threads_wait_their_turn_and_lose_nothing(database):
    def write():
        for _ in range(10):
            with store.session(database) as con:
                store.bump(con)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.session(database) as con:
        assert store.revision(con) == 40


def test_a_notebook_reading_and_an_importer_writing_share_the_file_with_the_app(database):
    """200 reads and 200 writes by two processes, and this one reading meanwhile: nothing lost."""
    with store.session(database):
        pass
    writer = run_python(
        """
        import sys
        from data import store
        for _ in range(200):
            with store.session(sys.argv[1]) as con:
                store.bump(con)
        """,
        database,
    )
    reader = run_python(
        """
        import sys
        from data import store
        seen = 0
        for _ in range(200):
            with store.session(sys.argv[1]) as con:
                now = store.revision(con)
            assert now >= seen
            seen = now
        """,
        database,
    )
    for _ in range(20):
        with store.session(database) as con:
            store.revision(con)

    for program in (writer, reader):
        _, errors = program.communicate(timeout=240)
        assert (program.returncode, errors) == (0, "")
    with store.session(database) as con:
        assert store.revision(con) == 200
