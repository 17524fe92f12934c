"""What fewer or more contacts of a plan would do, and the slider that makes the plan so."""

from dataclasses import replace

import numpy as np
import streamlit as st

from analytics.charts import plan_more
from analytics.charts.wording import number, percent
from pages.components import figures, frame, plan_desk, plan_stress_words, plan_words, sources
from pages.components.figures import figure_column
from pages.components.plan_reading import Reading


def show(reading: Reading) -> None:
    """Draw what fewer or more contacts would do; the slider makes the plan so."""
    if not reading.draft.sets:
        return
    st.header("More or fewer contacts", anchor=False)
    basis, wishes, draft = reading.basis, reading.wishes, reading.draft
    unscaled = replace(draft, scale=1.0).within(wishes)
    scaled = sources.scaled(basis, unscaled, wishes)
    key = "plan-scale"
    st.session_state[key] = float(np.clip(draft.scale, 0.5, 1.5))
    st.slider(
        "Contacts ×",
        0.5,
        1.5,
        step=0.05,
        key=key,
        on_change=_scale,
        args=(basis.athlete_id,),
        help="Multiplies the repetitions of every set, made whole. The chart shows the whole "
        "range already: read it by hover.",
    )
    low, high = scaled.iloc[0], scaled.iloc[-1]
    added = plan_stress_words.most_added(reading.simulation)
    of = f" {plan_words.where(added)}" if added is not None else ""
    said = (
        f"Half the contacts: {percent(low['mean'])} %, jumps add{of} at most "
        f"{number(low['added_percent'], 1)} % of today's own high. Half as many again: "
        f"{percent(high['mean'])} %, {number(high['added_percent'], 1)} %."
    )
    above = [factor for factor, is_above in sources.above_at(basis, unscaled, wishes) if is_above]
    if above:
        said = f"{said} {plan_words.above_from(above, sources.FACTORS)}"
    st.caption(said)
    figures.draw(
        plan_more.curve(
            scaled.assign(is_above=scaled["factor"].isin(above)),
            draft.scale,
            frame.palette(),
            swc_percent=reading.simulation.gain.swc_percent,
        ),
        "plan-more",
        said,
        scaled,
        {
            "factor": figure_column("Contacts ×"),
            "mean": figure_column("Gain (%)", signed=True),
            "lower": figure_column("Lower (%)", signed=True),
            "upper": figure_column("Upper (%)", signed=True),
            "added_percent": figure_column("Added by jumps (% of today's own high)", 1),
            "highest_percent": figure_column("Highest stress (% of today's own high)", 0),
        },
    )


def _scale(athlete_id: str) -> None:
    board = plan_desk.board(athlete_id)
    if board.draft is not None:
        scale = round(float(st.session_state["plan-scale"]), 2)
        draft = replace(board.draft, scale=scale)
        plan_desk.change(athlete_id, board.with_draft(board.focus, draft))
