"""Choosing which tests are fitted, and the last saved fit of them."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from analytics.charts.wording import number
from data.fits import MODEL_VERSION, SavedFit
from pages.components import actions, fit_settings, sources, text
from pages.components.days import day, local, moment
from pages.components.series import Series, from_frame

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
        fit_settings.show(series, saved)
    if saved is None:
        st.stop()
    return saved


def out_of_date(saved: SavedFit, series: Series, athlete_id: str) -> None:
    """Say what came in since the fit, and offer to take it in; stop if it lacks the athlete."""
    if actions.was_stopped(saved):
        st.info(actions.STOPPED)
    is_known = athlete_id in saved.fit.athlete_ids
    changed = why_stale(saved, series)
    moved_on = sources.moved_on(sources.key(), series)
    if changed:
        st.warning(changed)
    if not is_known:
        st.info(f"{athlete_id} was not in this fit. Refit to see the response.")
    if changed or not is_known:
        same = (saved.model_version, saved.dose_measure) == (
            MODEL_VERSION,
            sources.dose_measure(sources.key()),
        )
        alone = same and moved_on == {athlete_id}
        _offer_update(saved, series, athlete_id if alone else None)
    if not is_known:
        st.stop()


def why_stale(saved: SavedFit, series: Series) -> str:
    """Return what is out of date about a fit; empty if nothing is."""
    at = sources.key()
    changed = sources.changed_since(at, series)
    if not changed:
        return ""
    now = sources.dose_measure(at)
    if now != saved.dose_measure:
        return text.recounted(saved.created_at, saved.seconds, saved.dose_measure, now)
    same_data = not sources.moved_on(at, series)
    return text.stale(saved.created_at, saved.seconds, *changed, same_data=same_data)


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
