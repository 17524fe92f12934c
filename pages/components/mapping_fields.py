"""The fields of one kind of record on the mapping screen, filled with what is known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from data.imports.kinds import Column
from data.imports.layouts import Waiting
from data.imports.mapping import THOUSANDS
from data.imports.units import units_of
from pages.components import text
from pages.components.mapping_draft import Draft, measures

NONE: Final = "not in the table"
EVERY: Final = "or in every row"
NUMBERED: Final = "numbered"
DAYS: Final = {
    "%Y-%m-%d": "2026-11-22",
    NUMBERED: "1, 2, 3, counted from a day",
    "%d.%m.%Y": "22.11.2026",
    "%d/%m/%Y": "22/11/2026, day first",
    "%m/%d/%Y": "11/22/2026, month first",
    "%d-%m-%Y": "22-11-2026",
    "%Y/%m/%d": "2026/11/22",
}
GROUPS: Final = {"": "nothing", " ": "a space"}
_ALSO_NEEDED: Final = "duration_s"  # by a time trial
_CELL: Final = 150


def ask(known: Draft, table: Waiting, *, is_one_of_several: bool) -> Draft:
    """Draw the fields of a kind and return what they say.

    Parameters
    ----------
    known : Draft
        What the fields are filled with.
    table : Waiting
    is_one_of_several : bool
        A row may then hold nothing of this kind.
    """
    kind = known.kind
    needed = [
        one
        for one in kind.columns
        if one.required or one.name in kind.one_of or one.name == _ALSO_NEEDED
    ]
    said = Draft(kind)
    _grid(needed, known, said, table)
    others = [one for one in kind.columns if one not in needed]
    if others:
        st.caption("If the table has it")
        _grid(others, known, said, table)
    if said.columns:
        _writing(known, said, table)
        said.no_record_when_empty = _empty(known, said, table, is_one_of_several=is_one_of_several)
    return said


def _grid(asked: Sequence[Column], known: Draft, said: Draft, table: Waiting) -> None:
    with st.grid(min_column_width=480, gap=("small", "medium")):
        for column in asked:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _column(column, known, said, table)


def _column(column: Column, known: Draft, said: Draft, table: Waiting) -> None:
    name = column.name
    meaning, _, more = column.meaning.partition("; ")
    unit = f" ({column.unit})" if column.unit else ""
    options = [NONE, *(theirs for theirs in table.sheet.header if theirs)]
    was = known.columns.get(name, NONE)
    theirs = st.selectbox(
        f"{meaning}{unit} · :gray[{name}]",
        options,
        index=options.index(was) if was in options else 0,
        key=_key(known, table, name, "column", was),
        help=". ".join(part for part in (more, column.rule) if part) or None,
    )
    if theirs == NONE:
        if value := _constant(column, known, table):
            said.constants[name] = value
        return
    said.columns[name] = theirs
    if len(choices := units_of(column.dimension)) > 1:
        unit = known.units.get(name, column.unit)
        chosen = st.selectbox(
            "In",
            choices,
            index=choices.index(unit) if unit in choices else 0,
            key=_key(known, table, name, "unit", unit),
            width=_CELL,
        )
        if chosen != column.unit:
            said.units[name] = chosen


def _constant(column: Column, known: Draft, table: Waiting) -> str:
    was = known.constants.get(column.name, "")
    key = _key(known, table, column.name, "constant", was)
    if column.words:
        options = ["", *column.words]
        return st.selectbox(
            EVERY,
            options,
            index=options.index(was) if was in options else 0,
            format_func=lambda word: word or "–",
            key=key,
            width=_CELL,
        )
    return st.text_input(
        EVERY, was, key=key, placeholder=f"such as {column.example}", width=_CELL
    ).strip()


def _writing(known: Draft, said: Draft, table: Waiting) -> None:
    """Ask how days and numbers are written."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if "local_date" in said.columns:
            _days(known, said, table)
        if not any(said.kind.column(name).form in {"number", "whole"} for name in said.columns):
            return
        said.decimal = st.selectbox(
            "Decimal mark",
            [".", ","],
            index=[".", ","].index(known.decimal),
            key=_key(known, table, "decimal", known.decimal),
            width=130,
        )
        said.thousands = st.selectbox(
            "Thousands by",
            THOUSANDS,
            index=THOUSANDS.index(known.thousands),
            format_func=lambda mark: GROUPS.get(mark, mark),
            key=_key(known, table, "thousands", known.thousands),
            width=130,
        )


def _days(known: Draft, said: Draft, table: Waiting) -> None:
    was = NUMBERED if known.day_one else known.date_format or "%Y-%m-%d"
    options = list(dict.fromkeys([*DAYS, was]))
    written = st.selectbox(
        "Days are written",
        options,
        index=options.index(was),
        format_func=lambda one: DAYS.get(one, one),
        key=_key(known, table, "days", was),
        accept_new_options=True,
        help="Type another way as a pattern: %d %b %Y reads 22 Nov 2026.",
        width=260,
    )
    if written != NUMBERED:
        said.date_format = None if written == "%Y-%m-%d" else written
        return
    first = known.day_one or date(2020, 1, 1)
    said.day_one = st.date_input(
        "Day 1 is",
        first,
        min_value=date(1950, 1, 1),
        max_value=date(2100, 1, 1),
        key=_key(known, table, "day-one", first),
        format="YYYY-MM-DD",
        width=150,
    )


def _empty(
    known: Draft, said: Draft, table: Waiting, *, is_one_of_several: bool
) -> tuple[str, ...]:
    """Ask which empty cells mean that a row holds no such record."""
    new = replace(said, columns={k: v for k, v in said.columns.items() if k not in known.columns})
    fresh = said if not known.no_record_when_empty else new
    usual = measures(fresh) if is_one_of_several else ()
    start = [one for one in said.columns if one in {*known.no_record_when_empty, *usual}]
    return tuple(
        st.pills(
            f"Empty here means: the row holds no {said.kind.title.lower()}",
            list(said.columns),
            selection_mode="multi",
            default=start,
            format_func=lambda name: text.plain(said.columns[name]),
            key=_key(known, table, "empty", *said.columns.values(), "", *start),
            help="Without this, a row with such an empty cell is refused.",
        )
    )


def _key(known: Draft, table: Waiting, *parts: object) -> str:
    """Name a widget after what it is filled with: filled with something else, it is another."""
    return "-".join([known.kind.name, *map(str, parts), table.file_sha256[:8]])
