"""The Compare tab: up to four plans in a table, and drawn, with the one in focus in front."""

from typing import Final

import pandas as pd
import streamlit as st

from analytics import progression
from analytics.charts import plan_compare as charts
from analytics.charts.wording import percent, probability
from pages.components import figures, frame, plan_desk, plan_open, plan_words, sources, text
from pages.components.figures import day_column, figure_column
from pages.components.plan_reading import Reading
from pages.components.plan_state import LETTERS, Board

TABLE: Final = "plan-compare"


def show(readings: list[Reading], reading: Reading) -> None:
    """Show plans side by side.

    Parameters
    ----------
    readings : list of Reading
        All of the board.
    reading : Reading
        The one in focus.
    """
    _add(reading)
    simulations = {one.letter: one.simulation for one in readings}
    rows = _rows(readings, reading)
    st.dataframe(
        rows,
        key=TABLE,
        hide_index=True,
        column_config=_columns(reading.letter),
        alt=_said(readings),
    )
    if len(readings) < 2:
        st.caption(
            "One plan only. Improve within limits fills B; ⋯ copies a plan to change it; a saved "
            "plan can be added above."
        )
    days = pd.concat(
        [one.simulation.power.assign(plan=one.letter) for one in readings], ignore_index=True
    )
    figures.draw(
        charts.side_by_side(
            {letter: one.power for letter, one in simulations.items()},
            {letter: one.stress for letter, one in simulations.items()},
            reading.letter,
            frame.palette(),
        ),
        "plan-compared",
        _said(readings),
        days,
        {
            "plan": "Plan",
            "date": day_column(),
            "gain": figure_column("Gain (%)", signed=True),
            "gain_lower": figure_column("Lower (%)", signed=True),
            "gain_upper": figure_column("Upper (%)", signed=True),
        },
    )


def _rows(readings: list[Reading], reading: Reading) -> pd.DataFrame:
    found = progression.compare({one.letter: one.simulation for one in readings})
    return found.assign(
        plan=[one.name for one in readings],
        p_better=[
            None
            if one is reading
            else 100 * progression.p_better(one.simulation, reading.simulation)
            for one in readings
        ],
        p_gain=100 * found["p_gain"],
        interval=[
            plan_words.spread(row["lower"], row["upper"]) for row in found.to_dict("records")
        ],
        limits=[plan_words.broken(one.above) or "all met" for one in readings],
    )[
        [
            "plan",
            "gain",
            "interval",
            "p_gain",
            "p_better",
            "highest_percent",
            "highest_where",
            "limits",
            "contacts",
            "minutes_per_week",
        ]
    ].astype({"p_better": "float64"})


def _p_better(one: Reading, focused: Reading) -> float | None:
    if one is focused:
        return None
    return 100 * progression.p_better(one.simulation, focused.simulation)


def _columns(focus: str) -> dict[str, object]:
    return {
        "plan": "Plan",
        "gain": figure_column("Gain (%)", 1, signed=True),
        "interval": "90 % interval (%)",
        "p_gain": figure_column("P(gain > smallest worth having) (%)", 0),
        "p_better": figure_column(f"P(better than {focus}) (%)", 0),
        "highest_percent": figure_column("Highest stress (% of today's own high)", 0),
        "highest_where": "Where",
        "limits": "Limits",
        "contacts": figure_column("Contacts", 0),
        "minutes_per_week": figure_column("Minutes a week", 0),
    }


def _said(readings: list[Reading]) -> str:
    gains = "; ".join(
        f"{one.letter} {percent(one.simulation.gain.mean)} % "
        f"({plan_words.spread(one.simulation.gain.lower, one.simulation.gain.upper)} %), "
        f"P(gain > {one.simulation.gain.swc_percent:.1f} %) "
        f"{probability(one.simulation.gain.p_above_swc)}"
        for one in readings
    )
    return f"Gain on the goal's day: {gains}."


def _add(reading: Reading) -> None:
    """Offer to lay a saved plan beside those of the board."""
    found = sources.saved_plans(reading.basis.at, reading.basis.athlete_id)
    board = reading.board
    here = {draft.plan_id for draft in board.drafts.values()}
    names = {
        str(row["plan_id"]): f"{row['name']} v{row['version']}"
        for row in found.to_dict("records")
        if row["plan_id"] not in here
    }
    if not names or len(board.drafts) == len(LETTERS):
        return
    picked = st.menu_button(
        "Add a saved plan",
        list(names),
        key="plan-add",
        format_func=lambda one: text.plain(names[one]),
    )
    if picked is not None:
        letter = board.free()
        added: Board = board.with_draft(letter, plan_open.as_draft(reading.basis, picked))
        plan_desk.change(reading.basis.athlete_id, added)
        plan_desk.again()
