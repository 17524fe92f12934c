"""Empty tables to fill in, what their columns mean, and the drills there are."""

from typing import Any

import streamlit as st

from data import drills
from data.imports.kinds import KINDS, Column, Kind, columns, template
from pages.components import drill_rows, drill_words

_REFERENCE = "running-step"


def show() -> None:
    """Offer an empty table of each kind, and say what its columns mean."""
    for place, kind in enumerate(KINDS.values()):
        with st.expander(kind.title, expanded=place == 0):
            st.download_button(
                f"Download {kind.name}.csv",
                template(kind.name),
                f"{kind.name}.csv",
                "text/csv",
                key=f"template-{kind.name}",
            )
            # st.table wraps its cells; they are Markdown, but every one of them is ours.
            st.table(
                [_described(one, kind) for one in columns(kind.name)],
                border="horizontal",
                hide_index=True,
                alt=f"Columns of {kind.name}.csv",
            )
            if kind.name == "plyo_sets":
                _drills()


def _described(column: Column, kind: Kind) -> dict[str, str]:
    either = "one of two" if column.name in kind.one_of else ""
    unit = f" ({column.unit})" if column.unit else ""
    rule = f"{column.rule[0].upper()}{column.rule[1:]}." if column.rule else ""
    return {
        "Column": column.name,
        "Needed": "yes" if column.required else either,
        "What it holds": f"{column.meaning}{unit}. {rule}",
        "Example": column.example,
    }


def _drills() -> None:
    st.subheader("Drills", anchor=False)
    st.caption(
        f"What drill_id may be. AU: the {drill_words.AU_ADDED}, at the model's value; "
        f"where the height matters, from {drills.SHOWN_HEIGHT_M:.2f} m."
    )
    st.table(
        drill_list(),
        border="horizontal",
        hide_index=True,
        alt="Drills of the catalogue",
    )


def drill_list() -> list[dict[str, Any]]:
    """Return the drills one may import: id, name, legs, whether a height is needed, AU."""
    catalogue = drills.catalogue()
    has_contacts = catalogue["contacts_per_rep"] > 0
    offered = catalogue[has_contacts & (catalogue["drill_id"] != _REFERENCE)]
    doses_au = drill_rows.added_au(drill_rows.one_contact(offered), catalogue)
    rows = offered.assign(dose_au=doses_au).to_dict("records")
    return [
        {
            "drill_id": drill["drill_id"],
            "AU": f"{drill['dose_au']:.2f}",
            "Legs": _legs(drill["legs"], is_alternating=drill["is_alternating"]),
            "Height needed": _height(drill["model_peak_at_height"]),
            "Name": drill["name"],
        }
        for drill in rows
    ]


def _legs(legs: int, *, is_alternating: bool) -> str:
    if legs == 2:
        return "2"
    return "1 in turn" if is_alternating else "1"


def _height(pairs: tuple[tuple[float, float], ...]) -> str:
    return f"{pairs[0][0]:.2f} to {pairs[-1][0]:.2f} m" if len(pairs) else "no"
