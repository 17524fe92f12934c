"""Templates, and what was done of a plan."""

from datetime import date

import pandas as pd
import streamlit as st

from analytics.progression.plan_template import Template
from data import OWNER, plan_done, plan_templates, store
from pages.components.plan_state import PlannedSet, Wishes, as_plan
from pages.components.sources.plan_basis import Basis
from pages.components.sources.state import Key


@st.cache_resource(max_entries=4, show_spinner=False)
def templates(at: Key) -> dict[str, Template]:
    """Return the templates by id: shipped ones, then own ones."""
    with store.session(at.path) as con:
        return plan_templates.templates(con)


@st.cache_data(max_entries=16, show_spinner=False)
def held(basis: Basis, sets: tuple[PlannedSet, ...], wishes: Wishes, today: date) -> pd.DataFrame:
    """Return each session of a plan with what was done of it."""
    plan = as_plan(sets, wishes.first_day, wishes.goal_date)
    with store.session(basis.at.path) as con:
        return plan_done.done(con, OWNER, basis.athlete_id, plan, pd.Timestamp(today))
