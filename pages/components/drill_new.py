"""A drill of one's own: from contact and flight, or fall and contact, with what it would weigh."""

from typing import Any, Final

import streamlit as st

from analytics.errors import WorkbenchError
from data import ids, ladder, own_drills
from data.drills import PURPOSES
from pages.components import drill_actions, drill_fill, drill_preview, frame, text
from pages.components.drill_fill import DROPPED, TIMED
from pages.components.drill_filters import QUALITIES
from pages.components.drill_rows import Drills
from pages.components.drill_table import open_drill

_OPEN: Final = "new-drill-open"
_REFUSED: Final = "new-drill-refused"


def ask() -> None:
    """Open the dialog with the run to come; for callbacks."""
    st.session_state[_OPEN] = True


def is_asked() -> bool:
    """Tell whether the dialog of a new drill is open; it does not open by itself on arrival."""
    if frame.has_arrived():
        _close()
    return bool(st.session_state.get(_OPEN))


def _close() -> None:
    st.session_state[_OPEN] = False


@st.dialog("New drill", width="medium", on_dismiss=_close)
def show(drills: Drills) -> None:
    """Ask for a drill, and say what it would weigh before it is added."""
    based_on = st.selectbox(
        "Based on",
        sorted(drills.rows.loc[drills.rows["contacts_per_rep"] > 0, "drill_id"]),
        index=None,
        key="new-based-on",
        placeholder="No drill; or fill in from one",
        on_change=drill_fill.fill,
        args=(drills,),
    )
    row = _about() | _times() | {"based_on": based_on}
    refused = _refusal(drills, row)
    if refused:
        st.markdown(f":orange[▲] {text.plain(refused)}")
    else:
        st.markdown(drill_preview.weighed(drills, row))
        st.caption(
            "Worked out from the times you give, an assumption until somebody measures it. A "
            "force may be 25 % off."
        )
    pressed = st.button(
        "Add this drill", key="new-add", disabled=bool(refused), on_click=_add, args=(row,)
    )
    said = st.session_state.pop(_REFUSED, "")
    if said:
        st.markdown(f":orange[▲] {text.plain(said)}")
    elif pressed:
        st.rerun()


def _add(row: dict[str, Any]) -> None:
    """Add the drill and open it; for callbacks."""
    try:
        drill_actions.add_drill(row)
    except WorkbenchError as error:
        st.session_state[_REFUSED] = str(error)
    else:
        _close()
        open_drill(row["drill_id"])


def _about() -> dict[str, Any]:
    name = st.text_input("Name", key="new-name", max_chars=60)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        legs = st.segmented_control(
            "Legs", ["one leg", "two legs"], default="two legs", required=True, key="new-legs"
        )
        alternating = legs == "one leg" and st.checkbox("Legs alternate", key="new-alternating")
        # None by itself: the rule of 48 h goes by it.
        drill_class = st.selectbox(
            "Class",
            own_drills.CLASSES,
            index=None,
            key="new-class",
            placeholder="Choose one",
            help="A coaching convention. A session with a drill of class high needs 48 h to the "
            "next such session.",
            width=160,
        )
    qualities = st.pills(
        "Qualities", list(QUALITIES), selection_mode="multi", key="new-qualities", wrap=True
    )
    levels = ", ".join(f"{one.level} {one.name.lower()}" for one in ladder.levels())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        purpose = st.selectbox(
            "Purpose", PURPOSES, index=PURPOSES.index("jump"), key="new-purpose", width=160
        )
        level = st.segmented_control(
            "Level",
            list(range(6)),
            default=1,
            required=True,
            key="new-level",
            help=f"Of the ladder, where it first appears. {levels}.",
        )
    cue = st.text_input("Cue", key="new-cue", max_chars=120, placeholder="optional")
    return {
        "drill_id": ids.slug(name or ""),
        "name": name or "",
        "legs": 1 if legs == "one leg" else 2,
        "is_alternating": bool(alternating),
        "drill_class": drill_class,
        "qualities": tuple(QUALITIES[one] for one in qualities),
        "purpose": purpose,
        "level": 1 if level is None else int(level),
        "cue": cue or "",
    }


def _times() -> dict[str, float | None]:
    how = st.segmented_control(
        "Force from", [TIMED, DROPPED], default=TIMED, required=True, key="new-how"
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        contact_ms = _number("Contact (ms)", "new-contact", 5.0)
        if how == TIMED:
            flight_ms = _number("Flight (ms)", "new-flight", 5.0)
            return {"contact_ms": contact_ms, "flight_ms": flight_ms}
        fall_cm = _number("Fall (cm)", "new-fall", 1.0)
        rebound_cm = _number("Rebound (cm)", "new-rebound", 1.0, "0, held")
    return {
        "contact_ms": contact_ms,
        "drop_m": None if fall_cm is None else fall_cm / 100,
        "rebound_m": None if rebound_cm is None else rebound_cm / 100,
    }


def _number(label: str, key: str, step: float, placeholder: str = "") -> float | None:
    return st.number_input(
        label, value=None, step=step, format="%.0f", key=key, placeholder=placeholder, width=150
    )


def _refusal(drills: Drills, row: dict[str, Any]) -> str:
    """Return why a drill cannot be added yet; empty if it can."""
    timed = "flight_ms" in row
    lacking = [
        word
        for word, there in (
            ("a name", row["name"].strip()),
            ("a class", row["drill_class"]),
            ("a quality", row["qualities"]),
            ("the contact time", row["contact_ms"] is not None),
            ("the flight time", not timed or row["flight_ms"] is not None),
            ("the fall", timed or row["drop_m"] is not None),
        )
        if not there
    ]
    if lacking:
        return f"Not yet: it needs {', '.join(lacking)}."
    if row["drill_id"] in set(drills.catalogue["drill_id"]):
        return f"There is a drill {row['drill_id']} already. Take another name."
    try:
        own_drills.check(row)
    except WorkbenchError as error:
        return str(error)
    return ""
