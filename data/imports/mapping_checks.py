"""What is wrong with a mapping, said before any table is read through it."""

import time
from datetime import date
from typing import TYPE_CHECKING, Final

from analytics.errors import InputError
from data.imports import units as unit_table
from data.imports.kinds import Column, Kind, kind_of

if TYPE_CHECKING:
    from data.imports.mapping import Mapping

THOUSANDS: Final = ("", ",", ".", " ", "'")


def check(mapping: "Mapping") -> None:
    """Refuse a mapping that cannot be meant.

    Raises
    ------
    InputError
        Saying what is wrong with it.
    """
    kind = kind_of(mapping.kind)
    _text(mapping)
    _columns(mapping, kind)
    for name, unit in mapping.units.items():
        _unit(kind.column(name), unit)
    if mapping.day_one and (mapping.date_format or "local_date" not in mapping.columns):
        raise InputError("day_one needs a column of day numbers, and no date_format.")
    if mapping.date_format is not None:
        _date_format(mapping.date_format)
    if mapping.decimal not in (".", ",") or mapping.thousands not in THOUSANDS:
        raise InputError("decimal is '.' or ','; thousands is '', ',', '.', ' ' or \"'\".")
    if mapping.decimal == mapping.thousands:
        raise InputError(f"{mapping.decimal!r} cannot be both decimal and thousands mark.")


def _date_format(date_format: str) -> None:
    some_day = date(2026, 11, 22)
    try:
        back = date(*time.strptime(some_day.strftime(date_format), date_format)[:3])
    except ValueError:
        back = None
    if back != some_day:
        raise InputError(
            f"date_format {date_format!r} does not tell year, month and day. "
            "%d.%m.%Y reads 22.11.2026."
        )


def _text(mapping: "Mapping") -> None:
    """Refuse what cannot be written or stored as text."""
    tables = (mapping.columns, mapping.constants, mapping.units)
    texts: list[object] = [text for table in tables for pair in table.items() for text in pair]
    texts += [mapping.decimal, mapping.thousands, *mapping.no_record_when_empty]
    texts += [mapping.date_format] if mapping.date_format is not None else []
    for text in texts:
        if not isinstance(text, str):
            raise InputError(f"The mapping of {mapping.kind} holds {text!r} where text belongs.")
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            raise InputError(
                f"The mapping of {mapping.kind} holds {text!r}, half a character. Write it anew."
            )


def _unit(column: Column, unit: str) -> None:
    known = unit_table.units_of(column.dimension)
    if not known:
        raise InputError(
            f"{unit!r} is no unit of {column.name}, which has none to choose. Leave it out."
        )
    unit_table.convert(1.0, column.dimension, unit, column.unit)


def _columns(mapping: "Mapping", kind: Kind) -> None:
    for name in (*mapping.columns, *mapping.constants, *mapping.no_record_when_empty):
        kind.column(name)
    twice = set(mapping.columns) & set(mapping.constants)
    if twice:
        raise InputError(f"{', '.join(sorted(twice))} is mapped to a column and a constant.")
    given = {*mapping.columns, *mapping.constants}
    # The athlete may be named when the file is imported.
    absent = set(kind.required) - given - {"athlete_id"}
    if absent or (kind.one_of and not given & set(kind.one_of)):
        lacking = ", ".join(sorted(absent)) or " or ".join(kind.one_of)
        raise InputError(f"{kind.name} needs {lacking}: map a column, or give a constant.")
