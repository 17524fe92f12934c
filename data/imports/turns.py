"""Look at the headers of tables before they are imported: whose turn is first, what they are."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Final

import duckdb

from analytics.errors import InputError
from data.imports import csv_text, mapping
from data.imports.intake import Upload, shown

_LONGEST_HEADER: Final = 65_536


def header(content: bytes) -> tuple[str, ...]:
    """Return the column names of a CSV file.

    Raises
    ------
    InputError
        If it is no CSV.
    """
    return csv_text.read(content).header


def in_order(files: Iterable[Path | Upload]) -> list[Path | Upload]:
    """Return files in the order to import them: athletes, body masses, then the rest."""
    return sorted(files, key=_turn)


def remember_kind(
    con: duckdb.DuckDBPyConnection,
    files: Iterable[Path | Upload],
    kind: str,
    athlete_id: str | None = None,
) -> None:
    """Remember that tables of these layouts are of a kind, by our own column names.

    Raises
    ------
    InputError
        If a table lacks a column that the kind needs.
    """
    for file in files:
        if file.name.lower().endswith(".csv"):
            names = _header_of(file)
            found = mapping.own_names(names, kind, athlete_id=athlete_id)
            if found is None:
                raise InputError(f"{shown(file.name)}: {mapping.why_unknown(names, kind)}")
            mapping.remember(con, names, found)


def _turn(file: Path | Upload) -> int:
    if not file.name.lower().endswith(".csv"):
        return 2
    try:
        own = mapping.own_names(_header_of(file))
    except (InputError, OSError, ValueError):
        return 2  # the import says what is wrong with it
    return turn_of(own[0].kind) if own else 2


def _header_of(file: Path | Upload) -> tuple[str, ...]:
    if isinstance(file, Path) and file.exists() and not file.is_file():
        raise InputError(f"{shown(file.name)} is no file: a pipe or a device is not opened.")
    with file.open("rb") if isinstance(file, Path) else BytesIO(file.content) as opened:
        return header(opened.readline(_LONGEST_HEADER))


def turn_of(kind: str) -> int:
    """Return 0 for athletes, 1 for body masses, 2 for what needs them."""
    return {"athletes": 0, "body_mass": 1}.get(kind, 2)
