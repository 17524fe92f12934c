"""What an athlete gains by a plan, what it costs the tissues, and what holds it back."""

import streamlit as st

from pages.components import frame, plan_page

athlete = frame.need_athlete(frame.enter())


@st.fragment
def _plan() -> None:
    """Draw the plan; what one changes in it redraws no more than this."""
    plan_page.show(athlete)


_plan()
