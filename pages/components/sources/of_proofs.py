"""What stands behind an athlete's answer: evidence, parameters, other settings."""

from typing import Any

import pandas as pd
import streamlit as st

from analytics.response import ResponseFit
from data.fits import SavedFit
from pages.components.series import Series
from pages.components.sources.of_fits import fit
from pages.components.sources.state import Key


def found(at: Key, chosen: Series, athlete_id: str) -> dict[str, Any] | None:
    """Return the athlete's row of the evidence; None while nobody judged it."""
    rows = of_athlete(at, chosen, "athletes", athlete_id)
    if rows.empty:
        return None
    return {str(name): value for name, value in rows.to_dict("records")[0].items()}


def of_athlete(at: Key, chosen: Series, table: str, athlete_id: str) -> pd.DataFrame:
    """Return the athlete's rows of a table of the evidence; none while nobody judged it."""
    proof = fit(at, chosen).proof
    if proof is None:
        return pd.DataFrame()
    rows: pd.DataFrame = getattr(proof, table)
    return rows[rows["athlete_id"] == athlete_id].reset_index(drop=True)


@st.cache_data(max_entries=64, show_spinner=False)
def parameters(at: Key, chosen: Series, athlete_id: str) -> pd.DataFrame:
    """Return the weight of each value of each parameter: prior, cohort, athlete."""
    return fit(at, chosen).parameters(athlete_id)


@st.cache_data(max_entries=16, show_spinner=False)
def residuals(at: Key, chosen: Series, athlete_id: str) -> pd.DataFrame:
    """Return tested less fitted power of each test used."""
    return fit(at, chosen).residuals(athlete_id)


@st.cache_data(max_entries=64, show_spinner="Leaving out one test day after another …")
def influence(at: Key, chosen: Series, athlete_id: str, dose_au: float, weeks: int) -> pd.DataFrame:
    """Return the answer without each test day."""
    return fit(at, chosen).influence(athlete_id, dose_au, weeks=weeks)


@st.cache_data(max_entries=64, show_spinner="Adding tests that are not made yet …")
def next_tests(
    at: Key, chosen: Series, athlete_id: str, dose_au: float, weeks: int
) -> pd.DataFrame:
    """Return how wide the interval is expected to be after more tests."""
    return fit(at, chosen).next_tests(athlete_id, dose_au, weeks=weeks)


def variants(at: Key, saved: SavedFit) -> dict[str, ResponseFit]:
    """Return the shelf of fits with other settings that were tried on a saved fit's data."""
    return _shelf(at.path, at.store_id, saved.fit_id)


@st.cache_resource(max_entries=2, show_spinner=False)
def _shelf(path: str, store_id: str, fit_id: int) -> dict[str, ResponseFit]:  # noqa: ARG001 - key
    return {}
