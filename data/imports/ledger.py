"""What came in, what was not taken and why: the tables import_files and refused_rows."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

import duckdb
import pyarrow as pa

from data.imports.intake import Parsed
from data.imports.report import FileResult, RefusedRow

_FILE: Final = pa.schema(
    [
        ("file_sha256", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("status", pa.string()),
        ("reason", pa.string()),
        ("rows_taken", pa.int64()),
        ("rows_refused", pa.int64()),
        ("size_bytes", pa.int64()),
        ("athlete_id", pa.string()),
    ]
)


class Earlier:
    """Which files came before and were taken, read once for a unit of work.

    Parameters
    ----------
    con : DuckDBPyConnection
    files : iterable of Parsed
        Of the unit.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, files: Iterable[Parsed]) -> None:
        shas = {"file_sha256": sorted({file.file_sha256 for file in files if file.size_bytes})}
        sql = """
            SELECT file_sha256, kind, name, imported_at, athlete_id
            FROM import_files
            WHERE list_contains($file_sha256, file_sha256) AND status <> 'refused'
            ORDER BY import_id DESC
        """
        found = con.execute(sql, shas).fetchall()
        self._files = {sha: tuple(about) for sha, *about in found}
        sql = """
            SELECT DISTINCT run_files.file_sha256, run_id, athlete_id
            FROM run_files JOIN runs USING (run_id)
            WHERE list_contains($file_sha256, run_files.file_sha256)
            ORDER BY run_id
        """
        self._runs: dict[str, list[tuple[str, str]]] = {}
        for sha, run_id, athlete_id in con.execute(sql, shas).fetchall():
            self._runs.setdefault(sha, []).append((run_id, athlete_id))

        sql = """
            SELECT DISTINCT file_sha256
            FROM refused_rows
            WHERE list_contains($file_sha256, file_sha256)
            ORDER BY file_sha256
        """
        self._unfinished = {sha for (sha,) in con.execute(sql, shas).fetchall()}

    def waits(self, file: Parsed) -> bool:
        """Tell whether a table was taken before but for some rows, which may do now."""
        known = file.file_sha256 in self._files and file.file_sha256 in self._unfinished
        return known and file.kind == "csv"

    def find(self, file: Parsed, athlete_id: str | None) -> FileResult | None:
        """Return the result of a file that was taken before; None of another."""
        if file.file_sha256 not in self._files or self.waits(file):
            return None
        kind, name, at, told = self._files[file.file_sha256]
        runs = self._runs.get(file.file_sha256, [])
        named = f": {', '.join(run_id for run_id, _ in runs)}" if runs else ""
        named += _whose({owner for _, owner in runs}, told, athlete_id)
        return FileResult(
            file.name,
            file.file_sha256,
            kind,
            "duplicate",
            f"the same bytes came as {name} on {at:%d %b %Y}{named}",
            athlete_ids=tuple(sorted({athlete_id for _, athlete_id in runs})),
            run_ids=tuple(run_id for run_id, _ in runs),
        )

    def add(self, file: Parsed, result: FileResult, athlete_id: str | None) -> None:
        """Remember a file of this very unit."""
        if result.status == "refused" or not file.size_bytes:
            return
        now = datetime.now(UTC).replace(tzinfo=None)
        self._files.setdefault(file.file_sha256, (result.kind, file.name, now, athlete_id))
        runs = [
            (run_id, athlete_id) for athlete_id in result.athlete_ids for run_id in result.run_ids
        ]
        self._runs.setdefault(file.file_sha256, runs)


def _whose(owners: set[str], told: str | None, athlete_id: str | None) -> str:
    """Return what is to be said where a file comes for another athlete than before."""
    if athlete_id is None or athlete_id in owners or (not owners and athlete_id == told):
        return ""
    if owners:
        return f". That is a run of {' and '.join(sorted(owners))}, not of {athlete_id}"
    return f". It was imported for {told}, not for {athlete_id}" if told else ""


def record(
    con: duckdb.DuckDBPyConnection,
    taken: Sequence[tuple[Parsed, FileResult]],
    athlete_id: str | None,
) -> None:
    """Record what became of files: one row for each time one came."""
    rows = [
        {name: getattr(result, name) for name in _FILE.names[:7]}
        | {"size_bytes": file.size_bytes, "athlete_id": athlete_id}
        for file, result in taken
    ]
    con.register("new_files", pa.Table.from_pylist(rows, schema=_FILE))
    con.execute("""
        INSERT INTO import_files (file_sha256, name, kind, status, reason, rows_taken,
            rows_refused, size_bytes, athlete_id)
        SELECT file_sha256, name, kind, status, reason, rows_taken,
            rows_refused, size_bytes, athlete_id
        FROM new_files
    """)
    con.unregister("new_files")


def refuse_rows(con: duckdb.DuckDBPyConnection, file: Parsed, rows: Sequence[RefusedRow]) -> None:
    """Keep the rows of a Stryd export that were not taken, with their reasons."""
    if not rows:
        return
    told = [
        {
            "file_sha256": file.file_sha256,
            "row_number": row.row_number,
            "reason": row.reason,
            "content": row.content,
        }
        for row in rows
    ]
    con.register("new_refused", pa.Table.from_pylist(told))
    con.execute("""
        INSERT INTO refused_rows (file_sha256, row_number, kind, reason, content)
        SELECT file_sha256, row_number, 'stryd_csv', reason, content FROM new_refused
        ON CONFLICT DO UPDATE SET reason = excluded.reason
    """)
    con.unregister("new_refused")
