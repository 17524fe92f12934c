"""What a button does: write to the store, showing how far it is."""

from collections.abc import Sequence
from time import perf_counter

import streamlit as st
from streamlit.elements.lib.mutable_status_container import StatusContainer
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics.response import ResponseFit, ResponseModel
from analytics.testing.power import Method
from data import OWNER, assembly, demo, efforts, fits, power_tests, store
from data.imports import Upload
from data.imports.layouts import Waiting
from data.imports.mapping import Mapping
from pages.components import jobs, text, variants
from pages.components.series import Series

_DEMO_SERIES = Series("critical_power", "stryd")


def load_demo() -> None:
    """Store the synthetic cohort, fit its response and assess it."""
    with st.status("Making 24 synthetic athletes with one year each …") as status:
        demo.load(store.default_path())
        _fit(_DEMO_SERIES, ResponseModel(), status)
        status.update(label="Ready.", state="complete")


def remove_demo() -> None:
    """Remove the synthetic cohort wholly."""
    with st.spinner("Removing the demo …"):
        demo.remove(store.default_path())


def fit(series: Series, model: ResponseModel) -> None:
    """Fit a series of tests, assess the fit, and save it."""
    with st.status(f"Fitting {series.label} …") as status:
        _fit(series, model, status)
        status.update(label="Fitted, assessed and saved.", state="complete")


def assess(series: Series) -> None:
    """Judge every athlete of the last fit of a series; it takes that fit's place."""
    with st.status(f"Assessing {series.label} …") as status:
        with store.session(store.default_path()) as con:
            saved = fits.latest(con, OWNER, **series.as_arguments())
        if saved is not None:
            _assess(series, saved.fit, saved.seconds, status)
        status.update(label="Assessed and saved.", state="complete")


def update(series: Series, athlete_id: str) -> None:
    """Take in one athlete's new data, the cohort held, and judge that athlete again."""
    path = store.default_path()
    with st.status(f"Updating {athlete_id} …") as status:
        with store.session(path) as con:
            saved = fits.latest(con, OWNER, **series.as_arguments())
            loads, tests, _ = assembly.response_inputs(con, OWNER, **series.as_arguments())
        if saved is not None:
            mine = (frame[frame["athlete_id"] == athlete_id] for frame in (loads, tests))
            _assess(series, saved.fit.updated(athlete_id, *mine), saved.seconds, status)
        status.update(label="Updated and saved.", state="complete")


def _fit(series: Series, model: ResponseModel, status: StatusContainer) -> None:
    status.update(label=f"Fitting {series.label} …")
    path = store.default_path()
    with store.session(path) as con:
        loads, tests, _ = assembly.response_inputs(con, OWNER, **series.as_arguments())
    started = perf_counter()
    fitted = model.fit(loads, tests)
    seconds = perf_counter() - started
    # Saved before it is assessed: who cancels that keeps the fit.
    with store.session(path) as con:
        fits.save(con, fitted, **series.as_arguments(), seconds=seconds)
    _assess(series, fitted, seconds, status)


def _assess(series: Series, fitted: ResponseFit, seconds: float, status: StatusContainer) -> None:
    with status:
        # A click reruns the page, which ends the assessment at its next report.
        st.button("Cancel", key="cancel-assess", type="tertiary")
    status.update(label=f"Assessing {text.counted(len(fitted.athlete_ids), 'athlete')} …")

    def report(done: int, total: int) -> None:
        status.update(label=f"Assessed {done} of {text.counted(total, 'athlete')} …")

    started = perf_counter()
    assessed = fitted.assessed(report)
    seconds += perf_counter() - started
    with store.session(store.default_path()) as con:
        fits.save(con, assessed, **series.as_arguments(), seconds=seconds)


def fit_variants(fit: ResponseFit, shelf: dict[str, ResponseFit]) -> None:
    """Fit the same data under other settings, and put each on the shelf of its fit."""
    of = len(variants.others(fit.model))
    with st.status(f"Fitting {of} variants …") as status:
        for done, (name, variant) in enumerate(variants.fits(fit), start=1):
            shelf[name] = variant
            status.update(label=f"Fitted {done} of {of} variants …")
        status.update(label="Fitted.", state="complete")


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
