"""What a button does: write to the store, showing how far it is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.mutable_status_container import StatusContainer
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics.response import ResponseFit, ResponseModel
from analytics.testing.power import Method
from data import OWNER, assembly, demo, efforts, fits, power_tests, settings, store
from data.fits import SavedFit
from data.imports import Upload
from data.imports.layouts import Waiting
from data.imports.mapping import Mapping
from pages.components import jobs, text, variants
from pages.components.series import Series

STOPPED: Final = "Assessment stopped; assess again with Assess now."
_ASSESSING: Final = "assessing"
_DEMO_SERIES = Series("critical_power", "stryd")


@dataclass(slots=True)
class _Work:
    """Something that takes a while: one line that says how far it is, and room for a button."""

    status: StatusContainer
    below: DeltaGenerator
    done: str

    def say(self, label: str) -> None:
        self.status.update(label=label)

    def may_be_cancelled(self) -> None:
        """Offer to cancel: the click reruns the page, which ends the work where it next speaks."""
        self.below.button("Cancel", key="cancel-work")

    def drop(self, why: str) -> None:
        """Say that nothing was saved, also on the page that is drawn next."""
        self.done = why
        st.toast(why, duration="long")


@contextmanager
def _work(label: str, done: str) -> Iterator[_Work]:
    place, below = st.container(), st.empty()
    with place, st.status(label) as status:
        work = _Work(status, below, done)
        yield work
        status.update(label=work.done, state="complete")
    below.empty()


def load_demo() -> None:
    """Store the synthetic cohort, fit its response and assess it."""
    with _work("Making 24 synthetic athletes with one year each …", "Ready.") as work:
        demo.load(store.default_path())
        _fit(_DEMO_SERIES, ResponseModel(), work)


def remove_demo() -> None:
    """Remove the synthetic cohort wholly."""
    with st.spinner("Removing the demo …"):
        demo.remove(store.default_path())


def fit(series: Series, model: ResponseModel, dose_measure: str | None = None) -> None:
    """Fit a series of tests, assess the fit, and save it; a measure of dose is kept for all."""
    with _work(f"Fitting {series.label} …", "Fitted, assessed and saved.") as work:
        _fit(series, model, work, dose_measure)


def assess(series: Series) -> None:
    """Judge every athlete of the last fit of a series; it takes that fit's place."""
    with _work(f"Assessing {series.label} …", "Assessed and saved.") as work:
        with store.session(store.default_path()) as con:
            saved = fits.latest(con, OWNER, **series.as_arguments())
        if saved is not None:
            _assess(saved.fit_id, saved.fit, saved.seconds, work)


def was_stopped(saved: SavedFit) -> bool:
    """Tell whether this visitor's assessment of a fit ended before everyone was judged."""
    return not saved.is_assessed and st.session_state.get(_ASSESSING) == saved.fit_id


def update(series: Series, athlete_id: str) -> None:
    """Take in one athlete's new data, the cohort held, and judge that athlete again."""
    path = store.default_path()
    with _work(f"Updating {athlete_id} …", "Updated and saved.") as work:
        with store.session(path) as con:
            base = fits.latest(con, OWNER, **series.as_arguments())
            if base is None:
                return
            loads, tests, _ = assembly.response_inputs(
                con, OWNER, **series.as_arguments(), dose_measure=base.dose_measure
            )
        mine = (frame[frame["athlete_id"] == athlete_id] for frame in (loads, tests))
        updated = base.fit.updated(athlete_id, *mine)
        with store.session(path) as con:
            fit_id = fits.save_update(con, base.fit_id, updated, athlete_id)
        if fit_id is None:
            work.drop(f"{athlete_id} was not updated: a newer fit was saved meanwhile.")
        elif updated.proof is not None:  # else nobody is judged, and others need not be now
            _assess(fit_id, updated, base.seconds, work)


def _fit(
    series: Series, model: ResponseModel, work: _Work, dose_measure: str | None = None
) -> None:
    work.say(f"Fitting {series.label} …")
    path = store.default_path()
    with store.session(path) as con:
        measure = dose_measure or settings.dose_measure(con)
        loads, tests, _ = assembly.response_inputs(
            con, OWNER, **series.as_arguments(), dose_measure=measure
        )
    started = perf_counter()
    fitted = model.fit(loads, tests)
    seconds = perf_counter() - started
    # Saved before it is assessed: who cancels that keeps the fit.
    with store.session(path) as con:
        if dose_measure is not None:
            settings.put_dose_measure(con, dose_measure)
        fit_id = fits.save(
            con, fitted, **series.as_arguments(), seconds=seconds, dose_measure=measure
        )
        kept = fits.fits(con, OWNER).set_index("fit_id").loc[fit_id]
    if kept["n_judged"] < kept["n_athletes"]:
        _assess(fit_id, fitted, seconds, work)


def _assess(fit_id: int, fitted: ResponseFit, seconds: float, work: _Work) -> None:
    st.session_state[_ASSESSING] = fit_id
    work.may_be_cancelled()
    work.say(f"Assessing {text.counted(len(fitted.athlete_ids), 'athlete')} …")

    def report(done: int, total: int) -> None:
        work.say(f"Assessed {done} of {text.counted(total, 'athlete')} …")

    started = perf_counter()
    assessed = fitted.assessed(report)
    if fitted.proof is None:  # what judging some athletes again takes is no measure of a fit
        seconds += perf_counter() - started
    with store.session(store.default_path()) as con:
        is_saved = fits.save_assessed(con, fit_id, assessed, seconds)
    st.session_state[_ASSESSING] = None
    if not is_saved:
        work.drop("The assessment was not saved: its fit was made anew meanwhile.")


def fit_variants(fit: ResponseFit, shelf: dict[str, ResponseFit]) -> None:
    """Fit the same data under other settings, and put each on the shelf of its fit."""
    of = len(variants.others(fit.model))
    with _work(f"Fitting {of} variants …", "Fitted.") as work:
        work.may_be_cancelled()  # between two of them; those done stay on the shelf
        for name, variant in variants.fits(fit, frozenset(shelf)):
            shelf[name] = variant
            work.say(f"Fitted {len(shelf)} of {of} variants …")


def save_test(athlete_id: str, chosen: Sequence[tuple[str, int]], method: Method) -> None:
    """Save a critical power test made from best powers of runs."""
    with store.session(store.default_path()) as con:
        efforts.save_test(con, OWNER, athlete_id, chosen, method)
    st.toast("Test saved. It is on the timeline.")


def remove_test(test_id: str) -> None:
    """Remove a power test that should not count."""
    with store.session(store.default_path()) as con:
        power_tests.remove(con, test_id)
    st.toast("Test removed.")


def import_uploads(files: Sequence[UploadedFile], athlete_id: str | None) -> None:
    """Begin to import dropped files; the page shows what becomes of them."""
    uploads = [Upload(file.name, file.getvalue()) for file in files]
    st.session_state["import-job"] = jobs.start(uploads, athlete_id)


def import_mapped(table: Waiting, mappings: tuple[Mapping, ...]) -> None:
    """Begin to import a table whose columns were just mapped; its layout is remembered."""
    upload = Upload(table.name, table.content)
    st.session_state["import-job"] = jobs.start([upload], table.athlete_id, mappings)
