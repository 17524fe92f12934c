"""Maximal efforts someone named: best powers of chosen runs."""

from collections.abc import Sequence

import duckdb
import pandas as pd

from analytics.errors import InputError
from data.viewer import Viewer


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
