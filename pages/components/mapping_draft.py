"""What a visitor has said so far of the columns of a table, where it starts, what it lacks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from analytics.errors import InputError
from data.imports import cells, rows
from data.imports.csv_text import Sheet
from data.imports.kinds import Kind
from data.imports.layouts import Waiting
from data.imports.mapping import Mapping
from pages.components import text

MEASURES: Final = frozenset({"mass_kg", "reps", "value", "duration_min"})
TRIED: Final = 500
"""Rows that are read before the import, to say what would be refused."""


@dataclass(slots=True)
class Draft:
    """A mapping that may be unfinished. Attributes are those of Mapping."""

    kind: Kind
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    day_one: date | None = None
    date_format: str | None = None
    decimal: str = "."
    thousands: str = ""
    no_record_when_empty: tuple[str, ...] = ()

    def given(self, name: str) -> bool:
        """Tell whether a column of ours is mapped, or has one value for every row."""
        return name in self.columns or name in self.constants

    def to_mapping(self) -> Mapping:
        """Return the mapping.

        Raises
        ------
        InputError
            If it cannot be used.
        """
        return Mapping(
            self.kind.name,
            self.columns,
            self.constants,
            self.units,
            day_one=self.day_one,
            date_format=self.date_format,
            decimal=self.decimal,
            thousands=self.thousands,
            no_record_when_empty=self.no_record_when_empty,
        )


def start(kind: Kind, table: Waiting, before: Sequence[Draft]) -> Draft:
    """Return what is known of a kind before the visitor says anything.

    That is how the layout was mapped, else columns that bear our names and, of the kinds
    asked before, the athlete and how days and numbers are written.
    """
    for one in table.mappings:
        if one.kind == kind.name:
            found = _of(one, kind)
            break
    else:
        named = {name.strip().lower(): name for name in table.sheet.header if name}
        columns = {one.name: named[one.name] for one in kind.columns if one.name in named}
        found = Draft(kind, columns)
        _write_as(found, before)
    _name_athlete(found, before, table.athlete_id)
    return found


def measures(draft: Draft) -> tuple[str, ...]:
    """Return mapped columns without which a row of several kinds holds none of this one."""
    either = [name for name in draft.kind.one_of if name in draft.columns]
    alone = either if len(either) == 1 else []  # of two, one may be empty
    return tuple(name for name in draft.columns if name in MEASURES or name in alone)


def lacking(draft: Draft, kinds: Collection[str], known: Collection[str]) -> list[str]:
    """Return why a table would be refused as a whole: sentences in plain text.

    Parameters
    ----------
    draft : Draft
    kinds : collection of str
        Every kind the rows hold.
    known : collection of str
        Athletes who are here.
    """
    kind = draft.kind
    absent = _needed(draft)
    said = (
        [f"Needs {', '.join(absent)}: pick a column, or say what holds in every row."]
        if absent
        else []
    )
    for name, constant in draft.constants.items():
        try:
            cells.value(constant, kind.column(name), cells.OURS)
        except InputError as error:
            said.append(f"{name}: {error}")
    if not said:
        try:
            draft.to_mapping()
        except InputError as error:
            said.append(str(error))
    who = draft.constants.get("athlete_id")
    if who and who not in known and "athletes" not in kinds:
        said.append(f"{who} is not here yet. Choose Athletes too, or import athletes first.")
    return said


def without_mass(draft: Draft, kinds: Collection[str], weighed: Collection[str]) -> str:
    """Return the sentence about a power in W of somebody whose body mass is unknown."""
    who = draft.constants.get("athlete_id")
    is_needed = draft.given("power_w") and not draft.given("power_w_kg")
    if draft.kind.name != "power_tests" or not is_needed or "body_mass" in kinds:
        return ""
    if not who or who in weighed:
        return ""
    return (
        f"power_w needs {who}'s body mass, and none is here. "
        "Choose Body mass too, import body masses first, or map power_w_kg."
    )


def trial(draft: Draft, table: Waiting) -> str:
    """Read the first rows, and return how many records they hold and what is wrong, in a line."""
    if not draft.columns and not table.again:
        return "One record, the same for the whole file."
    again = table.again.get(draft.kind.name, frozenset()) if table.again else None
    chosen = [row for row in table.sheet.rows if again is None or row[0] in again]
    if not chosen:
        return "Every row was taken. Nothing of it is tried again."
    sheet = Sheet(table.sheet.header, tuple(chosen[:TRIED]))
    records, refusals = rows.read(sheet, draft.to_mapping(), table.athlete_id)
    of = f"Of {'the first ' if len(chosen) > TRIED else ''}{text.counted(len(sheet.rows), 'row')}"
    tried = f"{of}{' refused before' if again else ''}: "
    passed = len(sheet.rows) - len(records) - len(refusals)
    said = [f"{len(records)} can be read"]
    said += [f"{passed} hold none"] if passed else []
    if refusals:
        first = refusals[0]
        said.append(f"{len(refusals)} cannot; the first, row {first.row_number}: {first.reason}")
    return tried + ", ".join(said) + ("" if refusals else ".")


def _needed(draft: Draft) -> list[str]:
    """Return what no row can do without and nobody has said."""
    kind = draft.kind
    absent = [name for name in kind.required if not draft.given(name)]
    if kind.one_of and not any(draft.given(name) for name in kind.one_of):
        absent.append(" or ".join(kind.one_of))
    if draft.constants.get("kind") == "time_trial" and not draft.given("duration_s"):
        absent.append("duration_s")
    return absent


def _of(one: Mapping, kind: Kind) -> Draft:
    return Draft(
        kind,
        dict(one.columns),
        dict(one.constants),
        dict(one.units),
        one.day_one,
        one.date_format,
        one.decimal,
        one.thousands,
        one.no_record_when_empty,
    )


def _write_as(draft: Draft, before: Sequence[Draft]) -> None:
    """Take over from the kinds asked before how one file writes its days and numbers."""
    for other in before:
        draft.decimal, draft.thousands = other.decimal, other.thousands
    dated = [other for other in before if "local_date" in other.columns]
    if dated:
        day = dated[-1].columns["local_date"]
        if draft.columns.setdefault("local_date", day) == day:
            draft.day_one, draft.date_format = dated[-1].day_one, dated[-1].date_format


def _name_athlete(draft: Draft, before: Sequence[Draft], athlete_id: str | None) -> None:
    """Say whom the rows are about, as the kinds asked before did, or the import."""
    for other in reversed(before):
        if draft.given("athlete_id"):
            return
        if "athlete_id" in other.columns:
            draft.columns["athlete_id"] = other.columns["athlete_id"]
        elif "athlete_id" in other.constants:
            draft.constants["athlete_id"] = other.constants["athlete_id"]
    if athlete_id and not draft.given("athlete_id"):
        draft.constants["athlete_id"] = athlete_id
