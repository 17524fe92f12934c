"""Where a plan begins: from a level of the ladder, from what was done, from nothing, or found."""

from dataclasses import replace
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from analytics.errors import WorkbenchError
from analytics.progression.copied import copied
from analytics.progression.plan import Plan
from data import ladder, plan_starts
from data.plan_settings import PlanSettings
from pages.components import (
    plan_controls,
    plan_desk,
    plan_drills,
    plan_state,
    plan_words,
    sources,
    text,
)
from pages.components.plan_state import Board, Draft, Wishes
from pages.components.sources.plan_basis import Basis

_TOLD: Final = "plan-start-told"


def board(basis: Basis, last_day: date) -> Board:
    """Return the board of an athlete, a first one without a plan where there is none."""
    found = plan_desk.desk(basis.athlete_id)
    if found is None:
        first_day, goal_date = plan_controls.first_days(last_day)
        settings = PlanSettings(drills=plan_drills.first_choices(basis), session_weekdays=(1, 4))
        plan_desk.begin(basis.athlete_id, Board(Wishes(first_day, goal_date, settings)))
    return plan_desk.board(basis.athlete_id)


def offer(basis: Basis) -> None:
    """Offer what a plan may begin from."""
    drills = sources.drills(basis.at)
    history = sources.history_of(basis)
    levels = {one.level: one.name for one in ladder.levels()}
    proposed = plan_starts.proposed_level(history.drills_done, drills)
    st.session_state.setdefault("plan-level", proposed)
    level = int(st.session_state["plan-level"])
    st.info(plan_words.NO_PLAN.format(level=level))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Level",
            list(levels),
            key="plan-level",
            format_func=lambda one: f"{one} {levels[one]}",
            help="Proposed by the drills that were done; gates are not looked at.",
            width=260,
        )
        for label, key, begin in (
            (f"Start from level {level}", "plan-from-level", _from_level),
            ("Copy last block", "plan-copy", _copied),
            ("Empty", "plan-empty", _empty),
        ):
            st.button(label, key=key, on_click=_begin, args=(basis, begin, level))
    st.caption(
        "Or let Improve look for the plan of greatest gain on the days, with the drills and within "
        "the limits at the left."
    )
    if told := st.session_state.pop(_TOLD, None):
        st.warning(text.plain(told))


def _begin(basis: Basis, begin: object, level: int) -> None:
    now = plan_desk.board(basis.athlete_id)
    try:
        first = begin(basis, now, level)  # type: ignore[operator]
    except WorkbenchError as error:
        st.session_state[_TOLD] = str(error)
        return
    plan_desk.change(basis.athlete_id, first)


def _from_level(basis: Basis, now: Board, level: int) -> Board:
    wishes, drills = now.wishes, sources.drills(basis.at)
    block = plan_starts.block_of_level(level, drills, wishes.n_weeks)
    plan = plan_starts.begun(
        block,
        pd.Timestamp(wishes.first_day),
        wishes.settings.session_weekdays,
        wishes.settings.deload,
        of=sources.history_of(basis),
        catalogue=drills,
        limits=wishes.settings.limits,
    )
    return _with(now, plan, f"level {level}", level)


def _copied(basis: Basis, now: Board, level: int) -> Board:  # noqa: ARG001 - as all
    wishes = now.wishes
    plan = copied(
        sources.logged_sets(basis.at, basis.athlete_id),
        pd.Timestamp(wishes.first_day),
        wishes.n_weeks,
        sources.history_of(basis).last_day,
        sources.drills(basis.at),
    )
    return _with(now, plan, "last block", None)


def _empty(basis: Basis, now: Board, level: int) -> Board:  # noqa: ARG001 - as all
    return now.with_draft("A", Draft(title="mine"))


def _with(now: Board, plan: Plan, title: str, level: int | None) -> Board:
    settings = replace(now.wishes.settings, level=level)
    wishes = replace(now.wishes, settings=settings)
    return replace(now, wishes=wishes).with_draft("A", Draft(plan_state.of_plan(plan), title))
