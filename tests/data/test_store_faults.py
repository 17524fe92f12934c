"""What goes wrong outside the program: said in a sentence, and nothing half done stays."""

import os
import resource
import stat

import duckdb
import pytest

from analytics.errors import StoreError
from data import store
from tests.data.test_store import run_python


@pytest.fixture
def filled(database):
    with store.session(database) as con:
        con.execute("CREATE TABLE filling AS SELECT random() AS x FROM range(300000)")
    return database


def use(path, statement="SELECT sum(x) FROM filling"):
    with store.session(path, patience_s=0.2) as con:
        return con.execute(statement).fetchall()


def test_a_folder_that_is_a_file_is_said_to_be_no_place_for_a_database(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"x\.duckdb cannot be opened: .*--db"):
        use(tmp_path / "file" / "x.duckdb")


def test_a_folder_in_the_place_of_a_database_is_said_to_be_none(tmp_path):
    with pytest.raises(StoreError, match="cannot be opened"):
        use(tmp_path)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.8])
def test_a_database_cut_short_is_said_to_be_unreadable(filled, share):
    content = filled.read_bytes()
    filled.write_bytes(content[: int(share * len(content))])
    with pytest.raises(StoreError, match=r"cannot be (opened|read)"):
        use(filled)


@pytest.mark.parametrize("at", [5000, 9000, 300_000])
def test_a_spoilt_database_is_said_to_be_damaged(filled, at):
    with filled.open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * 300)
    with pytest.raises(StoreError, match=r"cannot be (opened|read)"):
        use(filled, "SELECT sum(x), sum(revision) FROM filling, store_revision")


def test_a_full_disk_is_said_and_nothing_half_written_stays(filled):
    room = filled.stat().st_size + 200_000
    program = run_python(
        """
        import resource, sys
        from analytics.errors import StoreError
        from data import store
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
        try:
            with store.session(sys.argv[1]) as con:
                con.execute("CREATE TABLE more AS SELECT random() AS x FROM range(3000000)")
        except StoreError as error:
            print(error)
        """,
        filled,
        room,
    )
    said, errors = program.communicate(timeout=60)
    assert (errors, "Make room on the disk" in said) == ("", True)
    assert use(filled, "SELECT count(*) FROM filling") == [(300_000,)]
    assert "more" not in {name for (name,) in use(filled, "SELECT table_name FROM duckdb_tables()")}


def test_a_fault_of_a_statement_is_not_laid_to_the_file(database):
    with pytest.raises(duckdb.CatalogException, match="filling"):
        use(database)


def test_a_path_with_lock_in_it_is_not_taken_for_a_lock(tmp_path):
    path = tmp_path / "clock" / "x.duckdb"
    path.parent.mkdir()
    path.write_text("not a database" * 500)
    with pytest.raises(StoreError, match="cannot be opened"):
        use(path)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_the_database_and_its_log_are_their_owners_alone(database):
    before = os.umask(0o022)
    try:
        with store.session(database):
            pass
        # The file stays open around the inner unit of work, and so keeps its log.
        with store.session(database):
            with store.session(database) as con:
                store.bump(con)
            found = [database, database.with_name(f"{database.name}.wal")]
            modes = [stat.S_IMODE(path.stat().st_mode) for path in found]
    finally:
        os.umask(before)
    assert modes == [0o600, 0o600]


def test_a_mask_of_ones_own_is_left_as_it_was(database):
    before = os.umask(0o027)
    try:
        with store.session(database):
            (database.parent / "mine.txt").write_text("")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)


def test_waiting_costs_little_of_a_core(database):
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
        begun = resource.getrusage(resource.RUSAGE_SELF)
        with pytest.raises(StoreError, match="holds"), store.session(database, patience_s=4):
            pass
        done = resource.getrusage(resource.RUSAGE_SELF)
    finally:
        holder.kill()
        holder.communicate()
    spent_s = done.ru_utime + done.ru_stime - begun.ru_utime - begun.ru_stime
    assert spent_s < 0.25 * 4


def test_each_state_of_each_store_has_a_name_of_its_own(tmp_path):
    seen = []
    for name in ("one", "other"):
        for _ in range(2):
            with store.session(tmp_path / name) as con:
                seen.append(store.identity(con))
                store.bump(con)
    assert [revision for _, revision in seen] == [0, 1, 0, 1]
    assert len({store_id for store_id, _ in seen}) == 4


def test_a_backup_that_went_its_own_way_is_told_from_the_other(database, tmp_path):
    def written():
        with store.session(database) as con:
            store.bump(con)
        with store.session(database) as con:
            return store.identity(con)

    written()
    backup = database.read_bytes()
    one = written()
    database.write_bytes(backup)
    other = written()

    assert one[1] == other[1]
    assert one != other
