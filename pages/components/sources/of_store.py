"""What is in the store: people, files, tests, days, and what was planted."""

import pandas as pd
import streamlit as st

from data import OWNER, assembly, demo, overview, power_tests, settings, store, timeline
from data import athletes as people
from data import runs as activities
from data.imports import layouts
from data.imports.layouts import Waiting
from data.overview import Records
from pages.components.sources.state import Key


@st.cache_data(max_entries=4, show_spinner=False)
def athletes(at: Key) -> pd.DataFrame:
    """Return everyone one may see."""
    with store.session(at.path) as con:
        return people.athletes(con, OWNER)


@st.cache_data(max_entries=4, show_spinner=False)
def contents(at: Key) -> pd.DataFrame:
    """Return what is in the store, a row per athlete."""
    with store.session(at.path) as con:
        return overview.overview(con, OWNER)


@st.cache_data(max_entries=4, show_spinner=False)
def imported_files(at: Key) -> pd.DataFrame:
    """Return every file that came in, newest first."""
    with store.session(at.path) as con:
        return overview.imported_files(con, OWNER)


@st.cache_data(max_entries=4, show_spinner=False)
def refused_rows(at: Key) -> pd.DataFrame:
    """Return rows that were not taken, each with its file, number and reason."""
    with store.session(at.path) as con:
        return overview.refused_rows(con, OWNER)


@st.cache_data(max_entries=4, show_spinner=False)
def waiting_tables(at: Key) -> list[Waiting]:
    """Return tables that wait for their columns to be mapped."""
    with store.session(at.path) as con:
        return layouts.waiting(con, OWNER, at.path)


@st.cache_data(max_entries=64, show_spinner=False)
def daily(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return the athlete's daily dose and run load, with what is rest and what is unknown."""
    with store.session(at.path) as con:
        return assembly.daily(con, OWNER, athlete_id)


@st.cache_data(max_entries=64, show_spinner=False)
def tested_power(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return the athlete's power tests, in W/kg."""
    with store.session(at.path) as con:
        return timeline.tested_power(con, OWNER, athlete_id)


@st.cache_data(max_entries=64, show_spinner=False)
def run_power(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return the mean power of the athlete's runs, in W."""
    with store.session(at.path) as con:
        return timeline.run_power(con, OWNER, athlete_id)


@st.cache_data(max_entries=64, show_spinner=False)
def best_powers(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return the best mean powers of the athlete's runs, a row per run and duration."""
    with store.session(at.path) as con:
        return activities.best_powers(con, OWNER, athlete_id)


@st.cache_data(max_entries=64, show_spinner=False)
def records(at: Key, athlete_id: str) -> Records:
    """Return the athlete's stored tests, runs and sets, newest first."""
    with store.session(at.path) as con:
        return overview.records(con, OWNER, athlete_id)


@st.cache_data(max_entries=64, show_spinner=False)
def series(at: Key, athlete_id: str) -> pd.DataFrame:
    """Return which of the athlete's power tests may be fitted together, most tests first."""
    with store.session(at.path) as con:
        tests = power_tests.tests(con, OWNER, athlete_id)
    keys = ["kind", "power_source", "duration_s"]
    tests["duration_s"] = tests["duration_s"].where(tests["kind"] == "time_trial")
    counted = tests.groupby(keys, dropna=False).size().rename("n_tests").reset_index()
    return counted.sort_values("n_tests", ascending=False, kind="stable")


@st.cache_data(max_entries=4, show_spinner=False)
def all_series(at: Key) -> pd.DataFrame:
    """Return which power tests may be fitted together, most tests first."""
    with store.session(at.path) as con:
        return power_tests.series(con, OWNER)


@st.cache_data(max_entries=64, show_spinner=False)
def truth(at: Key, athlete_id: str, weeks: int) -> pd.DataFrame:
    """Return the planted curve of a synthetic athlete; empty for a real one."""
    with store.session(at.path) as con:
        planted = demo.truth(con, OWNER)
    return planted[(planted["athlete_id"] == athlete_id) & (planted["weeks"] == weeks)]


@st.cache_data(max_entries=4, show_spinner=False)
def dose_measure(at: Key) -> str:
    """Return what sets are weighed by, a name of ``MEASURES``."""
    with store.session(at.path) as con:
        return settings.dose_measure(con)
