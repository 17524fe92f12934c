"""What plyometric dose does for one athlete's running power, and how sure that is."""

import streamlit as st

from pages.components import (
    answer_view,
    expert,
    fitting,
    frame,
    headline,
    proof,
    reading,
    sources,
    text,
)
from pages.components.asked import Asked, dose_and_weeks

athlete = frame.need_athlete(frame.enter())
at = sources.key()
series = fitting.pick_series(athlete)
if series is None:
    st.info(text.NO_TEST)
    st.stop()
verdict_place, fit_place = st.columns([5, 1], gap="medium")
with fit_place, st.container(horizontal=True, horizontal_alignment="right"):
    saved = fitting.saved_or_offer(series)
fitting.out_of_date(saved, series, athlete)
answer_place = st.container()
answering, proving, examining = st.tabs(
    ["Answer", "Proof", "Expert"], key="view", on_change="rerun", bind="query-params"
)
whose, show_truth = "own", False
if proving.open or examining.open:
    with proving if proving.open else examining, st.popover("Dose and weeks", type="tertiary"):
        dose_au, weeks = dose_and_weeks()
    asked = Asked(at, series, athlete, dose_au, weeks)
else:
    with answering:
        chart_place, controls_place = st.columns([3, 1], gap="medium")
    with controls_place:
        dose_au, weeks = dose_and_weeks()
        whose = answer_view.whose_curve(sources.standing(at, series, athlete))
        asked = Asked(at, series, athlete, dose_au, weeks)
        show_truth = answer_view.wants_truth(asked, whose)

read = reading.read(asked, saved, whose)
with verdict_place:
    headline.show_verdict(read)
with answer_place:
    headline.show_answer(read)
if proving.open:
    with proving:
        proof.show(read)
elif examining.open:
    with examining:
        expert.show(read)
else:
    with controls_place:
        answer_view.show_notes(read, show_truth=show_truth)
        frame.link("plan", "Plan with this response", athlete)
    with chart_place:
        answer_view.show_curve(read, show_truth=show_truth)
    with answering:
        answer_view.show_fitted(read)
