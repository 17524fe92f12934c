"""Refused rows as they are kept, until their record is stored: a corrected table comes again."""

import json
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow as pa

from data import store
from data.imports import rows
from data.imports.csv_text import Sheet
from data.imports.mapping import Mapping
from data.imports.tally import Key, Tally

_REFUSED: Final = pa.schema(
    [
        ("file_sha256", pa.string()),
        ("row_number", pa.int64()),
        ("kind", pa.string()),
        ("reason", pa.string()),
        ("content", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Came:
    """A table that came: its bytes, its name, and the athlete named with it."""

    file_sha256: str
    name: str
    athlete_id: str | None


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A row that was refused of another file, and what is known of that file."""

    file_sha256: str
    kind: str
    row_number: int
    reason: str
    content: str
    name: str
    athlete_id: str | None
    rows_taken: int


def keep(con: duckdb.DuckDBPyConnection, came: Came, refused: Dict[Key, rows.Refusal]) -> None:
    """Keep the refused rows of a table, instead of those of when the same bytes came before."""
    kept = [
        {
            "file_sha256": came.file_sha256,
            "kind": kind,
            "row_number": refusal.row_number,
            "reason": refusal.reason,
            "content": refusal.content,
        }
        for (kind, _), refusal in refused.items()
    ]
    con.register("new_refused", pa.Table.from_pylist(kept, schema=_REFUSED))
    con.execute("""
        INSERT INTO refused_rows (file_sha256, row_number, kind, reason, content)
        SELECT file_sha256, row_number, kind, reason, content FROM new_refused
        ON CONFLICT DO UPDATE SET reason = excluded.reason, content = excluded.content
    """)
    con.execute(
        """
        DELETE FROM refused_rows
        WHERE file_sha256 = $file_sha256
            AND (kind, row_number) NOT IN (SELECT kind, row_number FROM new_refused)
        """,
        {"file_sha256": came.file_sha256},
    )
    con.unregister("new_refused")
    store.bump(con)


def settle(
    con: duckdb.DuckDBPyConnection,
    came: Came,
    sheet: Sheet,
    mappings: Sequence[Mapping],
    tally: Tally,
) -> None:
    """Drop refusals of earlier files whose record is stored now, or is refused here again.

    The same cells are the same record. In a later version of the same table (it holds all
    that was taken of the earlier one; of nothing taken, its name is the same) so is the row
    of the same number, if most of its cells are as they were.
    """
    says_whom = {one.kind: "athlete_id" in one.columns for one in mappings}
    days = {one.kind: one.columns.get("local_date") for one in mappings}
    now = {number: rows.content(sheet.header, row) for number, row in sheet.rows}
    numbers: dict[tuple[str, str], int] = {}
    for kind, number in tally.stored | set(tally.refused):
        numbers[kind, now.get(number, "")] = number
    settled = []
    for one in _earlier(con, came, list(says_whom)):
        if not says_whom[one.kind] and one.athlete_id != came.athlete_id:
            continue
        is_here = (one.kind, one.content) in numbers
        is_stored = (one.kind, one.row_number) in tally.stored and one.row_number in now
        if is_here or (
            is_stored
            and _is_version(one, came, len(tally.known))
            and _is_corrected(one, now[one.row_number], days[one.kind])
        ):
            settled.append(one)
    _forget(con, settled)


def _is_version(one: _Earlier, came: Came, n_known: int) -> bool:
    return n_known >= one.rows_taken if one.rows_taken else one.name == came.name


def _is_corrected(one: _Earlier, content: str, day: str | None) -> bool:
    """Tell whether a row is a refused one with what was wrong set right."""
    before, after = json.loads(one.content), json.loads(content)
    shared = [name for name in before if name in after]
    changed = [name for name in shared if before[name] != after[name]]
    # Another day is another record, unless it was the day that was wrong.
    if day in changed and "local_date" not in one.reason and before[day] not in one.reason:
        return False
    return bool(shared) and len(changed) <= max(1, len(shared) // 2)


def _earlier(con: duckdb.DuckDBPyConnection, came: Came, kinds: list[str]) -> list[_Earlier]:
    sql = """
        WITH files AS (
            SELECT file_sha256, last(name ORDER BY import_id) AS name,
                last(athlete_id ORDER BY import_id) AS athlete_id,
                CAST(sum(rows_taken) AS BIGINT) AS rows_taken
            FROM import_files
            GROUP BY file_sha256
        )
        SELECT file_sha256, kind, row_number, reason, content, name, athlete_id, rows_taken
        FROM refused_rows
        JOIN files USING (file_sha256)
        WHERE file_sha256 <> $file_sha256 AND list_contains($kinds, kind)
        ORDER BY file_sha256, kind, row_number
    """
    told = {"file_sha256": came.file_sha256, "kinds": kinds}
    return [_Earlier(*row) for row in con.execute(sql, told).fetchall()]


def _forget(con: duckdb.DuckDBPyConnection, settled: Sequence[_Earlier]) -> None:
    if not settled:
        return
    keys = [(one.file_sha256, one.kind, one.row_number) for one in settled]
    names = ("file_sha256", "kind", "row_number")
    rows_ = [dict(zip(names, key, strict=True)) for key in keys]
    con.register("settled", pa.Table.from_pylist(rows_))
    con.execute("""
        DELETE FROM refused_rows
        WHERE (file_sha256, kind, row_number) IN (
            SELECT (file_sha256, kind, row_number) FROM settled
        )
    """)
    con.unregister("settled")
