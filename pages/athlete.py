"""Everything that happened to one athlete, on one time axis."""

import streamlit as st

from pages.components import (
    athlete_numbers,
    efforts,
    frame,
    history,
    records,
    stress_metric,
    stress_tab,
)

athlete = frame.need_athlete(frame.enter())
highest = athlete_numbers.show(athlete)
frame.link("plan", "Plan from here", athlete)
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
# Last, for stress takes a while to add up: the rest of the page stands meanwhile.
with highest.container():
    stress_metric.show(athlete)
