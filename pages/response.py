"""What plyometric dose does for one athlete's running power, and how sure that is."""

import streamlit as st

from analytics.charts import response as charts
from analytics.charts import template
from analytics.charts.wording import number
from pages.components import fitting, frame, sources, tables, text

athlete = frame.need_athlete(frame.enter())
at = sources.key()
series = fitting.pick_series(athlete)
if series is None:
    st.info(text.NO_TEST)
    st.stop()
saved = fitting.saved_or_offer(series, athlete)
own = sources.standing(at, series, athlete)

headline = st.container()
drawing, controls = st.columns([3, 1], gap="large")
with controls:
    dose_au = st.number_input("Weekly dose (AU)", 0, 2000, 100, 10, key="dose", bind="query-params")
    weeks = st.segmented_control(
        "Weeks", [2, 4, 8, 12], default=8, required=True, key="weeks", bind="query-params"
    )
    whose = st.segmented_control(
        "Curve of",
        ["own", "cohort", "new athlete"],
        default="own",
        required=True,
        key="curve",
        bind="query-params",
    )
    truth = sources.truth(at, athlete, weeks)
    show_truth = not truth.empty and whose == "own" and st.toggle("Show the truth", key="truth")
    st.caption(
        f"{number(own.usual_au)} AU a week now · {number(own.largest_au)} AU a week in the "
        "28 days with most"
    )

curve = sources.curve(at, series, athlete, whose, weeks)
answer = sources.answer(at, series, athlete, whose, float(dose_au), weeks)
with headline:
    st.subheader(answer.sentence(), anchor=False)
    st.markdown(text.standing(own, answer.gain_sentence(saved.fit.model.swc_percent)))
with drawing:
    st.plotly_chart(
        charts.curve(
            curve.wide,
            curve.narrow,
            frame.palette(),
            name={"own": "expected", "cohort": "cohort's curve"}.get(
                whose, "a new athlete's curve"
            ),
            swc_percent=saved.fit.model.swc_percent,
            own=charts.OwnDoses(own.usual_au, own.largest_au),
            chosen=(answer.dose_au, answer.mean),
            truth=truth if show_truth else None,
        ),
        theme=None,
        config=template.CONFIG,
        key="curve-chart",
        alt=answer.sentence(),
    )

st.subheader("Predicted against tested power", anchor=False)
predicted = sources.forecast(at, series, athlete)
tests = sources.fitted_tests(at, series, athlete)
inside = tests["power_w_kg"].between(tests["test_lower"], tests["test_upper"])[tests["is_used"]]
sentence = (
    f"{inside.sum()} of {inside.size} tests lie inside the {100 * saved.fit.model.level:.0f} % "
    "interval of one test. These are the tests the model was fitted to, not forecasts."
)
st.caption(
    f"{sentence} Dark band: interval of the mean. Light band: interval of one test. Hollow: "
    f"{own.n_tests - own.n_used} tests not used, too early in the log."
)
st.plotly_chart(
    charts.forecast(predicted, tests, frame.palette(), level=saved.fit.model.level),
    theme=None,
    config=template.CONFIG,
    key="forecast-chart",
    alt=sentence,
)
with st.expander("As table"):
    tables.curve(curve.wide)
    tables.tests(tests)
