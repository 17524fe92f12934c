"""A table one edits that also changes from elsewhere, as by a step back."""

from typing import Any

import pandas as pd
import streamlit as st


def edit(name: str, rows: pd.DataFrame, **look: Any) -> pd.DataFrame | None:  # noqa: ANN401
    """Show rows to edit; return what was made of them, None if nothing new.

    Streamlit keeps edits by the table's key, on top of the rows the table began with. So the
    rows it began with stay until others come from elsewhere: those begin a new table.

    Parameters
    ----------
    name : str
        Of the table, and where in the session it is kept.
    rows : DataFrame
        As they stand.
    **look
        For ``st.data_editor``.
    """
    kept = st.session_state.get(f"{name}-kept")
    if kept is None or not rows.equals(kept["seen"]):
        number = 0 if kept is None else kept["number"] + 1
        kept = {"number": number, "begun": rows, "seen": rows}
        st.session_state[f"{name}-kept"] = kept
    edited = st.data_editor(kept["begun"], key=f"{name}-{kept['number']}", **look)
    if edited.equals(kept["seen"]):
        return None
    kept["seen"] = edited
    return edited


def begin_anew(name: str) -> None:
    """Have the table begin again from the rows as they stand."""
    st.session_state.pop(f"{name}-kept", None)
