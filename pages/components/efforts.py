"""Make a critical power test from the best powers of chosen runs."""

import pandas as pd
import streamlit as st

from analytics.charts.wording import number
from analytics.errors import WorkbenchError
from analytics.testing.power import METHODS, critical_power
from pages.components import actions, sources
from pages.components.days import day
from pages.components.text import plain

DURATIONS_S = {f"{minutes} min": 60 * minutes for minutes in (2, 3, 5, 7, 10, 12, 20)}


def make_test(athlete_id: str) -> None:
    """Let the visitor name efforts, show what they give, and save the test with its runs."""
    best = sources.best_powers(sources.key(), athlete_id)
    if best.empty:
        st.info("No run with power yet. Import FIT files or Stryd CSVs on the Imports page.")
        return
    st.write(
        "Pick the efforts that were maximal, of two lengths or more; 3 and 12 minutes, or 3, 7 and "
        "12, serve well. Their best powers become a test that keeps its runs."
    )
    lengths = st.pills(
        "Length of the effort",
        list(DURATIONS_S),
        selection_mode="multi",
        default=["3 min", "12 min", "20 min"],
        key="lengths",
    )
    chosen_s = [DURATIONS_S[length] for length in lengths]
    shown = best[best["duration_s"].isin(chosen_s)]
    shown = shown.sort_values(["duration_s", "power_w"], ascending=[True, False])
    if not st.toggle("Every run, not only the five best of a length", key="all-efforts"):
        shown = shown.groupby("duration_s").head(5)
    shown = shown.assign(minutes=shown["duration_s"] / 60).reset_index(drop=True)
    picked = st.dataframe(
        shown,
        # A pick is a row number: other rows make a new table, so that no pick slides to another.
        key=f"efforts-{'-'.join(shown['run_id'] + shown['duration_s'].astype(str))}",
        on_select="rerun",
        selection_mode="multi-row",
        hide_index=True,
        height=min(560, 38 + 35 * max(len(shown), 1)),
        column_order=["minutes", "power_w", "local_date", "power_source", "run_id"],
        column_config={
            "minutes": st.column_config.NumberColumn("Length (min)", format="%.0f"),
            "power_w": st.column_config.NumberColumn("Best mean power (W)", format="%.1f"),
            "local_date": st.column_config.DateColumn("Day", format="ddd D MMM YYYY"),
            "power_source": "Source",
            "run_id": "Run",
        },
    )
    chosen = shown.iloc[picked["selection"]["rows"]]
    if len(chosen) < 2:
        st.caption("Pick two efforts or more.")
        return
    _preview(athlete_id, chosen)


def _preview(athlete_id: str, chosen: pd.DataFrame) -> None:
    try:
        found = [
            critical_power(chosen["duration_s"], chosen["power_w"], method=method)
            for method in METHODS
        ]
    except WorkbenchError as error:
        st.warning(plain(error))
        return
    st.write(
        "Chosen: "
        + "; ".join(
            f"{minutes:.0f} min {power_w:.1f} W, {day(when)}"
            for minutes, power_w, when in zip(
                chosen["minutes"], chosen["power_w"], chosen["local_date"], strict=True
            )
        )
    )
    st.dataframe(
        pd.DataFrame(
            {
                "Method": [one.method.replace("_", " ") for one in found],
                "Critical power (W)": [number(one.cp_w, 1) for one in found],
                "± SE (W)": [number(one.se_cp_w, 1) for one in found],
                "W′ (kJ)": [number(one.w_prime_j / 1000, 1) for one in found],
                "± SE (kJ)": [number(one.se_w_prime_j / 1000, 1) for one in found],
            }
        ),
        hide_index=True,
        key="methods",
    )
    if len(chosen) == 2:
        st.caption("Two efforts have no standard error of their own; two trials tend to read high.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        method = st.selectbox(
            "Method to keep",
            METHODS,
            format_func=lambda name: name.replace("_", " "),
            key="method",
            width=220,
        )
        if st.button("Save as a test", key="save-test"):
            efforts = list(zip(chosen["run_id"], chosen["duration_s"].astype(int), strict=True))
            actions.save_test(athlete_id, efforts, method)
            st.rerun()  # the line above the tabs shows the last test
