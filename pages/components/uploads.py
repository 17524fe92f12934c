"""Drop files, see how far the import is, and what was taken and refused and why."""

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING
from analytics.errors import WorkbenchError
from data.imports.kinds import KINDS
from pages.components import actions, frame, sources, text
from pages.components.jobs import ImportJob

TITLES = {"stryd_csv": "Stryd run", "run": "run"} | {
    kind.name: kind.title.lower() for kind in KINDS.values()
}
MOST_REASONS = 12
SAID = {"taken": "taken", "partial": "part", "duplicate": "duplicate", "refused": "refused"}


def drop(athlete_id: str | None) -> None:
    """Take files from the visitor and import them, file by file."""
    people = sources.athletes(sources.key())
    if people["is_synthetic"].any():
        st.info(
            "This is the demo, which never shares a file with real athletes. "
            "Remove the demo on Today, then import your own files."
        )
        st.page_link("pages/today.py", label="Today")
        return
    st.caption(
        "Positions are not read into the database; the original files, which may hold them, are "
        "kept as they are beside it, on this machine only."
    )
    round_ = st.session_state.setdefault("import-round", 0)
    files = st.file_uploader(
        "Drop FIT files, Stryd CSVs or tables in CSV",
        accept_multiple_files=True,
        key=f"files-{round_}",
    )
    known = list(people["athlete_id"])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        whose = st.selectbox(
            "Athlete for activity files",
            known,
            index=known.index(athlete_id) if athlete_id in known else None,
            key="import-athlete",
            accept_new_options=True,
            placeholder="Pick, or type a new id such as mara-k",
            help="FIT files and Stryd CSVs do not say whose they are; tables do.",
            width=340,
        )
        label = f"Import {text.counted(len(files), 'file')}" if files else "Import"
        begin = st.button(label, key="begin-import", disabled=not files)
    if begin:
        actions.import_uploads(files, whose)
        st.session_state["import-round"] += 1
        st.rerun()


def progress() -> None:
    """Show the import under way, or how the last one of this visit ended."""
    job = st.session_state.get("import-job")
    if job is None:
        return
    if not job.is_over:
        _watch(job)
        return
    broke = job.error()
    if isinstance(broke, WorkbenchError):
        st.warning(text.plain(broke))
    elif broke is not None:
        raise broke
    of = len(job.names)
    if job.done < of:
        left = text.counted(of - job.done, "file")
        st.warning(
            f"Stopped after {job.done} of {of}. {left} not imported: drop them again; "
            "those taken count once."
        )
    st.write(f"This import: {_counts(job)}")
    _reasons(job.done)


@st.fragment(run_every=0.5)
def _watch(job: ImportJob) -> None:
    """Look at a running import again and again, without the rest of the page."""
    if job.is_over:
        st.rerun()
    with st.container(border=True):
        st.progress(job.done / len(job.names), text=f"{job.done} of {len(job.names)}")
        st.caption(f"{_counts(job)} · {text.plain(job.last)}")
        st.button("Cancel", key="cancel-import", on_click=job.stop)


def _counts(job: ImportJob) -> str:
    return " · ".join(f"{said} {job.counts[status]}" for status, said in SAID.items())


def _reasons(newest: int) -> None:
    """Write out why files of the last import were not taken, unshortened."""
    files = sources.imported_files(sources.key()).head(newest)
    told = files[(files["reason"] != "") & (files["status"] != "duplicate")]
    told = told.sort_values("status", ascending=False, kind="stable")  # refused before part
    more = len(told) - MOST_REASONS
    told = told.head(MOST_REASONS)
    if not told.empty:
        rows = [
            {"File": text.plain(name), "Why, and what to do": text.plain(reason)}
            for name, reason in zip(told["name"], told["reason"], strict=True)
        ]
        st.table(pd.DataFrame(rows).set_index("File"))
    if more > 0:
        st.caption(f"{text.counted(more, 'more file')} with a reason: Files, Everything so far.")


def results() -> None:
    """Show everything that came in, newest first."""
    files = sources.imported_files(sources.key())
    if files.empty:
        return
    counts = files["status"].value_counts()
    st.header("Everything so far", anchor=False)
    st.write(
        " · ".join(f"{said} {counts.get(status, 0)}" for status, said in SAID.items())
        + " · originals are kept beside the database, nothing is deleted"
    )
    _whose(files)
    files["status"] = files["status"].map(SAID)
    files["kind"] = files["kind"].map(lambda kind: TITLES.get(kind, kind))
    st.dataframe(
        files,
        hide_index=True,
        key="history",
        row_height=36,
        placeholder=MISSING,
        column_order=[
            "name",
            "kind",
            "status",
            "rows_taken",
            "rows_refused",
            "reason",
            "athlete_id",
        ],
        column_config={
            "name": "File",
            "kind": "What",
            "status": "Status",
            "rows_taken": st.column_config.NumberColumn("Rows taken", format="localized"),
            "rows_refused": st.column_config.NumberColumn("Refused", format="localized"),
            "reason": st.column_config.TextColumn("Why, and what to do", width="large"),
            "athlete_id": "Athlete",
        },
        alt="Files that came in, with status and reason",
    )


def _whose(files: pd.DataFrame) -> None:
    """Say whom the last import was for, what is still missing, and lead there."""
    athlete_id = files["athlete_id"].iloc[0]
    contents = sources.contents(sources.key())
    for row in contents[contents["athlete_id"] == athlete_id].itertuples():
        here = {
            "body mass": row.n_masses,
            "time zone": not pd.isna(row.time_zone),
            "plyometric sets": row.n_sessions or row.n_daily_loads,
            "power tests": row.n_tests,
        }
        missing = [name for name, is_here in here.items() if not is_here]
        with st.container(horizontal=True, vertical_alignment="center"):
            frame.link("athlete", f"{athlete_id}'s timeline", str(athlete_id))
            if missing:
                st.caption(f"still missing: {', '.join(missing)}", width="content")


def refused() -> None:
    """Show rows that were not taken, each with its number, reason and content."""
    rows = sources.refused_rows(sources.key())
    if rows.empty:
        st.info("No row was refused.")
        return
    st.write("Correct these rows in their file and import it again; rows taken before count once.")
    st.dataframe(
        rows,
        hide_index=True,
        key="refused",
        row_height=36,
        column_config={
            "name": "File",
            "kind": "What",
            "row_number": st.column_config.NumberColumn("Row", help="The header is row 1"),
            "reason": st.column_config.TextColumn("Why", width="large"),
            "content": st.column_config.TextColumn("As it stood", width="medium"),
        },
    )
