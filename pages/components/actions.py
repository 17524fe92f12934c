"""What a button does: write to the store, showing how far it is."""

from collections.abc import Sequence
from time import perf_counter

import streamlit as st
from streamlit.elements.lib.mutable_status_container import StatusContainer
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analytics.response import ResponseModel
from analytics.testing.power import Method
from data import OWNER, assembly, demo, fits, imports, power_tests, store
from data.imports import FileResult, Upload
from data.imports.layouts import Waiting
from data.imports.mapping import Mapping
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


def save_test(athlete_id: str, efforts: Sequence[tuple[str, int]], method: Method) -> None:
    """Save a critical power test made from best powers of runs."""
    with store.session(store.default_path()) as con:
        power_tests.from_efforts(con, OWNER, athlete_id, efforts, method)
    st.toast("Test saved. It is on the timeline.")


def import_uploads(files: Sequence[UploadedFile], athlete_id: str | None) -> None:
    """Import dropped files, showing what became of each."""
    _import([Upload(file.name, file.getvalue()) for file in files], athlete_id, None)


def import_mapped(table: Waiting, mappings: tuple[Mapping, ...]) -> None:
    """Import a table whose columns were just mapped; its layout is remembered."""
    _import([Upload(table.name, table.content)], table.athlete_id, mappings)


def _import(
    files: Sequence[Upload], athlete_id: str | None, mappings: tuple[Mapping, ...] | None
) -> None:
    with st.status(f"0 of {len(files)} files") as status:
        bar = st.progress(0.0)
        # Any click ends the run of this script at its next sign of life; what is taken stays.
        st.button("Cancel", key="cancel-import")

        def on_progress(done: int, total: int, result: FileResult) -> None:
            _show(status, done, total, result)
            bar.progress(done / total)

        report = imports.import_files(
            store.default_path(), files, athlete_id, mappings=mappings, on_progress=on_progress
        )
        said = " · ".join(f"{status} {count}" for status, count in report.counts.items() if count)
        status.update(label=f"{len(files)} files: {said}", state="complete")
    st.toast(f"{len(files)} files: {said}")


def _show(status: StatusContainer, done: int, total: int, result: FileResult) -> None:
    status.update(label=f"{done} of {total} · {result.name}: {result.status}")
