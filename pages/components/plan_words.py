"""What is said of a plan, in one place: gain, bound, price, limits broken, what is missing."""

from collections.abc import Sequence
from math import isfinite
from typing import Final

import numpy as np
import pandas as pd

from analytics.charts.wording import number, percent
from analytics.progression.history import History
from analytics.progression.optimise import OptimisedPlan
from analytics.progression.simulate import Simulation
from pages.components import stress_limits, stress_words
from pages.components.days import day
from pages.components.sources.plan_basis import Basis
from pages.components.stress_words import Row
from pages.components.text import counted, plain

NO_PLAN: Final = "No plan. Start from level {level}, copy last block, or empty."
PRIOR: Final = "Planned with the published prior, not {athlete_id}'s own response."
NO_LOG: Final = (
    "Nothing is logged of {athlete_id}: runs and sets of the last six weeks would tell what the "
    "limits stand on. Until then every first day and week stays within the introductions. "
    "They can be brought in under Imports, or logged by hand under Today."
)
OTHER_LIMITS: Final = {"deload": "Lighter week"}
"""What holds a plan back that is no guard rail."""
MOST_NAMED: Final = 2
"""Limits a banner names; the others open beside it."""
LEAST_WORTH: Final = 0.005
"""% of power below which a price reads +0.00 %, and is not told."""


def missing(basis: Basis, history: History) -> list[str]:
    """Return what a plan of this athlete lacks, and what would help."""
    said = []
    if not basis.is_own:
        said.append(
            f"{PRIOR.format(athlete_id=plain(basis.athlete_id))} Power tests and a fit on the "
            "Response page would make it their own."
        )
    if nothing_logged(history):
        return [*said, NO_LOG.format(athlete_id=plain(basis.athlete_id))]
    unknown = [
        one.tissue.label
        for one in history.tissues
        if not (np.isfinite(one.own_high[:, 0]).all() and np.isfinite(one.residual[:, 0]).all())
    ]
    if unknown:
        said.append(
            f"Own high is not known for {', '.join(unknown)}: too many of the last 42 days are "
            "not logged. Stress has no % there and the residual's limit cannot be held; log the "
            "days, also the days of rest."
        )
    if history.left_out is not None:
        said.append(stress_words.NO_SETS if history.left_out == "plyo" else stress_words.NO_RUNS)
    return said


def nothing_logged(history: History) -> bool:
    """Tell whether nobody knows anything an athlete did."""
    loads = history.loads[["plyo_dose_au", "run_load_au"]]
    return not history.drills_done and bool(loads.isna().all(axis=None))


def spread(lower: float, upper: float) -> str:
    """Return an interval such as ``+0.3 to +3.4``."""
    return f"{percent(lower)} to {percent(upper)}"


def gain(simulation: Simulation) -> str:
    """Return the gain with its interval, such as ``+1.9 % (+0.3 to +3.4)``."""
    found = simulation.gain
    return f"{percent(found.mean)} % ({spread(found.lower, found.upper)})"


def sentence(simulation: Simulation, goal: str) -> str:
    """Return the gain of a plan as a sentence; it is the alt of the chart, too."""
    found = simulation.gain
    over = (
        ""
        if not isfinite(found.over_nothing[0])
        else (
            f" Against no plyometrics from now on: {percent(found.over_nothing[0])} % "
            f"({spread(*found.over_nothing[1:])} %)."
        )
    )
    return (
        f"On {goal}: {percent(found.mean)} % running power against today (90 % interval "
        f"{spread(found.lower, found.upper)} %).{over}"
    )


def bound(found: OptimisedPlan, gain_percent: float, title: str = "this one") -> str:
    """Return what no plan can beat, what one promises, and how far it is off.

    Two digits where one would make them the same.
    """
    most, gap = found.upper_bound_percent, found.upper_bound_percent - gain_percent
    digits = 1 if gap >= 0.05 and percent(most) != percent(gain_percent) else 2
    off = ""
    if gap >= 0:
        points = f"at most {gap:.{digits}f}" if gap >= 0.005 else "less than 0.01"
        off = f", {points} points below"
    return (
        f"No plan within these limits can promise more than {percent(most, digits)} %; {title} "
        f"promises {percent(gain_percent, digits)} %{off}."
    )


def price(label: str, percent_per_10: float) -> str:
    """Return what 10 % more of a limit is worth."""
    return f"10 % more {label} is worth {percent(percent_per_10, 2)} %."


def broken(rows: pd.DataFrame) -> str:
    """Return how many limits are broken and the first of them, as in the banner; empty if none."""
    if rows.empty:
        return ""
    ordered = rows.sort_values("date", kind="stable")
    keys = ["rule", "tissue", "side"]
    firsts = ordered.loc[~ordered[keys].astype("str").duplicated()]
    named = list(
        dict.fromkeys(
            f"{where(row) or rule_name(str(row['rule']))}, {day(row['date'])}"
            for row in firsts.to_dict("records")
        )
    )
    n = len(firsts)
    more = "; …" if len(named) > MOST_NAMED else ""
    return f"{counted(n, 'limit')} broken: {'; '.join(named[:MOST_NAMED])}{more}"


def above_from(above: Sequence[float], factors: Sequence[float]) -> str:
    """Return at which factors on the contacts a plan is above a limit, in words."""
    if list(above) == list(factors):
        return "■ Above a limit at every factor."
    if list(above) == [one for one in factors if one >= above[0]]:
        return f"■ Above a limit from × {above[0]:.1f} on."
    return f"■ Above a limit at × {', '.join(f'{one:.1f}' for one in above)}."


def conflict(row: Row) -> str:
    """Return one row of the check in words: what, how much, and the limit."""
    rule = _rule(str(row["rule"]))
    value = stress_limits.said(float(row["value"]), rule, is_whole=True)
    limit = stress_limits.said(float(row["limit"]), rule)
    if value.split()[:1] == limit.split()[:1]:
        value = _closer(float(row["value"]), rule, value)
        limit = _closer(float(row["limit"]), rule, limit)
    place = where(row)
    name = f"{place}: {rule['name'].lower()}" if place else str(rule["name"])
    return f"{name} {value} (limit {limit})"


def _closer(value: float, rule: Row, said: str) -> str:
    """Return a number with a digit more than it was said with, where that told nothing apart."""
    first, *rest = said.split(" ")
    scale = 100 if rule["rule"] in stress_limits.OF_SHARE else 1
    digits = len(first.partition(".")[2]) + 1
    return " ".join([number(abs(scale * value), digits), *rest])


def where(row: Row) -> str:
    """Return tissue and leg, such as ``L Achilles``; empty for rules of a day."""
    if not isinstance(row["tissue"], str) or not row["tissue"]:
        return ""
    label = stress_words.labels().get(row["tissue"], row["tissue"])
    return f"{str(row['side'])[0].upper()} {label}"


def rule_name(rule: str) -> str:
    """Return what a guard rail is called, or what else holds a plan back."""
    names = {str(one["rule"]): str(one["name"]) for one in stress_limits.rules()}
    return names.get(rule, OTHER_LIMITS.get(rule, rule.replace("_", " ")))


def minutes_a_week(simulation: Simulation) -> float:
    """Return the mean minutes of a week."""
    weekly = simulation.weekly
    return float(weekly["minutes"].mean()) if len(weekly) else float("nan")


def list_rows(rows: pd.DataFrame) -> list[str]:
    """Return each limit that is broken in words: its first day, and how many more there are."""
    ordered = rows.sort_values("date", kind="stable")
    said = []
    for _, of_one in ordered.groupby(["rule", "tissue", "side"], dropna=False, sort=False):
        first = of_one.iloc[0].to_dict()
        days = of_one["date"].drop_duplicates()
        more = len(days) - 1
        until = f", and {counted(more, 'more day')} to {day(days.iloc[-1])}" if more else ""
        said.append(f"{day(first['date'])} · {conflict(first)}{until}")
    return said


def _rule(name: str) -> Row:
    (row,) = (one for one in stress_limits.rules() if one["rule"] == name)
    return row
