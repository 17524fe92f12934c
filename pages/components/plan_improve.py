"""Improve within limits: a plan that no other can beat by much, or why none fits."""

from typing import Final

import streamlit as st

from analytics.charts.wording import number
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


def offer(basis: Basis, reading: Reading | None) -> None:
    """Offer to improve; show what holds any plan within these limits back, or why none fits."""
    board = plan_desk.board(basis.athlete_id)
    wishes = board.wishes.after(sources.history_of(basis).last_day.date())
    known = sources.found_before(basis, wishes)
    if known is not None:
        _said(known, reading)
    if st.button(
        "Improve within limits",
        key="plan-improve",
        help="Looks for the plan that best serves the aim on these days, with these drills and "
        f"within these limits. It becomes plan {target(board)}.",
    ):
        _improve(basis, board, wishes)
    refused = st.session_state.get(_REFUSED)
    if refused is not None and refused[0] == (basis, wishes):
        _, message, changes = refused
        st.warning(text.plain(message))
        if changes:
            st.markdown("Any one of these would let a plan fit:")
            st.markdown("\n".join(f"- {text.plain(one)}" for one in changes))


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
        with st.status("Looking for a plan within the limits …") as status:
            found = sources.optimised(basis, wishes)
            status.update(label=f"Found in {number(found.seconds, 1)} s.", state="complete")
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
    st.caption("  \n".join(text.plain(note.replace(*USUAL)) for note in found.notes))
