"""The Compare tab: up to four plans in a table, and drawn, with the one in focus in front."""

import pandas as pd
import streamlit as st

from analytics import progression
from analytics.charts import plan_compare as charts
from analytics.charts.wording import MISSING, number, percent, probability
from pages.components import (
    figures,
    frame,
    plan_desk,
    plan_open,
    plan_stress_words,
    plan_words,
    sources,
    text,
)
from pages.components.figures import day_column, figure_column
from pages.components.plan_reading import Reading
from pages.components.plan_state import LETTERS, Board


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
    st.table(_rows(readings, reading), hide_index=True, alt=_said(readings))
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
    """Return a column per plan, as a phone shows four of them; the one in focus is marked."""
    compared = progression.compare({one.letter: one.simulation for one in readings})
    columns = {}
    for one, row in zip(readings, compared.to_dict("records"), strict=True):
        name = f"{one.name} ◂" if one is reading else one.name
        columns[text.plain(name)] = {
            "Gain": plan_words.gain(one.simulation),
            f"P(gain > {one.simulation.gain.swc_percent:.1f} %)": probability(row["p_gain"]),
            f"P(better than {reading.letter})": _p_better(one, reading),
            "Highest stress": plan_stress_words.highest_said(one),
            "Sessions add at most": plan_stress_words.added_said(one),
            "Limits": plan_words.broken(one.above) or "none broken",
            "Days above, by the plan": number(row["n_days_above"]),
            "Contacts": number(row["contacts"]),
            "Minutes a week": number(row["minutes_per_week"]),
            "Sessions": number(one.simulation.weekly["sessions"].sum()),
        }
    # A cell that begins with > would be a quotation.
    shown = {
        name: {what: text.plain(said) for what, said in of.items()} for name, of in columns.items()
    }
    return pd.DataFrame(shown).rename_axis("Plan").reset_index()


def _p_better(one: Reading, focused: Reading) -> str:
    if one is focused:
        return MISSING
    return probability(progression.p_better(one.simulation, focused.simulation))


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
