"""The settings a fit is made with, and how plyometric dose is counted."""

from dataclasses import replace
from typing import Literal

import streamlit as st

from analytics.load.dose import MEASURES
from analytics.response import ResponseModel, priors
from analytics.response.priors import Prior
from data.fits import SavedFit
from pages.components import actions, sources
from pages.components.series import Series

PriorName = Literal["default", "sceptic", "optimist"]
Before = Literal["unknown", "none"]
Own = Literal["own"]


def show(series: Series, saved: SavedFit | None) -> None:
    """Draw the settings of a fit, and fit when told to."""
    last = ResponseModel() if saved is None else saved.fit.model
    # What stands in a widget stays with its key: another fit's settings are another widget's.
    of = f"{series.series_id}-{0 if saved is None else saved.fit_id}"
    prior = _prior(last, of)
    befores: list[Before] = ["unknown", "none"]
    history = st.selectbox(
        "Plyometrics before the log",
        befores,
        index=befores.index(last.history_before),
        key=f"fit-history-{of}",
        help="unknown: the log begins in mid-training; tests of the first 60 days are left "
        "out. none: the athlete had done no plyometrics.",
    )
    same_day = st.checkbox(
        "The load of a day already acts on that day's test",
        value=last.same_day,
        key=f"fit-same-day-{of}",
    )
    measure = _dose_measure(of)
    unit_au = st.number_input(
        "AU in one unit of the logged dose",
        0.001,
        1000.0,
        last.dose_unit_au,
        format="%g",
        key=f"fit-unit-{of}",
        help="1 where the dose comes from sets. For daily loads of another unit: how many "
        "two-legged pogo contacts one unit stands for; without it weekly doses mean that unit.",
    )
    if st.button("Fit now", key="fit-now"):
        chosen = replace(
            last,
            prior=prior,
            history_before=history,
            same_day=same_day,
            dose_unit_au=unit_au,
        )
        actions.fit(series, chosen, measure)
        st.rerun()


def _dose_measure(of: str) -> str:
    """Draw the choice of what sets are weighed by, and what that means."""
    names = list(MEASURES)
    chosen = st.selectbox(
        "Dose counted by",
        names,
        index=names.index(sources.dose_measure(sources.key())),
        format_func=lambda name: MEASURES[name].label,
        key=f"fit-measure-{of}",
        help="For every page and every athlete: what one contact of a drill counts, beside one "
        "two-legged pogo contact, which is 1 AU in each measure. Doses that came as numbers stay.",
    )
    st.caption(f"{MEASURES[chosen].what[0].upper()}{MEASURES[chosen].what[1:]}.")
    return chosen


def _prior(last: ResponseModel, of: str) -> PriorName | Prior:
    """Draw the choice of prior, with the numbers of one's own where that is chosen."""
    named: list[PriorName | Own] = ["default", "sceptic", "optimist", "own"]
    name = st.selectbox(
        "Prior",
        named,
        index=named.index("own" if isinstance(last.prior, Prior) else last.prior),
        key=f"fit-prior-{of}",
        help="Change of power after 8 weeks of 220 AU a week, mean of the population: default "
        "+2 ± 1 %, from the literature; sceptic +0.5 ± 1.5 %; optimist +3.5 ± 2 %; own: yours.",
    )
    if name != "own":
        return name
    start = last.prior if isinstance(last.prior, Prior) else priors.read("default")
    values = {
        parameter: st.number_input(
            f"{words} (%)",
            lowest,
            20.0,
            start[parameter],
            0.1,
            format="%.2f",
            key=f"fit-{parameter}-{of}",
        )
        for parameter, words, lowest in (
            ("gain_mean", "Mean of the population", -20.0),
            ("gain_mean_sd", "Its standard deviation", 0.05),
            ("gain_athlete_sd", "Standard deviation between athletes", 0.05),
        )
    }
    st.caption("Change of power after 8 weeks of 220 AU a week.")
    return priors.own("default", **values)
