"""What is said of the stress of a plan: the highest day, who is to blame for it, what is likely."""

from math import isfinite
from typing import Final

from analytics.charts.wording import MISSING, number, probability
from analytics.progression.simulate import Simulation
from pages.components.days import day
from pages.components.plan_reading import Reading
from pages.components.plan_words import where
from pages.components.stress_words import Row

ABOUT: Final = (
    "In % of today's own high. The highest is of runs and jumps together, and its limit grows by "
    "the week; what jumps add is the part of the plan's own sets."
)
LEAST_ADDED: Final = 0.5
"""% of own high below which what sessions add reads 0 %."""


def highest(simulation: Simulation) -> Row | None:
    """Return the highest day of a plan, tissue and leg; None where none is known."""
    known = simulation.stress.dropna(subset="percent")
    if known.empty:
        return None
    row: Row = known.sort_values("percent").iloc[-1].to_dict()
    return row


def stress(reading: Reading) -> str:
    """Return the sentence of stress: highest day, days above by the plan, and P(exceeded)."""
    simulation = reading.simulation
    row = highest(simulation)
    if row is None:
        return "Stress against own high is not known: too little of the last 42 days is logged."
    limit = row["limit_percent"]
    limited = "limit off" if not isfinite(limit) else f"limit {number(limit)} %"
    alone = ", by the runs alone" if is_by_runs(reading, row) else ""
    said = (
        f"Highest: {where(row)} {number(row['percent'])} % of today's own high on "
        f"{day(row['date'])}{alone} (range {number(row['percent_lower'])} to "
        f"{number(row['percent_upper'])} %, {limited})."
    )
    if not isfinite(limit):
        return said
    residual = reading.above[reading.above["rule"] == "residual"]
    days = residual["date"].drop_duplicates().sort_values()
    of = simulation.stress["date"].nunique()
    count = f"on {number(len(days))} of {number(of)} days" if len(days) else "on no day"
    first = f", first on {day(days.iloc[0])}" if len(days) else ""
    chance = probability(exceeded(simulation))
    return f"{said} The plan is above this limit {count}{first}; P(exceeded) {chance}."


def is_by_runs(reading: Reading, row: Row) -> bool:
    """Tell whether jumps add next to nothing to a tissue's day, or it is above its limit anyway."""
    if row["added_percent"] < LEAST_ADDED:
        return True
    rows = reading.simulation.flags
    same = rows[
        (rows["rule"] == "residual")
        & (rows["date"] == row["date"])
        & (rows["tissue"] == row["tissue"])
        & (rows["side"] == row["side"])
    ]
    return bool(same["by_runs"].any())


def metric(reading: Reading, row: Row) -> tuple[str, str, str]:
    """Return name, value and note of what a plan costs, beside its highest day.

    Where that day is so by the runs alone, it is what jumps add that tells plans apart.
    """
    limit = float(row["limit_percent"])
    limited = f", limit {number(limit)} %" if isfinite(limit) else ""
    highest = f"{where(row)}, {day(row['date'])}{limited}"
    added = most_added(reading.simulation)
    if added is None:
        return "Highest stress", f"{number(row['percent'])} %", highest
    of = f"{number(added['added_percent'], 1)} %"
    on = f"{where(added)}, {day(added['date'])}" if added["added_percent"] > 0 else "no jumps"
    if is_by_runs(reading, row):
        high = f"highest by the runs alone: {number(row['percent'])} % {highest}"
        return "Stress added by jumps", of, f"of own high, {on}; {high}"
    return (
        "Highest stress",
        f"{number(row['percent'])} %",
        f"of own high, {highest}; jumps add at most {of} ({on})",
    )


def highest_said(reading: Reading) -> str:
    """Return the highest stress, where and when; a dash where it is not known."""
    row = highest(reading.simulation)
    if row is None:
        return MISSING
    alone = ", by the runs alone" if is_by_runs(reading, row) else ""
    return f"{number(row['percent'])} % {where(row)}, {day(row['date'])}{alone}"


def exceeded(simulation: Simulation, rule: str = "residual") -> float:
    """Return the highest probability over tissues and legs that a rule is broken by the plan."""
    some = simulation.probabilities
    mine = some.loc[some["rule"] == rule, "probability"].dropna()
    return float(mine.max()) if len(mine) else float("nan")


def most_added(simulation: Simulation) -> Row | None:
    """Return the day, tissue and leg to which sessions add most; None where none is known."""
    known = simulation.stress.dropna(subset="added_percent")
    if known.empty:
        return None
    row: Row = known.nlargest(1, "added_percent", keep="first").iloc[0].to_dict()
    return row


def added_by(reading: Reading) -> float:
    """Return the most that the sessions of a plan add to any residual, in % of own high of today.

    Where runs alone reach highest it is what a plan costs.
    """
    row = most_added(reading.simulation)
    return float("nan") if row is None else float(row["added_percent"])


def added_said(reading: Reading) -> str:
    """Return the most that sessions add, to which tissue and when; a dash where not known."""
    row = most_added(reading.simulation)
    if row is None:
        return MISSING
    said = f"{number(row['added_percent'], 1)} % of today's own high"
    return f"{said}, {where(row)}, {day(row['date'])}" if row["added_percent"] > 0 else said
