"""Read one cell, or say what is wrong with it and what was likely meant. Nothing is guessed."""

import difflib
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from analytics.errors import InputError
from data.imports import units
from data.imports.kinds import Column

Value = str | float | int | date | None

MISSING: Final = frozenset({"", "-", "--", "–", "na", "n/a", "nan", "null"})

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PLAIN: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_SPACES: Final = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009", " "))


@dataclass(frozen=True, slots=True)
class Style:
    """How cells are written; as ours are where left out.

    Attributes are those of :class:`data.imports.mapping.Mapping`.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    day_one: date | None = None
    date_format: str | None = None
    decimal: str = "."
    thousands: str = ""


OURS: Final = Style()


def is_missing(cell: str) -> bool:
    """Tell whether a cell says that nothing is known. A 0 says that it is 0."""
    return cell.strip().lower() in MISSING


def value(cell: str, column: Column, style: Style) -> Value:
    """Return what a cell holds, in the column's unit; None where nothing is known.

    Raises
    ------
    InputError
        If the cell cannot be meant. The message does not name the column.
    """
    if is_missing(cell):
        return None
    text = cell.strip()
    if column.form == "day":
        return _day(text, style)
    if column.form == "number":
        return _number(text, column, style)
    if column.form == "whole":
        return _whole(text, column, style)
    if column.form == "word" and text not in column.words:
        raise InputError(
            f"{text!r} is not one of {', '.join(column.words)}.{_meant_word(text, column.words)}"
        )
    return text


def _meant_word(written: str, words: tuple[str, ...]) -> str:
    """Return the word that is spelt nearly so, as a question; else nothing."""
    plain = re.sub(r"[^a-z0-9]+", "_", written.lower()).strip("_")
    near = difflib.get_close_matches(plain, words, n=1, cutoff=0.8)
    return f" {near[0]} meant?" if near else ""


def _day(cell: str, style: Style) -> date:
    if style.day_one is not None:
        return _counted(cell, style.day_one)
    try:
        if style.date_format is not None:
            return date(*time.strptime(cell, style.date_format)[:3])
        if _ISO.fullmatch(cell):
            return date.fromisoformat(cell)
    except ValueError as error:
        if _ISO.fullmatch(cell):
            raise InputError(f"{cell} is not a day of the calendar.") from error
        raise InputError(
            f"{cell!r} is not a day written as {style.date_format}, or no day of the calendar."
        ) from error
    hint = (
        "Format the column as yyyy-mm-dd: a spreadsheet's own day number was meant?"
        if re.fullmatch(r"[3-5]\d{4}", cell)
        else "Map the column with its date format, such as %d.%m.%Y, or with day_one."
    )
    raise InputError(f"{cell!r} is not a day like 2026-11-22. {hint}")


def _counted(cell: str, day_one: date) -> date:
    if not re.fullmatch(r"[0-9]{1,6}", cell) or int(cell) < 1:
        raise InputError(f"{cell!r} is not a day number; day 1 is {day_one}.")
    try:
        return day_one + timedelta(days=int(cell) - 1)
    except OverflowError as error:
        raise InputError(f"Day {cell} is beyond the calendar; day 1 is {day_one}.") from error


def _number(cell: str, column: Column, style: Style) -> float:
    raw = _raw(cell, style)
    unit = style.units.get(column.name, column.unit)
    found = units.convert(raw, column.dimension, unit, column.unit) if column.dimension else raw
    if column.limit is not None and not column.limit.allows(found):
        raise InputError(f"{cell} is outside {column.limit}.{_meant(raw, column, unit)}")
    return found


def _whole(cell: str, column: Column, style: Style) -> int:
    found = _number(cell, column, style)
    if found != int(found):
        raise InputError(f"{cell} is not a whole number.")
    return int(found)


def _raw(cell: str, style: Style) -> float:
    spaced = cell.translate(_SPACES)
    group, point = re.escape(style.thousands), re.escape(style.decimal)
    if style.thousands and re.fullmatch(rf"[+-]?\d{{1,3}}({group}\d{{3}})+({point}\d*)?", spaced):
        spaced = spaced.replace(style.thousands, "")
    plain = spaced.replace(",", ".") if style.decimal == "," and "." not in spaced else spaced
    if style.decimal == "," and "." in spaced:
        raise InputError(f"{cell!r} has a point, but the decimal mark of this mapping is a comma.")
    if not _PLAIN.fullmatch(plain):
        raise InputError(_why_no_number(cell))
    # float() turns what is too large into infinity without a word.
    if (found := float(plain)) in (float("inf"), float("-inf")):
        raise InputError(f"{cell!r} is too large to be a number.")
    return found


def _why_no_number(cell: str) -> str:
    if cell.lower().strip("+-") in {"inf", "infinity", "∞"}:
        return f"{cell!r} is not finite. Leave the cell empty where nothing is known."
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+", cell):
        return (
            f"{cell!r} may be a thousands comma or a decimal comma. "
            "Say which in the mapping (thousands or decimal)."
        )
    if re.fullmatch(r"[+-]?\d+,\d+", cell):
        return f"{cell!r} is not a number. Decimal comma meant? Say so in the mapping (decimal)."
    if re.fullmatch(r"[+-]?\d{1,3}([ '.,\u00a0\u202f]\d{3})+([.,]\d+)?", cell):
        return f"{cell!r} is not a number. Digits in groups? Say so in the mapping (thousands)."
    if re.match(r"[+-]?\d", cell):
        return f"{cell!r} is not a number. Only digits belong in the cell, not a unit."
    return f"{cell!r} is not a number."


def _meant(raw: float, column: Column, unit: str) -> str:
    """Return the unit in which the number would make sense, as a question."""
    for other in units.units_of(column.dimension):
        if other == unit or column.limit is None:
            continue
        if column.limit.allows(units.convert(raw, column.dimension, other, column.unit)):
            return f" {other} meant? Correct it, or map the column with unit {other}."
    return column.limit.meant(raw) if column.limit is not None else ""
