"""Take a CSV table: good rows are stored, the others kept with their number and the reason."""

from dataclasses import dataclass

import duckdb

from analytics.errors import InputError
from data.imports import corrections, csv_text, mapping, rows, writers
from data.imports.corrections import Came
from data.imports.kinds import KINDS, Column, Kind, columns, template
from data.imports.mapping import Mapping
from data.imports.rows import Source
from data.imports.tally import Tally
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


@dataclass(frozen=True, slots=True)
class TableResult:
    """What became of a table.

    Attributes
    ----------
    kind : str
        What it holds; several kinds joined by `` + ``.
    status : str
        ``taken``, ``partial`` (some rows were refused), ``refused``, or ``duplicate``
        where every row was stored before.
    reason : str
        What went wrong, or is worth knowing.
    rows_taken, rows_refused : int
        A row that holds records of two kinds counts for each.
    athlete_ids : tuple of str
        Whom the rows taken are about.
    rows_known : int
        Rows stored before, as in a corrected table that comes again whole.
    """

    kind: str
    status: str
    reason: str
    rows_taken: int
    rows_refused: int
    athlete_ids: tuple[str, ...]
    rows_known: int = 0


def take(
    con: duckdb.DuckDBPyConnection,
    content: bytes,
    file_sha256: str,
    mappings: tuple[Mapping, ...] | None = None,
    athlete_id: str | None = None,
    *,
    name: str = "",
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
    name : str
        Of the file: a table of the same name may be a corrected version.

    Returns
    -------
    TableResult
        A file that is no table of ours is ``refused`` with the reason; nothing is raised.
    """
    try:
        sheet = csv_text.read(content)
        found, note = _mappings(con, sheet.header, mappings, athlete_id)
    except InputError as error:
        return TableResult("table", "refused", str(error), 0, 0, ())
    return _take(con, sheet, found, Came(file_sha256, name, athlete_id), note)


def retry_refused(
    con: duckdb.DuckDBPyConnection,
    content: bytes,
    file_sha256: str,
    mappings: tuple[Mapping, ...] | None = None,
    athlete_id: str | None = None,
    *,
    name: str = "",
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
    found, note = _mappings(con, sheet.header, mappings, athlete_id)
    return _take(con, sheet, found, Came(file_sha256, name, athlete_id), note, numbers)


def _mappings(
    con: duckdb.DuckDBPyConnection,
    header: tuple[str, ...],
    given: tuple[Mapping, ...] | None,
    athlete_id: str | None,
) -> tuple[tuple[Mapping, ...], str]:
    """Return how a table is read, and what is worth saying about it."""
    note = mapping.why_unfit(given, header) if given else ""
    if given and not note:
        # Whom this one file is about says nothing about the next of its layout.
        kept = [one.without_athlete() for one in given] if athlete_id else given
        mapping.remember(con, header, kept)
        found: tuple[Mapping, ...] | None = given
    else:
        found = mapping.recall(con, header) or mapping.own_names(header, athlete_id=athlete_id)
    if not found:
        raise InputError(f"{note} {mapping.why_unknown(header)}".lstrip())
    return tuple(sorted(found, key=lambda one: turn_of(one.kind))), note


def _take(
    con: duckdb.DuckDBPyConnection,
    sheet: csv_text.Sheet,
    mappings: tuple[Mapping, ...],
    came: Came,
    note: str,
    only: dict[str, set[int]] | None = None,
) -> TableResult:
    tally = Tally()
    for one in mappings:
        found, refusals = rows.read(sheet, one, came.athlete_id)
        asked = None if only is None else only.get(one.kind, set())
        for refusal in refusals:
            if asked is None or refusal.row_number in asked:
                tally.refuse(one.kind, refusal)
        records = [row for row in found if asked is None or row.row_number in asked]
        taken = tuple(row for row in found if asked is not None and row.row_number not in asked)
        source = Source(came.file_sha256, taken)
        tally.add(one.kind, records, writers.write(con, one.kind, records, source), sheet)
    if sheet.broken and only is None:
        number, reason = sheet.broken
        tally.refuse(mappings[0].kind, rows.Refusal(number, reason, "{}"))
    corrections.keep(con, came, tally.refused)
    corrections.settle(con, came, sheet, mappings, tally)
    athlete_ids = tuple(sorted(set(tally.athletes.values())))
    others = came.athlete_id and set(athlete_ids) - {came.athlete_id}
    whose = f"Its athlete_id says whom it is about, not {came.athlete_id}." if others else ""
    return TableResult(
        " + ".join(dict.fromkeys(one.kind for one in mappings)),
        tally.status(),
        tally.reason(sheet, mappings, (note, whose)),
        len(tally.athletes),
        len(tally.refused),
        athlete_ids,
        tally.rows_known(mappings),
    )
