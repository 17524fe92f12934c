"""The Frontier and prices tab: what stress buys, and what each limit costs."""

from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts import plan_frontier as charts
from analytics.charts.wording import number, percent
from analytics.errors import WorkbenchError
from analytics.progression.optimise import OptimisedPlan
from pages.components import (
    figures,
    frame,
    plan_improve,
    plan_stress_words,
    plan_words,
    sources,
    text,
)
from pages.components.days import day
from pages.components.figures import figure_column
from pages.components.plan_reading import Reading

LEAST_SPAN: Final = 0.5
"""Percentage points of own high below which there is nothing to weigh (definition)."""


def show(readings: list[Reading], reading: Reading) -> None:
    """Show the frontier with the plans of the board on it, and a bar per limit."""
    basis, wishes = reading.basis, reading.wishes
    plan_improve.offer(basis, reading)
    known = sources.found_before(basis, wishes)
    if known is None:
        st.caption("Frontier and prices are worked out with Improve within limits.")
        return
    _prices(known)
    _binding(known)
    st.header("What stress buys", anchor=False)
    try:
        with st.spinner("Planning at eight levels of stress …"):
            found = sources.frontier(basis, wishes)
    except WorkbenchError as error:
        st.warning(text.plain(error))
        return
    _frontier(found, readings)


def _frontier(found: pd.DataFrame, readings: list[Reading]) -> None:
    known = found.dropna(subset="highest_percent")
    if known.empty:
        st.info("Own high is not known, so there is no stress to weigh gain against.")
        return
    first, last = known.iloc[0], known.iloc[-1]
    if last["highest_percent"] - first["highest_percent"] < LEAST_SPAN:
        st.info(
            f"Every plan here has the same highest stress, {number(last['highest_percent'])} % of "
            "today's own high: it comes from the runs and from what is left of the days before, "
            "so that fewer jumps save none of it."
        )
        return
    said = (
        f"From {number(first['highest_percent'])} to {number(last['highest_percent'])} % of "
        f"today's own high the greatest gain found goes from {percent(first['gain_percent'])} to "
        f"{percent(last['gain_percent'])} %."
    )
    st.caption(said)
    plans = {
        one.letter: (float(row["percent"]), one.simulation.gain.mean)
        for one in readings
        if (row := plan_stress_words.highest(one.simulation)) is not None
    }
    figures.draw(
        charts.frontier(known, plans, frame.palette()),
        "plan-frontier",
        said,
        known.drop(columns="plan", errors="ignore"),
        {
            "highest_percent": figure_column("Highest stress (% of today's own high)", 0),
            "gain_percent": figure_column("Gain (%)", signed=True),
            "bound_percent": figure_column("Bound (%)", signed=True),
        },
    )


def _prices(found: OptimisedPlan) -> None:
    st.header("What each limit costs", anchor=False)
    rows = found.prices[found.prices["percent_per_10"] >= plan_words.LEAST_WORTH]
    rows = rows.sort_values("percent_per_10", ascending=False, ignore_index=True)
    if rows.empty:
        st.caption("No limit alone holds this plan back: 10 % more of any would buy nothing.")
        return
    said = " ".join(
        plan_words.price(str(row["label"]), float(row["percent_per_10"]))
        for row in rows.head(3).to_dict("records")
    )
    st.caption(f"{said} Before sets are made whole.")
    figures.draw(
        charts.prices(rows, frame.palette()),
        "plan-prices",
        said,
        rows,
        {"label": "Limit", "percent_per_10": figure_column("% power for 10 % more", signed=True)},
    )


def _binding(found: OptimisedPlan) -> None:
    """Say which limits the plan found leaves no room in."""
    if found.binding.empty:
        return
    rows = found.binding.to_dict("records")
    by_rule: dict[str, list[str]] = {}
    for row in rows:
        name = plan_words.rule_name(str(row["rule"]))
        place = plan_words.where(row)
        by_rule.setdefault(f"{name}, {place}" if place else name, []).append(day(row["date"]))
    with st.expander(f"Limits without room: {len(by_rule)}", key="plan-binding"):
        st.markdown(
            "\n".join(
                f"- **{name}** on {', '.join(days[:3])}"
                + (f" and {len(days) - 3} more days" if len(days) > 3 else "")
                for name, days in by_rule.items()
            )
        )
