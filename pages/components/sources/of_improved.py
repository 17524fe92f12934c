"""What a planner finds within the limits: the best plan, and the best at each level of stress."""

from collections.abc import Callable
from typing import Final, Literal

import pandas as pd
import streamlit as st

from analytics import progression
from analytics.progression.optimise import OptimisedPlan
from pages.components.plan_state import Wishes
from pages.components.sources.of_drills import drills
from pages.components.sources.of_plans import BY_NAME, fit_of, history_of, plan_runs
from pages.components.sources.plan_basis import Basis

LEVELS: Final = 8
"""Heights of stress a frontier has."""


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=BY_NAME)
def optimised(basis: Basis, wishes: Wishes) -> OptimisedPlan:
    """Return the plan of greatest gain, or of least stress, within the limits."""
    settings = wishes.settings
    return progression.optimise(
        fit_of(basis),
        basis.athlete_id,
        history_of(basis),
        plan_runs(basis, wishes.goal_date),
        drills(basis.at),
        settings.limits,
        settings.drills,
        wishes.n_weeks,
        pd.Timestamp(wishes.goal_date),
        settings.session_weekdays,
        aim=_aim(settings.aim),
        target_percent=settings.target_percent,
        deload=settings.deload,
    )


def _aim(name: str) -> Literal["power", "least_stress"]:
    return "least_stress" if name == "least_stress" else "power"


def found_before(basis: Basis, wishes: Wishes) -> OptimisedPlan | None:
    """Return what was optimised for these wishes in this session; None if nothing was."""
    if (basis, wishes) not in st.session_state.get("plan-optimised", ()):
        return None
    return optimised(basis, wishes)


def note_found(basis: Basis, wishes: Wishes) -> None:
    """Note that these wishes were optimised."""
    st.session_state.setdefault("plan-optimised", set()).add((basis, wishes))


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=BY_NAME)
def _frontiers(basis: Basis, wishes: Wishes) -> list[pd.DataFrame]:  # noqa: ARG001 - the cache's key
    """Return where a frontier is kept: what is told while it is worked out, no cache may see."""
    return []


def frontier_known(basis: Basis, wishes: Wishes) -> pd.DataFrame | None:
    """Return the greatest gain at each level of stress; None until it was worked out."""
    kept = _frontiers(basis, wishes)
    return kept[-1] if kept else None


def frontier(
    basis: Basis, wishes: Wishes, told: Callable[[int, pd.DataFrame], None]
) -> pd.DataFrame:
    """Work out the greatest gain at each level of stress; each is told when it is done."""
    settings = wishes.settings
    found = progression.frontier(
        fit_of(basis),
        basis.athlete_id,
        history_of(basis),
        plan_runs(basis, wishes.goal_date),
        drills(basis.at),
        settings.limits,
        settings.drills,
        wishes.n_weeks,
        pd.Timestamp(wishes.goal_date),
        settings.session_weekdays,
        deload=settings.deload,
        n=LEVELS,
        told=told,
    )
    _frontiers(basis, wishes).append(found)
    return found
