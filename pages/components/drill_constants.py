"""What stress and guard rails are reckoned with; each number opens to where it is from."""

import re
from typing import Final, NamedTuple

import pandas as pd
import streamlit as st

from analytics.load import contact_load, dose, landing, running
from data import tissues
from pages.components import text

_SETTINGS: Final = {
    "exponent": "Exponent",
    "reference": "Load of an easy step",
    "half_life_d": "Half-life",
}


_DOES: Final = {
    "exponent": "How steeply damage grows with load.",
    "reference": "What every load of the tissue is divided by.",
    "half_life_d": "After so many days half of a load's stress is left.",
}


class Constant(NamedTuple):
    """A number, what it does, and who says so."""

    name: str
    value: str
    what: str
    source: str
    grade: str


def show() -> None:
    """Show the tissues' numbers, what turns a contact into a load, and the guard rails."""
    st.caption(
        "Open a number to see its band, unit, n, source and grade. What is called an assumption "
        "has no measurement behind it."
    )
    of_tissues = tissues.tissue_settings()
    for column, (label, rows) in zip(
        st.columns(3, gap="medium"), of_tissues.groupby("label", sort=False), strict=True
    ):
        with column:
            st.header(f"{str(label)[0].upper()}{str(label)[1:]}", anchor=False)
            for _, row in rows.iterrows():
                _draw(of_setting(row))
    st.header("From a contact to a load", anchor=False)
    _in_columns([of_code(name) for name in CODE])
    st.header("Guard rails", anchor=False)
    st.caption("Each is a rule one may switch off; none of them is a limit of harm.")
    _in_columns([of_rule(row) for _, row in tissues.guard_rails().iterrows()])
    st.header("What guard rails and own high are defined by", anchor=False)
    _in_columns([of_rule(row) for _, row in tissues.definitions().iterrows()])


def _in_columns(constants: list[Constant]) -> None:
    left, right = st.columns(2, gap="medium")
    half = (len(constants) + 1) // 2
    for column, some in ((left, constants[:half]), (right, constants[half:])):
        with column:
            for one in some:
                _draw(one)


def _draw(one: Constant) -> None:
    with st.expander(f"{text.plain(one.name)} · **{text.plain(one.value)}** · {one.grade}"):
        st.markdown(text.plain(one.what))
        st.caption(text.plain(f"{one.source}. {counted(one.grade, one.what)}."))


def of_setting(row: pd.Series) -> Constant:
    """Return a number of a tissue."""
    unit = f" {row['setting_unit']}" if row["setting_unit"] else ""
    band = (
        "no band" if row["low"] == row["high"] else f"band {row['low']:g} to {row['high']:g}{unit}"
    )
    return Constant(
        _SETTINGS[row["setting"]],
        f"{row['value']:g}{unit}",
        f"{_DOES[row['setting']]} {row['note'][0].upper()}{row['note'][1:]}; {band}.",
        _cited(row),
        row["grade"],
    )


def of_rule(row: pd.Series) -> Constant:
    """Return a guard rail, or what one is defined by."""
    value, unit = row["default"], str(row["unit"])
    said = f"{value:g} {unit}"
    if unit.startswith("×"):
        said = f"{value:.2f} {unit}"
    elif unit.startswith("share"):
        said = f"{100 * value:g} {unit.replace('share', '%')}"
    return Constant(row["name"], said, row["sentence"], _cited(row), row["grade"])


CODE: Final = ("au", "achilles", "tibia", "patellar", "braking")


def of_code(name: str) -> Constant:
    """Return a number that a formula of the program holds."""
    here = "Plyopower: an assumption, or a sum made from one; not evidence"
    worked_out = "worked out from assumptions"
    return {
        "au": Constant(
            "1 AU",
            f"{dose.REFERENCE_PEAK_BW:g} BW on one leg",
            "Peak force of one leg in a pogo, half of π/2 × (1 + 0.33 ÷ 0.17) = 4.6 BW: a half "
            "sine over contact and flight. A drill's AU is its own peak on one leg "
            "over this, averaged over both legs: of one leg at a time half of it.",
            "Morin05, the half sine; contact and flight of the pogo are assumed",
            worked_out,
        ),
        "achilles": Constant(
            "Achilles load",
            f"{contact_load.ACHILLES_PER_FORCE:g} × force of one leg",
            "Modelled, of every drill: levers of about 12 and 5 cm. It gives running 6.0 BW and "
            "the forward hop on one leg 8.2 BW, 12 % above the 7.3 BW measured (n 8, Baxter21), "
            "which is shown with the drill and weighs nothing.",
            here,
            worked_out,
        ),
        "tibia": Constant(
            "Tibia load",
            f"{running.TIBIA_AT_REST_BW:g} + {running.TIBIA_PER_FORCE:g} F + "
            f"{running.TIBIA_PER_SPEED_BW_S_M:g} v",
            "Compression in running in BW, from ground force F (BW) and speed v (m/s), of 10 "
            "subjects, error 0.37 BW. Hops are taken as running at 0 m/s: an assumption.",
            "Matijevich19, an unrefereed regression on its open data",
            worked_out,
        ),
        "patellar": Constant(
            "Patellar load",
            "index of measured jumps",
            "Where nobody measured a drill, the mean of the measured jumps on as many legs stands "
            "in. Own times do not change it.",
            "Scattone23 for the measured jumps, n 20; the stand-in is assumed",
            "assumption",
        ),
        "braking": Constant(
            "Braking share of a contact",
            f"{landing.BRAKING_SHARE:g}",
            "Share of a contact that brakes where a push follows; a landing that is held brakes "
            "all of it. For the eccentric impulse.",
            here,
            "assumption",
        ),
    }[name]


def counted(grade: str, said: str) -> str:
    """Return of how many persons a number is, unless it says so already."""
    if re.search(r"\bn \d|\d subjects", said):
        return f"Grade: {grade}"
    return f"Grade: {grade}, n unknown" if "assumption" not in grade else f"Grade: {grade}, no n"


def _cited(row: pd.Series) -> str:
    where = f", {row['where']}" if row["where"] else ""
    return f"{row['source']}: {row['reference']}{where}"
