"""Open the workbench database for one unit of work."""

import os
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
_PAUSE_S: Final = 0.004

# Nothing is fetched, nothing outside the file is read or written, and DuckDB 1.5 can open it too.
_CONFIG: Final = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "enable_external_access": "false",
    "storage_compatibility_version": "v1.5.0",
    "threads": "2",
}

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
        If another program holds the file for longer, the file is no database,
        or a migration fails.
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
            migrate(con)
            con.begin()
            yield con
            con.commit()
        finally:
            con.close()
    finally:
        _turn.release()


def revision(con: duckdb.DuckDBPyConnection) -> int:
    """Return the count of writes so far: equal revisions, equal answers."""
    row = con.execute("SELECT revision FROM store_revision").fetchone()
    return int(row[0]) if row else 0


def bump(con: duckdb.DuckDBPyConnection) -> None:
    """Count one more write. Every function that writes calls this, and caches key on it."""
    con.execute("UPDATE store_revision SET revision = revision + 1")


def _open(path: Path, deadline: float, patience_s: float) -> duckdb.DuckDBPyConnection:
    if str(path) != ":memory:":
        path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            return duckdb.connect(str(path), config=dict(_CONFIG))
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise StoreError(
                    f"{path} cannot be opened: {error} Is it a Plyopower database? "
                    "Name another file with --db or PLYOPOWER_DATABASE."
                ) from error
            if time.monotonic() > deadline:
                raise StoreError(
                    f"{_holder(error)} holds {path} ({patience_s:.0f} s). "
                    "Close it or wait; nothing is lost. Then try again."
                ) from error
        # Short and even: another program that works in a loop leaves only moments between.
        time.sleep(_PAUSE_S)


def _holder(error: duckdb.Error) -> str:
    """Return who holds the file, as far as DuckDB's message tells."""
    found = re.search(r"held in (.+?) \(PID (\d+)\)", str(error))
    return f"{Path(found[1]).name} (process {found[2]})" if found else "Another program"
