"""How the Plan page is laid out: first lines, controls at the left, tabs at the right."""

from contextlib import nullcontext

import streamlit as st

from pages.components import (
    fitting,
    plan_beside,
    plan_compare,
    plan_controls,
    plan_desk,
    plan_export,
    plan_head,
    plan_held,
    plan_improve,
    plan_outcome,
    plan_prices,
    plan_reading,
    plan_sessions,
    plan_start,
    plan_words,
    sources,
)
from pages.components.plan_reading import Reading
from pages.components.sources.plan_basis import Basis

CONTROLS = "Goal, days, drills, limits, aim"
TABS = ("Outcome", "Sessions", "Compare", "Frontier and prices")


def show(athlete_id: str) -> None:
    """Show the plans of an athlete."""
    basis = sources.plan_basis(sources.key(), athlete_id)
    history = sources.history_of(basis)
    last_day = history.last_day.date()
    board = plan_start.board(basis, last_day)
    refused = plan_controls.refused(board.wishes, last_day)
    readings = [] if refused else _readings(basis)
    focused = next((one for one in readings if one.letter == board.focus), None)
    export, by = plan_head.bar(basis, focused)
    under_way = "" if refused else plan_controls.under_way(board.wishes, last_day)
    for said in filter(None, [under_way, *plan_words.missing(basis, history)]):
        st.info(said)
    if stale := _stale(basis):
        st.caption(f"▲ {stale}")
    if focused is not None:
        other = next((one for one in readings if one is not focused), None)
        plan_head.numbers(focused, other)
    banner = st.container()
    controls, main = st.columns([1, 3], gap="medium")
    # The chart first, which one waits for: controls are set from the board, whenever drawn.
    with main:
        why_none = st.container()
        if refused:
            st.warning(refused)
            plan_held.show(basis, board)
        else:
            _planned(basis, readings, focused)
    with controls:
        with st.expander(CONTROLS) if _is_phone() else nullcontext():
            plan_controls.show(basis, last_day)
        if not refused:
            plan_improve.offer(basis)
    if not refused:
        with why_none:
            plan_improve.why_none(basis)
    # Last, for the check of limits takes its while: the chart stands meanwhile.
    if focused is not None:
        with banner, st.spinner("Checking the limits …"):
            plan_head.banner(focused)
        with export:
            plan_export.offer(focused, by)


def _planned(basis: Basis, readings: list[Reading], focused: Reading | None) -> None:
    """Show the plan in focus, or what one may begin from."""
    if focused is not None and (said := _beside_wishes(focused)):
        st.markdown(f":orange[▲] {said}")
    if focused is None:
        plan_start.offer(basis)
    else:
        _tabs(readings, focused)


def _is_phone() -> bool:
    """Tell whether the browser says it is a phone's: there the controls fold before the chart."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def _beside_wishes(focused: Reading) -> str:
    days = {one.date for one in focused.sets}
    is_whole = focused.wishes.first_day == focused.board.wishes.first_day
    weekly_au = focused.simulation.weekly["dose_au"].tolist() if is_whole else ()
    return plan_beside.beside_wishes(days, weekly_au, focused.wishes.settings)


def _stale(basis: Basis) -> str:
    """Return what is out of date about the fit that is asked; empty if nothing is."""
    saved = None if basis.series is None else sources.saved_fit(basis.at, basis.series)
    if saved is None or basis.series is None:
        return ""
    return fitting.why_stale(saved, basis.series)


def _readings(basis: Basis) -> list[Reading]:
    board = plan_desk.board(basis.athlete_id)
    found = [plan_reading.read(basis, board, letter) for letter in board.drafts]
    return [one for one in found if one is not None]


def _tabs(readings: list[Reading], focused: Reading) -> None:
    outcome, sessions, compared, prices = st.tabs(
        TABS, key="view", on_change="rerun", bind="query-params"
    )
    if sessions.open:
        with sessions:
            plan_sessions.show(focused)
    elif compared.open:
        with compared:
            plan_compare.show(readings, focused)
    elif prices.open:
        with prices:
            plan_prices.show(readings, focused)
    else:
        with outcome:
            plan_outcome.show(focused, [one for one in readings if one is not focused])
