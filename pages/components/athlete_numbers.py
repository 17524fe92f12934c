"""An athlete in four numbers: the last power test, a week of dose and of running, stress."""

from typing import Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.charts.wording import MISSING, number
from pages.components import sources, text
from pages.components.days import day

LEAST_PX: Final = 150
"""Width of a number, so that two of them stand side by side on a phone."""


def show(athlete_id: str) -> DeltaGenerator:
    """Show the numbers, and return the place of the one of stress, which takes a while."""
    at = sources.key()
    daily = sources.daily(at, athlete_id)
    counted_by = text.counted_by(sources.dose_measure(at))
    with st.grid(4, min_column_width=LEAST_PX):
        _last_test(sources.tested_power(at, athlete_id))
        _week("Dose", daily, ("plyo_dose_au", "plyo"), counted_by)
        _week("Run load", daily, ("run_load_au", "run"))
        return st.empty()


def one(label: str, value: str, beside: str = "", about: str | None = None) -> None:
    """Show a number in a cell of its own; what does not fit its label stands below."""
    with st.container(gap=None):
        st.metric(label, value, help=about)
        if beside:
            st.caption(beside)


def _last_test(tests: pd.DataFrame) -> None:
    if tests.empty:
        one("Last power test", MISSING)
        return
    last = tests.iloc[-1]
    error = "" if pd.isna(last["se_w_kg"]) else f" ± {last['se_w_kg']:.2f}"
    one(
        last["label"].capitalize(),
        f"{last['power_w_kg']:.2f}{error} W/kg",
        f"{last['power_source']}, {day(last['date'])}",
    )


def _week(label: str, daily: pd.DataFrame, of: tuple[str, str], counted_by: str = "") -> None:
    column, channel = of
    week = daily.tail(7)
    total = week[column].sum(min_count=1)
    unknown = int((week[f"{channel}_status"] == "unknown").sum())
    beside = [
        f"to {day(week['date'].iloc[-1])}" if len(week) else "",
        counted_by,
        "part estimated" if week[f"{channel}_is_estimated"].any() else "",
        f"{unknown} of {len(week)} days not logged" if unknown else "",
    ]
    one(
        f"{label}, 7 days",
        MISSING if pd.isna(total) else f"{number(total)} AU",
        ", ".join(filter(None, beside)),
    )
