"""The limits of a plan: every guard rail with its switch, number and source."""

from dataclasses import replace
from math import isclose
from typing import Any, Final

import streamlit as st

from analytics.charts.wording import number
from analytics.progression import Limits
from pages.components import plan_desk, stress_limits

PREFIX: Final = "plan-limit"


def pick(athlete_id: str) -> None:
    """Offer every guard rail in a popover."""
    limits = plan_desk.board(athlete_id).wishes.settings.limits
    with st.popover(label(limits), key="plan-limits", width="stretch"):
        st.caption(
            "These limits are the plan's own and are saved with it. A grade says how well a number "
            "is known; none of them is known to keep anybody from harm."
        )
        for rule in stress_limits.rules():
            name = str(rule["rule"])
            limit = getattr(limits, name)
            st.session_state[f"{PREFIX}-on-{name}"] = limit is not None
            if limit is not None:
                st.session_state[f"{PREFIX}-{name}"] = stress_limits.scale(rule) * float(limit)
            else:
                st.session_state.setdefault(f"{PREFIX}-{name}", stress_limits.usual(rule))
            stress_limits.offer(rule, PREFIX, _moved, (athlete_id, name))
        _growth(athlete_id, limits)


def label(limits: Limits) -> str:
    """Return what the popover is called: how many limits are on, and how many are not usual."""
    rules = stress_limits.rules()
    on = sum(getattr(limits, str(rule["rule"])) is not None for rule in rules)
    usual = Limits()
    moved = sum(
        getattr(limits, str(rule["rule"])) != getattr(usual, str(rule["rule"])) for rule in rules
    )
    said = f"Guard rails: {on} of {len(rules)} on"
    return f"{said}, {moved} moved" if moved else said


def _moved(athlete_id: str, name: str) -> None:
    limits = plan_desk.board(athlete_id).wishes.settings.limits
    (rule,) = (one for one in stress_limits.rules() if one["rule"] == name)
    limit: float | None = None
    if st.session_state[f"{PREFIX}-on-{name}"]:
        limit = float(st.session_state[f"{PREFIX}-{name}"]) / stress_limits.scale(rule)
        before = getattr(limits, name)
        if before is not None and isclose(limit, before):
            return
    plan_desk.change_wishes(athlete_id, limits=_with(limits, {name: limit}))


def _with(limits: Limits, changed: dict[str, Any]) -> Limits:
    return replace(limits, **changed)


def _growth(athlete_id: str, limits: Limits) -> None:
    """Offer how fast the limit of the residual climbs."""
    told = plan_desk.bound(
        athlete_id,
        "residual-growth",
        100 * limits.residual_growth_per_week,
        lambda percent: {"limits": replace(limits, residual_growth_per_week=percent / 100)},
    )
    st.number_input(
        "Growth of the residual's limit, % a week",
        min_value=0.0,
        max_value=100.0,
        step=1.0,
        format="%.0f",
        width=270,
        **told,
    )
    st.caption(
        "In a plan the residual is held against today's own high, which grows by so much a week. "
        f"The usual {number(100 * Limits().residual_growth_per_week)} % is an assumption."
    )
