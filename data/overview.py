"""What is in the store, per athlete and in all: the first thing a visitor asks."""

from dataclasses import dataclass

import duckdb
import pandas as pd

from data.viewer import Viewer


def overview(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> pd.DataFrame:
    """Return how many runs, sessions and tests each athlete has, and the last of each.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``name``, ``n_runs``, ``n_runs_with_power``, ``last_run``, ``n_sessions``,
        ``n_daily_loads``, ``last_load``, ``n_tests``, ``last_test``, ``last_entry``,
        ``n_other`` (strength, mobility, cross-training), ``n_symptoms``, ``n_masses``,
        ``time_zone``; days are NaT where there is none.
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
        ), beside AS (
            SELECT athlete_id, count(*) AS n_other, max(local_date) AS last_other
            FROM other_sessions GROUP BY athlete_id
        ), hurt AS (
            SELECT athlete_id, count(*) AS n_symptoms, max(local_date) AS last_symptom
            FROM symptoms GROUP BY athlete_id
        ), weighed AS (
            SELECT athlete_id, count(*) AS n_masses FROM body_mass GROUP BY athlete_id
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
               greatest(last_run, last_session, last_daily_load, last_test, last_other,
                        last_symptom) AS last_entry,
               coalesce(n_other, 0) AS n_other,
               coalesce(n_symptoms, 0) AS n_symptoms,
               coalesce(n_masses, 0) AS n_masses,
               time_zone
        FROM athletes
        LEFT JOIN ran USING (athlete_id)
        LEFT JOIN jumped USING (athlete_id)
        LEFT JOIN loaded USING (athlete_id)
        LEFT JOIN tested USING (athlete_id)
        LEFT JOIN beside USING (athlete_id)
        LEFT JOIN hurt USING (athlete_id)
        LEFT JOIN weighed USING (athlete_id)
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
        ORDER BY athlete_id
    """
    return con.execute(sql, {"viewer": viewer}).df()


def imported_files(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> pd.DataFrame:
    """Return every file that came in, newest first.

    Returns
    -------
    DataFrame
        ``import_id``, ``file_sha256``, ``name``, ``kind``, ``status``, ``reason``, ``rows_taken``,
        ``rows_refused``, ``athlete_id``, ``imported_at`` (UTC). A file without an athlete, such as
        a table of several, is the owner's to see.
    """
    sql = """
        SELECT import_id, file_sha256, name, kind, status, reason, rows_taken, rows_refused,
               athlete_id, imported_at
        FROM import_files
        WHERE $viewer = 'owner'
            OR athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
        ORDER BY import_id DESC
    """
    return con.execute(sql, {"viewer": viewer}).df()


def refused_rows(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> pd.DataFrame:
    """Return rows not taken: ``name``, ``kind``, ``row_number``, ``reason``, ``content``."""
    sql = """
        SELECT first(files.name ORDER BY files.import_id) AS name, refused.kind,
               refused.row_number, refused.reason, refused.content
        FROM refused_rows AS refused
        JOIN import_files AS files USING (file_sha256)
        WHERE $viewer = 'owner'
        GROUP BY refused.file_sha256, refused.kind, refused.row_number, refused.reason,
                 refused.content
        ORDER BY max(files.import_id) DESC, refused.row_number
    """
    return con.execute(sql, {"viewer": viewer}).df()


@dataclass(frozen=True, slots=True)
class Records:
    """What is stored of one athlete, newest first."""

    tests: pd.DataFrame
    runs: pd.DataFrame
    sets: pd.DataFrame
    other_sessions: pd.DataFrame
    symptoms: pd.DataFrame


def records(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str) -> Records:
    """Return tests with the runs they came from, runs, sets, other sessions and symptoms."""
    who = {"viewer": viewer, "athlete_id": athlete_id}
    tests = """
        SELECT test_id, local_date AS date, kind, duration_s, power_w, power_w_kg, se_w_kg, mass_kg,
               power_source, method, w_prime_j, note,
               (SELECT string_agg(run_id, ', ' ORDER BY duration_s) FROM power_test_runs AS used
                WHERE used.test_id = power_tests.test_id) AS run_ids
        FROM power_tests
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND athlete_id = $athlete_id
        ORDER BY local_date DESC, test_id
    """
    runs = """
        SELECT local_date AS date,
               strftime(started_at + to_seconds(utc_offset_s), '%H:%M') AS local_start,
               coalesce(timer_s, elapsed_s) / 60 AS timer_min, distance_m / 1000 AS distance_km,
               mean_power_w, power_source, 100 * power_zero_share AS power_zero_percent,
               mean_cadence_spm, mean_contact_ms, session_rpe, is_damaged, note, run_id
        FROM runs
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND athlete_id = $athlete_id
        ORDER BY local_date DESC, started_at DESC, run_id
    """
    sets = """
        SELECT local_date AS date, drill_id, set_number, reps, contacts, side, height_m, rest_s,
               contact_ms
        FROM plyo_sets
        JOIN plyo_sessions USING (session_id)
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND athlete_id = $athlete_id
        ORDER BY local_date DESC, session_id, set_number
    """
    other = """
        SELECT local_date AS date, kind, label, session_rpe, duration_min, note, session_id
        FROM other_sessions
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND athlete_id = $athlete_id
        ORDER BY local_date DESC, session_id
    """
    symptoms = """
        SELECT local_date AS date, site, side, moment, pain_0_10, is_bone, limp, note
        FROM symptoms
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND athlete_id = $athlete_id
        ORDER BY local_date DESC, site, side, moment
    """
    return Records(*(con.execute(sql, who).df() for sql in (tests, runs, sets, other, symptoms)))
