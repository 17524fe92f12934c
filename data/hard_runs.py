"""Which runs were hard, read from their samples where there are any."""

import duckdb
import numpy as np
import pandas as pd

from analytics.load import hard_run
from analytics.load.run_load import run_load
from data import channels, power_tests
from data.viewer import Viewer


def hard_runs(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return runs, oldest first, and whether each was hard.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``run_id``, ``is_hard`` (True, False, or missing where
        nobody knows), ``hard_s`` (s above 90 % of critical power, missing without samples),
        ``is_estimated``. As :func:`analytics.load.hard_run.hard_runs`; critical power is that
        of the run load.
    """
    runs = channels.runs(con, viewer, athlete_id)
    tests = power_tests.tests(con, viewer, athlete_id)
    loads = run_load(runs, tests)
    # Without a test the critical power of the day comes from the best 20 minutes: an estimate.
    tested = run_load(runs.assign(best_20min_w=np.nan), tests)["critical_power_w"].notna()
    runs = runs.assign(critical_power_w=loads["critical_power_w"], is_cp_estimated=~tested)
    told = hard_run.hard_runs(runs, _seconds(con, viewer, athlete_id))
    return pd.concat([runs[["athlete_id", "date", "run_id"]], told], axis=1)


def _seconds(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None
) -> pd.DataFrame:
    """Return how long each power was held in each run with samples."""
    sql = """
        SELECT run_id, power_w, count(*) AS seconds
        FROM run_samples
        WHERE power_w IS NOT NULL AND run_id IN (
            SELECT run_id
            FROM runs
            WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
                AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        )
        GROUP BY run_id, power_w
        ORDER BY run_id, power_w
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()
