"""Choosing which tests are fitted and how, and the last saved fit of them."""

from dataclasses import replace
from typing import Literal

import streamlit as st

from analytics.charts.wording import day, number
from analytics.response import ResponseModel
from data.fits import SavedFit
from pages.components import actions, sources, text
from pages.components.series import Series, from_frame

Prior = Literal["default", "sceptic", "optimist"]
Before = Literal["unknown", "none"]


def pick_series(athlete_id: str) -> Series | None:
    """Return the tests to look at: those the visitor picks, else the athlete's most numerous."""
    found = from_frame(sources.series(sources.key(), athlete_id))
    if len(found) < 2:
        return next(iter(found.values()), None)
    chosen = st.selectbox(
        "Tests",
        list(found),
        index=None,
        key="series",
        bind="query-params",
        placeholder=next(iter(found)),
        width=320,
    )
    return found[chosen or next(iter(found))]


def saved_or_offer(series: Series, athlete_id: str) -> SavedFit:
    """Return the last fit of the series, saying if it is out of date; stop the page if none."""
    saved = sources.saved_fit(sources.key(), series)
    fitted = saved is not None and athlete_id in saved.fit.athlete_ids
    if saved is None:
        st.write(f"No fit of {series.label} yet, or none that this version reads.")
    with st.popover("Fit" if saved is None else f"Fit of {day(saved.created_at)}"):
        if saved is not None:
            _about(saved, series)
        _settings(series, saved)
    if saved is None:
        st.stop()
    if changed := sources.changed_since(sources.key(), series):
        st.warning(text.stale(saved.created_at, saved.seconds, *changed))
    if not fitted:
        st.info(f"{athlete_id} was not in this fit. Refit to see the response.")
        st.stop()
    return saved


def _about(saved: SavedFit, series: Series) -> None:
    model = saved.fit.model
    history = "unknown" if model.history_before == "unknown" else "none"
    acts = "the same day" if model.same_day else "the day after"
    st.write(
        f"Made {day(saved.created_at)} {saved.created_at:%H:%M} UTC from {series.label}: "
        f"{len(saved.fit.athlete_ids)} athletes, {number(saved.fit.n_tests)} tests. Prior: "
        f"{model.prior}. A load acts from {acts}. Plyometrics before the log: {history}."
    )
    st.caption(f"Fingerprint of its data {saved.data_sha256[:12]}")


def _settings(series: Series, saved: SavedFit | None) -> None:
    last = ResponseModel() if saved is None else saved.fit.model
    priors: list[Prior] = ["default", "sceptic", "optimist"]
    befores: list[Before] = ["unknown", "none"]
    with st.form("fit", border=False):
        prior = st.selectbox(
            "Prior",
            priors,
            index=priors.index(last.prior),
            help="default: +2 ± 1 % after 8 weeks of 220 AU a week, from the literature; sceptic "
            "+0.5 ± 1.5 %; optimist +3.5 ± 2 %.",
        )
        history = st.selectbox(
            "Plyometrics before the log",
            befores,
            index=befores.index(last.history_before),
            help="unknown: the log begins in mid-training; tests of the first 60 days are left "
            "out. none: the athlete had done no plyometrics.",
        )
        same_day = st.checkbox(
            "The load of a day already acts on that day's test", value=last.same_day
        )
        unit_au = st.number_input(
            "AU in one unit of the logged dose",
            0.001,
            1000.0,
            last.dose_unit_au,
            format="%g",
            help="1 where the dose comes from sets. For daily loads of another unit: how many "
            "two-legged pogo contacts one unit stands for; without it weekly doses mean that unit.",
        )
        if st.form_submit_button("Fit now"):
            chosen = replace(
                last,
                prior=prior,
                history_before=history,
                same_day=same_day,
                dose_unit_au=unit_au,
            )
            actions.fit(series, chosen)
            st.rerun()
