"""Turn the rows of a sheet into records of one kind, and say of the others what is wrong."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from analytics.errors import InputError
from data.imports import cells
from data.imports.csv_text import Sheet
from data.imports.kinds import Column, Kind, kind_of
from data.imports.mapping import Mapping

Reasons = dict[int, str]
"""Row number to the reason why that row was not taken."""

REPEATED: Final = "Stored already"
"""How the reason of a row began that says what the store knows."""

_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Record:
    """One row that can be read.

    Attributes
    ----------
    row_number : int
        Line of the file as a spreadsheet counts it.
    facts : dict
        Our columns; None where nothing is known.
    row : tuple of str
        Its cells as they stood.
    """

    row_number: int
    facts: dict[str, Any]
    row: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The table that records stand in.

    Attributes
    ----------
    file_sha256 : str
    taken : tuple of Record
        Its rows that were taken when the same bytes came before. Nothing is to be done about
        them, but a refused row that comes again is still compared with them.
    """

    file_sha256: str
    taken: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that was not taken, and why. ``content`` is the row as it stood, JSON."""

    row_number: int
    reason: str
    content: str

    def joined(self, other: "Refusal | None") -> "Refusal":
        """Return one refusal for two of the same row."""
        if other is None or other.reason == self.reason:
            return self
        return Refusal(self.row_number, f"{other.reason} {self.reason}", self.content)


@dataclass(slots=True)
class Outcome:
    """What became of records that could be read; those in neither were stored.

    Attributes
    ----------
    refused : dict of str
        Row number to the reason.
    known : set of int
        Numbers of rows whose record was stored before: nothing is to be done about them.
    said : list of str
        What else a person should know of, a sentence each.
    """

    refused: Reasons = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    said: list[str] = field(default_factory=list)


def read(
    sheet: Sheet,
    mapping: Mapping,
    athlete_id: str | None = None,
) -> tuple[list[Record], list[Refusal]]:
    """Read a sheet through one mapping.

    Parameters
    ----------
    sheet : Sheet
    mapping : Mapping
    athlete_id : str, optional
        Whom the table is about, where it has no column that says so; it outweighs a
        constant, which may have been remembered for the layout with another athlete.

    Returns
    -------
    list of Record, list of Refusal
        A row that is empty where the mapping allows it is in neither.
    """
    kind = kind_of(mapping.kind)
    constants = dict(mapping.constants)
    if athlete_id and "athlete_id" not in mapping.columns:
        constants["athlete_id"] = athlete_id
    places = {ours: sheet.header.index(theirs) for ours, theirs in mapping.columns.items()}
    records: list[Record] = []
    refusals: list[Refusal] = []
    # A mapping without columns speaks of the file as a whole: one record, at its header.
    rows = sheet.rows if places else ((1, sheet.header),)
    for number, row in rows:
        found = constants | {
            ours: row[place].strip() for ours, place in places.items() if place < len(row)
        }
        if any(cells.is_missing(found.get(name, "")) for name in mapping.no_record_when_empty):
            continue
        values, reasons = _values(found, kind, mapping)
        if len(row) != len(sheet.header):
            reasons.insert(0, _why_uneven(row, sheet.header))
        if reasons:
            refusals.append(Refusal(number, " ".join(reasons), content(sheet.header, row)))
        else:
            records.append(Record(number, values, row))
    return records, refusals


def _values(
    found: dict[str, str], kind: Kind, mapping: Mapping
) -> tuple[dict[str, Any], list[str]]:
    """Return the values of a row, and what is wrong with it."""
    values: dict[str, Any] = {}
    reasons = []
    style = cells.Style(
        mapping.units, mapping.day_one, mapping.date_format, mapping.decimal, mapping.thousands
    )
    for column in kind.columns:
        name = column.name
        try:
            values[name] = _value(found, column, mapping, style)
        except InputError as error:
            theirs = mapping.columns.get(name, name)
            label = name if theirs == name else f"{name} (column {theirs})"
            reasons.append(f"{label}: {error}")
    if not reasons and kind.one_of and all(values[name] is None for name in kind.one_of):
        reasons.append(f"{' and '.join(kind.one_of)} are both empty.")
    return values, reasons


def _value(
    found: dict[str, str], column: Column, mapping: Mapping, style: cells.Style
) -> cells.Value:
    cell = found.get(column.name, "")
    # A constant is written in our way, whatever the file does.
    value = cells.value(cell, column, style if column.name in mapping.columns else cells.OURS)
    if value is None and column.required:
        raise InputError(f"is empty, and each row needs it ({column.meaning}).")
    return value


def _why_uneven(row: Sequence[str], header: Sequence[str]) -> str:
    hint = (
        "A decimal comma, or a separator in a text? Put quotation marks around the cell."
        if len(row) > len(header)
        else "Was the file cut off?"
    )
    return f"The row has {len(row)} cells, the header {len(header)}. {hint}"


def content(header: Sequence[str], row: Sequence[str]) -> str:
    """Return a row as it stood, JSON: its cells by the names of the header."""
    names = [*header, *(f"column {place + 1}" for place in range(len(header), len(row)))]
    return json.dumps(
        {name: cell[:_LONGEST] for name, cell in zip(names, row, strict=False)},
        ensure_ascii=False,
    )
