"""The first lines of Response: verdict, answer, and how sure it is, in this order."""

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING
from analytics.response.history import WARM_UP_D
from pages.components import actions, changed, sources, text, verdict
from pages.components.reading import Reading
from pages.components.verdict import About, Possible

_HELP = f"The verdict says {text.WORDS['verdict']}."


def show_verdict(reading: Reading) -> None:
    """Show the verdict in words, or offer to assess."""
    if reading.found is not None:
        about = _about(reading, int(reading.found["n_tests"]))
        st.markdown(verdict.marked(reading.found, about), help=_HELP)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{text.NOT_ASSESSED}**", help=_HELP, width="content")
        wanted = st.button("Assess now", key="assess")
    if not_own := text.not_own(reading.own, reading.asked.athlete_id):
        st.markdown(f"– {not_own}")
    if wanted:
        actions.assess(reading.asked.series)
        st.rerun()


def show_answer(reading: Reading) -> None:
    """Show the answer as headline, the chance of a gain, whose it is, and what moved it."""
    asked, own, answer = reading.asked, reading.own, reading.answer
    st.header(answer.sentence(), anchor=False)
    swc_percent = reading.saved.fit.model.swc_percent
    if reading.is_borrowed:
        st.markdown(f"P(gain above {swc_percent:.1f} %): {MISSING} · own data: {MISSING}")
    elif reading.whose == "own":
        gain = answer.gain_sentence(swc_percent)
        st.markdown(text.standing(own, gain, asked.dose_au, asked.weeks))
        if moved := _changed(reading):
            st.caption(moved)
    else:
        whose = "The mean of the cohort" if reading.whose == "cohort" else "An athlete not yet seen"
        if text.is_alone(own):
            whose = "The prior"
        st.markdown(f"{whose}, not {asked.athlete_id}: the curve is {text.stands_in(own)}.")
    if unusual := text.unusual(reading.saved.fit.model, reading.saved.dose_measure):
        st.markdown(unusual)
    for caution in sources.inputs_as_fitted(asked.at, asked.series)[2]:
        st.caption(f"▲ {text.plain(caution)}")


def _changed(reading: Reading) -> str:
    asked = reading.asked
    before = sources.before(asked.at, asked.series, asked.athlete_id, asked.dose_au, asked.weeks)
    return "" if before is None else changed.sentence(*before)


def _about(reading: Reading, n_tests: int) -> About:
    return About(
        athlete_id=reading.asked.athlete_id,
        whose=text.stands_in(reading.own),
        lower=reading.answer.lower,
        upper=reading.answer.upper,
        own_share=reading.own.own_share,
        possible=_possible(reading, n_tests),
    )


def _possible(reading: Reading, n_tests: int) -> Possible | None:
    fit, athlete_id = reading.saved.fit, reading.asked.athlete_id
    tests = fit.tests()
    mine = tests[tests["athlete_id"] == athlete_id]
    begun = fit.summary(athlete_id)["first_date"].iloc[0]
    wait_d = WARM_UP_D if fit.model.history_before == "unknown" else 0
    return verdict.possible(
        mine["date"],
        n_tests,
        (begun + pd.Timedelta(days=wait_d)).date(),
        pd.Timestamp.now().date(),
    )
