"""Maximal efforts someone named: best powers of chosen runs, and the test they make."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from analytics.errors import InputError
from data import power_tests, store
from data.body_mass import Masses
from data.viewer import Viewer

if TYPE_CHECKING:
    from analytics.testing.power import Method


def efforts_of(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str,
    efforts: Sequence[tuple[str, int]],
) -> pd.DataFrame:
    """Return the power of each effort, in the order asked for.

    Parameters
    ----------
    con : DuckDBPyConnection
    viewer : Viewer
    athlete_id : str
    efforts : sequence of (run_id, duration_s)

    Returns
    -------
    DataFrame
        ``run_id``, ``date``, ``power_source``, ``duration_s``, ``power_w``.

    Raises
    ------
    InputError
        If an effort is asked for twice or not known, or power sources differ.
    """
    known = _best_powers(con, viewer, athlete_id)
    asked = pd.DataFrame(list(efforts), columns=["run_id", "duration_s"])
    if asked.empty or asked.duplicated().any():
        raise InputError("Name at least two efforts, each once.")
    chosen = asked.merge(known, on=["run_id", "duration_s"], how="left")
    absent = chosen[chosen["power_w"].isna()]
    if len(absent):
        run_id, duration_s = absent["run_id"].iloc[0], absent["duration_s"].iloc[0]
        raise InputError(
            f"{athlete_id} has no best power over {duration_s:.0f} s in run {run_id}. "
            "Choose a run with power that is at least as long."
        )
    sources = sorted(set(chosen["power_source"]))
    if len(sources) > 1:
        raise InputError(
            f"The efforts were measured by {' and '.join(sources)}. "
            "Power of two sources does not compare: choose efforts of one."
        )
    return chosen


def save_test(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str,
    efforts: Sequence[tuple[str, int]],
    method: "Method" = "linear_work",
) -> str:
    """Make a critical power test from best powers of chosen runs, and keep which they were.

    Parameters
    ----------
    con : DuckDBPyConnection
    viewer : Viewer
    athlete_id : str
    efforts : sequence of (run_id, duration_s)
        Maximal efforts, at least two of different duration.
    method : {"linear_work", "inverse_time", "nonlinear"}

    Returns
    -------
    str
        The test's id. Its day is that of the last run.

    Raises
    ------
    InputError
        If an effort is not known, power sources differ, no body mass is near the day,
        or the efforts give no critical power.
    """
    # SciPy is slow to import, and most of what reads tests computes none.
    from analytics.testing.power import critical_power

    chosen = efforts_of(con, viewer, athlete_id, efforts)
    found = critical_power(chosen["duration_s"], chosen["power_w"], method=method)
    day = chosen["date"].max().date()
    mass_kg = Masses(con, [athlete_id]).kg_on(athlete_id, day)
    test_id = power_tests.add(
        con,
        athlete_id=athlete_id,
        local_date=day,
        kind="critical_power",
        power_source=chosen["power_source"].iloc[0],
        power_w=found.cp_w,
        se_w_kg=_error(found.se_cp_w / mass_kg),
        w_prime_j=found.w_prime_j,
        se_w_prime_j=_error(found.se_w_prime_j),
        method=found.method,
    )
    con.executemany(
        """
        INSERT INTO power_test_runs (test_id, run_id, duration_s, power_w)
        VALUES ($test_id, $run_id, $duration_s, $power_w)
        """,
        [
            {
                "test_id": test_id,
                "run_id": run_id,
                "duration_s": int(duration_s),
                "power_w": float(power_w),
            }
            for run_id, duration_s, power_w in chosen[
                ["run_id", "duration_s", "power_w"]
            ].itertuples(index=False)
        ],
    )
    store.bump(con)
    return test_id


def _best_powers(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str) -> pd.DataFrame:
    sql = """
        SELECT b.run_id, r.local_date AS date, r.power_source,
            CAST(b.duration_s AS BIGINT) AS duration_s, b.power_w
        FROM best_powers AS b
        JOIN runs AS r ON r.run_id = b.run_id
        WHERE r.athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND r.athlete_id = $athlete_id
        ORDER BY b.run_id, b.duration_s
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def _error(value: float) -> float | None:
    """Return a standard error, or None where the regression left no scatter to tell one."""
    return value if value > 0 else None
