"""The Proof tab: what the verdict rests on, each number beside its picture."""

from math import isfinite

import pandas as pd
import streamlit as st

from analytics.charts import forecast as forecasts
from analytics.charts import intervals, placebo
from analytics.charts.intervals import Row
from analytics.charts.wording import MISSING, number
from pages.components import figures, frame, separation, text, verdict
from pages.components.figures import figure_column
from pages.components.reading import Reading

BASELINES = {
    "running_mean": "the mean of the tests before",
    "last_value": "the last test again",
    "log_day": "log(day)",
    "no_dose": "the model without dose",
    "no_fatigue": "the model without fatigue",
}


def show(reading: Reading) -> None:
    """Show forecasts, plain forecasts, shifted doses, and what moved together with the dose."""
    found = reading.found
    if found is None:
        st.info(f"{text.NOT_ASSESSED} Assess now, and the proof stands here.")
        return
    _forecasts(reading, found)
    left, right = st.columns(2, gap="medium")
    with left:
        _errors(reading, found)
    with right:
        _shifts(reading, found)
    left, right = st.columns(2, gap="medium")
    with left:
        separation.exposures(reading, found)
    with right:
        separation.slopes(reading)


def _forecasts(reading: Reading, found: verdict.Row) -> None:
    st.header("Each test, and the forecast made before it", anchor=False)
    rows = reading.table("forecasts")
    if rows.empty:
        st.write("No forecast: the first is made for the sixth usable test.")
        return
    level = reading.saved.fit.model.level
    said = (
        f"{number(found['n_inside'])} of {number(found['n_forecasts'])} tests lie inside the "
        f"{100 * level:.0f} % interval of one test that was forecast before them."
    )
    st.caption(f"{said} Hollow: forecast. Filled: test.")
    figures.draw(
        forecasts.made_before(rows, frame.palette(), level=level),
        "made-before",
        said,
        rows,
        {
            "date": figures.day_column(),
            "tested_w_kg": figure_column("Tested (W/kg)"),
            "mean": figure_column("Forecast (W/kg)"),
            "lower": figure_column("Lower (W/kg)"),
            "upper": figure_column("Upper (W/kg)"),
        }
        | {name: figure_column(f"{words} (W/kg)") for name, words in BASELINES.items()},
    )


def _errors(reading: Reading, found: verdict.Row) -> None:
    st.header("Against plain forecasts", anchor=False)
    rows = [
        Row(words, _less(found[f"skill_{name}"]), 100 * found[f"skill_{name}"])
        for name, words in BASELINES.items()
    ]
    if not any(isfinite(row.mean) for row in rows):
        st.write("No forecast yet to compare.")
        return
    said = (
        f"Squared error of the forecasts of {reading.asked.athlete_id}'s tests: "
        + "; ".join(f"{row.said} than {row.name}" for row in rows)
        + "."
    )
    st.caption("Squared error of the model's forecasts of the same tests, less than that of:")
    figures.draw(
        intervals.chart(
            rows,
            frame.palette(),
            x_title="Less squared error (%)",
            zero_text="no better",
            limit=100.0,
        ),
        "errors",
        said,
        pd.DataFrame([{"name": row.name, "mean": row.mean} for row in rows]),
        {"name": "Squared error", "mean": figure_column("Less (%)", 0, signed=True)},
    )


def _shifts(reading: Reading, found: verdict.Row) -> None:
    st.header("The same doses, shifted in time", anchor=False)
    rows = reading.table("shifts")
    if rows.empty or not found["n_shifts"]:
        st.write("The log is too short to shift its doses by 28 days or more.")
        return
    count = f"{number(found['n_as_good'])} of {number(found['n_shifts'])}"
    said = f"{count} copies of the dose shifted in time fit the tests as well as the real dose."
    st.caption(f"{said} A dose that matters should be fitted by few.")
    figures.draw(
        placebo.shifted(rows, frame.palette(), real=f"real dose: {count}<br>fit as well"),
        "shifts",
        said,
        rows,
        {
            "shift_d": figure_column("Shift (days)", 0),
            "log_ratio": figure_column("Log evidence, less that of the real dose"),
        },
    )


def _less(skill: float) -> str:
    if not isfinite(skill):
        return MISSING
    whole = round(100 * skill)
    return f"{number(abs(whole))} % {'more' if whole < 0 else 'less'}"
