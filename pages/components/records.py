"""The tables behind an athlete's timeline, as they are stored."""

import streamlit as st

from pages.components import sources

_DAY = st.column_config.DateColumn("Day", format="ddd D MMM YYYY")


def show(athlete_id: str) -> None:
    """Show tests, runs and sets, newest first; each can be saved as CSV from its corner."""
    records = sources.records(sources.key(), athlete_id)
    st.subheader("Power tests", anchor=False)
    st.dataframe(
        records.tests,
        hide_index=True,
        key="records-tests",
        column_config={
            "date": _DAY,
            "kind": "Kind",
            "duration_s": st.column_config.NumberColumn("Length (s)"),
            "power_w": st.column_config.NumberColumn("Power (W)", format="%.1f"),
            "power_w_kg": st.column_config.NumberColumn("Power (W/kg)", format="%.2f"),
            "se_w_kg": st.column_config.NumberColumn("SE (W/kg)", format="%.2f"),
            "mass_kg": st.column_config.NumberColumn("Mass (kg)", format="%.1f"),
            "power_source": "Source",
            "method": "Method",
            "w_prime_j": st.column_config.NumberColumn("W′ (J)", format="%.0f"),
            "run_ids": "From runs",
        },
    )
    st.subheader("Runs", anchor=False)
    st.dataframe(
        records.runs,
        hide_index=True,
        key="records-runs",
        column_config={
            "local_date": _DAY,
            "timer_min": st.column_config.NumberColumn("Moving (min)", format="%.0f"),
            "distance_km": st.column_config.NumberColumn("Distance (km)", format="%.2f"),
            "mean_power_w": st.column_config.NumberColumn("Mean power (W)", format="%.0f"),
            "power_source": "Source",
            "power_zero_percent": st.column_config.NumberColumn("Dropouts (%)", format="%.1f"),
            "mean_cadence_spm": st.column_config.NumberColumn("Cadence (steps/min)", format="%.0f"),
            "mean_contact_ms": st.column_config.NumberColumn("Contact (ms)", format="%.0f"),
            "session_rpe": st.column_config.NumberColumn("Effort (0-10)"),
            "is_damaged": "Damaged file",
            "run_id": "Run",
        },
    )
    st.subheader("Plyometric sets", anchor=False)
    st.dataframe(
        records.sets,
        hide_index=True,
        key="records-sets",
        column_config={
            "date": _DAY,
            "drill_id": "Drill",
            "set_number": "Set",
            "reps": "Reps",
            "contacts": "Contacts",
            "side": "Side",
            "height_m": st.column_config.NumberColumn("Height (m)", format="%.2f"),
            "rest_s": st.column_config.NumberColumn("Rest (s)", format="%.0f"),
            "contact_ms": st.column_config.NumberColumn("Contact (ms)", format="%.0f"),
        },
    )
