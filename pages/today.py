"""What is here, and what to do next."""

from functools import partial

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING, day
from pages.components import actions, frame, sources, text
from pages.components.next_step import next_step, pain

frame.enter()
at = sources.key()
contents = sources.contents(at)

if contents.empty:
    st.header("Nothing here yet.", anchor=False)
    st.write(text.WHAT)
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Load the demo: 24 synthetic athletes, 1 year", key="demo"):
            actions.load_demo()
            st.rerun()
        st.page_link("pages/imports.py", label="Import your files")
    st.stop()

fitted = sources.fitted_athletes(at)
today = pd.Timestamp.now().date()
told = {row.athlete_id: pain(row, today) for row in sources.recent_pain(at, today).itertuples()}
contents["next_step"] = [
    # Pain comes first: nobody is sent to a maximal effort over it.
    told.get(row.athlete_id) or next_step(row, row.athlete_id in fitted)
    for row in contents.itertuples()
]
hurting = contents["athlete_id"].isin(list(told))
waiting = contents["next_step"] != MISSING
st.write(
    " · ".join(
        (
            text.counted(len(contents), "athlete"),
            text.counted(contents["n_runs"].sum(), "run"),
            text.counted(contents["n_sessions"].sum(), "plyometric session"),
            text.counted(contents["n_tests"].sum(), "power test"),
            f"{waiting.sum()} with a next step",
        )
    )
)

table, panel = st.columns([2, 1], gap="medium")
with table:
    contents = pd.concat(
        [contents[hurting], contents[waiting & ~hurting], contents[~waiting]], ignore_index=True
    )
    picked = st.dataframe(
        contents,
        key="squad",
        on_select=partial(frame.pick_row, "squad", list(contents["athlete_id"])),
        selection_mode="single-row",
        hide_index=True,
        row_height=36,
        column_order=["athlete_id", "next_step", "last_entry", "n_runs", "n_sessions", "n_tests"],
        column_config={
            "athlete_id": "Athlete",
            "next_step": st.column_config.TextColumn("What to do next", width="large"),
            "last_entry": st.column_config.DateColumn("Last entry", format="D MMM YYYY"),
            "n_runs": "Runs",
            "n_sessions": "Sessions",
            "n_tests": "Tests",
        },
        alt="Athletes with what is stored of each and what to do next",
    )
with panel:
    rows = picked["selection"]["rows"]
    if not rows:
        st.caption("Pick a row to see an athlete (Shift+Space on the keyboard).")
    else:
        row = contents.iloc[rows[0]]
        st.header(text.plain(row["name"]), anchor=False)
        if pd.notna(row["last_test"]):
            st.write(f"Last power test {day(row['last_test'], today)}, {row['n_tests']} in all.")
        st.write(
            f"{text.counted(row['n_runs'], 'run')}, {row['n_runs_with_power']} of them with "
            f"power; {text.counted(row['n_sessions'], 'plyometric session')}."
        )
        if row["next_step"] != MISSING:
            st.write(f"**{row['next_step']}**")
        with st.container(horizontal=True):
            for page, label in (
                ("athlete", "Timeline"),
                ("response", "Response"),
                ("plan", "Plan"),
                ("imports", "Import files"),
            ):
                frame.link(page, label, row["athlete_id"])

if sources.athletes(at)["is_synthetic"].all():
    with st.popover("Remove the demo", type="tertiary"):
        st.write("Removes every synthetic athlete with everything stored of them.")
        if st.button("Remove it all", key="remove-demo"):
            actions.remove_demo()
            st.rerun()
