"""The saved fits, and what an athlete's answer is in them."""

import pandas as pd
import streamlit as st

from analytics.errors import InputError
from analytics.response import ResponseFit
from data import OWNER, assembly, demo, fits, freshness, store
from data.fits import SavedFit
from pages.components.answer import Answer, Curve, Held, Standing
from pages.components.answer import answer as answer_of
from pages.components.answer import curve as curve_of
from pages.components.answer import held as held_of
from pages.components.answer import standing as standing_of
from pages.components.changed import Before
from pages.components.changed import of as before_of
from pages.components.series import Series, from_frame
from pages.components.sources.of_store import dose_measure, series
from pages.components.sources.state import Key


@st.cache_resource(max_entries=8, show_spinner="Reading the saved fit …")
def saved_fit(at: Key, chosen: Series) -> SavedFit | None:
    """Return the last fit of a series, None if there is none that this version reads.

    Shared between visitors: a fit is immutable.
    """
    with store.session(at.path) as con:
        try:
            return fits.latest(con, OWNER, **chosen.as_arguments())
        except InputError:  # of an older version; the page offers to fit again
            return None


@st.cache_data(max_entries=4, show_spinner=False)
def fitted_athletes(at: Key) -> frozenset[str]:
    """Return the athletes some saved fit speaks of."""
    with store.session(at.path) as con:
        return fits.athletes(con, OWNER)


@st.cache_data(max_entries=8, show_spinner="Reading loads and tests …")
def inputs(
    at: Key, chosen: Series, measure: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
    """Return what a fit of the series would be made from now: loads, tests, and cautions.

    Doses are counted by a measure, by default by that of the store.
    """
    with store.session(at.path) as con:
        return assembly.response_inputs(con, OWNER, **chosen.as_arguments(), dose_measure=measure)


def inputs_as_fitted(at: Key, chosen: Series) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
    """Return today's loads and tests, doses counted by the measure of the last fit."""
    saved = saved_fit(at, chosen)
    if saved is None or saved.dose_measure == dose_measure(at):
        return inputs(at, chosen)
    return inputs(at, chosen, saved.dose_measure)


@st.cache_data(max_entries=8, show_spinner=False)
def changed_since(at: Key, chosen: Series) -> tuple[int, int] | None:
    """Return how many days and tests came in since the last fit; None if it is up to date."""
    saved = saved_fit(at, chosen)
    loads, tests, _ = inputs(at, chosen)
    if saved is None or not saved.is_stale(loads, tests, dose_measure(at)):
        return None
    summary = saved.fit.summary()
    return len(loads) - int(summary["n_days"].sum()), len(tests) - int(summary["n_tests"].sum())


@st.cache_data(max_entries=16, show_spinner=False)
def moved_on(at: Key, chosen: Series) -> frozenset[str]:
    """Return the athletes whose data are not those of the last fit any more."""
    saved = saved_fit(at, chosen)
    loads, tests, _ = inputs_as_fitted(at, chosen)
    return frozenset() if saved is None else freshness.moved_on(saved, loads, tests)


def fit(at: Key, chosen: Series) -> ResponseFit:
    """Return the last fit of a series, or say that there is none."""
    saved = saved_fit(at, chosen)
    if saved is None:
        raise InputError(f"No fit of {chosen.label} is saved. Fit it on the Response page.")
    return saved.fit


def modelled(at: Key, athlete_id: str) -> Series | None:
    """Return the series whose fitted model a timeline shows: the most numerous with a fit."""
    for chosen in from_frame(series(at, athlete_id)).values():
        saved = saved_fit(at, chosen)
        if saved is not None and athlete_id in saved.fit.athlete_ids:
            return chosen
    return None


@st.cache_data(max_entries=64, show_spinner="Drawing the curve …")
def curve(
    at: Key, chosen: Series, athlete_id: str, whose: str, weeks: int, up_to_au: float
) -> Curve:
    """Return the last fit's curve of an athlete, the cohort or a new athlete."""
    return curve_of(fit(at, chosen), athlete_id, whose, weeks, up_to_au)


@st.cache_data(max_entries=256, show_spinner=False)
def answer(
    at: Key, chosen: Series, athlete_id: str, whose: str, dose_au: float, weeks: int
) -> Answer:
    """Return what the last fit says of a dose for an athlete, the cohort or a new athlete."""
    return answer_of(fit(at, chosen), athlete_id, whose, dose_au, weeks)


@st.cache_data(max_entries=64, show_spinner=False)
def standing(at: Key, chosen: Series, athlete_id: str) -> Standing:
    """Return how much of the last fit is the athlete's own."""
    return standing_of(fit(at, chosen), athlete_id)


@st.cache_data(max_entries=64, show_spinner="Predicting each day …")
def forecast(at: Key, chosen: Series, athlete_id: str) -> pd.DataFrame:
    """Return the modelled power of each day logged, with both intervals, in W/kg.

    Each dose is counted as the fit counted it, whatever the store counts by now.
    """
    loads, _, _ = inputs_as_fitted(at, chosen)
    return fit(at, chosen).predict(loads[loads["athlete_id"] == athlete_id])


@st.cache_data(max_entries=64, show_spinner=False)
def fitted_tests(at: Key, chosen: Series, athlete_id: str) -> pd.DataFrame:
    """Return the tests the last fit was given, whether each was used, and its interval."""
    tests = fit(at, chosen).tests()
    return tests[tests["athlete_id"] == athlete_id].merge(
        forecast(at, chosen, athlete_id), on="date"
    )


@st.cache_resource(max_entries=4, show_spinner="Reading the fit before …")
def _previous_fit(at: Key, chosen: Series) -> SavedFit | None:
    with store.session(at.path) as con:
        return fits.previous(con, OWNER, **chosen.as_arguments())


@st.cache_data(max_entries=64, show_spinner=False)
def before(
    at: Key, chosen: Series, athlete_id: str, dose_au: float, weeks: int
) -> tuple[Before, Before] | None:
    """Return what the fit before the last and the last say of an athlete; None without both."""
    then, now = _previous_fit(at, chosen), saved_fit(at, chosen)
    if then is None or now is None or athlete_id not in then.fit.athlete_ids:
        return None
    return before_of(then, athlete_id, dose_au, weeks), before_of(now, athlete_id, dose_au, weeks)


@st.cache_data(max_entries=64, show_spinner=False)
def truth_held(at: Key, chosen: Series, athlete_id: str, whose: str, weeks: int) -> Held:
    """Return how often intervals hold the planted curve: of an athlete's, and of everyone's."""
    with store.session(at.path) as con:
        planted = demo.truth(con, OWNER)
    return held_of(fit(at, chosen), planted[planted["weeks"] == weeks], athlete_id, whose)
