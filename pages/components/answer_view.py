"""The Answer tab: the curve with its controls, and predicted power against tested power."""

import streamlit as st

from analytics.charts import forecast as forecasts
from analytics.charts import response as charts
from analytics.charts.wording import number
from pages.components import figures, frame, sources, text
from pages.components.answer import SHORTEST_AU, Standing
from pages.components.asked import Asked
from pages.components.figures import figure_column
from pages.components.reading import Reading

NAMES = {"own": "expected", "cohort": "cohort's curve", "new athlete": "a new athlete's curve"}


def whose_curve(own: Standing) -> str:
    """Draw the choice of curve and return it; without a cohort there is but the prior to choose."""
    offered = ["own", "prior"] if text.is_alone(own) else list(NAMES)
    chosen = st.segmented_control(
        "Curve of", offered, default="own", required=True, key="curve", bind="query-params"
    )
    # An empty link value arrives as None.
    return "new athlete" if chosen == "prior" else chosen or "own"


def _name(reading: Reading) -> str:
    """Return what stands on the line."""
    if reading.is_borrowed or (reading.whose != "own" and text.is_alone(reading.own)):
        return text.borrowed_name(reading.own)
    return NAMES[reading.whose]


def wants_truth(asked: Asked, whose: str) -> bool:
    """Offer to show the planted curve of a synthetic athlete, and return whether it is wanted."""
    if whose != "own" or sources.truth(asked.at, asked.athlete_id, asked.weeks).empty:
        return False
    return st.toggle("Show the truth", key="truth", persist_state="page")


def show_curve(reading: Reading, *, show_truth: bool) -> None:
    """Show change of power against weekly dose."""
    asked, own, answer = reading.asked, reading.own, reading.answer
    model = reading.saved.fit.model
    curve = sources.curve(
        asked.at,
        asked.series,
        asked.athlete_id,
        reading.drawn,
        asked.weeks,
        max(SHORTEST_AU, asked.dose_au),
    )
    is_own = reading.whose == "own"
    truth = sources.truth(asked.at, asked.athlete_id, asked.weeks) if show_truth else None
    figures.draw(
        charts.curve(
            curve.wide,
            curve.narrow,
            frame.palette(),
            name=_name(reading),
            swc_percent=model.swc_percent,
            own=charts.OwnDoses(own.usual_au, own.largest_au) if is_own and own.has_dose else None,
            chosen=(answer.dose_au, answer.mean),
            truth=truth,
            level=model.level,
            look=reading.look,
        ),
        "curve",
        answer.sentence(),
        curve.wide,
        {
            "weekly_dose_au": figure_column("Dose (AU a week)", 0),
            "mean": figure_column("Change (%)"),
            "lower": figure_column("Lower (%)"),
            "upper": figure_column("Upper (%)"),
        },
    )


def show_notes(reading: Reading, *, show_truth: bool) -> None:
    """Say what the athlete's own doses are, and how often intervals hold the planted curve."""
    own = reading.own
    if own.has_dose:
        st.caption(
            f"{reading.asked.athlete_id}: {number(own.usual_au)} AU a week over the last 28 days, "
            f"{number(own.largest_au)} AU a week in the 28 days with most."
        )
    if show_truth:
        st.caption(_held(reading))


def _held(reading: Reading) -> str:
    asked = reading.asked
    held = sources.truth_held(asked.at, asked.series, asked.athlete_id, reading.drawn, asked.weeks)
    level = f"{100 * reading.saved.fit.model.level:.0f} %"
    return (
        f"The {level} intervals hold the planted curve at {held.n_here} of {held.n_doses} doses "
        f"from {held.first_au:.0f} to {held.last_au:.0f} AU a week for {asked.athlete_id}; "
        f"{100 * held.share:.0f} % over the cohort."
    )


def show_fitted(reading: Reading) -> None:
    """Show predicted power day by day, and the tests the model was fitted to."""
    asked, own = reading.asked, reading.own
    level = reading.saved.fit.model.level
    st.header("Predicted against tested power", anchor=False)
    tests = sources.fitted_tests(asked.at, asked.series, asked.athlete_id)
    inside = tests["power_w_kg"].between(tests["test_lower"], tests["test_upper"])
    inside = inside[tests["is_used"]]
    sentence = (
        f"{inside.sum()} of {inside.size} tests lie inside the {100 * level:.0f} % interval of "
        "one test. These are the tests the model was fitted to, not forecasts: those are under "
        "Proof."
    )
    left_out = own.n_tests - own.n_used
    unused = f" Hollow: {text.counted(left_out, 'test')} not used." if left_out else ""
    st.caption(
        f"{sentence} Inner band: interval of the mean. Outer band: interval of one test.{unused}",
        help="Not used: the training before the test is unknown, as in the first 60 days of a log.",
    )
    if not own.n_used:
        return
    predicted = sources.forecast(asked.at, asked.series, asked.athlete_id)
    figures.draw(
        forecasts.fitted(predicted, tests, frame.palette(), level=level),
        "forecast",
        sentence,
        tests,
        {
            "date": figures.day_column(),
            "power_w_kg": figure_column("Tested (W/kg)"),
            "mean": figure_column("Predicted (W/kg)"),
            "test_lower": figure_column("Lower, one test (W/kg)"),
            "test_upper": figure_column("Upper, one test (W/kg)"),
            "is_used": "Used",
        },
    )
