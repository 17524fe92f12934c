"""Tests of maximal sustainable power, and the runs they were computed from."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from analytics.errors import InputError
from data import athletes, bulk, ids, limits, store, vocabulary
from data.body_mass import Masses
from data.series import one_series, series
from data.viewer import Viewer

__all__ = [
    "add",
    "add_many",
    "complete",
    "described",
    "key_of",
    "one_series",
    "remove",
    "series",
    "tests",
]

_ROW: Final = pa.schema(
    [
        ("test_id", pa.string()),
        ("athlete_id", pa.string()),
        ("local_date", pa.date32()),
        ("kind", pa.string()),
        ("duration_s", pa.float64()),
        ("power_w", pa.float64()),
        ("power_w_kg", pa.float64()),
        ("se_w_kg", pa.float64()),
        ("mass_kg", pa.float64()),
        ("power_source", pa.string()),
        ("method", pa.string()),
        ("w_prime_j", pa.float64()),
        ("se_w_prime_j", pa.float64()),
        ("note", pa.string()),
        ("file_sha256", pa.string()),
    ]
)


def tests(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str | None = None,  # noqa: PT028 - pytest's naming rule sees a test here
) -> pd.DataFrame:
    """Return power tests, oldest first.

    Returns
    -------
    DataFrame
        ``test_id``, ``athlete_id``, ``date``, ``kind``, ``duration_s``, ``power_w``,
        ``power_w_kg``, ``se_w_kg`` (missing where the test has no error of its own),
        ``mass_kg``, ``power_source``, ``method``, ``w_prime_j``, ``se_w_prime_j``,
        ``note``, ``file_sha256``.
    """
    sql = """
        SELECT test_id, athlete_id, local_date AS date, kind, duration_s, power_w, power_w_kg,
            se_w_kg, mass_kg, power_source, method, w_prime_j, se_w_prime_j, note, file_sha256
        FROM power_tests
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        ORDER BY athlete_id, local_date, test_id
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def add(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    local_date: date,
    kind: str,
    power_source: str,
    power_w: float | None = None,
    power_w_kg: float | None = None,
    duration_s: float | None = None,
    se_w_kg: float | None = None,
    w_prime_j: float | None = None,
    se_w_prime_j: float | None = None,
    method: str | None = None,
    note: str | None = None,
    file_sha256: str | None = None,
) -> str:
    """Record one test.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
    local_date : date
    kind : str
        ``critical_power``, or ``time_trial`` with its ``duration_s``.
    power_source : str
        What measured the power.
    power_w, power_w_kg : float, optional
        In W or in W/kg, at least one; the other follows from the body mass of the
        day. Where both are given, their ratio is the body mass.
    duration_s : float, optional
        Of the maximal effort, in s.
    se_w_kg : float, optional
        Standard error of the test itself, in W/kg.
    w_prime_j, se_w_prime_j : float, optional
        Work above critical power and its standard error, in J.
    method : str, optional
        How a critical power was computed.
    note, file_sha256 : str, optional

    Returns
    -------
    str
        The test's id.

    Raises
    ------
    InputError
        If the athlete is unknown, no body mass is near the day, a value cannot be
        meant, or the same test is stored already.
    """
    athletes.require(con, athlete_id)
    row = {
        "athlete_id": athlete_id,
        "local_date": local_date,
        "kind": kind,
        "power_source": power_source,
        "power_w": power_w,
        "power_w_kg": power_w_kg,
        "duration_s": duration_s,
        "se_w_kg": se_w_kg,
        "w_prime_j": w_prime_j,
        "se_w_prime_j": se_w_prime_j,
        "method": method,
        "note": note,
        "file_sha256": file_sha256,
    }
    return add_many(con, [complete(row, Masses(con, [athlete_id]))])[0]


def complete(row: Mapping[str, Any], masses: Masses) -> dict[str, Any]:
    """Return the test with power in W, in W/kg, and the body mass between them.

    Parameters
    ----------
    row : mapping
        Arguments of :func:`add`.
    masses : Masses
        Body masses of its athlete.

    Raises
    ------
    InputError
        As :func:`add`.
    """
    vocabulary.check("kind", row["kind"], vocabulary.TEST_KINDS)
    vocabulary.check("power_source", row["power_source"], vocabulary.POWER_SOURCES)
    for column in ("duration_s", "power_w", "power_w_kg", "se_w_kg"):
        limits.check(f"power_tests.{column}", row.get(column))
    if row["kind"] == "time_trial" and row.get("duration_s") is None:
        raise InputError("A time_trial needs its duration_s: 300 for a maximal five minutes.")
    power_w: float | None = row.get("power_w")
    power_w_kg: float | None = row.get("power_w_kg")
    if power_w is None and power_w_kg is None:
        raise InputError("A test needs power_w or power_w_kg.")
    if power_w is not None and power_w_kg is not None:
        mass_kg = power_w / power_w_kg
        limits.check("body_mass.mass_kg", mass_kg)
    else:
        mass_kg = masses.kg_on(row["athlete_id"], row["local_date"])
    if power_w is None and power_w_kg is not None:
        power_w = power_w_kg * mass_kg
    elif power_w is not None and power_w_kg is None:
        power_w_kg = power_w / mass_kg
    limits.check("power_tests.power_w_kg", power_w_kg)
    return {**row, "power_w": power_w, "power_w_kg": power_w_kg, "mass_kg": mass_kg}


def add_many(con: duckdb.DuckDBPyConnection, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Record many tests made by :func:`complete` at once, and return their ids.

    Raises
    ------
    InputError
        If one of them is stored already. Nothing is stored then.
    """
    taken, known = set(), set()
    for test_id, *key in con.execute("""
        SELECT test_id, athlete_id, local_date, kind, duration_s, power_source, power_w,
            coalesce(note, '') AS note
        FROM power_tests
    """).fetchall():
        taken.add(test_id)
        known.add(tuple(key))
    new = []
    for row in rows:
        if key_of(row) in known:
            raise InputError(f"{described(row)} is stored already. A replicate needs its own note.")
        known.add(key_of(row))
        test_id = ids.numbered(row["athlete_id"], row["local_date"], "t", taken)
        taken.add(test_id)
        new.append({**row, "test_id": test_id})
    sql = """
        INSERT INTO power_tests (test_id, athlete_id, local_date, kind, duration_s, power_w,
            power_w_kg, se_w_kg, mass_kg, power_source, method, w_prime_j, se_w_prime_j, note,
            file_sha256)
        SELECT test_id, athlete_id, local_date, kind, duration_s, power_w, power_w_kg, se_w_kg,
            mass_kg, power_source, method, w_prime_j, se_w_prime_j, note, file_sha256
        FROM new_rows
    """
    bulk.insert(con, sql, new, _ROW)
    return [row["test_id"] for row in new]


def remove(con: duckdb.DuckDBPyConnection, test_id: str) -> None:
    """Remove a test that was wrong, and which runs it was made from. The runs stay.

    Raises
    ------
    InputError
        If there is no such test.
    """
    test = {"test_id": test_id}
    sql = "SELECT test_id FROM power_tests WHERE test_id = $test_id"
    if not con.execute(sql, test).fetchall():
        raise InputError(f"There is no test {test_id!r}. Take its id from the table of tests.")
    con.execute("DELETE FROM power_test_runs WHERE test_id = $test_id", test)
    con.execute("DELETE FROM power_tests WHERE test_id = $test_id", test)
    store.bump(con)


def key_of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what makes a test the same test."""
    return (
        row["athlete_id"],
        row["local_date"],
        row["kind"],
        row.get("duration_s"),
        row["power_source"],
        row["power_w"],
        row.get("note") or "",
    )


def described(row: Mapping[str, Any]) -> str:
    """Return the test in words, for a message."""
    return (
        f"{row['kind']} of {row['athlete_id']} on {row['local_date']}, "
        f"{row['power_w']:.4g} W by {row['power_source']},"
    )
