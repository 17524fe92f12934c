"""Everything that happened to one athlete, on one time axis."""

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING, day, number
from pages.components import (
    efforts,
    frame,
    history,
    records,
    sources,
    stress_metric,
    stress_tab,
    text,
)

METRIC_PX = 150
"""Least width of a number, so that two of them stand side by side on a phone."""

athlete = frame.need_athlete(frame.enter())
daily = sources.daily(sources.key(), athlete)
tests = sources.tested_power(sources.key(), athlete)

with st.grid(4, min_column_width=METRIC_PX):
    today = pd.Timestamp.now().date()
    if tests.empty:
        st.metric("Last power test", MISSING)
    else:
        last = tests.iloc[-1]
        error = "" if pd.isna(last["se_w_kg"]) else f" ± {last['se_w_kg']:.2f}"
        st.metric(
            f"{last['label'].capitalize()}, {last['power_source']}, {day(last['date'], today)}",
            f"{last['power_w_kg']:.2f}{error} W/kg",
        )
    week = daily.tail(7)
    span = f"7 days to {day(week['date'].iloc[-1], today)}" if len(week) else "7 days"
    dose = " ".join(filter(None, ("Dose", text.counted_by(sources.dose_measure(sources.key())))))
    for label, column, channel in (
        (dose, "plyo_dose_au", "plyo"),
        ("Run load", "run_load_au", "run"),
    ):
        total = week[column].sum(min_count=1)
        guess = ", part estimated" if week[f"{channel}_is_estimated"].any() else ""
        unknown = int((week[f"{channel}_status"] == "unknown").sum())
        gap = f", {unknown} of {len(week)} days not logged" if unknown else ""
        shown = MISSING if pd.isna(total) else f"{number(total)} AU"
        st.metric(f"{label}, {span}{guess}{gap}", shown)
    stress = st.empty()

above = st.container()
timeline, tissues, test, stored = st.tabs(
    ["Timeline", "Stress", "Test from runs", "Records"], key="view", bind="query-params"
)
if timeline.open or tissues.open:
    with above:
        days = history.period()
    with timeline if timeline.open else tissues:
        (history if timeline.open else stress_tab).show(athlete, days)
if test.open:
    with test:
        efforts.make_test(athlete)
if stored.open:
    with stored:
        records.show(athlete)
# Last, for stress takes a while to add up: the rest of the page stands meanwhile.
with stress.container():
    stress_metric.show(athlete)
