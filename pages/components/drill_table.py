"""The drills as a table, row for row beside the chart of what their contacts cost."""

import math
from collections.abc import Sequence
from typing import Final
from zlib import crc32

import pandas as pd
import streamlit as st

from analytics.charts import drills as charts
from analytics.charts.wording import MISSING
from pages.components import drill_class, drill_words

ROW_PX: Final = charts.ROW_PX
OWN: Final = "yours"


def show(rows: pd.DataFrame, drill_id: str | None) -> None:
    """Show the drills, the open one selected; selecting a row opens its drill."""
    ids = list(rows["drill_id"])
    # A selection is a row number: other rows are another table.
    key = f"drills-table-{crc32(' '.join(ids).encode()):08x}"
    selected = [ids.index(drill_id)] if drill_id in ids else []
    st.session_state[key] = {"selection": {"rows": selected, "columns": [], "cells": []}}
    st.dataframe(
        written(rows).style.format({"au": "{:.2f}", "contact_s": "{:.3f}"}, na_rep=MISSING),
        key=key,
        on_select=lambda: _open_row(key, ids),
        selection_mode="single-row",
        hide_index=True,
        placeholder=MISSING,
        row_height=ROW_PX,
        height=(len(ids) + 1) * ROW_PX + 8,
        column_config={
            "name": st.column_config.TextColumn("Drill", pinned=True, width=145),
            "legs": st.column_config.TextColumn("Legs", width=44),
            "drill_class": st.column_config.TextColumn(
                "Class",
                width=92,
                help="A coaching convention (assumption), at the height shown. The rule of "
                "48 h goes by class high.",
            ),
            "au": st.column_config.NumberColumn(
                "AU",
                width=46,
                help=f"{drill_words.AU_ADDED}. 1 AU is one contact of a two-legged pogo.",
            ),
            "peak": st.column_config.TextColumn(
                "Peak force (BW)",
                width=136,
                help="Of all legs that land: measured, or unknown with the model's value, or "
                "that by own times, beside it.",
            ),
            "value_from": st.column_config.TextColumn("Value from", width=138),
            "grade": st.column_config.TextColumn("Grade", width=180),
            "contact_s": st.column_config.NumberColumn(
                "Contact (s)", width=78, help="Ground contact the model works with."
            ),
        },
        alt="Drills with legs, class, AU a contact adds, peak force, who says so, contact time",
    )


def written(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what the table says of each drill."""
    return pd.DataFrame(
        {
            "name": [
                f"{title} · {OWN}" if is_own else title
                for title, is_own in zip(rows["title"], rows["is_own"], strict=True)
            ],
            "legs": rows["legs"].map({1: "1", 2: "2"}).to_numpy(),
            "drill_class": [drill_class.short(row) for _, row in rows.iterrows()],
            "au": rows["au"].to_numpy(dtype=float),
            "peak": [peak(row) for _, row in rows.iterrows()],
            "value_from": [value_from(row) for _, row in rows.iterrows()],
            "grade": [grade(row) for _, row in rows.iterrows()],
            "contact_s": rows["own_contact_s"].fillna(rows["contact_s"]).to_numpy(dtype=float),
        }
    )


def peak(row: pd.Series) -> str:
    """Return the peak force of all legs that land: measured, or unknown beside one worked out."""
    if row["contacts_per_rep"] == 0:
        return MISSING
    model = row["peak_bw_per_leg"] * row["legs"]
    if math.isfinite(row["own_peak_bw"]):
        return f"{row['own_peak_bw']:.2f} own, measured"
    if math.isfinite(row["measured_peak_bw"]):
        return catalogue_peak(row)
    if not math.isfinite(model):
        return "unknown"
    by = "by own times" if math.isfinite(row["own_contact_s"]) else "model"
    return f"unknown · {model:.2f} {by}"


def catalogue_peak(row: pd.Series, unit: str = "") -> str:
    """Return the peak force somebody measured, with the height it was measured at."""
    height_m = row["measured_peak_height_m"]
    at = f" at {100 * height_m:.0f} cm" if math.isfinite(height_m) else ""
    return f"{row['measured_peak_bw']:.2f}{unit}{at}"


def value_from(row: pd.Series) -> str:
    """Return who says what the peak force is, and of how many persons."""
    if math.isfinite(row["own_peak_bw"]):
        return "own value"
    if math.isfinite(row["measured_peak_bw"]):
        return f"{row['measured_peak_source']}, {people(row['measured_peak_n'])}"
    if not math.isfinite(row["peak_bw_per_leg"]):
        return MISSING
    if math.isfinite(row["own_contact_s"]):
        return "own times"
    return f"{str(row['model_peak_source']).capitalize()}, model"


def grade(row: pd.Series) -> str:
    """Return in words how good the value is."""
    if math.isfinite(row["own_peak_bw"]):
        return "measured (own)"
    if math.isfinite(row["measured_peak_bw"]):
        return str(row["measured_peak_grade"])
    if not math.isfinite(row["peak_bw_per_leg"]):
        return MISSING
    return "worked out" if math.isfinite(row["own_contact_s"]) else str(row["model_peak_grade"])


def people(n: float, grade: str = "") -> str:
    """Return of how many persons a value is; a value without a count says so."""
    if math.isfinite(n):
        return f"n {n:.0f}"
    return "no n" if "assumption" in grade else "n unknown"


def _open_row(key: str, drill_ids: Sequence[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    open_drill(drill_ids[rows[0]] if rows else None)


def open_drill(drill_id: str | None) -> None:
    """Open a drill, as the picker does; for callbacks."""
    st.session_state["drill"] = drill_id
