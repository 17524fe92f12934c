"""What plans are called, whether they count, and how they go."""

from pathlib import Path
from typing import Final

import duckdb

from analytics.errors import InputError
from data import store
from data.plan_checks import line


def rename(con: duckdb.DuckDBPyConnection, plan_id: str, name: str) -> None:
    """Call a plan by another name; its id stays, so that links go on.

    Raises
    ------
    InputError
        If there is no such plan, or the athlete has another of that name.
    """
    name = line("name", name)
    athlete_id = _athlete_of(con, plan_id)
    other = of_name(con, athlete_id, name)
    if other not in (None, plan_id):
        away = f", {_SET_ASIDE}" if _is_away(con, other) else ""
        raise InputError(f"{athlete_id} has a plan {name!r} already{away}. Take another name.")
    con.execute(
        "UPDATE plans SET name = $name WHERE plan_id = $plan_id", {"plan_id": plan_id, "name": name}
    )
    store.bump(con)


def remove(con: duckdb.DuckDBPyConnection, plan_id: str) -> None:
    """Put a plan away: it is not listed any more, its versions are kept.

    Raises
    ------
    InputError
        If there is no such plan.
    """
    _athlete_of(con, plan_id)
    _put_away(con, plan_id, away=True)
    store.bump(con)


def bring_back(con: duckdb.DuckDBPyConnection, plan_id: str) -> None:
    """Let a plan that was put away count again."""
    _put_away(con, plan_id, away=False)
    store.bump(con)


def erase(path: Path | str, athlete_id: str) -> None:
    """Erase all plans of an athlete with their versions, so that the athlete can be erased.

    What refers to a row goes a transaction earlier, as DuckDB asks.
    """
    for statement in _ERASURES:
        with store.session(path) as con:
            con.execute(statement, {"athlete_id": athlete_id})
            store.bump(con)


_ERASURES: Final = (
    """
    DELETE FROM plan_sets
    WHERE plan_id IN (SELECT plan_id FROM plans WHERE athlete_id = $athlete_id)
    """,
    """
    DELETE FROM plan_versions
    WHERE plan_id IN (SELECT plan_id FROM plans WHERE athlete_id = $athlete_id)
    """,
    "DELETE FROM plans WHERE athlete_id = $athlete_id",
)


def of_name(con: duckdb.DuckDBPyConnection, athlete_id: str, name: str) -> str | None:
    """Return the plan of an athlete with that name, put away or not, whatever its capitals."""
    sql = """
        SELECT plan_id
        FROM plans
        WHERE athlete_id = $athlete_id AND lower(name) = lower($name)
    """
    rows = con.execute(sql, {"athlete_id": athlete_id, "name": name}).fetchall()
    return str(rows[0][0]) if rows else None


def _athlete_of(con: duckdb.DuckDBPyConnection, plan_id: str) -> str:
    sql = "SELECT athlete_id FROM plans WHERE plan_id = $plan_id"
    rows = con.execute(sql, {"plan_id": plan_id}).fetchall()
    if not rows:
        raise InputError(f"There is no plan {plan_id}.")
    return str(rows[0][0])


def _is_away(con: duckdb.DuckDBPyConnection, plan_id: str | None) -> bool:
    sql = "SELECT removed_at IS NOT NULL FROM plans WHERE plan_id = $plan_id"
    rows = con.execute(sql, {"plan_id": plan_id}).fetchall()
    return bool(rows and rows[0][0])


_SET_ASIDE: Final = "put away; bring it back to use it"


def _put_away(con: duckdb.DuckDBPyConnection, plan_id: str, *, away: bool) -> None:
    con.execute(
        """
        UPDATE plans
        SET removed_at = CASE WHEN $away THEN now() AT TIME ZONE 'UTC' END
        WHERE plan_id = $plan_id
        """,
        {"plan_id": plan_id, "away": away},
    )
