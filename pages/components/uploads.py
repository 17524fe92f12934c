"""Drop files, see how far the import is, and what was taken and refused and why."""

import pandas as pd
import streamlit as st

from data.imports.kinds import KINDS, columns, template
from pages.components import actions, sources

TITLES = {"stryd_csv": "Stryd run", "run": "run"} | {
    kind.name: kind.title.lower() for kind in KINDS.values()
}
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
        begin = st.button(f"Import {len(files)} files" if files else "Import", disabled=not files)
    if begin:
        actions.import_uploads(files, whose)
        st.session_state["import-round"] += 1
        st.rerun()


def results() -> None:
    """Show what came in, newest first, with what is to do where something was not taken."""
    files = sources.imported_files(sources.key())
    if files.empty:
        return
    counts = files["status"].value_counts()
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
    mine = contents[contents["athlete_id"] == athlete_id]
    for row in mine.itertuples():
        missing = [
            name
            for name, here in (
                ("body mass", row.n_masses),
                ("time zone", row.time_zone),
                ("plyometric sets", row.n_sessions or row.n_daily_loads),
                ("power tests", row.n_tests),
            )
            if not here
        ]
        with st.container(horizontal=True, vertical_alignment="center"):
            link = {"athlete": str(athlete_id)}
            st.page_link("pages/athlete.py", label=f"{athlete_id}'s timeline", query_params=link)
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


def templates() -> None:
    """Offer an empty table of each kind, and say what its columns mean."""
    for kind in KINDS.values():
        with st.expander(kind.title):
            st.download_button(
                f"Download {kind.name}.csv",
                template(kind.name),
                f"{kind.name}.csv",
                "text/csv",
                key=f"template-{kind.name}",
            )
            st.dataframe(
                [
                    {
                        "Column": one.name,
                        "Needed": "yes" if one.required else "",
                        "Unit": one.unit,
                        "Meaning": one.meaning,
                        "Must be": one.rule,
                        "Example": one.example,
                    }
                    for one in columns(kind.name)
                ],
                hide_index=True,
                key=f"columns-{kind.name}",
            )
