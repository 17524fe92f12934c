"""Plans as they come into the store, version after version."""

from typing import Any, Final

import duckdb
import pyarrow as pa

from analytics.errors import InputError
from analytics.progression.plan import Plan
from data import athletes, bulk, drills, ids, plan_names, store
from data.frames import plain_rows
from data.plan_checks import check_sets, line
from data.plan_settings import PlanSettings
from data.saved_plan import Promise

_SET: Final = pa.schema(
    [
        ("plan_id", pa.string()),
        ("version", pa.int32()),
        ("set_order", pa.int32()),
        ("local_date", pa.date32()),
        ("drill_id", pa.string()),
        ("sets", pa.int32()),
        ("reps", pa.int32()),
        ("height_m", pa.float64()),
        ("rest_s", pa.float64()),
    ]
)


def save(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    name: str,
    plan: Plan,
    settings: PlanSettings,
    created_by: str,
    promise: Promise | None = None,
    based_on: int | None = None,
) -> tuple[str, int]:
    """Save a plan; a name the athlete has a plan of makes the next version of it.

    Nothing is overwritten. A plan that was put away counts again when it is saved.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
    name : str
        For people; told apart without regard to capitals.
    plan : Plan
    settings : PlanSettings
        What it was made for.
    created_by : str
        Who saves it, as they call themselves.
    promise : Promise, optional
        What was said of it.
    based_on : int, optional
        The newest version one knows of that name, 0 where one knows of none: if somebody saved
        another since, nothing is written. Where left out nobody is asked.

    Returns
    -------
    tuple of str and int
        Id of the plan, and the version that was written.

    Raises
    ------
    InputError
        If somebody saved it since, the athlete or a drill is unknown, or a value cannot be
        meant.
    """
    athletes.require(con, athlete_id)
    name, created_by = line("name", name), line("created_by", created_by)
    rows = plain_rows(plan.sets)
    check_sets(rows, drills.of_store(con))
    plan_id = plan_names.of_name(con, athlete_id, name)
    before = _newest(con, plan_id)
    if based_on is not None and before is not None and before[0] != based_on:
        version, by, at = before
        raise InputError(
            f"{by} saved version {version} of {name!r} at {at:%H:%M} UTC on {at.day} {at:%b}, "
            f"which yours is not made from. Nothing was saved: open version {version}, or save "
            "yours under another name."
        )
    if plan_id is None:
        plan_id = _add_plan(con, athlete_id, name)
    version = 1 if before is None else before[0] + 1
    _add_version(con, _version_row(plan, settings, promise, created_by), plan_id, version)
    sets = [
        {**row, "plan_id": plan_id, "version": version, "set_order": i}
        for i, row in enumerate(rows, 1)
    ]
    _add_sets(con, sets)
    plan_names.bring_back(con, plan_id)
    store.bump(con)
    return plan_id, version


def _newest(con: duckdb.DuckDBPyConnection, plan_id: str | None) -> tuple[int, str, Any] | None:
    sql = """
        SELECT version, created_by, created_at
        FROM plan_versions
        WHERE plan_id = $plan_id
        ORDER BY version DESC
        LIMIT 1
    """
    rows = con.execute(sql, {"plan_id": plan_id}).fetchall()
    return rows[0] if rows else None


def _add_plan(con: duckdb.DuckDBPyConnection, athlete_id: str, name: str) -> str:
    taken = {one for (one,) in con.execute("SELECT plan_id FROM plans").fetchall()}
    plan_id = ids.distinct(f"{athlete_id[:20]}-{ids.slug(name) or 'plan'}", taken)
    con.execute(
        """
        INSERT INTO plans (plan_id, athlete_id, name)
        VALUES ($plan_id, $athlete_id, $name)
        """,
        {"plan_id": plan_id, "athlete_id": athlete_id, "name": name},
    )
    return plan_id


def _version_row(
    plan: Plan, settings: PlanSettings, promise: Promise | None, created_by: str
) -> dict[str, Any]:
    return {
        "created_by": created_by,
        "first_day": plan.first_day.date(),
        "goal_date": plan.goal_date.date(),
        "settings": settings.dumps(),
        **{name: getattr(promise, name, None) for name in _PROMISED},
    }


def _add_version(
    con: duckdb.DuckDBPyConnection, row: dict[str, Any], plan_id: str, version: int
) -> None:
    con.execute(
        """
        INSERT INTO plan_versions (plan_id, version, created_by, first_day, goal_date, settings,
            basis, fit_id, data_sha256, gain_percent, lower_percent, upper_percent,
            interval_share, upper_bound_percent, verdict)
        VALUES ($plan_id, $version, $created_by, $first_day, $goal_date, $settings, $basis,
            $fit_id, $data_sha256, $gain_percent, $lower_percent, $upper_percent,
            $interval_share, $upper_bound_percent, $verdict)
        """,
        {**row, "plan_id": plan_id, "version": version},
    )


def _add_sets(con: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> None:
    sql = """
        INSERT INTO plan_sets (plan_id, version, set_order, local_date, drill_id, sets, reps,
            height_m, rest_s)
        SELECT plan_id, version, set_order, local_date, drill_id, sets, reps, height_m, rest_s
        FROM new_rows
    """
    bulk.insert(con, sql, rows, _SET)


_PROMISED: Final = (
    "basis",
    "fit_id",
    "data_sha256",
    "gain_percent",
    "lower_percent",
    "upper_percent",
    "interval_share",
    "upper_bound_percent",
    "verdict",
)
