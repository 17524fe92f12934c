"""What a contact of each drill costs, who says so, and drills and values of one's own."""

import streamlit as st

from pages.components import (
    drill_compare,
    drill_constants,
    drill_detail,
    drill_filters,
    drill_ladder,
    drill_new,
    drill_start,
    frame,
)

athlete = frame.enter()
drills = drill_start.read(athlete)

compare, ladder, constants = st.tabs(
    ["Drills", "Ladder", "Constants"], key="view", on_change="rerun", bind="query-params"
)
if compare.open:
    with compare:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            shown = drill_filters.pick(drills.rows)
            drill_id = drill_start.pick(drills)
            st.button("New drill", key="new-drill", on_click=drill_new.ask)
        drill_compare.show(drills, shown, drill_id)
        if drill_new.is_asked():
            drill_new.show(drills)
        elif drill_id is not None:
            drill_detail.show(drills, drill_id, athlete)
if ladder.open:
    with ladder:
        drill_ladder.show(drills)
if constants.open:
    with constants:
        drill_constants.show()
