"""What must be there before a cohort can be shown, and whom that leaves out."""

from collections.abc import Sequence

import streamlit as st

from data.fits import SavedFit
from pages.components import actions, fitting, frame, sources, text
from pages.components.cohort import LEAST
from pages.components.days import day, local
from pages.components.series import Series, from_frame


def pick_series() -> Series:
    """Return the tests to look at: those the visitor picks, else the most numerous.

    Stops the page where there are none.
    """
    at = sources.key()
    if sources.athletes(at).empty:
        st.info("Nothing here yet. Load the demo on Today, or import your files.")
        st.page_link("pages/today.py", label="Today")
        st.stop()
    found = from_frame(sources.all_series(at))
    if not found:
        st.info(text.TOO_FEW_ATHLETES)
        st.stop()
    return fitting.pick(found)


def tested(series: Series) -> list[str]:
    """Return who has tests of the series, offering individuals where they are too few."""
    at = sources.key()
    everyone = list(sources.athletes(at)["athlete_id"])
    there = set(sources.inputs(at, series)[1]["athlete_id"])
    having = [one for one in everyone if one in there]
    if len(having) < LEAST:
        st.info(text.TOO_FEW_ATHLETES)
        with st.container(horizontal=True):
            for one in having:
                frame.link("response", f"Response of {one}", one)
        st.stop()
    missing = [one for one in everyone if one not in there]
    if missing:
        _left_out(f"no test with {series.power_source.replace('_', ' ')}", missing, len(everyone))
    return having


def out_of_date(saved: SavedFit, series: Series, having: Sequence[str]) -> None:
    """Say what came in since the fit, and who is not in it; offer to fit again."""
    if changed := fitting.why_stale(saved, series):
        st.warning(changed)
        if st.button("Refit", key="cohort-refit"):
            actions.fit(series, saved.fit.model)
            st.rerun()
    fitted = set(saved.fit.athlete_ids)
    since = [one for one in having if one not in fitted]
    if since:
        _left_out(f"not in the fit of {day(local(saved.created_at))}", since, len(having))


def offer_assessment(saved: SavedFit, series: Series) -> None:
    """Offer to judge a fit nobody has judged."""
    if saved.is_assessed:
        return
    if actions.was_stopped(saved):
        st.info(actions.STOPPED)
    if st.button("Assess now", key="cohort-assess"):
        actions.assess(series)
        st.rerun()


def _left_out(why: str, athlete_ids: Sequence[str], n_all: int) -> None:
    st.markdown(f"{len(athlete_ids)} of {n_all} left out: {why}.", width="content")
    with st.popover("Show them", type="tertiary"):
        st.write(", ".join(athlete_ids))
