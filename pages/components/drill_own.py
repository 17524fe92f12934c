"""An athlete's own contact and flight times of a drill, and what they would change."""

import math
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from analytics.errors import WorkbenchError
from data import own_times
from data.tissues import tissues
from pages.components import drill_actions, drill_preview, drill_rows, sources, text
from pages.components.days import day
from pages.components.drill_rows import Drills
from pages.components.drill_table import open_drill

EARLIEST: Final = date(1950, 1, 1)
"""Day before which times are refused."""
_FIELDS: Final = {
    "contact_ms": "Contact (ms)",
    "flight_ms": "Flight (ms)",
    "peak_bw": "Measured peak (BW)",
}
_REFUSED: Final = "drill-not-removed"


def show(drills: Drills, drill_id: str, athlete_id: str | None) -> None:
    """Show the athlete's own values of a drill, and take new ones."""
    if not math.isfinite(drills.one(drill_id)["usual_au"]):
        return
    if athlete_id is None:
        st.header("My value", anchor=False)
        st.caption("Pick an athlete above to enter own contact and flight times.")
        return
    st.header(f"My value for {athlete_id}", anchor=False)
    if not drills.one(drill_id)["own_times"]:
        st.caption(
            "Flight time does not tell how far one falls in this drill, so its force stays that "
            "of the catalogue."
        )
        return
    _kept(athlete_id, drill_id)
    _offer_logged(athlete_id, drill_id)
    _form(drills, drill_id, athlete_id)


def _kept(athlete_id: str, drill_id: str) -> None:
    """List the own values there are, each with a way to forget it."""
    kept = sources.own_times(sources.key(), athlete_id)
    for _, one in kept[kept["drill_id"] == drill_id].iterrows():
        since: date = one["from_date"].date()
        peak = "" if pd.isna(one["peak_bw"]) else f", peak {one['peak_bw']:.2f} BW measured"
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f"From {day(since)}: contact {one['contact_ms']:.0f} ms, "
                f"flight {one['flight_ms']:.0f} ms"
                f"{peak}.",
                width="content",
            )
            with st.popover("Forget", type="tertiary", key=f"forget-{drill_id}-{since}"):
                st.write("Times before this day count again, else the catalogue's.")
                if st.button("Forget these times", key=f"forget-now-{drill_id}-{since}"):
                    drill_actions.remove_times(athlete_id, drill_id, since)
                    st.rerun()


def _offer_logged(athlete_id: str, drill_id: str) -> None:
    logged = sources.logged_times(sources.key(), athlete_id)
    for _, one in logged[logged["drill_id"] == drill_id].iterrows():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f"Logged with {text.counted(one['n'], 'set')}, last on {day(one['last_date'])}: "
                f"contact {one['contact_ms']:.0f} ms, flight {one['flight_ms']:.0f} ms on average. "
                "Logged with a set they do not weigh it; own times do.",
                width="content",
            )
            st.button(
                "Use these",
                key=f"use-logged-{drill_id}",
                type="tertiary",
                on_click=_fill,
                args=(athlete_id, drill_id, one["contact_ms"], one["flight_ms"]),
            )


def _fill(athlete_id: str, drill_id: str, contact_ms: float, flight_ms: float) -> None:
    st.session_state[_key("contact_ms", athlete_id, drill_id)] = round(float(contact_ms), 0)
    st.session_state[_key("flight_ms", athlete_id, drill_id)] = round(float(flight_ms), 0)


def _key(field: str, athlete_id: str, drill_id: str) -> str:
    return f"own-{field}-{athlete_id}-{drill_id}"


def _form(drills: Drills, drill_id: str, athlete_id: str) -> None:
    """Take times, say what they change, and save them when they can be meant."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        numbers = {
            field: st.number_input(
                label,
                value=None,
                step=0.1 if field == "peak_bw" else 5.0,
                format="%.2f" if field == "peak_bw" else "%.0f",
                key=_key(field, athlete_id, drill_id),
                placeholder="optional" if field == "peak_bw" else "",
                help="All legs together. Kept and shown; the dose stays with the model."
                if field == "peak_bw"
                else None,
                width=128,
            )
            for field, label in _FIELDS.items()
        }
        since = st.date_input(
            "From day",
            min_value=EARLIEST,
            max_value="today",
            key=_key("from", athlete_id, drill_id),
            format="YYYY-MM-DD",
            width=128,
        )
    is_good = _preview(drills, drill_id, numbers)
    save = st.button("Save", key=_key("save", athlete_id, drill_id), disabled=not is_good)
    if save and isinstance(since, date):
        try:
            drill_actions.save_times(athlete_id, drill_id, since, numbers)
        except WorkbenchError as error:
            st.markdown(f":orange[▲] {text.plain(error)}")
            return
        st.rerun()


def _preview(drills: Drills, drill_id: str, numbers: dict[str, float | None]) -> bool:
    """Say what the times change, or why they are refused; return whether they can be saved."""
    contact_ms, flight_ms = numbers["contact_ms"], numbers["flight_ms"]
    if contact_ms is None or flight_ms is None:
        st.caption(
            "Contact and flight time show what they change before anything is saved. Sets from "
            "that day on are weighed by them."
        )
        return False
    drill = drills.catalogue[drills.catalogue["drill_id"] == drill_id].reset_index(drop=True)
    try:
        own_times.check(drill, contact_ms, flight_ms, numbers["peak_bw"])
    except WorkbenchError as error:
        st.markdown(f":orange[▲] {text.plain(error)}")
        return False
    own = pd.DataFrame([{"drill_id": drill_id, "from_date": pd.Timestamp(0), **numbers}]).astype(
        {"peak_bw": float}
    )
    st.markdown(
        drill_preview.changes(
            drills, drill_rows.of_catalogue(drill, drills.numbers, tissues(), own), drill_id
        )
    )
    return True


def offer_removal(drill_id: str) -> None:
    """Offer to remove a drill of one's own."""
    refused = st.session_state.pop(_REFUSED, "")
    with st.popover("Remove this drill", type="tertiary", key="remove-drill"):
        st.write("A drill stays while sets were logged with it. Own times of it go with it.")
        pressed = st.button(
            "Remove it", key="remove-drill-now", on_click=_remove_drill, args=(drill_id,)
        )
        if pressed and not refused:
            st.rerun()
    if refused:
        st.markdown(f":orange[▲] {text.plain(refused)}")


def _remove_drill(drill_id: str) -> None:
    try:
        drill_actions.remove_drill(drill_id)
    except WorkbenchError as error:
        st.session_state[_REFUSED] = str(error)
    else:
        open_drill(None)
