"""The athletes of a cohort as a table, row for row beside the chart of their intervals."""

from functools import partial
from typing import Final
from zlib import crc32

import pandas as pd
import streamlit as st

from analytics.charts.forest import NAMED
from analytics.charts.wording import MISSING, percent, probability
from pages.components import frame
from pages.components.cohort import CohortAnswer

ROW_PX: Final = 30
"""Of the table and of the chart: each line stands beside its row."""
MANY_ROWS: Final = 30
"""Rows in sight where there are too many to show all."""


def show(answer: CohortAnswer, rows: pd.DataFrame, athlete_id: str | None) -> None:
    """Show the rows, that of the picked athlete selected; selecting one picks its athlete."""
    ids = list(rows["athlete_id"])
    # A selection is a row number: other rows are another table.
    key = f"cohort-table-{crc32(' '.join(ids).encode()):08x}"
    _select(key, ids.index(athlete_id) if athlete_id in ids else None)
    shown = pd.DataFrame(
        {
            "athlete_id": ids,
            "verdict_word": rows["verdict_word"],
            "mean": rows["mean"],
            "interval": [
                f"{percent(lower)} to {percent(upper)}{', beyond anything tried' * is_beyond}"
                for lower, upper, is_beyond in zip(
                    rows["lower"], rows["upper"], rows["is_beyond"], strict=True
                )
            ],
            "p_gain": rows["p_gain"],
            "n_tests": rows["n_tests"],
        }
    )
    st.dataframe(
        shown.style.format({"mean": _percent, "p_gain": _probability}),
        key=key,
        on_select=partial(frame.pick_row, key, ids),
        selection_mode="single-row",
        hide_index=True,
        placeholder=MISSING,
        row_height=ROW_PX,
        height=(len(ids) + 1 if len(ids) <= NAMED else MANY_ROWS) * ROW_PX + 8,
        column_config={
            "athlete_id": st.column_config.TextColumn("Athlete", pinned=True),
            "verdict_word": st.column_config.TextColumn("Verdict", width=145),
            "mean": st.column_config.NumberColumn(
                "Mean (%)", help="Expected change of running power."
            ),
            "interval": f"{100 * answer.level:.0f} % interval",
            "p_gain": st.column_config.NumberColumn(
                f"P(gain > {answer.swc_percent:g} %)",
                help="Probability of a gain above the smallest worth having; a dash where the "
                "curve is not the athlete's own.",
            ),
            "n_tests": st.column_config.NumberColumn("Test days", help="That could be used."),
        },
        alt="Athletes with verdict, expected change, interval and chance of a gain worth having",
    )


def _percent(value: object) -> str:
    return percent(float(str(value)))


def _probability(value: object) -> str:
    return probability(float(str(value)))


def _select(table: str, row: int | None) -> None:
    """Select the row of the athlete whom the picker names, and no other."""
    rows = [] if row is None else [row]
    st.session_state[table] = {"selection": {"rows": rows, "columns": [], "cells": []}}
