"""What is in the store, per athlete and in all: the first thing a visitor asks."""

import duckdb
import pandas as pd

from data.viewer import Viewer


def overview(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> pd.DataFrame:
    """Return one row per athlete: how many runs, sessions and tests there are, and the last of each.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``name``, ``n_runs``, ``n_runs_with_power``, ``last_run``, ``n_sessions``,
        ``n_daily_loads``, ``last_load``, ``n_tests``, ``last_test``, ``last_entry``; days are NaT where
        there is none.
    """
    sql = """
        WITH ran AS (
            SELECT athlete_id, count(*) AS n_runs, count(mean_power_w) AS n_runs_with_power,
                   max(local_date) AS last_run
            FROM runs GROUP BY athlete_id
        ), jumped AS (
            SELECT athlete_id, count(*) AS n_sessions, max(local_date) AS last_session
            FROM plyo_sessions GROUP BY athlete_id
        ), loaded AS (
            SELECT athlete_id, count(*) AS n_daily_loads, max(local_date) AS last_daily_load
            FROM daily_loads GROUP BY athlete_id
        ), tested AS (
            SELECT athlete_id, count(*) AS n_tests, max(local_date) AS last_test
            FROM power_tests GROUP BY athlete_id
        )
        SELECT athlete_id, name,
               coalesce(n_runs, 0) AS n_runs,
               coalesce(n_runs_with_power, 0) AS n_runs_with_power,
               last_run,
               coalesce(n_sessions, 0) AS n_sessions,
               coalesce(n_daily_loads, 0) AS n_daily_loads,
               greatest(last_session, last_daily_load) AS last_load,
               coalesce(n_tests, 0) AS n_tests,
               last_test,
               greatest(last_run, last_session, last_daily_load, last_test) AS last_entry
        FROM athletes
        LEFT JOIN ran USING (athlete_id)
        LEFT JOIN jumped USING (athlete_id)
        LEFT JOIN loaded USING (athlete_id)
        LEFT JOIN tested USING (athlete_id)
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
        ORDER BY athlete_id
    """
    return con.execute(sql, {"viewer": viewer}).df()
