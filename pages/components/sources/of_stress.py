"""What training puts on an athlete's tissues, and what else was trained."""

from datetime import date

import pandas as pd
import streamlit as st

from analytics.load.daily_stress import Stress
from analytics.progression import Limits, guard_rails
from data import OWNER, assembly, store
from data import doses as dosing
from data import recent_pain as pain
from data import stress as loading
from data import symptoms as telling
from pages.components.sources.state import Key
from pages.components.stress_flagged import flagged


@st.cache_data(max_entries=32, show_spinner="Adding up stress …")
def stress(at: Key, athlete_id: str) -> Stress:
    """Return the athlete's daily stress, per tissue and leg."""
    with store.session(at.path) as con:
        return loading.stress(con, OWNER, athlete_id)


@st.cache_data(max_entries=64, show_spinner=False)
def facts(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return what guard rails ask of each day beside its stress."""
    with store.session(at.path) as con:
        return loading.facts(con, OWNER, athlete_id)


@st.cache_data(max_entries=64, show_spinner=False)
def symptoms(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return what pain the athlete told of, oldest first."""
    with store.session(at.path) as con:
        return telling.symptoms(con, OWNER, athlete_id)


@st.cache_data(max_entries=64, show_spinner=False)
def flags(at: Key, athlete_id: str, limits: Limits) -> pd.DataFrame:
    """Return what each guard rail says of each of the athlete's days."""
    return guard_rails.flags(stress(at, athlete_id), facts(at, athlete_id), limits)


@st.cache_data(max_entries=64, show_spinner=False)
def doses(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return the athlete's dose of each day with sets, in every measure."""
    with store.session(at.path) as con:
        return dosing.doses(con, OWNER, athlete_id)


@st.cache_data(max_entries=4, show_spinner=False)
def recent_pain(at: Key, today: date) -> pd.DataFrame:
    """Return the worst pain of each athlete in the last days."""
    with store.session(at.path) as con:
        return pain.recent_pain(con, OWNER, today)


@st.cache_data(max_entries=64, show_spinner=False)
def stress_days(at: Key, athlete_id: str, limits: Limits) -> pd.DataFrame:
    """Return every day, tissue and leg, with what two rules say of it."""
    return flagged(stress(at, athlete_id).daily, flags(at, athlete_id, limits))


@st.cache_data(max_entries=64, show_spinner=False)
def other_load(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return effort times minutes of other training, day by day."""
    with store.session(at.path) as con:
        return assembly.other_load(con, OWNER, athlete_id)
