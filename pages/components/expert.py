"""The Expert tab: what the answer hangs on, for those who want to break it."""

import pandas as pd
import streamlit as st

from analytics.charts import diagnostics, differences, intervals
from analytics.charts import parameters as weights
from analytics.charts.wording import number, percent
from pages.components import actions, figures, frame, sources, text, variants
from pages.components.answer import Answer, answer
from pages.components.asked import Asked
from pages.components.days import day
from pages.components.figures import figure_column
from pages.components.reading import Reading

PARAMETERS = {
    "tau_gain": "Gain fades, τ (days)",
    "d50": "Half-effect dose (AU/week)",
    "gamma": "Steepness γ",
    "tau_fatigue": "Fatigue fades, τ (days)",
    "drift_sd": "Slow drift, sd (%)",
    "day_sd": "Day to day, sd (%)",
}
_LEVELS = {"mean": "Change (%)", "lower": "Lower (%)", "upper": "Upper (%)"}


def show(reading: Reading) -> None:
    """Show variants, own against pooled, parameters, residuals, influence, and the next tests."""
    asked = reading.asked
    unit = f"{number(asked.dose_au)} AU a week, {asked.weeks} weeks (%)"
    if reading.is_borrowed:
        st.markdown(f"Below: {asked.athlete_id}'s own pooled estimate, not the curve above.")
    left, right = st.columns(2, gap="medium")
    with left:
        _variants(reading, unit)
    with right:
        _shrinkage(reading, unit)
    _parameters(reading)
    left, right = st.columns(2, gap="medium")
    with left:
        _influence(reading, unit)
    with right:
        _next_tests(reading)
    _residuals(asked)


def _variants(reading: Reading, unit: str) -> None:
    asked = reading.asked
    st.header("Other settings, same data", anchor=False)
    tried = sources.variants(asked.at, reading.saved)
    n_left = len(variants.others(reading.saved.fit.model)) - len(tried)
    if n_left:
        st.write("What another prior, day convention or history would have answered.")
        left = text.counted(n_left, "variant")
        label = f"Fit {left.replace(' ', ' more ', 1)}" if tried else f"Fit {left}"
        if st.button(label, key="fit-variants"):
            actions.fit_variants(reading.saved.fit, tried)
            st.rerun()
    if not tried:
        return
    main = f"{asked.athlete_id}'s own, as fitted" if reading.is_borrowed else "as fitted"
    rows = variants.rows(_own_answer(reading), tried, asked, main)
    said = "; ".join(f"{row.name}: {row.said}" for row in rows)
    figures.draw(
        intervals.chart(rows, frame.palette(), x_title=unit, zero_text="no change"),
        "variants",
        said,
        pd.DataFrame(
            [
                {"name": row.name, "mean": row.mean, "lower": row.lower, "upper": row.upper}
                for row in rows
            ]
        ),
        {"name": "Settings"} | {k: figure_column(title) for k, title in _LEVELS.items()},
    )


def _own_answer(reading: Reading) -> Answer:
    """Return the athlete's own answer, also where the headline is the cohort's."""
    asked = reading.asked
    if not reading.is_borrowed:
        return reading.answer
    return answer(reading.saved.fit, asked.athlete_id, "own", asked.dose_au, asked.weeks)


def _shrinkage(reading: Reading, unit: str) -> None:
    asked = reading.asked
    st.header("Own estimate against pooled", anchor=False)
    rows = sources.shrinkage(asked.at, asked.series, asked.dose_au, asked.weeks)
    mine = rows[rows["athlete_id"] == asked.athlete_id].to_dict("records")[0]
    alone = text.is_alone(reading.own)
    cohort_mean = sources.answer(
        asked.at, asked.series, asked.athlete_id, "cohort", asked.dose_au, asked.weeks
    ).mean
    said = (
        f"{asked.athlete_id}'s own data alone say {percent(mine['own_mean'])} % "
        f"({percent(mine['own_lower'])} to {percent(mine['own_upper'])} %); pooled with the "
        f"{'prior' if alone else 'cohort'} {percent(mine['mean'])} % ({percent(mine['lower'])} to "
        f"{percent(mine['upper'])} %)."
    )
    st.caption(f"{said} Hollow: own. Filled: pooled.")
    figures.draw(
        differences.shrinkage(
            rows.sort_values("mean", ascending=False, kind="stable", ignore_index=True),
            frame.palette(),
            cohort_mean=cohort_mean,
            picked=asked.athlete_id,
            unit=unit,
            toward="the prior" if alone else "mean of the cohort",
        ),
        "shrinkage",
        said,
        rows,
        {
            "athlete_id": "Athlete",
            "own_mean": figure_column("Own (%)"),
            "own_lower": figure_column("Own, lower (%)"),
            "own_upper": figure_column("Own, upper (%)"),
            "mean": figure_column("Pooled (%)"),
            "lower": figure_column("Pooled, lower (%)"),
            "upper": figure_column("Pooled, upper (%)"),
        },
    )


def _parameters(reading: Reading) -> None:
    asked, alone = reading.asked, text.is_alone(reading.own)
    st.header("Parameters beside their priors", anchor=False)
    rows = sources.parameters(asked.at, asked.series, asked.athlete_id)
    said = (
        "Raw gains and time constants are not identified one by one: many sets of them fit "
        "alike. The answer above is what the data know."
    )
    common = " Steepness, drift and day-to-day scatter are common to the cohort."
    st.caption(said if alone else said + common)
    figures.draw(
        weights.bars(rows, frame.palette(), PARAMETERS, has_cohort=not alone),
        "parameters",
        said,
        rows.assign(name=rows["parameter"].map(PARAMETERS)),
        {
            "name": "Parameter",
            "value": figure_column("Value"),
            "prior": figure_column("Prior", 3),
            **({} if alone else {"population": figure_column("Cohort", 3)}),
            "posterior": figure_column("This athlete", 3),
        },
    )


def _influence(reading: Reading, unit: str) -> None:
    asked = reading.asked
    st.header("Without each test day", anchor=False)
    if not reading.own.n_used:
        st.write("No test could be used.")
        return
    rows = sources.influence(asked.at, asked.series, asked.athlete_id, asked.dose_au, asked.weeks)
    most = rows.iloc[int(rows["change"].abs().argmax())]
    said = (
        f"Leaving out {day(most['date'])} changes the answer most, by {percent(most['change'])} "
        "points."
    )
    st.caption(said)
    figures.draw(
        diagnostics.influence(rows, frame.palette(), answer=_own_answer(reading).mean, unit=unit),
        "influence",
        said,
        rows,
        {
            "date": figures.day_column("Left out"),
            "power_w_kg": figure_column("Tested (W/kg)"),
            **{k: figure_column(title) for k, title in _LEVELS.items()},
            "change": figure_column("Change (points)", signed=True),
        },
    )


def _next_tests(reading: Reading) -> None:
    asked = reading.asked
    st.header("What more tests would add", anchor=False)
    if reading.is_borrowed:
        st.write(
            f"The interval above is not {asked.athlete_id}'s: how far tests would narrow it is "
            "told once the curve is."
        )
        return
    rows = sources.next_tests(asked.at, asked.series, asked.athlete_id, asked.dose_au, asked.weeks)
    now, last = rows.iloc[0], rows.iloc[-1]
    said = (
        f"The interval is {now['width']:.1f} points wide; {last['n_tests']:.0f} more tests, one "
        f"every 14 days with the usual dose going on, would leave {last['width']:.1f}."
    )
    if last["width"] > 0.9 * now["width"]:
        said += " More of the same tells little more; another dose would."
    st.caption(said)
    figures.draw(
        diagnostics.next_tests(rows, frame.palette()),
        "next-tests",
        said,
        rows,
        {"n_tests": "More tests", "width": figure_column("Width (points)")},
    )


def _residuals(asked: Asked) -> None:
    st.header("Residuals", anchor=False)
    rows = sources.residuals(asked.at, asked.series, asked.athlete_id)
    if rows.empty:
        st.write("No test could be used.")
        return
    outside = int((rows["standardised"].abs() > diagnostics.NINETY).sum())
    said = f"{outside} of {len(rows)} tests lie outside the range that holds 9 in 10."
    st.caption(f"{said} Tested less fitted power, in standard deviations of one test.")
    figures.draw(
        diagnostics.residuals(rows, frame.palette()),
        "residuals",
        said,
        rows,
        {
            "date": figures.day_column(),
            "power_w_kg": figure_column("Tested (W/kg)"),
            "fitted_w_kg": figure_column("Fitted (W/kg)"),
            "residual_percent": figure_column("Residual (%)", signed=True),
            "standardised": figure_column("Residual (sd)", signed=True),
        },
    )
