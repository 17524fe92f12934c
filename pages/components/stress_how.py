"""How stress is worked out: formulas, the athlete's own easy step, constants and their grades."""

from math import isfinite

import streamlit as st

from analytics.charts.wording import MISSING, number
from analytics.load import easy_step
from data import tissues
from pages.components import stress_words
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
        "Loads. Achilles: measured, else 2.4 × the peak force on one leg. Patellar tendon: the "
        "measured index, else that of jumps like it. Tibia: a regression of running, with the peak "
        "force F and the speed v.",
        r"L_{\mathrm{tibia}} = 0.23 + 2.96\,F + 0.12\,v",
    ),
)
LEFT_OUT = (
    "It leaves out shoes, ground, slope, technique, warm-up, muscle and all that is done beside "
    "runs and plyometrics. Repair in people has no known half-life; exponents are from tissue in "
    "the laboratory. So: compare an athlete with the same athlete, and read the range."
)


def show(reading: Reading) -> None:
    """Show formulas, own step and constants, folded away."""
    with st.expander("How this is worked out", key="stress-how"):
        st.markdown(f"{stress_words.RELATIVE} {LEFT_OUT}")
        for words, formula in FORMULAS:
            # Within the line: a formula of its own would be a region one cannot scroll by keyboard.
            st.markdown(f"{words}  \n${formula}$")
        st.markdown(_own_step(reading))
        st.markdown(f"{stress_words.RANGE} What is common to a day and to own high cancels.")
        _constants()


def _own_step(reading: Reading) -> str:
    """Return the easy step of the athlete in words, and where it is from."""
    easy = reading.stress.easy
    if reading.athlete_id not in easy.index:
        return f"**The reference step** is the catalogue's: {_catalogue_step()} No run is logged."
    row: Row = easy.loc[reading.athlete_id].to_dict()
    if row["is_estimated"]:
        return (
            f"**The reference step** is the catalogue's: {_catalogue_step()} No run with a "
            "distance is logged."
        )
    contact = (
        f"contact {number(1000 * row['contact_s'])} ms"
        if isfinite(row["contact_s"])
        else "contact not known"
    )
    ratio = (
        f"its half-sine peak is {number(row['force_ratio'], 2)} × that of the catalogue's step"
        if isfinite(row["contact_s"])
        else "so its force is taken as that of the catalogue's step"
    )
    return (
        f"**The reference step** is this athlete's own: the middle of the slower half of the runs "
        f"whose speed is known (n {number(row['n_runs'])}). "
        f"Speed {number(row['easy_speed_m_s'], 2)} m/s, "
        f"cadence {number(row['cadence_spm'])} steps/min, {contact}; {ratio}."
    )


def _catalogue_step() -> str:
    return (
        f"{easy_step.EASY_SPEED_M_S:.1f} m/s, {easy_step.EASY_CADENCE_SPM:.0f} steps/min, "
        f"{easy_step.EASY_FORCE_BW:.1f} BW."
    )


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
