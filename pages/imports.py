"""Get files in, and see what was not taken."""

import streamlit as st

from pages.components import frame, mapping_form, templates, uploads

athlete = frame.enter()
uploads.progress()

new, mapping, refused, empty = st.tabs(
    ["Files", "Map columns", "Refused rows", "Templates"], key="imports-view", on_change="rerun"
)
if new.open:
    with new:
        uploads.drop(athlete)
        uploads.results()
if mapping.open:
    with mapping:
        mapping_form.show()
if refused.open:
    with refused:
        uploads.refused()
if empty.open:
    with empty:
        templates.show()
