"""Saved plans: another name, an older version, put away, and back again."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING, percent
from analytics.errors import WorkbenchError
from data import plan_names, store
from data.plan_checks import LONGEST_NAME
from pages.components import plan_desk, plan_open, plan_save, plan_words, sources, text
from pages.components.days import moment
from pages.components.plan_state import Board
from pages.components.sources.plan_basis import Basis

_NAME: Final = "plan-shelf-name"
_VERSION: Final = "plan-shelf-version"
_AWAY: Final = "plan-shelf-away"


def offer(basis: Basis) -> None:
    """Offer what one may do with saved plans, where there are any."""
    found = sources.saved_plans(basis.at, basis.athlete_id)
    away = sources.plans_away(basis.at, basis.athlete_id)
    if found.empty and away.empty:
        return
    picked = st.session_state.get(plan_open.KEY)
    rows = found[found["plan_id"] == picked].to_dict("records")
    with st.popover("Saved plans", key="plan-shelf"):
        if rows:
            _picked(basis, rows[0])
        elif not found.empty:
            st.caption("Pick a plan to rename it, to open an older version, or to put it away.")
        if not away.empty:
            _back(basis, away)


def _picked(basis: Basis, row: Mapping[Hashable, Any]) -> None:
    plan_id, name = str(row["plan_id"]), str(row["name"])
    # A name that was changed elsewhere is shown anew.
    key = f"{_NAME}-{plan_id}-{name}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        typed = st.text_input("Name of the plan", value=name, key=key, max_chars=LONGEST_NAME)
        st.button(
            "Rename",
            key="plan-shelf-rename",
            on_click=_rename,
            args=(basis, plan_id, typed),
            disabled=not typed.strip() or typed.strip() == name,
        )
    versions = sources.plan_versions(basis.at, plan_id)
    said = {int(one["version"]): _line(one) for one in versions.to_dict("records")}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        version = st.selectbox(
            "Versions, newest first", list(said), key=f"{_VERSION}-{plan_id}-{len(said)}",
            format_func=said.__getitem__,
        )  # fmt: skip
        st.button(
            "Open", key="plan-shelf-open", on_click=_open, args=(basis, plan_id, int(version))
        )
    st.caption("An older version opens as a step one can take back; saved, it is the newest.")
    st.button("Put away", key="plan-shelf-put-away", on_click=_put_away, args=(basis, plan_id))


def _back(basis: Basis, away: pd.DataFrame) -> None:
    names = dict(zip(away["plan_id"], away["name"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        plan_id = st.selectbox(
            "Put away",
            list(names),
            key=f"{_AWAY}-{len(names)}",
            format_func=lambda one: text.plain(names[one]),
        )
        st.button("Bring back", key="plan-shelf-back", on_click=_bring_back, args=(basis, plan_id))


def _line(row: Mapping[Hashable, Any]) -> str:
    """Return a version in words: when, by whom, what it promised."""
    gain = MISSING
    if not pd.isna(row["gain_percent"]):
        spread = plan_words.spread(row["lower_percent"], row["upper_percent"])
        gain = f"{percent(row['gain_percent'])} % ({spread})"
    by = text.plain(row["created_by"])
    return f"{row['version']} · {moment(row['created_at'])} · {by} · {gain}"


def _rename(basis: Basis, plan_id: str, name: str) -> None:
    if not _done(basis, lambda con: plan_names.rename(con, plan_id, name), f"Now called {name}."):
        return
    board = plan_desk.board(basis.athlete_id)
    drafts = {
        letter: replace(one, title=name.strip()) if one.plan_id == plan_id else one
        for letter, one in board.drafts.items()
    }
    for letter, one in drafts.items():
        if one.plan_id == plan_id:
            st.session_state[plan_save.name_key(basis.athlete_id, letter, plan_id)] = name.strip()
    plan_desk.change(basis.athlete_id, replace(board, drafts=drafts))


def _open(basis: Basis, plan_id: str, version: int) -> None:
    board: Board = plan_open.opened(basis, plan_id, version)
    plan_desk.change(basis.athlete_id, board)
    plan_open.is_open(basis, plan_id)


def _put_away(basis: Basis, plan_id: str) -> None:
    said = "Put away, with all its versions. The plan on the page stays as it is."
    if _done(basis, lambda con: plan_names.remove(con, plan_id), said):
        st.session_state[plan_open.KEY] = None


def _bring_back(basis: Basis, plan_id: str) -> None:
    _done(basis, lambda con: plan_names.bring_back(con, plan_id), "Back among the saved plans.")


def _done(
    basis: Basis,
    write: Callable[[Any], None],  # a connection, of which pages know nothing
    said: str,
) -> bool:
    """Write, and have said what came of it; for callbacks."""
    try:
        with store.session(basis.at.path) as con:
            write(con)
    except WorkbenchError as error:
        st.session_state[plan_save.TOLD] = ("refused", str(error))
        return False
    st.session_state[plan_save.TOLD] = ("saved", said)
    return True
