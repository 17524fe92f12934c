"""What a saved fit says of everyone in it."""

import pandas as pd
import streamlit as st

from pages.components.answer import Curve
from pages.components.cohort import CohortAnswer
from pages.components.cohort import answer as cohort_answer_of
from pages.components.cohort import curve as cohort_curve_of
from pages.components.series import Series
from pages.components.sources.of_fits import fit
from pages.components.sources.state import Key


@st.cache_data(max_entries=64, show_spinner="Reading every athlete's response …")
def cohort_answer(at: Key, chosen: Series, dose_au: float, weeks: int) -> CohortAnswer:
    """Return what the last fit says of a dose for everyone in it."""
    return cohort_answer_of(fit(at, chosen), dose_au, weeks)


@st.cache_data(max_entries=16, show_spinner="Drawing the curve …")
def cohort_curve(at: Key, chosen: Series, weeks: int, up_to_au: float) -> Curve:
    """Return the last fit's curve of the cohort, with a new athlete's band."""
    return cohort_curve_of(fit(at, chosen), weeks, up_to_au)


def differences(at: Key, chosen: Series) -> pd.DataFrame:
    """Return how much true responses differ, by dose; empty while nobody judged it."""
    proof = fit(at, chosen).proof
    return pd.DataFrame() if proof is None else proof.differences


@st.cache_data(max_entries=16, show_spinner="Estimating each athlete alone …")
def shrinkage(at: Key, chosen: Series, dose_au: float, weeks: int) -> pd.DataFrame:
    """Return each athlete's estimate from own data alone beside the pooled one."""
    return fit(at, chosen).shrinkage(dose_au, weeks=weeks)
