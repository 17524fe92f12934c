"""How athletes differ in what plyometric dose does for them, and whether that is real."""

import streamlit as st

from pages.components import (
    asked,
    cohort_start,
    cohort_views,
    cohort_words,
    fitting,
    frame,
    sources,
    text,
)
from pages.components import cohort_filters as filters
from pages.components.answer import SHORTEST_AU

athlete = frame.enter()
at = sources.key()
series = cohort_start.pick_series()
with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
    having = cohort_start.tested(series)
    saved = fitting.saved_or_offer(series)
cohort_start.out_of_date(saved, series, having)

headline = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    answer = sources.cohort_answer(at, series, *asked.dose_and_weeks())
    everyone = filters.grouped(answer.athletes, sources.athletes(at))
    shown = filters.pick(everyone)
    st.markdown(cohort_words.who(len(shown), len(everyone)), width="content")

with headline:
    st.header(cohort_words.headline(answer), anchor=False)
    st.caption(cohort_words.about(saved.created_at, len(everyone)))
    if unusual := text.unusual(saved.fit.model, saved.dose_measure):
        st.markdown(unusual)
    st.markdown(cohort_words.reason(answer))
    cohort_start.offer_assessment(saved, series)

responses, curves, differences = st.tabs(
    ["Responses", "Curves", "Differences"], key="view", on_change="rerun", bind="query-params"
)
if responses.open:
    with responses:
        cohort_views.responses(answer, shown, athlete, series)
if curves.open:
    with curves:
        up_to_au = max(SHORTEST_AU, answer.dose_au)
        cohort_views.curves(answer, sources.cohort_curve(at, series, answer.weeks, up_to_au))
if differences.open:
    with differences:
        cohort_views.spread(answer, sources.differences(at, series))
        own = sources.shrinkage(at, series, answer.dose_au, answer.weeks)
        # In the order of the other tab, so that a row is found again.
        cohort_views.shrinkage(
            answer,
            shown[["athlete_id"]].merge(own, on="athlete_id", validate="1:1"),
            athlete,
        )
