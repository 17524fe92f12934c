"""Improve within limits: a plan that no other can beat by much, or why none fits."""

from typing import Final

import streamlit as st

from analytics.errors import InfeasibleError, WorkbenchError
from analytics.progression.optimise import OptimisedPlan
from pages.components import plan_desk, plan_state, plan_words, sources, text
from pages.components.plan_reading import Reading
from pages.components.plan_state import Board, Draft, Wishes
from pages.components.sources.plan_basis import Basis

IMPROVED: Final = "improved"
USUAL: Final = ("the median week", "those of the usual week, each weekday the middle one")
"""What a planner calls the runs to come, and how pages say it."""
_REFUSED: Final = "plan-refused"


def offer(basis: Basis) -> None:
    """Offer to improve, under the aim; what comes of it is said beside."""
    board = plan_desk.board(basis.athlete_id)
    if st.button(
        "Improve within limits",
        key="plan-improve",
        help="Looks for the plan that best serves the aim on these days, with these drills and "
        f"within these limits. It becomes plan {target(board)}.",
        width="stretch",
    ):
        _improve(basis, board, _wishes(basis))


def why_none(basis: Basis) -> None:
    """Say why no plan fits what was asked last, and the smallest changes that would let one."""
    refused = st.session_state.get(_REFUSED)
    if refused is None or refused[0] != (basis, _wishes(basis)):
        return
    _, message, changes = refused
    said = text.plain(message)
    if changes:
        lines = "\n".join(f"- {text.plain(one)}" for one in changes)
        said = f"{said}\n\nAny one of these would let a plan fit:\n{lines}"
    st.warning(said)


def bound(basis: Basis, reading: Reading | None) -> None:
    """Say what no plan within these limits can beat, where one was looked for."""
    known = sources.found_before(basis, _wishes(basis))
    if known is not None:
        _said(known, reading)


def _wishes(basis: Basis) -> Wishes:
    now = plan_desk.board(basis.athlete_id).wishes
    return now.after(sources.history_of(basis).last_day.date())


def target(board: Board) -> str:
    """Return the letter an improved plan gets: never that of one somebody made."""
    for letter, draft in board.drafts.items():
        if draft.title == IMPROVED:
            return letter
    return board.free("B") if board.drafts else "A"


def laid(board: Board, found: OptimisedPlan) -> Board:
    """Return the board with what was found, looked at."""
    draft = Draft(plan_state.of_plan(found.plan), IMPROVED)
    return board.with_draft(target(board), draft)


def _improve(basis: Basis, board: Board, wishes: Wishes) -> None:
    try:
        with st.spinner("Looking for a plan within the limits …", show_time=True):
            found = sources.optimised(basis, wishes)
    except InfeasibleError as error:
        st.session_state[_REFUSED] = ((basis, wishes), str(error), error.changes)
        return
    except WorkbenchError as error:
        st.session_state[_REFUSED] = ((basis, wishes), str(error), ())
        return
    st.session_state.pop(_REFUSED, None)
    sources.note_found(basis, wishes)
    plan_desk.change(basis.athlete_id, laid(board, found))
    plan_desk.again()


def _said(found: OptimisedPlan, reading: Reading | None) -> None:
    """Say the bound of these limits beside the plan in focus, and what one limit is worth."""
    if reading is None:
        gain, title = found.gain_percent, "the one found"
    else:
        gain, title = reading.simulation.gain.mean, "this one"
    if reading is not None and len(reading.above):
        st.markdown(
            f"{plan_words.bound(found, gain, title)} It is not within them: "
            f"{plan_words.broken(reading.above)}."
        )
    else:
        st.markdown(plan_words.bound(found, gain, title))
    if len(found.prices):
        first = found.prices.sort_values("percent_per_10", ascending=False).iloc[0]
        if first["percent_per_10"] >= plan_words.LEAST_WORTH:
            st.caption(plan_words.price(str(first["label"]), float(first["percent_per_10"])))
    if found.plan.sets.empty:
        st.markdown(
            "By the model no jump before this day gains anything: the plan is without sessions."
        )
    elif reading is not None and reading.draft.title == IMPROVED:
        st.caption(
            "The greatest gain by the model within these limits. Variety and liking are not in "
            "it: edit it under Sessions."
        )
    st.caption("  \n".join(text.plain(note.replace(*USUAL)) for note in found.notes))
