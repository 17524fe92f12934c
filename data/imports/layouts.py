"""Tables of which something was not taken; their originals are kept, so mapping is enough."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from typing import Final

import duckdb

from analytics.errors import InputError
from data.imports import archive, csv_text, mapping
from data.imports.csv_text import Sheet
from data.imports.kinds import KINDS
from data.imports.mapping import Mapping
from data.imports.rows import REPEATED
from data.viewer import Viewer

_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A table that waits for its columns to be mapped, or mapped otherwise.

    Attributes
    ----------
    file_sha256, name : str
    athlete_id : str or None
        For whom it was imported.
    reason : str
        What was said when it was imported last.
    sheet : Sheet
    content : bytes
    mappings : tuple of Mapping
        How its layout is mapped so far, by what was remembered or by our own names.
    again : dict of frozenset of int
        Of a table taken in part, kind to the rows that were refused: only those will be
        tried again. Empty of a table of which nothing was taken.
    """

    file_sha256: str
    name: str
    athlete_id: str | None
    reason: str
    sheet: Sheet
    content: bytes
    mappings: tuple[Mapping, ...]
    again: Dict[str, frozenset[int]]

    def shown(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return the first rows and the fullest others, so that a sparse column is seen."""
        first, others = self.sheet.rows[:_SHOWN], self.sheet.rows[_SHOWN:]
        fullest = sorted(others, key=lambda row: -sum(bool(cell.strip()) for cell in row[1]))
        return [*first, *sorted(fullest[:_SHOWN])]


def waiting(con: duckdb.DuckDBPyConnection, viewer: Viewer, database: str) -> list[Waiting]:
    """Return tables with refused rows, or refused whole and not taken since, newest first.

    A row that was refused because it is stored already waits for nothing, nor does a table
    whose refused rows came corrected in another.
    """
    sql = """
        WITH refused AS (
            SELECT file_sha256, bool_or(NOT starts_with(reason, $repeated)) AS is_open
            FROM refused_rows
            GROUP BY file_sha256
        )
        SELECT file_sha256, first(name ORDER BY import_id DESC) AS name,
               first(athlete_id ORDER BY import_id DESC) AS athlete_id,
               first(reason ORDER BY import_id DESC) AS reason,
               bool_and(status = 'refused') AS is_refused
        FROM import_files
        LEFT JOIN refused USING (file_sha256)
        WHERE $viewer = 'owner'
        GROUP BY file_sha256
        HAVING bool_or(list_has_any(string_split(kind, ' + '), $kinds))
            AND coalesce(
                any_value(is_open), bool_and(status = 'refused' AND kind IN ('table', 'csv'))
            )
        ORDER BY max(import_id) DESC
    """
    # A table is of kind `table` while nobody knows its columns, `csv` where it could not be stored.
    given = {"viewer": viewer, "repeated": REPEATED, "kinds": ["table", "csv", *KINDS]}
    found = []
    for file_sha256, name, athlete_id, reason, is_refused in con.execute(sql, given).fetchall():
        content = archive.read(database, file_sha256)
        try:
            sheet = csv_text.read(content)
        except InputError:  # no table at all; its reason stands in the history
            continue
        if sheet.rows:
            known = _known(con, sheet.header, athlete_id)
            again = {} if is_refused else _refused(con, file_sha256)
            found.append(
                Waiting(file_sha256, name, athlete_id, reason, sheet, content, known, again)
            )
    return found


def _known(
    con: duckdb.DuckDBPyConnection, header: tuple[str, ...], athlete_id: str | None
) -> tuple[Mapping, ...]:
    remembered = mapping.recall(con, header)
    return remembered or mapping.own_names(header, athlete_id=athlete_id) or ()


def _refused(con: duckdb.DuckDBPyConnection, file_sha256: str) -> dict[str, frozenset[int]]:
    sql = """
        SELECT kind, list(row_number ORDER BY row_number)
        FROM refused_rows
        WHERE file_sha256 = $file_sha256
        GROUP BY kind
        ORDER BY kind
    """
    found = con.execute(sql, {"file_sha256": file_sha256}).fetchall()
    return {kind: frozenset(numbers) for kind, numbers in found}
