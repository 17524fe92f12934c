"""Take a CSV table: good rows are stored, the others kept with their number and the reason."""

from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow as pa

from analytics.errors import InputError
from data import store
from data.imports import csv_text, mapping, rows, writers
from data.imports.kinds import KINDS, Column, Kind, columns, template
from data.imports.mapping import Mapping
from data.imports.turns import header, in_order, remember_kind, turn_of

__all__ = [
    "KINDS",
    "Column",
    "Kind",
    "Mapping",
    "TableResult",
    "columns",
    "header",
    "in_order",
    "remember_kind",
    "retry_refused",
    "take",
    "template",
]

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
class TableResult:
    """What became of a table.

    Attributes
    ----------
    kind : str
        What it holds; several kinds joined by `` + ``.
    status : str
        ``taken``, ``partial`` (some rows were refused) or ``refused``.
    reason : str
        What went wrong, or is worth knowing.
    rows_taken, rows_refused : int
        A row that holds records of two kinds counts for each.
    athlete_ids : tuple of str
        Whom the rows taken are about.
    """

    kind: str
    status: str
    reason: str
    rows_taken: int
    rows_refused: int
    athlete_ids: tuple[str, ...]


def take(
    con: duckdb.DuckDBPyConnection,
    content: bytes,
    file_sha256: str,
    mappings: tuple[Mapping, ...] | None = None,
    athlete_id: str | None = None,
) -> TableResult:
    """Store the good rows of a CSV table, and keep why the others were refused.

    Parameters
    ----------
    con : DuckDBPyConnection
    content : bytes
        Of the file.
    file_sha256 : str
        Its fingerprint.
    mappings : tuple of Mapping, optional
        How its columns map, remembered for its layout; a table with other columns is
        read as its layout was mapped before, else by our own names.
    athlete_id : str, optional
        Whom it is about, where it has no such column.

    Returns
    -------
    TableResult
        A file that is no table of ours is ``refused`` with the reason; nothing is raised.
    """
    try:
        sheet = csv_text.read(content)
        found = _mappings(con, sheet.header, mappings, athlete_id)
    except InputError as error:
        return TableResult("table", "refused", str(error), 0, 0, ())
    return _take(con, sheet, found, file_sha256, athlete_id)


def retry_refused(
    con: duckdb.DuckDBPyConnection,
    content: bytes,
    file_sha256: str,
    mappings: tuple[Mapping, ...] | None = None,
    athlete_id: str | None = None,
) -> TableResult:
    """Try again the rows of a known table that were refused, as after adding an athlete.

    Returns
    -------
    TableResult
        Of those rows alone. Rows taken before are not looked at.
    """
    numbers: dict[str, set[int]] = {}
    sql = """
        SELECT kind, row_number
        FROM refused_rows
        WHERE file_sha256 = $file_sha256
        ORDER BY kind, row_number
    """
    for kind, number in con.execute(sql, {"file_sha256": file_sha256}).fetchall():
        numbers.setdefault(kind, set()).add(number)
    sheet = csv_text.read(content)
    found = _mappings(con, sheet.header, mappings, athlete_id)
    return _take(con, sheet, found, file_sha256, athlete_id, numbers)


def _mappings(
    con: duckdb.DuckDBPyConnection,
    header: tuple[str, ...],
    given: tuple[Mapping, ...] | None,
    athlete_id: str | None,
) -> tuple[Mapping, ...]:
    if given and mapping.fits(given, header):
        mapping.remember(con, header, given)
    found = mapping.recall(con, header) or mapping.own_names(header, athlete_id=athlete_id)
    if not found:
        raise InputError(mapping.why_unknown(header))
    return tuple(sorted(found, key=lambda one: turn_of(one.kind)))


def _take(
    con: duckdb.DuckDBPyConnection,
    sheet: csv_text.Sheet,
    mappings: tuple[Mapping, ...],
    file_sha256: str,
    athlete_id: str | None,
    only: dict[str, set[int]] | None = None,
) -> TableResult:
    taken: list[rows.Record] = []
    refused: dict[tuple[str, int], rows.Refusal] = {}
    for one in mappings:
        numbers = None if only is None else only.get(one.kind, set())
        records, refusals = rows.read(sheet, one, athlete_id, numbers)
        reasons = writers.write(con, one.kind, records, file_sha256)
        taken += [record for record in records if record.row_number not in reasons]
        refusals += _refusals(sheet, one, records, reasons)
        for refusal in refusals:
            key = (one.kind, refusal.row_number)
            refused[key] = refusal.joined(refused.get(key))
    if sheet.broken and only is None:
        number, reason = sheet.broken
        refused[mappings[0].kind, number] = rows.Refusal(number, reason, "{}")
    _keep(con, file_sha256, refused)
    return TableResult(
        " + ".join(dict.fromkeys(one.kind for one in mappings)),
        "taken" if not refused and taken else "partial" if taken else "refused",
        _reason(sheet, mappings, len(taken), refused),
        len(taken),
        len(refused),
        tuple(sorted({record.facts["athlete_id"] for record in taken})),
    )


def _refusals(
    sheet: csv_text.Sheet, one: Mapping, records: list[rows.Record], reasons: rows.Reasons
) -> list[rows.Refusal]:
    return [
        rows.Refusal(
            record.row_number,
            reasons[record.row_number],
            rows.content(sheet.header, record.row),
        )
        for record in records
        if record.row_number in reasons
        # What a mapping says of the file as a whole may be said again.
        and (one.columns or not reasons[record.row_number].startswith(rows.REPEATED))
    ]


def _reason(
    sheet: csv_text.Sheet,
    mappings: tuple[Mapping, ...],
    n_taken: int,
    refused: dict[tuple[str, int], rows.Refusal],
) -> str:
    """Return in a line what a person should know of the file."""
    said = [sheet.note] if sheet.note else []
    used = {theirs for one in mappings for theirs in one.columns.values()}
    unused = [name for name in sheet.header if name and name not in used]
    if unused:
        said.append(f"Not used: {', '.join(unused)}.")
    if refused:
        first = min(refused.values(), key=lambda refusal: refusal.row_number)
        several = f"{len(refused)} rows refused; the first, row" if len(refused) > 1 else "Row"
        said.append(f"{several} {first.row_number}: {first.reason}")
    elif n_taken == 0:
        said.append("It has a header, but no row with anything to take.")
    return " ".join(said)


def _keep(
    con: duckdb.DuckDBPyConnection,
    file_sha256: str,
    refused: dict[tuple[str, int], rows.Refusal],
) -> None:
    kept = [
        {
            "file_sha256": file_sha256,
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
    # A row that was refused when these bytes came before, and is not any more.
    con.execute(
        """
        DELETE FROM refused_rows
        WHERE file_sha256 = $file_sha256
            AND (kind, row_number) NOT IN (SELECT kind, row_number FROM new_refused)
        """,
        {"file_sha256": file_sha256},
    )
    con.unregister("new_refused")
    store.bump(con)
