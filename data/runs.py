"""Runs, their samples and best powers."""

import duckdb
import pandas as pd

from data.hand_runs import (
    add_by_hand,
    add_many_by_hand,
    checked_by_hand,
    set_rpe,
    take_effort,
)
from data.told_runs import ByDay
from data.viewer import Viewer

__all__ = [
    "ByDay",
    "add_by_hand",
    "add_many_by_hand",
    "best_powers",
    "checked_by_hand",
    "files",
    "runs",
    "samples",
    "set_rpe",
    "take_effort",
]


def runs(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return runs, oldest first, of one athlete or of all one may see.

    Returns
    -------
    DataFrame
        One row per running leg, the columns of the table ``runs``. ``local_date`` is the
        athlete's calendar day, ``started_at`` UTC (NaT for a run entered without a time).
    """
    sql = """
        SELECT run_id, athlete_id, sport, sub_sport, started_at,
            CAST(utc_offset_s AS DOUBLE) AS utc_offset_s, offset_source, local_date, elapsed_s,
            timer_s, distance_m, mean_power_w, max_power_w, power_mean4_w, power_zero_share,
            power_source, other_power_source, other_mean_power_w, mean_cadence_spm,
            mean_contact_ms, mean_heart_rate_bpm, session_rpe, device, is_damaged, note,
            file_sha256, leg_number
        FROM runs
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        ORDER BY athlete_id, local_date, started_at, run_id
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def samples(con: duckdb.DuckDBPyConnection, viewer: Viewer, run_id: str) -> pd.DataFrame:
    """Return the samples of a run, 1 Hz and without positions; missing is NaN.

    Returns
    -------
    DataFrame
        ``elapsed_s``, ``power_w``, ``other_power_w``, ``cadence_spm``, ``speed_m_s``,
        ``distance_m``, ``heart_rate_bpm``, ``contact_ms``, ``altitude_m``. Empty for a run
        entered by hand.
    """
    sql = """
        SELECT elapsed_s, power_w, other_power_w, cadence_spm, speed_m_s, distance_m,
            heart_rate_bpm, contact_ms, altitude_m
        FROM run_samples
        WHERE run_id = (
            SELECT run_id
            FROM runs
            WHERE run_id = $run_id
                AND athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
        )
        ORDER BY elapsed_s
    """
    return con.execute(sql, {"viewer": viewer, "run_id": run_id}).df()


def best_powers(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return the best mean powers of runs.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``run_id``, ``local_date``, ``power_source``, ``duration_s``,
        ``power_w``.
    """
    sql = """
        SELECT athlete_id, run_id, local_date, power_source, duration_s, power_w
        FROM best_powers JOIN runs USING (run_id)
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        ORDER BY athlete_id, local_date, run_id, duration_s
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def files(con: duckdb.DuckDBPyConnection, viewer: Viewer, run_id: str) -> pd.DataFrame:
    """Return the files a run arrived in.

    Returns
    -------
    DataFrame
        ``file_sha256``, ``name``, ``leg_number``, ``is_kept`` (its numbers are those of the
        run), ``imported_at`` (UTC).
    """
    sql = """
        SELECT run_files.file_sha256, min_by(name, import_id) AS name, run_files.leg_number,
            is_kept, min(imported_at) AS imported_at
        FROM run_files
        JOIN runs USING (run_id)
        JOIN import_files ON import_files.file_sha256 = run_files.file_sha256
        WHERE run_id = $run_id
            AND runs.athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
        GROUP BY run_files.file_sha256, run_files.leg_number, is_kept
        ORDER BY is_kept DESC, imported_at, file_sha256, leg_number
    """
    return con.execute(sql, {"viewer": viewer, "run_id": run_id}).df()
