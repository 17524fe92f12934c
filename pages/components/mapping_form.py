"""Say once what somebody else's columns mean; the layout is remembered."""

import pandas as pd
import streamlit as st

from data.imports.kinds import KINDS
from data.imports.layouts import Waiting
from data.imports.mapping import Mapping
from pages.components import actions, mapping_draft, mapping_fields, sources, text
from pages.components.mapping_draft import Draft


def show() -> None:
    """Let the visitor map the columns of a table that was not wholly taken, and import it."""
    waiting = sources.waiting_tables(sources.key())
    if not waiting:
        st.info(
            "No table waits for its columns. A table appears here once it was imported and "
            "something of it was not taken."
        )
        return
    names = [f"{one.name} · {one.file_sha256[:8]}" for one in waiting]
    table = waiting[names.index(st.selectbox("Table", names, key="layout"))]
    st.caption(text.plain(table.reason))
    _preview(table)
    kinds = _kinds(table)
    drafts: list[Draft] = []
    mappings: list[Mapping] = []
    for name in kinds:
        with st.container(border=True):
            st.subheader(KINDS[name].title, anchor=False)
            known = mapping_draft.start(KINDS[name], table, drafts)
            draft = mapping_fields.ask(known, table, is_one_of_several=len(kinds) > 1)
            mapping = _checked(draft, kinds, table)
        drafts.append(draft)
        mappings += [mapping] if mapping else []
    if kinds:
        _finish(table, kinds, mappings)


def _preview(table: Waiting) -> None:
    header = [name or f"column {place}" for place, name in enumerate(table.sheet.header, 1)]
    numbers, cells = zip(*table.shown(), strict=True)
    padded = [(*row, *[""] * len(header))[: len(header)] for row in cells]
    st.dataframe(
        pd.DataFrame(padded, columns=header, index=pd.Index(map(str, numbers), name="row")),
        key="layout-head",
        height="content",
        alt="First and fullest rows of the table",
    )
    st.caption(
        f"The first rows and the fullest, of {text.counted(len(table.sheet.rows), 'row')}. "
        "The header is row 1."
    )


def _kinds(table: Waiting) -> list[str]:
    """Ask what a row holds; of a table taken in part this is settled."""
    mapped = [one.kind for one in table.mappings]
    if table.again:
        kinds = [name for name in KINDS if name in {*mapped, *table.again}]
        refused = ", ".join(
            f"{text.counted(len(table.again[name]), 'row')} of {KINDS[name].title.lower()}"
            for name in kinds
            if name in table.again
        )
        st.write(f"Part of this table was taken. Still refused, and tried again: {refused}.")
        return kinds
    picked = st.pills(
        "What does a row hold? More than one is possible.",
        list(KINDS),
        selection_mode="multi",
        default=[name for name in KINDS if name in mapped],
        format_func=lambda name: KINDS[name].title,
        key=f"layout-kinds-{table.file_sha256[:8]}",
    )
    return [name for name in KINDS if name in picked]


def _checked(draft: Draft, kinds: list[str], table: Waiting) -> Mapping | None:
    """Return the mapping of a kind, or say why there is none that would take a row."""
    contents = sources.contents(sources.key())
    weighed = contents.loc[contents["n_masses"] > 0, "athlete_id"]
    wrong = mapping_draft.lacking(draft, kinds, list(contents["athlete_id"]))
    wrong += [one for one in [mapping_draft.without_mass(draft, kinds, list(weighed))] if one]
    for sentence in wrong:
        st.markdown(f":orange[▲] {text.plain(sentence)}")
    if wrong:
        return None
    st.caption(text.plain(mapping_draft.trial(draft, table)))
    return draft.to_mapping()


def _finish(table: Waiting, kinds: list[str], mappings: list[Mapping]) -> None:
    is_ready = len(mappings) == len(kinds) and any(one.columns for one in mappings)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Remember and import", key="remember", disabled=not is_ready):
            actions.import_mapped(table, tuple(mappings))
            st.rerun()
        if len(mappings) < len(kinds):
            lacking = [
                KINDS[name].title for name in kinds if name not in {m.kind for m in mappings}
            ]
            st.caption(f"Not yet: {', '.join(lacking)}, see ▲ there.")
        elif not is_ready:
            st.caption("Not yet: no column of the table is used.")
