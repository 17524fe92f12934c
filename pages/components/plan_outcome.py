"""The Outcome tab: the plan on one time axis, and the bound."""

import html
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from analytics.charts import plan as charts
from analytics.charts.plan_frames import Ahead, Span
from pages.components import (
    figures,
    frame,
    plan_contacts,
    plan_improve,
    plan_stress_words,
    plan_words,
    sources,
)
from pages.components.days import day
from pages.components.figures import day_column, figure_column
from pages.components.plan_reading import Reading

BEHIND_D: Final = 42
"""Days before the plan the chart begins with: those its rules look back to."""
LONGEST: Final = 24
"""Letters of a name that fit a chart."""
UNITS: Final = ("W/kg", "%")


def show(reading: Reading, others: list[Reading]) -> None:
    """Show what the plan in focus leads to, beside the others."""
    unit = _unit(reading)
    ahead = _ahead(reading, others, unit)
    history = sources.history_of(reading.basis)
    wishes = reading.board.wishes
    event = html.escape(wishes.settings.event[:LONGEST])
    span = Span(history.last_day, reading.plan.first_day, reading.plan.goal_date, event)
    behind = sources.plan_behind(reading.basis).since(
        history.last_day - pd.Timedelta(days=BEHIND_D)
    )
    gain = plan_words.sentence(reading.simulation, day(reading.plan.goal_date))
    stress = plan_stress_words.stress(reading)
    st.markdown(f"{gain}  \n{stress}")
    figures.draw(
        charts.outlook(ahead, behind, span, frame.palette(), unit=unit),
        "plan",
        f"{gain} {stress}",
        _days(reading, ahead.days),
        _columns(),
    )
    plan_improve.bound(reading.basis, reading)
    plan_contacts.show(reading)


def _unit(reading: Reading) -> str:
    """Return the unit of power; without a level there is only gain."""
    if reading.simulation.power["mean"].isna().all():
        st.caption("No power test to draw from: gain in % only.")
        return "%"
    st.session_state.setdefault("plan-unit", UNITS[0])
    picked = st.segmented_control(
        "Power in", UNITS, key="plan-unit", required=True, label_visibility="collapsed"
    )
    return str(picked or UNITS[0])


def _ahead(reading: Reading, others: list[Reading], unit: str) -> Ahead:
    def power(of: Reading) -> pd.DataFrame:
        found = of.simulation.power
        if unit == "W/kg":
            return found
        names = ["date", "gain", "gain_lower", "gain_upper", "gain_lower_50", "gain_upper_50"]
        kept = ["date", "mean", "lower", "upper", "lower_50", "upper_50"]
        return found[names].set_axis(kept, axis="columns")

    above = reading.above
    of = ["date", "tissue", "side"]
    over = set(above.loc[above["rule"] == "residual", of].itertuples(index=False, name=None))
    stress = reading.simulation.stress
    days = stress[of].itertuples(index=False, name=None)
    stress = stress.assign(residual_above=[one in over for one in days] if over else False)
    return Ahead(
        power(reading),
        stress,
        _loads(reading),
        {_named(one): power(one) for one in others},
        _named(reading),
    )


def _named(reading: Reading) -> str:
    """Return what stands on a line; a name of somebody's own is not read as markup."""
    return f"{reading.letter} {html.escape(reading.draft.title[:LONGEST])}"


def _loads(reading: Reading) -> pd.DataFrame:
    """Return dose, run load and conflicts of each day to come."""
    runs = sources.plan_runs(reading.basis, reading.board.wishes.goal_date)
    daily = sources.planned_costs(reading.basis, reading.sets, reading.wishes)
    conflicts: dict[pd.Timestamp, str] = {}
    planned = reading.above[reading.above["date"].isin(daily.index)]
    for when, rows in planned.groupby("date"):
        said = dict.fromkeys(plan_words.conflict(row) for row in rows.to_dict("records"))
        conflicts[pd.Timestamp(str(when))] = "<br>".join(list(said)[:4])
    return pd.DataFrame(
        {
            "date": runs.days,
            "plyo_dose_au": daily["plyo_dose_au"].reindex(runs.days).fillna(0.0).to_numpy(),
            "run_load_au": runs.run_load_au,
            "conflicts": [conflicts.get(one, "") for one in runs.days],
        }
    )


def _days(reading: Reading, loads: pd.DataFrame) -> pd.DataFrame:
    """Return what is drawn, a row per day."""
    highest = reading.simulation.stress.groupby("date")["percent"].max()
    rows = reading.simulation.power
    return rows.assign(
        highest_percent=highest.reindex(rows["date"]).to_numpy(),
        plyo_dose_au=loads["plyo_dose_au"].to_numpy(),
        run_load_au=loads["run_load_au"].to_numpy(),
        conflicts=loads["conflicts"].str.replace("<br>", "; ").to_numpy(),
    )


def _columns() -> dict[str, ColumnConfig | str]:
    return {
        "date": day_column(),
        "gain": figure_column("Gain (%)", signed=True),
        "gain_lower": figure_column("Lower (%)", signed=True),
        "gain_upper": figure_column("Upper (%)", signed=True),
        "mean": figure_column("Power (W/kg)"),
        "lower": figure_column("Lower (W/kg)"),
        "upper": figure_column("Upper (W/kg)"),
        "highest_percent": figure_column("Highest stress (% of today's own high)", 0),
        "plyo_dose_au": figure_column("Jumps (AU)", 0),
        "run_load_au": figure_column("Run load (AU)", 0),
        "conflicts": "Above a limit",
    }
