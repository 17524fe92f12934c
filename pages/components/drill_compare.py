"""The drills side by side: a row of the table and of the chart for each."""

import pandas as pd
import streamlit as st

from analytics.charts import drills as charts
from analytics.charts import template
from analytics.charts.template import TISSUES
from pages.components import drill_class, drill_filters, drill_table, drill_words, frame, text
from pages.components.drill_rows import Drills
from pages.components.drill_table import open_drill


def show(drills: Drills, shown: pd.DataFrame, drill_id: str | None) -> None:
    """Show the drills that are left, or say what to do when none is."""
    if shown.empty:
        st.info("No drill is left by these filters. Take one back, or show all.")
        st.button("Show all drills", key="show-all", on_click=drill_filters.show_all)
        return
    st.markdown(f"{drill_class.with_and_without(shown)}.")
    st.caption(drill_words.CAPTION)
    st.caption(drill_class.beside_steps())
    # The table first: where there is room for one column only, it is what one reads.
    table, chart = st.columns([15, 9], gap="small")
    with table:
        drill_table.show(shown, drill_id)
    with chart:
        st.plotly_chart(
            charts.contacts(rows(drills, shown), frame.palette(), picked=drill_id),
            theme=None,
            config=template.CONFIG,
            key="drills-chart",
            on_select=_open_point,
            selection_mode="points",
            alt=f"One contact of {text.counted(len(shown), 'drill')} in easy running steps of the "
            "Achilles, the patellar tendon and the tibia; the rows of the table.",
        )


def rows(drills: Drills, shown: pd.DataFrame) -> pd.DataFrame:
    """Return a row per drill and tissue, in the order of the table; missing without contacts."""
    every = shown[["drill_id", "title"]].rename(columns={"title": "name"})
    every = every.merge(pd.DataFrame({"tissue": list(TISSUES)}), how="cross")
    return every.merge(
        drills.steps.drop(columns="title"), on=["drill_id", "tissue"], how="left", validate="1:1"
    )


def _open_point() -> None:
    points = st.session_state["drills-chart"]["selection"]["points"]
    if points:
        open_drill(str(points[0]["customdata"][0]))
