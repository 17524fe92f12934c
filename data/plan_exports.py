"""What leaves the store of a plan: card, calendar and table are made from it."""

from collections.abc import Mapping
from datetime import date

import duckdb
import pandas as pd

from analytics.errors import InputError
from analytics.progression.paper import Paper
from analytics.progression.plan import Plan
from analytics.progression.verdict import switched_off
from data import athletes, drills, ladder
from data.saved_plan import SavedPlan
from data.viewer import Viewer


def paper_of(  # noqa: PLR0913 - what stands on it is asked for piece by piece
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    saved: SavedPlan,
    rows: pd.DataFrame,
    *,
    issued: date,
    issued_by: str,
    why: Mapping[pd.Timestamp, str],
) -> Paper:
    """Return a saved plan as it may leave, with what the check of limits found.

    Parameters
    ----------
    con : DuckDBPyConnection
    viewer : Viewer
    saved : SavedPlan
    rows : DataFrame
        Of :func:`analytics.progression.check.check`, of this plan.
    issued : date
    issued_by : str
    why : mapping of Timestamp to str
        Why a session is on its day, such as
        :func:`analytics.progression.paper_sessions.reasons` says.

    Raises
    ------
    InputError
        If the viewer may not see the athlete.
    """
    everyone = athletes.athletes(con, viewer).set_index("athlete_id")
    if saved.athlete_id not in everyone.index:
        raise InputError(f"{saved.athlete_id} is not here or not yours to see.")
    athlete = everyone.loc[saved.athlete_id]
    catalogue = drills.of_store(con)
    settings = saved.settings
    level = _level(saved.plan, catalogue) if settings.level is None else settings.level
    stop, limit = _stop("pain_stop"), settings.limits.pain_stop
    return Paper(
        plan=saved.plan,
        catalogue=catalogue,
        rows=rows,
        athlete_id=saved.athlete_id,
        athlete_name=str(athlete["name"]),
        plan_name=saved.name,
        version=saved.version,
        issued=issued,
        issued_by=issued_by,
        is_synthetic=bool(athlete["is_synthetic"]),
        level=settings.level,
        warm_up=warm_up(level),
        off=switched_off(settings.limits),
        event=settings.event,
        why=why,
        # The rule may be off or loose for a plan; nobody jumps into pain for that.
        pain_stop_0_10=min(stop, stop if limit is None else limit),
        morning_rise_0_10=_stop("morning_stop"),
    )


def warm_up(level: int) -> str:
    """Return what comes before a session of a level of the ladder, on one line."""
    steps = ladder.warm_ups()
    return " · ".join(
        f"{one['activity']}: {_amount(one['amount_low'], one['amount_high'], one['unit'])}"
        for one in steps[steps["level"] == level].sort_values("step").to_dict("records")
    )


def _amount(low: float, high: float, unit: str) -> str:
    amount = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return amount if unit == "reps" else f"{amount} {unit}"


def _level(plan: Plan, catalogue: pd.DataFrame) -> int:
    """Return the highest level that a planned drill first appears on; 0 without a drill."""
    planned = catalogue["drill_id"].isin(plan.sets["drill_id"])
    return int(catalogue.loc[planned, "level"].max()) if planned.any() else 0


def _stop(rule: str) -> float:
    rules = ladder.stop_rules()
    return float(rules.loc[rules["rule"] == rule, "threshold"].iloc[0])
