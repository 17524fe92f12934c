"""The first lines of Plan: which plans there are, what the one in focus promises, what breaks."""

from dataclasses import replace
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics import progression
from analytics.charts.wording import MISSING, number, percent, probability
from pages.components import (
    plan_beside,
    plan_desk,
    plan_open,
    plan_save,
    plan_shelf,
    plan_stress_words,
    plan_templates,
    plan_words,
    text,
)
from pages.components.athlete_numbers import one
from pages.components.days import day
from pages.components.plan_reading import Reading
from pages.components.plan_state import LETTERS, Board
from pages.components.sources.plan_basis import Basis

LEAST_PX: Final = 150


def bar(basis: Basis, reading: Reading | None) -> tuple[DeltaGenerator, str]:
    """Show the saved plans, the letters, steps back and Save.

    Returns
    -------
    tuple of DeltaGenerator and str
        Where Export goes, and who issues what is exported.
    """
    athlete_id = basis.athlete_id
    plan_save.tell()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        plan_open.pick(basis)
        plan_shelf.offer(basis)
        _letters(athlete_id)
        desk = plan_desk.desk(athlete_id)
        st.button(
            "↶",
            key="plan-undo",
            help="Undo the last change",
            on_click=plan_desk.undo,
            args=(athlete_id,),
            disabled=desk is None or not desk.past,
        )
        st.button(
            "↷",
            key="plan-redo",
            help="Redo what was undone",
            on_click=plan_desk.redo,
            args=(athlete_id,),
            disabled=desk is None or not desk.future,
        )
        plan_templates.offer(basis, reading)
        if reading is not None:
            by = plan_save.offer(reading)
            return st.container(width="content"), by
    return st.container(), plan_save.BY


def numbers(reading: Reading, other: Reading | None) -> None:
    """Show gain, chance, stress, contacts and minutes of the plan in focus.

    Parameters
    ----------
    reading : Reading
    other : Reading or None
        A plan to be compared with.
    """
    found = reading.simulation
    goal = day(reading.plan.goal_date)
    level = f"{100 * reading.level:.0f} %"
    with st.grid(6 if other is not None else 5, min_column_width=LEAST_PX):
        one(
            f"Gain on {goal}",
            f"{percent(found.gain.mean)} %",
            f"{level} interval {plan_words.spread(found.gain.lower, found.gain.upper)} %",
            about="Change of running power from today to the goal's day by training alone.",
        )
        one(
            f"P(gain > {found.gain.swc_percent:.1f} %)",
            probability(found.gain.p_above_swc),
            f"without jumps {percent(found.gain.mean - found.gain.over_nothing[0])} %",
            about="Chance of more than the smallest change worth having, under the model.",
        )
        if other is not None:
            one(
                f"P({reading.letter} better than {other.letter})",
                probability(progression.p_better(found, other.simulation)),
                f"{other.letter} {percent(other.simulation.gain.mean)} %",
            )
        row = plan_stress_words.highest(found)
        if row is None:
            one("Highest stress", MISSING, "own high is not known")
        else:
            one(*plan_stress_words.metric(reading, row), about=plan_stress_words.ABOUT)
        contacts = float(found.weekly["contacts"].sum())
        one("Contacts", number(contacts), f"{number(found.weekly['dose_au'].sum())} AU in all")
        one(
            "Minutes a week",
            number(plan_words.minutes_a_week(found)),
            f"{number(found.weekly['sessions'].sum())} sessions, without the warm-up",
        )


def banner(reading: Reading) -> None:
    """Say which limits are broken, which by runs alone, and what cannot be known."""
    rows = reading.rows
    above = rows["is_above"].fillna(False).astype(bool) & ~rows["by_runs"].astype(bool)
    broken = plan_words.broken(rows[above])
    if broken:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f":orange[▲] **{broken}**", width="content")
            with st.popover("All", type="tertiary", key="plan-broken"):
                st.markdown("\n".join(f"- {one}" for one in plan_words.list_rows(rows[above])))
    if beside := plan_beside.beside(rows, reading.simulation):
        st.caption("  \n".join(beside))


def _letters(athlete_id: str) -> None:
    board = plan_desk.board(athlete_id)
    if not board.drafts:
        return
    st.session_state["plan-letter"] = board.focus
    st.pills(
        "Plans",
        list(board.drafts),
        key="plan-letter",
        required=True,
        format_func=lambda letter: f"{letter} {text.plain(board.drafts[letter].title)}",
        on_change=_look,
        args=(athlete_id,),
        label_visibility="collapsed",
    )
    offered = _offered(board)
    picked = st.menu_button("⋯", list(offered), key="plan-more", type="tertiary", help="This plan")
    if picked is not None:
        plan_desk.change(athlete_id, offered[picked])
        plan_desk.again()


def _offered(board: Board) -> dict[str, Board]:
    """Return what one may do with the plan in focus, and the board each leads to."""
    draft = board.draft
    if draft is None:
        return {}
    offered = {}
    if len(board.drafts) < len(LETTERS):
        letter = board.free()
        copy = replace(draft, title=_copied(board), plan_id=None, version=None, newest=None)
        offered[f"Copy to {letter}"] = board.with_draft(letter, copy)
    offered[f"Clear the sessions of {board.focus}"] = board.with_draft(
        board.focus, replace(draft, sets=(), scale=1.0)
    )
    offered[f"Remove {board.focus}"] = board.without(board.focus)
    return offered


def _copied(board: Board) -> str:
    """Return what a copy of the plan in focus is called: as no other is."""
    titles = {one.title for one in board.drafts.values()}
    names = [f"copy of {board.focus}", *(f"copy {n} of {board.focus}" for n in range(2, 5))]
    return next(one for one in names if one not in titles)


def _look(athlete_id: str) -> None:
    board = plan_desk.board(athlete_id)
    plan_desk.change(athlete_id, replace(board, focus=st.session_state["plan-letter"]))
