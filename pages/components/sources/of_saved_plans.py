"""Plans that are saved, and what lies behind a plan."""

import pandas as pd
import streamlit as st

from analytics.charts.plan_frames import Behind
from data import OWNER, plyometrics, store
from data import plans as kept
from data.plans import SavedPlan
from pages.components import plan_past
from pages.components.sources.of_fits import fitted_tests, forecast
from pages.components.sources.of_plans import history_of
from pages.components.sources.of_store import daily
from pages.components.sources.of_stress import stress
from pages.components.sources.plan_basis import Basis
from pages.components.sources.state import Key


@st.cache_data(max_entries=16, show_spinner=False)
def saved_plans(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return the saved plans of an athlete, last saved first."""
    with store.session(at.path) as con:
        return kept.plans(con, OWNER, athlete_id)


@st.cache_data(max_entries=16, show_spinner=False)
def plans_away(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return the plans of an athlete that were put away."""
    with store.session(at.path) as con:
        return kept.plans(con, OWNER, athlete_id, away=True)


@st.cache_data(max_entries=32, show_spinner=False)
def plan_versions(at: Key, plan_id: str) -> pd.DataFrame:
    """Return every version of a saved plan, newest first."""
    with store.session(at.path) as con:
        return kept.versions(con, OWNER, plan_id)


@st.cache_resource(max_entries=32, show_spinner=False)
def saved_plan(at: Key, plan_id: str, version: int | None = None) -> SavedPlan:
    """Return a version of a saved plan, by default the newest."""
    with store.session(at.path) as con:
        return kept.load(con, OWNER, plan_id, version)


@st.cache_data(max_entries=16, show_spinner=False)
def logged_sets(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return the plyometric sets of an athlete as they were logged."""
    with store.session(at.path) as con:
        return plyometrics.sets(con, OWNER, athlete_id)


@st.cache_resource(max_entries=8, show_spinner=False)
def plan_behind(basis: Basis) -> Behind:
    """Return what lies behind a plan: tests, the model, stress in % of today's own high, days."""
    tests, predicted = None, None
    if basis.series is not None:
        tests = fitted_tests(basis.at, basis.series, basis.athlete_id)
        predicted = forecast(basis.at, basis.series, basis.athlete_id)
    return plan_past.behind(
        tests,
        predicted,
        stress(basis.at, basis.athlete_id).daily,
        daily(basis.at, basis.athlete_id),
        history_of(basis),
    )
