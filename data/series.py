"""Series of power tests: one kind, one length, one source. Tests of two are never joined."""

from collections.abc import Mapping
from typing import Any

import duckdb
import pandas as pd

from analytics.errors import InputError, InsufficientDataError
from data.frames import plain_rows
from data.viewer import Viewer


def series(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> pd.DataFrame:
    """Return the series of tests that a fit may be made from, the longest first.

    Returns
    -------
    DataFrame
        ``kind``, ``duration_s`` (missing for critical power), ``power_source``,
        ``n_tests``, ``n_athletes``. Tests of different series are never joined.
    """
    sql = """
        SELECT kind, CASE WHEN kind = 'time_trial' THEN duration_s END AS duration_s,
            power_source, count(*) AS n_tests, count(DISTINCT athlete_id) AS n_athletes
        FROM power_tests
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
        GROUP BY ALL
        ORDER BY n_tests DESC, kind, duration_s, power_source
    """
    return con.execute(sql, {"viewer": viewer}).df()


def one_series(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    kind: str | None = None,
    power_source: str | None = None,
    duration_s: float | None = None,
) -> dict[str, Any]:
    """Return the one series that is meant; what is left out may be anything.

    Returns
    -------
    dict
        ``kind``, ``power_source``, ``duration_s`` (None for critical power).

    Raises
    ------
    InputError
        If no series is meant, or several are: then it lists them.
    """
    asked = {"kind": kind, "power_source": power_source, "duration_s": duration_s}
    there = plain_rows(series(con, viewer))
    fitting = [
        one
        for one in there
        if all(value is None or one[name] == value for name, value in asked.items())
    ]
    if len(fitting) == 1:
        return {name: fitting[0][name] for name in asked}
    if not there:
        raise InsufficientDataError("There is no power test yet. Import some, then fit.")
    listed = "; ".join(_in_words(one) for one in fitting or there)
    which = "Several series of tests are there" if fitting else "No such series; there are"
    raise InputError(f"{which}: {listed}. Name one by kind, source and, for time trials, duration.")


def _in_words(series: Mapping[str, Any]) -> str:
    length = f" of {series['duration_s']:g} s" if series["duration_s"] else ""
    return f"{series['kind']}{length} by {series['power_source']} ({series['n_tests']} tests)"
