"""What is said of the stress of a plan: the highest day, who is to blame for it, what is likely."""

from math import isfinite

from analytics.charts.wording import MISSING, number, probability
from analytics.progression.simulate import Simulation
from pages.components import sources
from pages.components.days import day
from pages.components.plan_reading import Reading
from pages.components.plan_words import where
from pages.components.stress_words import Row


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
    return f"{said} The plan is above the limit {count}{first}; P(exceeded) {chance}."


def is_by_runs(reading: Reading, row: Row) -> bool:
    """Tell whether a day of a tissue would be above the residual's limit without any jump."""
    rows = reading.simulation.flags
    same = rows[
        (rows["rule"] == "residual")
        & (rows["date"] == row["date"])
        & (rows["tissue"] == row["tissue"])
        & (rows["side"] == row["side"])
    ]
    return bool(same["by_runs"].any())


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


def added_by(reading: Reading) -> float:
    """Return the most that the sessions of a plan add to any residual, in % of own high of today.

    Where runs alone reach highest it is what a plan costs.
    """
    return added(reading.simulation, sources.simulated(reading.basis, (), reading.wishes))


def added(simulation: Simulation, without: Simulation) -> float:
    """Return the most that sessions add to any residual, in % of own high of today.

    Parameters
    ----------
    simulation : Simulation
    without : Simulation
        Of the same days without any session.
    """
    place = ["date", "tissue", "side"]
    both = simulation.stress.merge(without.stress, on=place, suffixes=("", "_by_runs"))
    return float((both["percent"] - both["percent_by_runs"]).max())
