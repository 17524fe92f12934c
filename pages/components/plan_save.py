"""Saving a plan: by name, version after version, with what was promised of it."""

from dataclasses import replace
from typing import Final

import streamlit as st

from analytics.charts.wording import MISSING
from analytics.errors import WorkbenchError
from data import plans, store
from data.plan_checks import LONGEST_NAME
from data.plans import Promise
from pages.components import plan_desk, plan_open, sources, text
from pages.components.days import day
from pages.components.plan_reading import Reading
from pages.components.plan_state import PlannedSet

TOLD: Final = "plan-told"
BY: Final = "coach"


def offer(reading: Reading) -> str:
    """Offer to save the plan in focus; return who saves."""
    with st.popover("Save", key="plan-save"):
        draft = reading.draft
        usual = draft.title if draft.plan_id else f"to {day(reading.plan.goal_date)}"
        key = name_key(reading.basis.athlete_id, reading.letter, draft.plan_id)
        name = st.text_input("Name", value=usual[:LONGEST_NAME], key=key, max_chars=LONGEST_NAME)
        by = st.text_input("Saved by", value=BY, key="plan-by", max_chars=LONGEST_NAME)
        st.caption(_next(reading, name))
        st.button(
            "Save",
            key="plan-save-now",
            on_click=_save,
            args=(reading, name.strip(), by.strip()),
            disabled=not name.strip() or not by.strip(),
        )
    return by.strip() or BY


def tell() -> None:
    """Say what came of the last try to save, rename or put away."""
    told = st.session_state.pop(TOLD, None)
    if told is not None:
        kind, said = told
        (st.toast if kind == "saved" else st.warning)(text.plain(said))


def name_key(athlete_id: str, letter: str, plan_id: str | None) -> str:
    """Return the key of the name a plan is saved by."""
    return f"plan-name-{athlete_id}-{letter}-{plan_id}"


def promise(reading: Reading) -> Promise:
    """Return what is said of a plan now, as it is kept with it."""
    gain, basis = reading.simulation.gain, reading.basis
    saved = None if basis.series is None else sources.saved_fit(basis.at, basis.series)
    bound = sources.found_before(basis, reading.wishes)
    return Promise(
        basis="own" if saved is not None else "prior",
        gain_percent=gain.mean,
        lower_percent=gain.lower,
        upper_percent=gain.upper,
        interval_share=reading.level,
        upper_bound_percent=None if bound is None else bound.upper_bound_percent,
        fit_id=None if saved is None else saved.fit_id,
        data_sha256=None if saved is None else saved.data_sha256,
        verdict=reading.verdict,
    )


def _next(reading: Reading, name: str) -> str:
    """Return which version a name would get."""
    found = _of_name(reading, name)
    if found is None:
        return "A new plan, version 1."
    return f"Version {found[1] + 1} of it; version {found[1]} is kept."


def _of_name(reading: Reading, name: str) -> tuple[str, int] | None:
    found = sources.saved_plans(reading.basis.at, reading.basis.athlete_id)
    same = found[found["name"].str.casefold() == name.strip().casefold()]
    if same.empty:
        return None
    return str(same["plan_id"].iloc[0]), int(same["version"].iloc[0])


def _laid(reading: Reading) -> tuple[PlannedSet, ...]:
    """Return the sets as they are saved: scaled, and none outside the days of the board."""
    return reading.board.sets(reading.letter)


def _save(reading: Reading, name: str, by: str) -> None:
    """Save the plan; for callbacks, as it moves the picker of saved plans."""
    known, draft = _of_name(reading, name), reading.draft
    based_on = 0 if known is None else known[1]
    if known is not None and draft.plan_id == known[0] and draft.newest is not None:
        based_on = draft.newest
    try:
        with store.session(reading.basis.at.path) as con:
            plan_id, version = plans.save(
                con,
                athlete_id=reading.basis.athlete_id,
                name=name,
                plan=reading.whole,
                settings=reading.board.wishes.settings,
                created_by=by,
                promise=promise(reading),
                based_on=based_on,
            )
    except WorkbenchError as error:
        st.session_state[TOLD] = ("refused", str(error))
        return
    kept = replace(
        draft,
        sets=_laid(reading),
        scale=1.0,
        title=name,
        plan_id=plan_id,
        version=version,
        newest=version,
    )
    board = reading.board.with_draft(reading.letter, kept)
    plan_desk.change(reading.basis.athlete_id, board)
    plan_open.is_open(reading.basis, plan_id)
    st.session_state[plan_open.KEY] = plan_id
    st.session_state[TOLD] = ("saved", f"Saved {name or MISSING}, version {version}.")
