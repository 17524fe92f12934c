"""How a drill is used: easier and harder ones, its level, rest and when to stop."""

import pandas as pd
import streamlit as st

from pages.components import text
from pages.components.drill_rows import Drills
from pages.components.drill_table import open_drill


def show(drills: Drills, row: pd.Series) -> None:
    """Say how a drill is used, and lead to the drills that may stand in for it."""
    _substitutes(drills, row)


def _substitutes(drills: Drills, row: pd.Series) -> None:
    names = drills.rows.set_index("drill_id")["name"]
    easier = [one for one in [row["substitute_id"]] if one in names.index]
    harder = drills.rows.loc[drills.rows["substitute_id"] == row["drill_id"], "drill_id"]
    for label, ids in (("Easier, same quality", easier), ("Stands in for", list(harder))):
        if not ids:
            continue
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{label}:", width="content")
            for one in ids:
                if st.button(
                    text.plain(names[one]),
                    key=f"open-{one}",
                    type="tertiary",
                    on_click=open_drill,
                    args=(one,),
                ):
                    st.rerun()
