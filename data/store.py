"""Open the workbench database for one unit of work."""

import os
import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from analytics.errors import StoreError
from data.migrate import migrate

DATABASE: Final = "PLYOPOWER_DATABASE"
PATIENCE_S: Final = 30.0

# Asking costs 4 ms of a core. Most units of work are over in 20 ms, so the first asks come
# quickly; whoever waits longer asks seldom. Uneven, lest it keep step with a program that
# works in a loop and leaves only moments between; and never so far apart as to miss them.
_EAGER_S: Final = 0.1
_EAGER_PAUSE_S: Final = (0.003, 0.007)
_PATIENT_PAUSE_S: Final = (0.015, 0.035)

_LOCKED: Final = re.compile(r"^IO Error: (Could not set lock on file|.*used by another process)")

# Nothing is fetched, nothing outside the file is read or written, and DuckDB 1.5 can open it too.
_CONFIG: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "enable_external_access": "false",
    "storage_compatibility_version": "v1.5.0",
    "threads": "2",
}

# What a statement or its values did: no fault of the file.
_OF_THE_CALLER: Final = (
    duckdb.DataError,
    duckdb.IntegrityError,
    duckdb.NotSupportedError,
    duckdb.PermissionException,
    duckdb.ProgrammingError,
)

# DuckDB's file lock is between processes; between the threads of the app it is this one.
_turn = threading.RLock()


def default_path() -> Path:
    """Return the database file that ``PLYOPOWER_DATABASE`` names, or the usual one."""
    return Path(os.environ.get(DATABASE) or Path(__file__).parent / "workbench.duckdb")


@contextmanager
def session(
    path: Path | str, patience_s: float = PATIENCE_S
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database, creating and migrating it as needed, and close it again.

    The app, a notebook and an importer may use one file: each holds it for a
    unit of work, and waits its turn for up to ``patience_s`` seconds. A unit of
    work is one transaction: an exception leaves nothing of it behind.

    Raises
    ------
    StoreError
        If another program holds the file for longer, the file is no database or
        damaged, the disk is full, or a migration fails.
    """
    deadline = time.monotonic() + patience_s
    if not _turn.acquire(timeout=patience_s):
        raise StoreError(
            f"{path} has been in use by another page of this program for {patience_s:.0f} s. "
            "Wait for its work to end, then try again."
        )
    try:
        con = _open(Path(path), deadline, patience_s)
        try:
            with _sound(path), _private():
                migrate(con)
            con.begin()
            with _sound(path, _OF_THE_CALLER):
                yield con
            with _sound(path), _private():
                con.commit()
        finally:
            con.close()
    finally:
        _turn.release()


def identity(con: duckdb.DuckDBPyConnection) -> tuple[str, int]:
    """Return what names the state of the store: equal identities, equal answers.

    Returns
    -------
    str
        Drawn at random when the store was made and by every write since, so that a file put
        in another's place, or a backup that went its own way, is never taken for the other.
    int
        Count of writes so far.
    """
    rows = con.execute("SELECT store_id, revision FROM store_revision").fetchall()
    return (str(rows[0][0]), int(rows[0][1])) if rows else ("", 0)


def revision(con: duckdb.DuckDBPyConnection) -> int:
    """Return the count of writes to this store so far."""
    return identity(con)[1]


def bump(con: duckdb.DuckDBPyConnection) -> None:
    """Count one more write. Every function that writes calls this, and caches key on it."""
    con.execute("""
        UPDATE store_revision
        SET revision = revision + 1, store_id = CAST(uuid() AS VARCHAR)
    """)


def _open(path: Path, deadline: float, patience_s: float) -> duckdb.DuckDBPyConnection:
    begun = time.monotonic()
    while True:
        try:
            if str(path) != ":memory:":
                path.parent.mkdir(parents=True, exist_ok=True)
            with _private():
                return duckdb.connect(str(path), config=dict(_CONFIG))
        except (duckdb.Error, OSError) as error:
            if not _LOCKED.match(str(error)):
                raise StoreError(
                    f"{path} cannot be opened: {_line(error)} Is it a Plyopower database? "
                    "Name another file with --db or PLYOPOWER_DATABASE."
                ) from error
            if time.monotonic() > deadline:
                raise StoreError(
                    f"{_holder(error)} holds {path} ({patience_s:.0f} s). "
                    "Close it or wait; nothing is lost. Then try again."
                ) from error
        is_eager = time.monotonic() - begun < _EAGER_S
        time.sleep(random.uniform(*(_EAGER_PAUSE_S if is_eager else _PATIENT_PAUSE_S)))  # noqa: S311


@contextmanager
def _private() -> Iterator[None]:
    """Let the files that DuckDB makes here be their owner's alone, where modes say so (POSIX).

    The mask is the whole process's: hold it for moments, and in one's turn.
    """
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def _sound(path: Path | str, of_the_caller: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Say of a damaged file or a full disk what to do; errors ``of_the_caller`` pass."""
    try:
        yield
    except of_the_caller:
        raise
    except duckdb.Error as error:
        raise StoreError(
            f"{path} cannot be read or written: {_line(error)} Nothing of this work is kept. "
            "Make room on the disk; if the file is damaged, restore it from a backup."
        ) from error


def _line(error: Exception) -> str:
    """Return the first line of a message, a sentence."""
    return f"{str(error).splitlines()[0].rstrip('.!')}." if str(error) else "no reason is given."


def _holder(error: Exception) -> str:
    """Return who holds the file, as far as DuckDB's message tells."""
    found = re.search(r"held in (.+?) \(PID (\d+)\)", str(error))
    return f"{Path(found[1]).name} (process {found[2]})" if found else "Another program"
