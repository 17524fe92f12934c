"""Choosing which tests are fitted and how, and the last saved fit of them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal

import streamlit as st

from analytics.charts.wording import number
from analytics.response import ResponseModel, priors
from analytics.response.priors import Prior
from data.fits import MODEL_VERSION, SavedFit
from pages.components import actions, sources, text
from pages.components.days import day, local, moment
from pages.components.series import Series, from_frame

PriorName = Literal["default", "sceptic", "optimist"]
Before = Literal["unknown", "none"]
Own = Literal["own"]
_WANTED: Final = "series-asked-for"


def pick_series(athlete_id: str) -> Series | None:
    """Return the tests to look at: those the visitor picks, else the athlete's most numerous."""
    found = from_frame(sources.series(sources.key(), athlete_id))
    if not found:
        return None
    missing = _asked_for_another(found)
    chosen = pick(found)
    if missing is not None:
        st.info(f"{athlete_id} has no {missing.label}; {chosen.label} is shown.")
    return chosen


def _asked_for_another(found: Mapping[str, Series]) -> Series | None:
    """Return the series a link or another page asked for, if the athlete has no test of it."""
    asked = st.session_state.get("series") or st.query_params.get("series")
    if asked:
        st.session_state[_WANTED] = asked
        if asked not in found:
            st.session_state["series"] = None  # nothing the picker could show
    wanted = str(st.session_state.get(_WANTED))
    everyones = from_frame(sources.all_series(sources.key()))
    # An address is anybody's to write: what is no series is not repeated.
    return None if wanted in found else everyones.get(wanted)


def pick(found: Mapping[str, Series]) -> Series:
    """Return the series of tests that was picked, else the first; one alone needs no picker."""
    if len(found) == 1:
        return next(iter(found.values()))
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


def saved_or_offer(series: Series) -> SavedFit:
    """Return the last fit of the series and tell about it; stop the page if there is none."""
    saved = sources.saved_fit(sources.key(), series)
    if saved is None:
        st.write(f"No fit of {series.label} yet, or none that this version reads.")
    label = "Fit" if saved is None else f"Fit {moment(saved.created_at)}"
    with st.popover(label, type="tertiary" if saved is not None else "secondary"):
        if saved is not None:
            _about(saved, series)
        settings(series, saved)
    if saved is None:
        st.stop()
    return saved


def out_of_date(saved: SavedFit, series: Series, athlete_id: str) -> None:
    """Say what came in since the fit, and offer to take it in; stop if it lacks the athlete."""
    if actions.was_stopped(saved):
        st.info(actions.STOPPED)
    is_known = athlete_id in saved.fit.athlete_ids
    changed = sources.changed_since(sources.key(), series)
    moved_on = sources.moved_on(sources.key(), series)
    if changed:
        said = text.stale(saved.created_at, saved.seconds, *changed, same_data=not moved_on)
        st.warning(said)
    if not is_known:
        st.info(f"{athlete_id} was not in this fit. Refit to see the response.")
    if changed or not is_known:
        alone = moved_on == {athlete_id} and saved.model_version == MODEL_VERSION
        _offer_update(saved, series, athlete_id if alone else None)
    if not is_known:
        st.stop()


def _offer_update(saved: SavedFit, series: Series, athlete_id: str | None) -> None:
    """Offer to fit again, or to take in the data of one athlete where only those moved on."""
    with st.container(horizontal=True):
        refit = st.button("Refit", key="refit")
        alone = athlete_id is not None and st.button(
            f"Update {athlete_id} alone",
            key="update-alone",
            type="tertiary",
            help="Takes in this athlete's new data; what was learnt of the cohort stays.",
        )
    if refit:
        actions.fit(series, saved.fit.model)
    if alone and athlete_id is not None:
        actions.update(series, athlete_id)
    if refit or alone:
        st.rerun()


def _about(saved: SavedFit, series: Series) -> None:
    model = saved.fit.model
    acts = "the same day" if model.same_day else "the day after"
    st.write(
        f"Made {moment(saved.created_at)} from {series.label}: "
        f"{len(saved.fit.athlete_ids)} athletes, {number(saved.fit.n_tests)} tests. Prior: "
        f"{text.prior(model.prior)}. A load acts from {acts}. Plyometrics before the log: "
        f"{model.history_before}."
    )
    if updated := _updated(saved):
        st.write(updated)
    st.caption(f"Fingerprint of its data {saved.data_sha256[:12]}")


def _updated(saved: SavedFit) -> str:
    """Return which athletes were taken in alone since the cohort was fitted; empty if none."""
    alone = [f"{who} updated {day(local(at))}" for who, at in saved.updated_at.items()]
    return "; ".join([f"Cohort of {day(local(saved.cohort_at))}", *alone]) + "." if alone else ""


def settings(series: Series, saved: SavedFit | None) -> None:
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
        actions.fit(series, chosen)
        st.rerun()


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
