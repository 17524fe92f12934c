"""The fields of a new drill, filled in from one there is."""

from typing import Final

import pandas as pd
import streamlit as st

from pages.components.drill_filters import QUALITIES
from pages.components.drill_rows import Drills

TIMED: Final = "contact and flight"
DROPPED: Final = "fall and contact"


def fill(drills: Drills) -> None:
    """Fill the fields from the drill it is based on; the name is one's own."""
    chosen = st.session_state["new-based-on"]
    if chosen is None:
        return
    row = drills.one(chosen)
    shown = {value: name for name, value in QUALITIES.items()}
    is_timed = pd.notna(row["flight_s"])
    fall_m = row["height_m"] if pd.notna(row["height_m"]) else row["drop_m"]
    st.session_state.update(
        {
            "new-legs": "one leg" if row["legs"] == 1 else "two legs",
            "new-alternating": bool(row["is_alternating"]),
            "new-class": row["drill_class"],
            "new-qualities": [shown[one] for one in row["qualities"]],
            "new-purpose": row["purpose"],
            "new-level": int(row["level"]),
            "new-cue": row["cue"],
            "new-how": TIMED if is_timed else DROPPED,
            "new-contact": _times_of(row["contact_s"], 1000),
            "new-flight": _times_of(row["flight_s"], 1000),
            "new-fall": _times_of(fall_m, 100),
            "new-rebound": _times_of(row["rebound_m"], 100),
        }
    )


def _times_of(value: float, factor: float) -> float | None:
    return None if pd.isna(value) else round(factor * float(value), 1)
