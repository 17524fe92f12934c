"""Say once what somebody else's columns mean; the layout is remembered."""

from datetime import date

import pandas as pd
import streamlit as st

from data.imports.kinds import KINDS, Column, Kind
from data.imports.layouts import Waiting
from data.imports.mapping import Mapping
from data.imports.units import units_of
from pages.components import actions, sources

_NONE = "–"


def show() -> None:
    """Let the visitor map the columns of a table that was refused for them, and import it."""
    waiting = sources.waiting_tables(sources.key())
    if not waiting:
        st.info(
            "No table waits for its columns. A table with unknown columns appears here once it was "
            "imported."
        )
        return
    names = [f"{one.name} · {one.file_sha256[:8]}" for one in waiting]
    table = waiting[names.index(st.selectbox("Table", names, key="layout"))]
    st.dataframe(
        pd.DataFrame(
            [cells for _, cells in table.sheet.rows[:5]], columns=list(table.sheet.header)
        ),
        hide_index=True,
        key="layout-head",
    )
    kinds = st.pills(
        "What does a row hold? More than one is possible.",
        list(KINDS),
        selection_mode="multi",
        format_func=lambda name: KINDS[name].title,
        key="layout-kinds",
    )
    mappings = []
    for name in kinds:
        with st.container(border=True):
            mapping = _ask(KINDS[name], table)
        if mapping is not None:
            mappings.append(mapping)
    if kinds and len(mappings) == len(kinds) and st.button("Remember and import", key="remember"):
        actions.import_mapped(table, tuple(mappings))


def _ask(kind: Kind, table: Waiting) -> Mapping | None:
    st.subheader(kind.title, anchor=False)
    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    units: dict[str, str] = {}
    needed = [one for one in kind.columns if one.required or one.name in kind.one_of]
    for column in needed:
        _column(kind, column, table, (columns, constants, units))
    with st.expander("More columns"):
        for column in kind.columns:
            if column not in needed:
                _column(kind, column, table, (columns, constants, units))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day_one = _day_one(kind) if "local_date" in columns else None
        how = None
        if "local_date" in columns and day_one is None:
            written = st.text_input(
                "Days are written",
                "%Y-%m-%d",
                key=f"{kind.name}-format",
                help="%d.%m.%Y reads 22.11.2026.",
                width=180,
            )
            how = None if written == "%Y-%m-%d" else written
        decimal = st.selectbox("Decimal mark", [".", ","], key=f"{kind.name}-decimal", width=130)
        empty = (
            st.pills(
                "Empty here means: no such record in this row",
                list(columns),
                selection_mode="multi",
                key=f"{kind.name}-empty",
            )
            if columns
            else []
        )
    return _mapping(kind, (columns, constants, units), day_one, how, decimal, tuple(empty))


def _mapping(
    kind: Kind,
    cells: tuple[dict[str, str], dict[str, str], dict[str, str]],
    day_one: date | None,
    date_format: str | None,
    decimal: str,
    empty: tuple[str, ...],
) -> Mapping | None:
    columns, constants, units = cells
    try:
        return Mapping(
            kind.name,
            columns,
            constants,
            units,
            day_one=day_one,
            date_format=date_format,
            decimal=decimal,
            no_record_when_empty=empty,
        )
    except ValueError as error:
        st.caption(str(error))
        return None


def _column(
    kind: Kind,
    column: Column,
    table: Waiting,
    cells: tuple[dict[str, str], dict[str, str], dict[str, str]],
) -> None:
    columns, constants, units = cells
    key = f"{kind.name}-{column.name}"
    unit = f" ({column.unit})" if column.unit else ""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        theirs = st.selectbox(
            f"{column.meaning}{unit} · `{column.name}`",
            [_NONE, *table.sheet.header],
            key=f"{key}-column",
            width=320,
        )
        if theirs != _NONE:
            columns[column.name] = theirs
            if len(choices := units_of(column.dimension)) > 1:
                at = choices.index(column.unit) if column.unit in choices else 0
                chosen = st.selectbox("In", choices, index=at, key=f"{key}-unit", width=110)
                if chosen != column.unit:
                    units[column.name] = chosen
            return
        if column.words:
            value = st.selectbox(
                "or the same in every row", [_NONE, *column.words], key=f"{key}-word", width=220
            )
            value = "" if value == _NONE else value
        else:
            start = (table.athlete_id or "") if column.name == "athlete_id" else ""
            value = st.text_input(
                "or the same in every row",
                start,
                key=f"{key}-constant",
                placeholder=column.example,
                width=220,
            )
        if value:
            constants[column.name] = value


def _day_one(kind: Kind) -> date | None:
    if not st.checkbox("Days are numbers", key=f"{kind.name}-numbered"):
        return None
    return st.date_input(
        "Day 1 is", date(2020, 1, 1), key=f"{kind.name}-day-one", format="YYYY-MM-DD"
    )
