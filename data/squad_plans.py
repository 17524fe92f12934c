"""A template for several athletes at once: a plan for each, scaled and held against the limits."""

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb
import pandas as pd

from analytics.errors import InputError, WorkbenchError
from analytics.progression.check import check
from analytics.progression.limits import Limits
from analytics.progression.plan_template import Template
from analytics.progression.runs_to_come import runs_to_come
from analytics.progression.short_verdict import short_verdict
from analytics.progression.template_scaling import Scaled, for_athlete
from analytics.progression.tolerated import tolerated_week_au
from analytics.progression.verdict import switched_off, verdict
from data import athletes, drills, plan_history
from data.viewer import Viewer


@dataclass(frozen=True, slots=True, eq=False)
class SquadPlan:
    """What a template became for one athlete.

    Attributes
    ----------
    athlete_id : str
    scaled : Scaled or None
        None where no plan could be made.
    tolerated_au : float
        Largest week of the last 28 days of the log, in AU; missing where nobody knows.
    rows : DataFrame or None
        Of :func:`analytics.progression.check.check`.
    verdict : str
        What the check says, or why there is no plan.
    off : tuple of str
        Limits that are switched off.
    """

    athlete_id: str
    scaled: Scaled | None
    tolerated_au: float
    rows: pd.DataFrame | None
    verdict: str
    off: tuple[str, ...] = ()


def for_squad(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_ids: Iterable[str],
    template: Template,
    first_day: pd.Timestamp,
    limits: Limits,
) -> list[SquadPlan]:
    """Scale a template to each athlete, and check each plan; nothing is saved.

    Days from the last that is logged to the plan have runs alone, as on every copy of it.
    """
    catalogue = drills.of_store(con)
    return [
        _for_one(con, viewer, one, template, (first_day, limits, catalogue)) for one in athlete_ids
    ]


def table(plans: Iterable[SquadPlan]) -> pd.DataFrame:
    """Return a row per athlete: what was scaled how.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``tolerated_au``, ``start_au``, ``first_week_au`` (missing where there is
        no plan), ``said``, ``verdict`` on one line.
    """
    rows = [
        (
            one.athlete_id,
            one.tolerated_au,
            one.scaled.start_au if one.scaled else float("nan"),
            one.scaled.first_week_au if one.scaled else float("nan"),
            " ".join(one.scaled.said) if one.scaled else "",
            one.verdict if one.rows is None else short_verdict(one.rows, one.off),
        )
        for one in plans
    ]
    names = ["athlete_id", "tolerated_au", "start_au", "first_week_au", "said", "verdict"]
    return pd.DataFrame(rows, columns=names)


def _for_one(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str,
    template: Template,
    frame: tuple[pd.Timestamp, Limits, pd.DataFrame],
) -> SquadPlan:
    first_day, limits, catalogue = frame
    tolerated_au = float("nan")
    try:
        if athlete_id not in set(athletes.athletes(con, viewer)["athlete_id"]):
            raise InputError(f"{athlete_id} is not here or not yours to see.")
        history = plan_history.before(con, viewer, athlete_id, first_day)
        tolerated_au = tolerated_week_au(history)
        scaled = for_athlete(template, first_day, history, catalogue, limits)
        runs = runs_to_come(history, None, scaled.plan.goal_date)
        rows = check(scaled.plan, history, runs, catalogue, limits)
    except WorkbenchError as error:
        return SquadPlan(athlete_id, None, tolerated_au, None, f"No plan: {error}")
    off = switched_off(limits)
    return SquadPlan(athlete_id, scaled, tolerated_au, rows, verdict(rows, off), off)
