"""What plyometric dose does for one athlete's running power, and how sure that is."""

import streamlit as st

from analytics.charts import forecast as forecasts
from analytics.charts import response as charts
from analytics.charts import template
from analytics.charts.wording import number
from pages.components import fitting, frame, sources, tables, text

NAMES = {"own": "expected", "cohort": "cohort's curve", "new athlete": "a new athlete's curve"}

athlete = frame.need_athlete(frame.enter())
at = sources.key()
series = fitting.pick_series(athlete)
if series is None:
    st.info(text.NO_TEST)
    st.stop()
saved = fitting.saved_or_offer(series, athlete)
model = saved.fit.model
own = sources.standing(at, series, athlete)
not_own = text.not_own(own, athlete)

headline = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    dose_au = st.number_input(
        "Weekly dose (AU)", 0, 2000, 100, 10, key="dose", bind="query-params", width=150
    )
    weeks = st.segmented_control(
        "Weeks", [2, 4, 8, 12], default=8, required=True, key="weeks", bind="query-params"
    )
    whose = st.segmented_control(
        "Curve of", list(NAMES), default="own", required=True, key="curve", bind="query-params"
    )
    weeks, whose = weeks or 8, whose or "own"  # an empty link value arrives as None
    truth = sources.truth(at, athlete, weeks)
    show_truth = not truth.empty and whose == "own" and st.toggle("Show the truth", key="truth")

curve = sources.curve(at, series, athlete, whose, weeks)
answer = sources.answer(at, series, athlete, whose, float(dose_au), weeks)
with headline:
    st.header(answer.sentence(), anchor=False)
    share = text.standing(own, answer.gain_sentence(model.swc_percent)) if whose == "own" else ""
    st.markdown(
        " · ".join(part for part in (f"**{text.NOT_ASSESSED}**", share) if part),
        help=f"The verdict says {text.WORDS['verdict']}. It is not computed yet.",
    )
    if not_own and whose == "own":
        st.markdown(f"– {not_own}")
    for caution in sources.inputs(at, series)[2]:
        st.caption(f"▲ {text.plain(caution)}")
st.plotly_chart(
    charts.curve(
        curve.wide,
        curve.narrow,
        frame.palette(),
        name="not the athlete's own" if not_own and whose == "own" else NAMES[whose],
        swc_percent=model.swc_percent,
        own=charts.OwnDoses(own.usual_au, own.largest_au)
        if whose == "own" and own.has_dose
        else None,
        chosen=(answer.dose_au, answer.mean),
        truth=truth if show_truth else None,
        level=model.level,
    ),
    theme=None,
    config=template.CONFIG,
    key="curve-chart",
    alt=answer.sentence(),
)
if own.has_dose:
    st.caption(
        f"{athlete}: {number(own.usual_au)} AU a week now, {number(own.largest_au)} AU a week in "
        "the 28 days with most."
    )

st.header("Predicted against tested power", anchor=False)
predicted = sources.forecast(at, series, athlete)
tests = sources.fitted_tests(at, series, athlete)
inside = tests["power_w_kg"].between(tests["test_lower"], tests["test_upper"])[tests["is_used"]]
sentence = (
    f"{inside.sum()} of {inside.size} tests lie inside the {100 * model.level:.0f} % "
    "interval of one test. These are the tests the model was fitted to, not forecasts."
)
left_out = own.n_tests - own.n_used
unused = f" Hollow: {text.counted(left_out, 'test')} not used." if left_out else ""
st.caption(
    f"{sentence} Inner band: interval of the mean. Outer band: interval of one test.{unused}",
    help="Not used: the training before the test is unknown, as in the first 60 days of a log.",
)
if own.n_used:
    st.plotly_chart(
        forecasts.fitted(predicted, tests, frame.palette(), level=model.level),
        theme=None,
        config=template.CONFIG,
        key="forecast-chart",
        alt=sentence,
    )
with st.expander("As table"):
    tables.curve(curve.wide)
    tables.tests(tests)
