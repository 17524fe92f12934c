"""Everything that happened to one athlete, on one time axis."""

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING, day, number
from pages.components import efforts, frame, history, records, sources, stress_metric, stress_tab

athlete = frame.need_athlete(frame.enter())
daily = sources.daily(sources.key(), athlete)
tests = sources.tested_power(sources.key(), athlete)

with st.container(horizontal=True, gap="large"):
    today = pd.Timestamp.now().date()
    if tests.empty:
        st.metric("Last power test", MISSING, width="content")
    else:
        last = tests.iloc[-1]
        error = "" if pd.isna(last["se_w_kg"]) else f" ± {last['se_w_kg']:.2f}"
        st.metric(
            f"{last['label'].capitalize()}, {last['power_source']}, {day(last['date'], today)}",
            f"{last['power_w_kg']:.2f}{error} W/kg",
            width="content",
        )
    week = daily.tail(7)
    span = f"7 days to {day(week['date'].iloc[-1], today)}" if len(week) else "7 days"
    for label, column, channel in (
        ("Dose", "plyo_dose_au", "plyo"),
        ("Run load", "run_load_au", "run"),
    ):
        total = week[column].sum(min_count=1)
        guess = ", part estimated" if week[f"{channel}_is_estimated"].any() else ""
        unknown = int((week[f"{channel}_status"] == "unknown").sum())
        gap = f", {unknown} of {len(week)} days not logged" if unknown else ""
        shown = MISSING if pd.isna(total) else f"{number(total)} AU"
        st.metric(f"{label}, {span}{guess}{gap}", shown, width="content")
    stress_metric.show(athlete)

above = st.container()
timeline, stress, test, stored = st.tabs(
    ["Timeline", "Stress", "Test from runs", "Records"], key="view", bind="query-params"
)
if timeline.open or stress.open:
    with above:
        days = history.period()
    with timeline if timeline.open else stress:
        (history if timeline.open else stress_tab).show(athlete, days)
if test.open:
    with test:
        efforts.make_test(athlete)
if stored.open:
    with stored:
        records.show(athlete)
