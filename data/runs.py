"""Runs, their samples and best powers."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pandas as pd

from analytics.errors import InputError
from data import athletes, limits, store, vocabulary
from data.viewer import Viewer


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


def add_by_hand(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    local_date: date,
    duration_min: float,
    distance_m: float | None = None,
    mean_power_w: float | None = None,
    power_source: str | None = None,
    session_rpe: float | None = None,
    note: str | None = None,
    file_sha256: str | None = None,
) -> str:
    """Record a run without a file, and return its id.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
    local_date : date
        Of the athlete's calendar; not in the future.
    duration_min : float
    distance_m, mean_power_w : float, optional
    power_source : str, optional
        Who made ``mean_power_w``; one needs the other.
    session_rpe : float, optional
        Effort of the session, CR10, 0 to 10.
    note : str, optional
    file_sha256 : str, optional
        The table it came in.

    Raises
    ------
    InputError
        If the athlete is unknown, a value cannot be meant, or the same run is there.
    """
    athletes.require(con, athlete_id)
    row = {
        "athlete_id": athlete_id,
        "local_date": local_date,
        "elapsed_s": 60 * duration_min,
        "distance_m": distance_m,
        "mean_power_w": mean_power_w,
        "power_source": power_source,
        "session_rpe": session_rpe,
    }
    _check(row, duration_min)
    told = ":".join(str(value) for value in row.values())
    run_id = f"{local_date:%Y%m%d}-hand-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
    sql = """
        INSERT INTO runs (run_id, athlete_id, local_date, offset_source, elapsed_s, timer_s,
            distance_m, mean_power_w, power_source, session_rpe, note, file_sha256)
        VALUES ($run_id, $athlete_id, $local_date, 'stated', $elapsed_s, $elapsed_s,
            $distance_m, $mean_power_w, $power_source, $session_rpe, $note, $file_sha256)
        ON CONFLICT DO NOTHING
        RETURNING run_id
    """
    whole = row | {"run_id": run_id, "note": note, "file_sha256": file_sha256}
    if not con.execute(sql, whole).fetchall():
        raise InputError(
            f"{athlete_id} already has this run on {local_date}: {run_id}. "
            "Change its duration or effort if it is another one."
        )
    store.bump(con)
    return run_id


def set_rpe(con: duckdb.DuckDBPyConnection, run_id: str, session_rpe: float | None) -> None:
    """Record how hard a run felt, CR10, 0 to 10; None takes it back."""
    limits.check("runs.session_rpe", session_rpe)
    run = {"run_id": run_id}
    if not con.execute("SELECT run_id FROM runs WHERE run_id = $run_id", run).fetchall():
        raise InputError(f"There is no run {run_id!r}. Take its id from the table of runs.")
    # Without RETURNING: with it, DuckDB inserts the row anew and its best powers object.
    sql = "UPDATE runs SET session_rpe = $session_rpe WHERE run_id = $run_id"
    con.execute(sql, run | {"session_rpe": session_rpe})
    store.bump(con)


def _check(row: dict[str, Any], duration_min: float) -> None:
    limits.check("runs.duration_min", duration_min)
    for column in ("distance_m", "mean_power_w", "session_rpe"):
        limits.check(f"runs.{column}", row[column])
    vocabulary.check("power_source", row["power_source"], vocabulary.POWER_SOURCES)
    if (row["mean_power_w"] is None) != (row["power_source"] is None):
        raise InputError(
            "mean_power_w and power_source come together: powers of two makers do not compare. "
            "Give both, or neither."
        )
    if row["local_date"] > (datetime.now(UTC) + timedelta(hours=14)).date():  # furthest zone
        raise InputError(f"local_date is {row['local_date']}, which is in the future.")
