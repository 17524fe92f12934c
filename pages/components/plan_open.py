"""Opening a saved plan: by the picker, or by the link that names it."""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any, Final

import streamlit as st

from pages.components import frame, plan_desk, plan_state, sources, text
from pages.components.days import moment
from pages.components.plan_state import Board, Draft, Wishes
from pages.components.sources.plan_basis import Basis

KEY: Final = "plan"
_OPENED: Final = "plan-opened"


def pick(basis: Basis) -> None:
    """Let one pick a saved plan; it is opened as a step one can take back."""
    found = sources.saved_plans(basis.at, basis.athlete_id)
    by_id = {str(row["plan_id"]): row for row in found.to_dict("records")}
    frame.say_unknown(KEY, lambda asked: asked in by_id, "That plan")
    # Ids, not names: a bound widget writes what it shows into the link, which a new name or
    # version should not break.
    picked = st.selectbox(
        "Plan",
        list(by_id),
        index=None,
        key=KEY,
        bind="query-params",
        placeholder="not saved" if by_id else "none saved yet",
        help="\n".join(_line(row) for row in by_id.values()) or None,
        width=220,
    )
    if picked is not None and _is_new(basis, picked):
        plan_desk.change(basis.athlete_id, opened(basis, picked))
        plan_desk.again()


def _line(row: Mapping[Hashable, Any]) -> str:
    return (
        f"- {text.plain(row['plan_id'])}: {text.plain(row['name'])}, version {row['version']}, "
        f"{moment(row['created_at'])}, {text.plain(row['created_by'])}"
    )


def opened(basis: Basis, plan_id: str, version: int | None = None) -> Board:
    """Return the board of a saved plan, by default of its newest version."""
    saved = sources.saved_plan(basis.at, plan_id, version)
    wishes = Wishes(_day(saved.plan.first_day), _day(saved.plan.goal_date), saved.settings)
    draft = Draft(
        plan_state.of_plan(saved.plan),
        saved.name,
        plan_id=plan_id,
        version=saved.version,
        newest=saved.newest_version,
    )
    return Board(wishes, {"A": draft})


def as_draft(basis: Basis, plan_id: str) -> Draft:
    """Return a saved plan as one to compare."""
    return opened(basis, plan_id).drafts["A"]


def is_open(basis: Basis, plan_id: str) -> None:
    """Note that a plan is on the desk already, so that the picker does not open it again."""
    st.session_state[_OPENED] = (basis.athlete_id, plan_id)


def _is_new(basis: Basis, plan_id: str) -> bool:
    before = st.session_state.get(_OPENED)
    is_open(basis, plan_id)
    return before != (basis.athlete_id, plan_id)


def _day(when: date) -> date:
    return date(when.year, when.month, when.day)
