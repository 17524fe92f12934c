"""What is said beside a plan: what runs break alone, nobody knows or tried, or does not keep to."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import pandas as pd

from analytics.progression.deload import DELOAD_SHARE, is_deload
from analytics.progression.simulate import Simulation
from data.plan_settings import PlanSettings
from pages.components.plan_words import rule_name
from pages.components.text import counted

BEYOND: Final = "Beyond anything tried: a week of this plan is above 1.5 × the largest so far."
ROUNDING_SHARE: Final = 0.03
"""Of a loading week's dose: what whole repetitions may add to a lighter week (assumption)."""


def beside(rows: pd.DataFrame, simulation: Simulation) -> list[str]:
    """Return what runs alone break, what cannot be known, and what nobody tried."""
    said = []
    is_above = rows["is_above"].fillna(False).astype(bool)
    by_runs = rows[is_above & rows["by_runs"].astype(bool)]
    if len(by_runs):
        names = ", ".join(rule_name(one).lower() for one in by_runs["rule"].unique())
        n = by_runs["date"].nunique()
        said.append(
            f"By the runs alone, without any jump, {counted(n, 'day')} would be above: {names}. "
            "The plan is not blamed for it."
        )
    unknown = rows[rows["is_above"].isna()]
    if len(unknown):
        names = ", ".join(rule_name(one).lower() for one in unknown["rule"].unique())
        said.append(f"Cannot be known, for days of the past are not logged: {names}.")
    if simulation.beyond_tried:
        said.append(f"▲ {BEYOND}")
    return said


def beside_wishes(dates: Iterable[date], weekly_au: Sequence[float], settings: PlanSettings) -> str:
    """Return what of a plan does not keep to days and pattern; empty if all does.

    Parameters
    ----------
    dates : iterable of date
        Days with a session.
    weekly_au : sequence of float
        Dose of each week, in AU, from the first day of the plan.
    settings : PlanSettings
    """
    said = []
    n = sum(one.weekday() not in settings.session_weekdays for one in dates)
    if n:
        verb = "is" if n == 1 else "are"
        said.append(f"{counted(n, 'session')} {verb} on days not allowed")
    heavy, last_au = [], float("nan")
    for week, dose_au in enumerate(weekly_au):
        if not is_deload(week, settings.deload):
            last_au = dose_au
        elif dose_au > (DELOAD_SHARE + ROUNDING_SHARE) * last_au:
            heavy.append(str(week + 1))
    if heavy:
        weeks = f"week{'s' if len(heavy) > 1 else ''} {', '.join(heavy)}"
        said.append(f"{weeks} not lighter, as pattern {settings.deload} asks")
    if not said:
        return ""
    first, *others = said
    shown = "; ".join([first[0].upper() + first[1:], *others])
    return f"{shown}. Days and pattern move no session: Improve or a new start does."
