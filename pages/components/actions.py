"""What a button does: write to the store, showing how far it is."""

from collections.abc import Sequence
from time import perf_counter

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics.response import ResponseModel
from analytics.testing.power import Method
from data import OWNER, assembly, demo, efforts, fits, power_tests, store
from data.imports import Upload
from data.imports.layouts import Waiting
from data.imports.mapping import Mapping
from pages.components import jobs
from pages.components.series import Series

_DEMO_SERIES = Series("critical_power", "stryd")


def load_demo() -> None:
    """Store the synthetic cohort and fit its response."""
    with st.status("Making 24 synthetic athletes with one year each …") as status:
        demo.load(store.default_path())
        status.update(label="Fitting their response …")
        _fit(_DEMO_SERIES, ResponseModel())
        status.update(label="Ready.", state="complete")


def remove_demo() -> None:
    """Remove the synthetic cohort wholly."""
    with st.spinner("Removing the demo …"):
        demo.remove(store.default_path())


def fit(series: Series, model: ResponseModel) -> None:
    """Fit a series of tests and save the fit."""
    with st.status(f"Fitting {series.label} …") as status:
        _fit(series, model)
        status.update(label="Fitted and saved.", state="complete")


def _fit(series: Series, model: ResponseModel) -> None:
    path = store.default_path()
    with store.session(path) as con:
        loads, tests, _ = assembly.response_inputs(con, OWNER, **series.as_arguments())
    started = perf_counter()
    fitted = model.fit(loads, tests)
    seconds = perf_counter() - started
    with store.session(path) as con:
        fits.save(con, fitted, **series.as_arguments(), seconds=seconds)


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
