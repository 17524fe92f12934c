"""The Proof tab: what the verdict rests on, each number beside its picture."""

from math import isfinite

import pandas as pd
import streamlit as st

from analytics.charts import confounding, intervals, placebo
from analytics.charts import forecast as forecasts
from analytics.charts.intervals import Row
from analytics.charts.wording import MISSING, number, percent
from analytics.response.evidence.verdicts import CONFOUNDED_R2
from pages.components import figures, frame, sources, text, verdict
from pages.components.figures import figure_column
from pages.components.reading import Reading

BASELINES = {
    "running_mean": "the mean of the tests before",
    "last_value": "the last test again",
    "log_day": "log(day)",
    "no_dose": "the model without dose",
    "no_fatigue": "the model without fatigue",
}
ADJUSTED = {
    "nothing": "dose alone",
    "calendar": "with a time trend",
    "run load": "with run load",
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
        _exposures(reading, found)
    with right:
        _slopes(reading)


def _forecasts(reading: Reading, found: verdict.Row) -> None:
    st.header("Each test, and the forecast made before it", anchor=False)
    rows = _table(reading, "forecasts")
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
    rows = _table(reading, "shifts")
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


def _exposures(reading: Reading, found: verdict.Row) -> None:
    st.header("Did the dose move alone?", anchor=False)
    rows = _table(reading, "exposures")
    if rows.empty:
        st.write("No usable test day yet.")
        return
    said = (
        f"Calendar and run load together account for R² {_two(found['r2_calendar'])} of the "
        f"plyometric exposure on test days (calendar alone {_two(found['r2_time'])}, run load "
        f"alone {_two(found['r2_run'])}). Above {CONFOUNDED_R2:.2f} they cannot be separated."
    )
    st.caption(said)
    figures.draw(
        confounding.exposures(
            rows,
            frame.palette(),
            dose_title=f"Plyometric exposure (AU a week), R² {_two(found['r2_time'])} with time",
            run_title=f"Run exposure (% of own mean), R² {_two(found['r2_run'])} with the dose",
        ),
        "exposures",
        said,
        rows.assign(run_percent=100 * rows["run_relative"]),
        {
            "date": figures.day_column(),
            "exposure_au": figure_column("Plyometric exposure (AU a week)", 0),
            "run_percent": figure_column("Run exposure (% of own mean)", 0, signed=True),
        },
    )


def _slopes(reading: Reading) -> None:
    st.header("The slope, with and without what else moved", anchor=False)
    slopes = _table(reading, "slopes")
    drawn = [
        Row(
            ADJUSTED.get(adjusted, f"with {adjusted}"),
            f"{percent(slope)} ± {number(se, 1)} %",
            slope,
            slope - se,
            slope + se,
            is_main=adjusted == "nothing",
        )
        for adjusted, slope, se in zip(
            slopes.get("adjusted_for", []),
            slopes.get("slope_percent", []),
            slopes.get("se_percent", []),
            strict=True,
        )
        if isfinite(slope)
    ]
    if not drawn:
        st.write("Too few own tests for a slope.")
        return
    said = (
        f"{reading.asked.athlete_id}'s tests alone, power per 100 AU a week of exposure: "
        + "; ".join(f"{row.name} {row.said}" for row in drawn)
        + "."
    )
    st.caption("Own tests alone, without the prior. Lines: ± 1 standard error.")
    figures.draw(
        intervals.chart(
            drawn,
            frame.palette(),
            x_title="Power per 100 AU a week (%)",
            zero_text="no slope",
        ),
        "slopes",
        said,
        slopes.assign(name=[ADJUSTED.get(one, f"with {one}") for one in slopes["adjusted_for"]]),
        {
            "name": "Slope",
            "slope_percent": figure_column("% per 100 AU a week", signed=True),
            "se_percent": figure_column("Standard error"),
        },
    )


def _table(reading: Reading, name: str) -> pd.DataFrame:
    asked = reading.asked
    return sources.of_athlete(asked.at, asked.series, name, asked.athlete_id)


def _less(skill: float) -> str:
    if not isfinite(skill):
        return MISSING
    whole = round(100 * skill)
    return f"{number(abs(whole))} % {'more' if whole < 0 else 'less'}"


def _two(r2: float) -> str:
    return f"{r2:.2f}" if isfinite(r2) else MISSING
