import shutil

import duckdb
import pytest

from analytics.errors import StoreError
from data.migrate import MIGRATIONS, migrate


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "0001_make_a.sql").write_text("CREATE TABLE a (x INTEGER);")
    return tmp_path


@pytest.fixture
def con():
    with duckdb.connect() as connection:
        yield connection


def tables(con):
    return {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


def test_each_file_runs_once(con, folder):
    assert migrate(con, folder) == ["0001_make_a.sql"]
    assert migrate(con, folder) == []


def test_a_failing_file_leaves_nothing_behind(con, folder):
    (folder / "0002_make_b.sql").write_text("CREATE TABLE b (x INTEGER); SELECT no_such;")
    with pytest.raises(StoreError, match=r"0002_make_b\.sql failed and was undone"):
        migrate(con, folder)
    assert tables(con) == {"_migrations", "a"}


def test_an_edited_file_is_refused(con, folder):
    migrate(con, folder)
    (folder / "0001_make_a.sql").write_text("CREATE TABLE a (x DOUBLE);")
    with pytest.raises(StoreError, match=r"0001_make_a\.sql was edited after it ran"):
        migrate(con, folder)


def test_a_database_of_a_newer_version_is_refused(con, folder):
    migrate(con, folder)
    (folder / "0001_make_a.sql").unlink()
    with pytest.raises(StoreError, match="newer Plyopower"):
        migrate(con, folder)


def test_refused_rows_and_fits_of_an_older_store_are_kept_and_named(tmp_path):
    older = tmp_path / "older"
    older.mkdir()
    for path in MIGRATIONS.glob("000[1-5]_*.sql"):
        shutil.copy(path, older)
    with duckdb.connect(tmp_path / "old.duckdb") as con:
        migrate(con, older)
        con.execute("""
            INSERT INTO refused_rows VALUES ('a', 2, 'runs', 'why', '{}');
            INSERT INTO fits (kind, power_source, settings, data_sha256, model_version,
                n_athletes, n_tests, seconds, content)
            VALUES ('critical_power', 'stryd', '{}', '', '3', 1, 1, 1, 'x'::BLOB)
        """)
        migrate(con)
        assert con.execute("SELECT row_number, reason FROM refused_rows").fetchall() == [(2, "why")]
        assert con.execute("SELECT dose_measure FROM fits").fetchall() == [("model_force",)]
        con.execute("INSERT INTO refused_rows VALUES ('a', 3, 'symptoms', 'why', '{}')")
        with pytest.raises(duckdb.ConstraintException, match="CHECK"):
            con.execute("INSERT INTO refused_rows VALUES ('a', 4, 'dreams', 'why', '{}')")
