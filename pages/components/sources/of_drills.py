"""The drills of the store, what is known of each, and an athlete's own times."""

from datetime import date

import pandas as pd
import streamlit as st

from data import OWNER, store, tissues
from data import drills as kept
from data import own_times as timing
from pages.components import drill_rows
from pages.components.drill_rows import Drills
from pages.components.sources.state import Key


@st.cache_data(max_entries=4, show_spinner=False)
def drills(at: Key) -> pd.DataFrame:
    """Return every drill, shipped and own."""
    with store.session(at.path) as con:
        return kept.of_store(con)


@st.cache_data(max_entries=4, show_spinner=False)
def drill_values(at: Key) -> pd.DataFrame:
    """Return every value known of every drill."""
    with store.session(at.path) as con:
        return kept.values_of_store(con)


@st.cache_data(max_entries=64, show_spinner=False)
def own_times(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return the times that stand for an athlete in place of the catalogue's."""
    with store.session(at.path) as con:
        return timing.times(con, OWNER, athlete_id)


@st.cache_data(max_entries=16, show_spinner=False)
def weighed_drills(at: Key, athlete_id: str | None, day: date) -> Drills:
    """Return one contact of every drill, with the athlete's own times in force on a day."""
    own = None
    if athlete_id is not None:
        own = own_times(at, athlete_id)
        own = own[own["from_date"] <= pd.Timestamp(day)]
    return drill_rows.of_catalogue(drills(at), drill_values(at), tissues.tissues(), own)


@st.cache_data(max_entries=64, show_spinner=False)
def logged_times(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return the mean times logged with the athlete's sets, a row per drill."""
    with store.session(at.path) as con:
        return timing.logged(con, OWNER, athlete_id)
