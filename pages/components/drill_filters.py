"""Which drills are shown: by name, quality, class, level, legs, purpose; kept in the link."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from data import drills
from pages.components import drill_class

QUALITIES: Final = {"RFD" if name == "rfd" else name: name for name in drills.QUALITIES}
"""Qualities as they are shown, and as the catalogue names them."""
CLASSES: Final = ("low", "moderate", "high")
LEGS: Final = {"one leg": 1, "two legs": 2}
ORDERS: Final = {
    "level": ["level", "usual_au", "name"],
    "AU": ["usual_au", "name"],
    "Achilles": ["achilles", "name"],
    "patellar": ["patellar", "name"],
    "tibia": ["tibia", "name"],
    "name": ["name"],
}
"""What the rows can be ordered by; there is no one rank of intensity."""
_KEYS: Final = ("find", "quality", "class", "level", "legs", "purpose")


def pick(rows: pd.DataFrame) -> pd.DataFrame:
    """Draw the filters and return the drills they leave, in the order asked for.

    Parameters
    ----------
    rows : DataFrame
        ``name``, ``cue``, ``qualities``, ``drill_class``, ``level``, ``legs``, ``purpose``,
        ``usual_au``, and the steps of each tissue. Nothing chosen leaves all of a group.
    """
    find = st.text_input(
        "Find",
        key="find",
        bind="query-params",
        placeholder="Name or cue",
        type="search",
        max_chars=60,
        width=150,
    )
    kept = rows[_found(rows, find or "")]
    kept = kept[_any_of(kept["qualities"], [QUALITIES[one] for one in _pills("Quality")])]
    kept = kept[_any_of(_classes(kept), _pills("Class"))]
    kept = kept[_any_of(_single(kept["level"].astype(int)), _pills("Level"))]
    on = sum(bool(st.session_state.get(key)) for key in ("legs", "purpose", "order"))
    # A key, so that the popover stays open while its label counts.
    with st.popover(f"Legs, purpose, order{f' · {on} on' if on else ''}", key="drills-more"):
        kept = kept[_any_of(_single(kept["legs"]), [LEGS[one] for one in _pills("Legs")])]
        kept = kept[_any_of(_single(kept["purpose"]), _pills("Purpose"))]
        order = st.selectbox(
            "Order",
            list(ORDERS),
            index=None,
            key="order",
            bind="query-params",
            placeholder="level",
            width=160,
        )
    return kept.sort_values(ORDERS[order or "level"], kind="stable", na_position="last")


def show_all() -> None:
    """Take every filter back, as the button does that stands where nothing is left."""
    for key in _KEYS:
        st.session_state[key] = "" if key == "find" else []


_OPTIONS: Final[dict[str, Sequence[str | int]]] = {
    "Quality": list(QUALITIES),
    "Class": list(CLASSES),
    "Level": list(range(6)),
    "Legs": list(LEGS),
    "Purpose": list(drills.PURPOSES),
}


def _pills(label: str) -> list[Any]:
    return st.pills(
        label,
        _OPTIONS[label],
        selection_mode="multi",
        key=label.lower(),
        bind="query-params",
        wrap=True,
    )


def _found(rows: pd.DataFrame, words: str) -> pd.Series:
    """Tell of each drill whether its name or cue has every word."""
    said = (rows["name"] + " " + rows["cue"].fillna("") + " " + rows["drill_id"]).str.lower()
    found = pd.Series(True, index=rows.index)
    for word in words.lower().split():
        found &= said.str.contains(word, regex=False)
    return found


def _classes(rows: pd.DataFrame) -> pd.Series:
    """Return the classes of each drill, with that of the height it is shown at."""
    shown = [drill_class.at_shown_height(row) for _, row in rows.iterrows()]
    return (rows["drill_class"] + "-" + pd.Series(shown, rows.index, dtype=str)).str.split("-")


def _single(values: pd.Series) -> pd.Series:
    return values.map(lambda value: (value,))


def _any_of(values: pd.Series, chosen: Sequence[object]) -> pd.Series:
    """Tell of each drill whether it has any of what was chosen; nothing chosen takes all."""
    if not chosen:
        return pd.Series(True, index=values.index)
    wanted = set(chosen)
    return values.map(lambda has: bool(wanted.intersection(has))).astype(bool)
