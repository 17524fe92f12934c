"""What a visitor asks of a fit: whom, which dose, for how many weeks."""

from dataclasses import dataclass

import streamlit as st

from pages.components.series import Series
from pages.components.sources import Key

WEEKS = (2, 4, 8, 12)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the last fit of a series.

    Attributes
    ----------
    at : Key
        The state of the store.
    series : Series
    athlete_id : str
    dose_au : float
        Weekly dose, AU.
    weeks : int
        Length of the block.
    """

    at: Key
    series: Series
    athlete_id: str
    dose_au: float
    weeks: int


def dose_and_weeks() -> tuple[float, int]:
    """Draw the two controls and return what they say."""
    dose_au = st.number_input(
        "Weekly dose (AU)", 0, 2000, 100, 10, key="dose", bind="query-params", width=150
    )
    weeks = st.segmented_control(
        "Weeks", list(WEEKS), default=8, required=True, key="weeks", bind="query-params"
    )
    return float(dose_au), weeks or 8  # an empty link value arrives as None
