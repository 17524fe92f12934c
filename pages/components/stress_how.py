"""How stress is worked out: formulas, the athlete's own easy step, constants and their grades."""

import streamlit as st

from analytics.charts.wording import MISSING, number
from analytics.load import easy_step, running
from data import tissues
from pages.components import stress_words
from pages.components.days import day
from pages.components.stress_reading import Reading
from pages.components.stress_words import Row

FORMULAS = (
    (
        "Easy running steps of a day, per tissue and leg: each contact or step counts as many easy "
        "steps as its load says, to the power of an exponent.",
        r"E = \textstyle\sum_j n_j \left( \dfrac{L_j}{L_{\mathrm{easy}}} \right)^{b}",
    ),
    (
        "What is left of it, halving at the tissue's half-life h.",
        r"R_d = R_{d-1} \cdot 2^{-1/h} + E_d",
    ),
    (
        "Own high: the level the residual stayed under on 95 % of the 42 days before (28 of them "
        "known at least).",
        r"\% = 100 \cdot R_d \,/\, P_{95}(R_{d-42} \dots R_{d-1})",
    ),
    (
        "Loads. Achilles: 2.4 × the modelled peak force on one leg. Patellar tendon: the measured "
        "index, else that of jumps like it. Tibia: a regression of running, with the peak force F "
        "and the speed v.",
        r"L_{\mathrm{tibia}} = 0.23 + 2.96\,F + 0.12\,v",
    ),
)
LEFT_OUT = (
    "It leaves out shoes, ground, slope, technique, warm-up, muscle and all that is done beside "
    "runs and plyometrics. Repair in people has no known half-life; exponents are from tissue in "
    "the laboratory. So: compare an athlete with the same athlete, and read the range."
)

CONTACT_TIME = (
    "Contact time is not used: a watch 20 ms off would double or halve what a hop counts for the "
    "Achilles."
)


def show(reading: Reading) -> None:
    """Show formulas, own step and constants, folded away."""
    with st.expander("How this is worked out", key="stress-how"):
        st.markdown(f"{stress_words.RELATIVE} {LEFT_OUT}")
        for words, formula in FORMULAS:
            # Within the line: a formula of its own would be a region one cannot scroll by keyboard.
            st.markdown(f"{words}  \n${formula}$")
        st.markdown(f"{_own_step(reading)} {CONTACT_TIME}")
        st.markdown(f"{stress_words.RANGE} What is common to a day and to own high cancels.")
        _constants()


def _own_step(reading: Reading) -> str:
    """Return the latest easy step of the athlete in words, and where it is from."""
    easy = reading.stress.easy
    mine = easy[easy["athlete_id"] == reading.athlete_id]
    if mine.empty:
        return f"**The reference step** is the catalogue's: {_catalogue_step()} No run is logged."
    row: Row = mine.iloc[-1].to_dict()
    if row["is_estimated"]:
        return (
            f"**The reference step** is the catalogue's: {_catalogue_step()} No run with a "
            "distance is logged."
        )
    return (
        f"**The reference step** is this athlete's own as of each day. Since {day(row['date'])}: "
        f"speed {number(row['easy_speed_m_s'], 2)} m/s, the lower quartile of the runs of "
        f"{easy_step.EASY_DAYS} days (n {number(row['n_runs'])}), cadence "
        f"{number(row['cadence_spm'])} steps/min. Faster runs, and hops, count against it."
    )


def _catalogue_step() -> str:
    return f"{running.EASY_SPEED_M_S:.1f} m/s, {running.EASY_CADENCE_SPM:.0f} steps/min."


def _constants() -> None:
    rows = tissues.tissue_settings()
    rows = rows.assign(setting=rows["setting"].map(_NAMES))
    st.dataframe(
        rows,
        hide_index=True,
        key="stress-constants",
        placeholder=MISSING,
        column_order=[
            "label",
            "setting",
            "value",
            "low",
            "high",
            "setting_unit",
            "grade",
            "source",
            "note",
        ],
        column_config={
            "label": st.column_config.TextColumn("Tissue", pinned=True),
            "setting": "Number",
            "value": st.column_config.NumberColumn("Value", format="%.4g"),
            "low": st.column_config.NumberColumn("Low", format="%.4g"),
            "high": st.column_config.NumberColumn("High", format="%.4g"),
            "setting_unit": "Unit",
            "grade": "Grade",
            "source": "Source",
            "note": st.column_config.TextColumn("Note", width="large"),
        },
        alt="Exponent, reference and half-life of each tissue, with band, source and grade",
    )


_NAMES = {
    "exponent": "exponent b",
    "reference": "load of an easy step",
    "half_life_d": "half-life h",
}
