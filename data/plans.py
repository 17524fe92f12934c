"""Saved plans: each with all its versions, and what was promised of each."""

from typing import Any, Final

import duckdb
import pandas as pd

from analytics.errors import InputError
from analytics.progression.plan import Plan
from data import plan_settings
from data.plan_names import erase, remove, rename
from data.plan_settings import PlanSettings
from data.plan_writes import save
from data.saved_plan import Promise, SavedPlan
from data.viewer import Viewer

__all__ = [
    "PlanSettings",
    "Promise",
    "SavedPlan",
    "erase",
    "load",
    "plans",
    "remove",
    "rename",
    "save",
    "versions",
]


def plans(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str | None = None,
    *,
    away: bool = False,
) -> pd.DataFrame:
    """Return the plans that count, or those put away, by athlete, last saved first.

    Returns
    -------
    DataFrame
        ``plan_id``, ``athlete_id``, ``name``, ``version`` (the newest), ``created_at`` (UTC, of
        that version), ``created_by``, ``first_day``, ``goal_date``, ``gain_percent``,
        ``lower_percent`` and ``upper_percent`` as promised (missing where nothing was),
        ``verdict``.
    """
    sql = """
        SELECT plan_id, athlete_id, name, version, created_at, created_by, first_day, goal_date,
            gain_percent, lower_percent, upper_percent, verdict
        FROM plans
        JOIN plan_versions USING (plan_id)
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
            AND (removed_at IS NOT NULL) = $away
            AND (plan_id, version) IN (
                SELECT (plan_id, max(version)) FROM plan_versions GROUP BY plan_id)
        ORDER BY athlete_id, created_at DESC, plan_id
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id, "away": away}).df()


def versions(con: duckdb.DuckDBPyConnection, viewer: Viewer, plan_id: str) -> pd.DataFrame:
    """Return every version of a plan, newest first, also of one that was put away.

    Returns
    -------
    DataFrame
        ``version``, ``created_at`` (UTC), ``created_by``, ``first_day``, ``goal_date``,
        ``gain_percent``, ``lower_percent``, ``upper_percent``, ``upper_bound_percent``,
        ``verdict``.
    """
    sql = """
        SELECT version, created_at, created_by, first_day, goal_date, gain_percent, lower_percent,
            upper_percent, upper_bound_percent, verdict
        FROM plan_versions
        JOIN plans USING (plan_id)
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND plan_id = $plan_id
        ORDER BY version DESC
    """
    return con.execute(sql, {"viewer": viewer, "plan_id": plan_id}).df()


def load(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, plan_id: str, version: int | None = None
) -> SavedPlan:
    """Return a version of a plan, the newest where none is named, put away or not.

    Raises
    ------
    InputError
        If there is none such that the viewer may see, or a newer Plyopower saved it.
    """
    sql = """
        SELECT plan_id, athlete_id, name, version, newest_version, created_at, created_by,
            removed_at, first_day, goal_date, settings, basis, gain_percent, lower_percent,
            upper_percent, interval_share, upper_bound_percent, fit_id, data_sha256, verdict
        FROM plan_versions
        JOIN plans USING (plan_id)
        JOIN (
            SELECT plan_id, max(version) AS newest_version FROM plan_versions GROUP BY plan_id
        ) USING (plan_id)
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND plan_id = $plan_id AND version = coalesce($version, newest_version)
        ORDER BY version
    """
    asked = {"viewer": viewer, "plan_id": plan_id, "version": version}
    found = con.execute(sql, asked)
    names = [one[0] for one in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    if not rows:
        which = f" in version {version}" if version is not None else ""
        raise InputError(f"{plan_id}{which} is not here or not yours to see.")
    return _saved(rows[0], _sets(con, viewer, plan_id, rows[0]["version"]))


def _sets(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, plan_id: str, version: int
) -> pd.DataFrame:
    sql = """
        SELECT local_date AS date, drill_id, sets, reps, height_m, rest_s
        FROM plan_sets
        JOIN plans USING (plan_id)
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND plan_id = $plan_id AND version = $version
        ORDER BY set_order
    """
    found = con.execute(sql, {"viewer": viewer, "plan_id": plan_id, "version": version}).df()
    return found.astype(
        {
            "date": "datetime64[us]",
            "drill_id": "str",
            "sets": "int64",
            "reps": "int64",
            "height_m": "float64",
            "rest_s": "float64",
        }
    )


def _saved(row: dict[str, Any], sets: pd.DataFrame) -> SavedPlan:
    promise = None
    if row["basis"] is not None:
        promise = Promise(**{name: row[name] for name in _PROMISED})
    return SavedPlan(
        **{name: row[name] for name in _FACTS},
        plan=Plan(sets, pd.Timestamp(row["first_day"]), pd.Timestamp(row["goal_date"])),
        settings=plan_settings.loads(row["settings"]),
        promise=promise,
    )


_FACTS: Final = (
    "plan_id",
    "athlete_id",
    "name",
    "version",
    "newest_version",
    "created_at",
    "created_by",
    "removed_at",
)

_PROMISED: Final = (
    "basis",
    "gain_percent",
    "lower_percent",
    "upper_percent",
    "interval_share",
    "upper_bound_percent",
    "fit_id",
    "data_sha256",
    "verdict",
)
