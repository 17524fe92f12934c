"""Cached access to the store and to fits: the only module that calls ``st.cache_*``.

Caches key on the database file and its ``store_revision``, never on frames: what another program
writes is seen at the next rerun, and a write of one's own needs no clearing.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from analytics.errors import InputError
from analytics.response import ResponseFit
from data import OWNER, assembly, demo, fits, freshness, overview, power_tests, store, timeline
from data import athletes as people
from data import runs as activities
from data.fits import SavedFit
from data.imports import layouts
from data.imports.layouts import Waiting
from data.overview import Records
from pages.components.answer import Answer, Curve, Held, Standing
from pages.components.answer import answer as answer_of
from pages.components.answer import curve as curve_of
from pages.components.answer import held as held_of
from pages.components.answer import standing as standing_of
from pages.components.changed import Before
from pages.components.changed import of as before_of
from pages.components.cohort import CohortAnswer
from pages.components.cohort import answer as cohort_answer_of
from pages.components.cohort import curve as cohort_curve_of
from pages.components.series import Series, from_frame


@dataclass(frozen=True, slots=True)
class Key:
    """What every cache keys on: the file, the database in it, and how often that was written."""

    path: str
    store_id: str
    revision: int


def key() -> Key:
    """Return what state the store is in; the file is opened only when it changed."""
    path = store.default_path()
    if not path.exists():
        return Key(str(path), "", 0)
    parts = [file.stat() for file in (path, path.with_name(path.name + ".wal")) if file.exists()]
    stamp = [(part.st_ino, part.st_mtime_ns, part.st_size) for part in parts]
    return Key(str(path), *_identity(str(path), stamp))


@st.cache_data(max_entries=4, show_spinner=False)
def _identity(
    path: str,
    stamp: list[tuple[int, int, int]],  # noqa: ARG001 - part of the key
) -> tuple[str, int]:
    with store.session(path) as con:
        return store.identity(con)


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
def inputs(at: Key, chosen: Series) -> tuple[pd.DataFrame, pd.DataFrame, tuple[str, ...]]:
    """Return what a fit of the series would be made from now: loads, tests, and cautions."""
    with store.session(at.path) as con:
        return assembly.response_inputs(con, OWNER, **chosen.as_arguments())


@st.cache_data(max_entries=8, show_spinner=False)
def changed_since(at: Key, chosen: Series) -> tuple[int, int] | None:
    """Return how many days and tests came in since the last fit; None if it is up to date."""
    saved = saved_fit(at, chosen)
    loads, tests, _ = inputs(at, chosen)
    if saved is None or not saved.is_stale(loads, tests):
        return None
    summary = saved.fit.summary()
    return len(loads) - int(summary["n_days"].sum()), len(tests) - int(summary["n_tests"].sum())


@st.cache_data(max_entries=64, show_spinner="Drawing the curve …")
def curve(
    at: Key, chosen: Series, athlete_id: str, whose: str, weeks: int, up_to_au: float
) -> Curve:
    """Return the last fit's curve of an athlete, the cohort or a new athlete."""
    return curve_of(_fit(at, chosen), athlete_id, whose, weeks, up_to_au)


@st.cache_data(max_entries=256, show_spinner=False)
def answer(
    at: Key, chosen: Series, athlete_id: str, whose: str, dose_au: float, weeks: int
) -> Answer:
    """Return what the last fit says of a dose for an athlete, the cohort or a new athlete."""
    return answer_of(_fit(at, chosen), athlete_id, whose, dose_au, weeks)


@st.cache_data(max_entries=64, show_spinner=False)
def standing(at: Key, chosen: Series, athlete_id: str) -> Standing:
    """Return how much of the last fit is the athlete's own."""
    return standing_of(_fit(at, chosen), athlete_id)


@st.cache_data(max_entries=64, show_spinner="Predicting each day …")
def forecast(at: Key, chosen: Series, athlete_id: str) -> pd.DataFrame:
    """Return the modelled power of each day logged, with both intervals, in W/kg."""
    loads, _, _ = inputs(at, chosen)
    return _fit(at, chosen).predict(loads[loads["athlete_id"] == athlete_id])


@st.cache_data(max_entries=64, show_spinner=False)
def fitted_tests(at: Key, chosen: Series, athlete_id: str) -> pd.DataFrame:
    """Return the tests the last fit was given, whether each was used, and its interval."""
    tests = _fit(at, chosen).tests()
    return tests[tests["athlete_id"] == athlete_id].merge(
        forecast(at, chosen, athlete_id), on="date"
    )


def modelled(at: Key, athlete_id: str) -> Series | None:
    """Return the series whose fitted model a timeline shows: the most numerous with a fit."""
    for chosen in from_frame(series(at, athlete_id)).values():
        saved = saved_fit(at, chosen)
        if saved is not None and athlete_id in saved.fit.athlete_ids:
            return chosen
    return None


def _fit(at: Key, chosen: Series) -> ResponseFit:
    saved = saved_fit(at, chosen)
    if saved is None:
        raise InputError(f"No fit of {chosen.label} is saved. Fit it on the Response page.")
    return saved.fit


@st.cache_data(max_entries=64, show_spinner="Reading every athlete's response …")
def cohort_answer(at: Key, chosen: Series, dose_au: float, weeks: int) -> CohortAnswer:
    """Return what the last fit says of a dose for everyone in it."""
    return cohort_answer_of(_fit(at, chosen), dose_au, weeks)


@st.cache_data(max_entries=16, show_spinner="Drawing the curve …")
def cohort_curve(at: Key, chosen: Series, weeks: int, up_to_au: float) -> Curve:
    """Return the last fit's curve of the cohort, with a new athlete's band."""
    return cohort_curve_of(_fit(at, chosen), weeks, up_to_au)


def differences(at: Key, chosen: Series) -> pd.DataFrame:
    """Return how much true responses differ, by dose; empty while nobody judged it."""
    proof = _fit(at, chosen).proof
    return pd.DataFrame() if proof is None else proof.differences


@st.cache_data(max_entries=16, show_spinner="Estimating each athlete alone …")
def shrinkage(at: Key, chosen: Series, dose_au: float, weeks: int) -> pd.DataFrame:
    """Return each athlete's estimate from own data alone beside the pooled one."""
    return _fit(at, chosen).shrinkage(dose_au, weeks=weeks)


def found(at: Key, chosen: Series, athlete_id: str) -> dict[str, Any] | None:
    """Return the athlete's row of the evidence; None while nobody judged it."""
    rows = of_athlete(at, chosen, "athletes", athlete_id)
    if rows.empty:
        return None
    return {str(name): value for name, value in rows.to_dict("records")[0].items()}


def of_athlete(at: Key, chosen: Series, table: str, athlete_id: str) -> pd.DataFrame:
    """Return the athlete's rows of a table of the evidence; none while nobody judged it."""
    proof = _fit(at, chosen).proof
    if proof is None:
        return pd.DataFrame()
    rows: pd.DataFrame = getattr(proof, table)
    return rows[rows["athlete_id"] == athlete_id].reset_index(drop=True)


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


@st.cache_data(max_entries=16, show_spinner=False)
def moved_on(at: Key, chosen: Series) -> frozenset[str]:
    """Return the athletes whose data are not those of the last fit any more."""
    saved = saved_fit(at, chosen)
    loads, tests, _ = inputs(at, chosen)
    return frozenset() if saved is None else freshness.moved_on(saved, loads, tests)


@st.cache_data(max_entries=64, show_spinner=False)
def parameters(at: Key, chosen: Series, athlete_id: str) -> pd.DataFrame:
    """Return the weight of each value of each parameter: prior, cohort, athlete."""
    return _fit(at, chosen).parameters(athlete_id)


@st.cache_data(max_entries=16, show_spinner=False)
def residuals(at: Key, chosen: Series, athlete_id: str) -> pd.DataFrame:
    """Return tested less fitted power of each test used."""
    return _fit(at, chosen).residuals(athlete_id)


@st.cache_data(max_entries=64, show_spinner="Leaving out one test day after another …")
def influence(at: Key, chosen: Series, athlete_id: str, dose_au: float, weeks: int) -> pd.DataFrame:
    """Return the answer without each test day."""
    return _fit(at, chosen).influence(athlete_id, dose_au, weeks=weeks)


@st.cache_data(max_entries=64, show_spinner="Adding tests that are not made yet …")
def next_tests(
    at: Key, chosen: Series, athlete_id: str, dose_au: float, weeks: int
) -> pd.DataFrame:
    """Return how wide the interval is expected to be after more tests."""
    return _fit(at, chosen).next_tests(athlete_id, dose_au, weeks=weeks)


def variants(at: Key, saved: SavedFit) -> dict[str, ResponseFit]:
    """Return the shelf of fits with other settings that were tried on a saved fit's data."""
    return _shelf(at.path, at.store_id, saved.fit_id)


@st.cache_resource(max_entries=2, show_spinner=False)
def _shelf(path: str, store_id: str, fit_id: int) -> dict[str, ResponseFit]:  # noqa: ARG001 - key
    return {}


@st.cache_data(max_entries=64, show_spinner=False)
def truth_held(at: Key, chosen: Series, athlete_id: str, whose: str, weeks: int) -> Held:
    """Return how often intervals hold the planted curve: of an athlete's, and of everyone's."""
    with store.session(at.path) as con:
        planted = demo.truth(con, OWNER)
    return held_of(_fit(at, chosen), planted[planted["weeks"] == weeks], athlete_id, whose)


@st.cache_data(max_entries=64, show_spinner=False)
def truth(at: Key, athlete_id: str, weeks: int) -> pd.DataFrame:
    """Return the planted curve of a synthetic athlete; empty for a real one."""
    with store.session(at.path) as con:
        planted = demo.truth(con, OWNER)
    return planted[(planted["athlete_id"] == athlete_id) & (planted["weeks"] == weeks)]


@st.cache_data(max_entries=4, show_spinner=False)
def waiting_tables(at: Key) -> list[Waiting]:
    """Return tables that wait for their columns to be mapped."""
    with store.session(at.path) as con:
        return layouts.waiting(con, OWNER, at.path)
