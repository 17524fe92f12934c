"""Tables whose columns nobody has mapped yet; their originals are kept, so mapping is enough."""

from dataclasses import dataclass

import duckdb

from analytics.errors import InputError
from data.imports import archive, csv_text
from data.imports.csv_text import Sheet
from data.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Waiting:
    """A table that waits for its columns to be mapped."""

    file_sha256: str
    name: str
    athlete_id: str | None
    sheet: Sheet
    content: bytes


def waiting(con: duckdb.DuckDBPyConnection, viewer: Viewer, database: str) -> list[Waiting]:
    """Return tables that were refused whole and never taken since, newest first."""
    sql = """
        SELECT file_sha256, first(name ORDER BY import_id DESC) AS name,
               first(athlete_id ORDER BY import_id DESC) AS athlete_id
        FROM import_files
        WHERE kind = 'table' AND $viewer = 'owner'
        GROUP BY file_sha256
        HAVING bool_and(status = 'refused')
        ORDER BY max(import_id) DESC
    """
    found = []
    for file_sha256, name, athlete_id in con.execute(sql, {"viewer": viewer}).fetchall():
        content = archive.read(database, file_sha256)
        try:
            sheet = csv_text.read(content)
        except InputError:  # no table at all; its reason stands in the history
            continue
        if sheet.rows:
            found.append(Waiting(file_sha256, name, athlete_id, sheet, content))
    return found
