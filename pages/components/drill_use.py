"""How a drill is used: easier and harder ones, its level, rest and when to stop."""

import pandas as pd
import streamlit as st

from data import ladder
from pages.components import drill_ladder, text
from pages.components.drill_rows import Drills
from pages.components.drill_table import open_drill


def show(drills: Drills, row: pd.Series) -> None:
    """Say how a drill is used, and lead to the drills that may stand in for it."""
    _substitutes(drills, row)
    st.markdown(f"Level {int(row['level'])} of the ladder. {_rest(row)}")
    during = ladder.stop_rules().query("moment in ('during', 'any')")
    with st.expander("When to stop"):
        st.markdown(drill_ladder.stop_rules(during))


def _rest(row: pd.Series) -> str:
    rests = ladder.rests().set_index("drill_class")
    if row["drill_class"] not in rests.index:
        return ""
    rest = rests.loc[row["drill_class"]]
    who = "" if rest["source"] == "plyopower" else f"{rest['source']}, "
    said = f"Rest: {rest['sentence']} ({who}{rest['grade']})."
    return text.plain(said)


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
