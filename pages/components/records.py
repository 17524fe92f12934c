"""The tables behind an athlete's timeline, as they are stored."""

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING
from analytics.load.dose import MEASURES
from pages.components import actions, sources
from pages.components.days import day

DOSES = {
    "plyo_dose_au": "Modelled force (AU)",
    "contacts_per_leg": "Contacts per leg",
    "eccentric_impulse_m_s": "Eccentric impulse (N·s/kg)",
    "eccentric_impulse_n_s": "Eccentric impulse (N·s)",
    "drop_energy_j_kg": "Drop energy (J/kg)",
    "achilles_steps": "Achilles (easy steps)",
    "patellar_steps": "Patellar tendon (easy steps)",
    "tibia_steps": "Tibia (easy steps)",
}
_DAY = st.column_config.DateColumn("Day", format="ddd D MMM YYYY")


def show(athlete_id: str) -> None:
    """Show all that is stored, newest first; each table can be saved as CSV from its corner."""
    records = sources.records(sources.key(), athlete_id)
    st.header("Power tests", anchor=False)
    tests = records.tests.assign(
        kind=records.tests["kind"].str.replace("_", " "),
        w_prime_kj=records.tests["w_prime_j"] / 1000,
    )
    picked = st.dataframe(
        tests,
        hide_index=True,
        # A selection is a row number: other rows make a new table, so that none slides.
        key=f"records-tests-{'-'.join(tests['test_id'])}",
        on_select="rerun",
        selection_mode="single-row",
        placeholder=MISSING,
        column_order=[
            "date",
            "kind",
            "duration_s",
            "power_w",
            "power_w_kg",
            "se_w_kg",
            "mass_kg",
            "power_source",
            "method",
            "w_prime_kj",
            "run_ids",
            "note",
        ],
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
            "w_prime_kj": st.column_config.NumberColumn("W′ (kJ)", format="%.1f"),
            "run_ids": "From runs",
            "note": "Note",
        },
    )
    for row in picked["selection"]["rows"]:
        one = tests.iloc[row]
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Remove this test", key="remove-test"):
                actions.remove_test(one["test_id"])
                st.rerun()
            st.caption(
                f"{one['kind']} of {day(one['date'])}, {one['power_w']:.1f} W. The files it came "
                "from stay.",
                width="content",
            )
    st.header("Runs", anchor=False)
    st.dataframe(
        records.runs,
        hide_index=True,
        key="records-runs",
        placeholder=MISSING,
        column_order=[
            "date",
            "local_start",
            "timer_min",
            "distance_km",
            "mean_power_w",
            "power_source",
            "power_zero_percent",
            "mean_cadence_spm",
            "mean_contact_ms",
            "session_rpe",
            "is_damaged",
            "note",
            "run_id",
        ],
        column_config={
            "date": _DAY,
            "local_start": "Start, local",
            "note": "Note",
            "timer_min": st.column_config.NumberColumn("Time run (min)", format="%.0f"),
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
    st.header("Plyometric sets", anchor=False)
    st.dataframe(
        records.sets,
        hide_index=True,
        key="records-sets",
        placeholder=MISSING,
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
    _doses(athlete_id)
    if len(records.other_sessions):
        _other(records.other_sessions)
    if len(records.symptoms):
        _symptoms(records.symptoms)


def _doses(athlete_id: str) -> None:
    """Show each day's dose in every measure; which of them a fit counts is its setting."""
    st.header("Dose of each day, by every measure", anchor=False)
    chosen = MEASURES[sources.dose_measure(sources.key())]
    st.caption(
        f"The fit counts {chosen.label.lower()}: {chosen.what}. Steps are of the catalogue's easy "
        "step, averaged over both legs; a day is empty where a drill or the body mass gives none."
    )
    unit = st.column_config.NumberColumn
    st.dataframe(
        sources.doses(sources.key(), athlete_id),
        hide_index=True,
        key="records-doses",
        placeholder=MISSING,
        column_order=["date", "plyo_contacts", *DOSES],
        column_config={"date": _DAY, "plyo_contacts": unit("Contacts", format="%d")}
        | {name: unit(title, format="localized") for name, title in DOSES.items()},
    )


def _other(sessions: pd.DataFrame) -> None:
    st.header("Strength, mobility, cross-training", anchor=False)
    st.dataframe(
        sessions.assign(kind=sessions["kind"].str.replace("_", "-")),
        hide_index=True,
        key="records-other",
        placeholder=MISSING,
        column_order=["date", "kind", "label", "session_rpe", "duration_min", "note"],
        column_config={
            "date": _DAY,
            "kind": "Kind",
            "label": "Label",
            "session_rpe": st.column_config.NumberColumn("Effort (0-10)"),
            "duration_min": st.column_config.NumberColumn("Length (min)", format="%.0f"),
            "note": "Note",
        },
    )


def _symptoms(symptoms: pd.DataFrame) -> None:
    st.header("Symptoms", anchor=False)
    st.dataframe(
        symptoms.assign(moment=symptoms["moment"].str.replace("_", " ")),
        hide_index=True,
        key="records-symptoms",
        placeholder=MISSING,
        column_config={
            "date": _DAY,
            "site": "Where",
            "side": "Side",
            "moment": "When",
            "pain_0_10": st.column_config.NumberColumn("Pain (0-10)", format="%g"),
            "is_bone": "On bone",
            "limp": "Limping",
            "note": "Note",
        },
    )
