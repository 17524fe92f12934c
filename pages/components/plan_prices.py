"""The Frontier and prices tab: what stress buys, and what each limit costs."""

from math import isfinite
from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts import plan_frontier as charts
from analytics.charts import template
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
"""% of own high added by sessions below which there is nothing to weigh (definition)."""


def show(readings: list[Reading], reading: Reading) -> None:
    """Show the frontier with the plans of the board on it, and a bar per limit."""
    basis, wishes = reading.basis, reading.wishes
    plan_improve.bound(basis, reading)
    known = sources.found_before(basis, wishes)
    if known is None:
        st.caption("Frontier and prices are worked out with Improve within limits.")
        return
    _prices(known)
    _binding(known)
    st.header("What stress buys", anchor=False)
    found = sources.frontier_known(basis, wishes)
    if found is None:
        found = _worked_out(reading)
    if found is not None:
        _frontier(found, readings, reading)


def _worked_out(reading: Reading) -> pd.DataFrame | None:
    """Work the frontier out, its points drawn as they come; None where none fits."""
    above, place = st.empty(), st.empty()
    status = above.status(f"Planning at {sources.LEVELS} levels of stress …")

    def told(done: int, rows: pd.DataFrame) -> None:
        status.update(label=f"Planned at {done} of {sources.LEVELS} levels of stress …")
        with place:
            st.plotly_chart(
                charts.frontier(rows, {}, frame.palette()),
                theme=None,
                config=template.CONFIG,
                key=f"plan-frontier-{done}",
                alt=f"The first {done} of {sources.LEVELS} levels of stress",
            )

    try:
        found = sources.frontier(reading.basis, reading.wishes, told)
    except WorkbenchError as error:
        status.update(label="No frontier.", state="error")
        st.warning(text.plain(error))
        return None
    above.empty()
    place.empty()
    return found


def _frontier(found: pd.DataFrame, readings: list[Reading], reading: Reading) -> None:
    last = found.iloc[-1]
    if last["added_percent"] < LEAST_SPAN:
        st.info(
            "Even the plan of greatest gain adds next to nothing to the residual stress of any "
            "tissue, so there is nothing to weigh."
        )
        return
    said = (
        f"Without a jump {percent(found['gain_percent'].iloc[0])} %; the greatest gain found, "
        f"{percent(last['gain_percent'])} %, adds {number(last['added_percent'], 1)} % of today's "
        f"own high to the tissue it loads most{_half(found)}."
    )
    st.markdown(said)
    st.caption(
        f"Each point is the plan of greatest gain found whose sessions add no more than that. "
        f"What runs leave is not in it: with the runs the highest stress is "
        f"{number(last['highest_percent'])} %."
    )
    figures.draw(
        charts.frontier(found, _placed(readings, reading), frame.palette()),
        "plan-frontier",
        said,
        found.drop(columns="plan"),
        {
            "added_percent": figure_column("Sessions add (% of today's own high)", 1),
            "highest_percent": figure_column("Highest stress, with the runs (%)", 0),
            "gain_percent": figure_column("Gain (%)", signed=True),
            "bound_percent": figure_column("Bound (%)", signed=True),
        },
    )


def _half(found: pd.DataFrame) -> str:
    """Return how much of the stress the first half of the gain costs, in words."""
    first, last = found.iloc[0], found.iloc[-1]
    half = (first["gain_percent"] + last["gain_percent"]) / 2
    rows = found[found["gain_percent"] >= half]
    if len(rows) == 0 or rows.iloc[0]["added_percent"] >= last["added_percent"]:
        return ""
    row = rows.iloc[0]
    return (
        f"; {percent(row['gain_percent'])} % is to be had for {number(row['added_percent'], 1)} %"
    )


def _placed(readings: list[Reading], reading: Reading) -> dict[str, tuple[float, float]]:
    """Return where the plans of the board stand, the one in focus first."""
    ordered = [reading, *(one for one in readings if one is not reading)]
    found = {}
    for one in ordered:
        added = plan_stress_words.added_by(one)
        if isfinite(added):
            found[one.name] = (added, one.simulation.gain.mean)
    return found


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
