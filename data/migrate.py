"""Bring a database up to date by running the .sql files it has not seen."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import duckdb

from analytics.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"

_LEDGER = """
    CREATE TABLE IF NOT EXISTS _migrations (
        name VARCHAR PRIMARY KEY,
        sha256 VARCHAR NOT NULL,
        applied_at TIMESTAMP NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')
    )
"""


def migrate(con: duckdb.DuckDBPyConnection, folder: Path = MIGRATIONS) -> list[str]:
    """Apply pending migrations in file-name order, each in its own transaction.

    Parameters
    ----------
    con : DuckDBPyConnection
        A writable connection.
    folder : Path
        Where the ``NNNN_what_it_does.sql`` files are.

    Returns
    -------
    list of str
        Names applied now, oldest first. Empty when up to date.

    Raises
    ------
    StoreError
        If a file fails, one applied earlier has since been edited, or the database
        was written by a newer version. Nothing of a failing file remains; those
        before it stay.
    """
    con.execute(_LEDGER)
    pending = list(_pending(con, folder))
    for name, sha256, sql in pending:
        con.begin()
        try:
            con.execute(sql)
            con.execute("INSERT INTO _migrations (name, sha256) VALUES (?, ?)", [name, sha256])
            con.commit()
        except duckdb.Error as error:
            with suppress(duckdb.Error):  # a failed commit has rolled back already
                con.rollback()
            raise StoreError(f"Migration {name} failed and was undone: {error}") from error
    return [name for name, _, _ in pending]


def _pending(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[tuple[str, str, str]]:
    done = dict(con.execute("SELECT name, sha256 FROM _migrations").fetchall())
    files = sorted(folder.glob("*.sql"))
    newer = sorted(set(done) - {path.name for path in files})
    if newer:
        raise StoreError(
            f"This database was last opened by a newer Plyopower ({newer[-1]} is unknown here). "
            "Update Plyopower, then open it again."
        )
    for path in files:
        sql = path.read_text(encoding="utf-8")
        sha256 = hashlib.sha256(sql.encode()).hexdigest()
        if path.name not in done:
            yield path.name, sha256, sql
        elif done[path.name] != sha256:
            raise StoreError(
                f"Migration {path.name} was edited after it ran. "
                "Restore it, and put the change in a new file."
            )
