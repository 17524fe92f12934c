"""What moved together with the dose, and the slope with and without it."""

from math import isfinite

import streamlit as st

from analytics.charts import confounding, intervals
from analytics.charts.intervals import Row
from analytics.charts.wording import MISSING, number, percent
from analytics.response.evidence.verdicts import CONFOUNDED_R2
from pages.components import figures, frame
from pages.components.figures import figure_column
from pages.components.reading import Reading
from pages.components.verdict import Row as Found

ADJUSTED = {
    "nothing": "dose alone",
    "calendar": "with a time trend",
    "run load": "with run load",
}


def exposures(reading: Reading, found: Found) -> None:
    """Show dose and run load on the test days, and how much of one the other tells."""
    st.header("Did the dose move alone?", anchor=False)
    rows = reading.table("exposures")
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


def slopes(reading: Reading) -> None:
    """Show the slope of own tests on the dose, with and without what else moved."""
    st.header("The slope, with and without what else moved", anchor=False)
    rows = reading.table("slopes")
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
            rows.get("adjusted_for", []),
            rows.get("slope_percent", []),
            rows.get("se_percent", []),
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
        rows.assign(name=[ADJUSTED.get(one, f"with {one}") for one in rows["adjusted_for"]]),
        {
            "name": "Slope",
            "slope_percent": figure_column("% per 100 AU a week", signed=True),
            "se_percent": figure_column("Standard error"),
        },
    )


def _two(r2: float) -> str:
    return f"{r2:.2f}" if isfinite(r2) else MISSING
