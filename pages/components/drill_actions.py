"""What the buttons of the Drills page write: own times, and drills of one's own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from data import own_drills, own_times, store


def save_times(
    athlete_id: str, drill_id: str, from_date: date, numbers: Mapping[str, float | None]
) -> None:
    """Save an athlete's own times of a drill, from a day on."""
    with store.session(store.default_path()) as con:
        own_times.put(
            con,
            athlete_id=athlete_id,
            drill_id=drill_id,
            from_date=from_date,
            contact_ms=float(numbers["contact_ms"] or 0),
            flight_ms=float(numbers["flight_ms"] or 0),
            peak_bw=numbers["peak_bw"],
        )
    st.toast(f"Saved for {athlete_id}. Sets from that day on are weighed by it.")


def remove_times(athlete_id: str, drill_id: str, from_date: date) -> None:
    """Forget the own times of a day."""
    with store.session(store.default_path()) as con:
        own_times.remove(con, athlete_id=athlete_id, drill_id=drill_id, from_date=from_date)
    st.toast("Forgotten. The times before count again.")


def add_drill(row: Mapping[str, Any]) -> None:
    """Add a drill of one's own."""
    with store.session(store.default_path()) as con:
        own_drills.add(con, **row)
    st.toast("Added. Sets can be logged with it.")


def remove_drill(drill_id: str) -> None:
    """Remove a drill of one's own that no set uses."""
    with store.session(store.default_path()) as con:
        own_drills.remove(con, drill_id)
    st.toast("Removed.")
