"""The statements that write runs and what belongs to them, many rows at once."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import duckdb
import pyarrow as pa

from data.imports.legs import SAMPLE_COLUMNS
from data.imports.run_rows import Extent

_RUN: Final = pa.schema(
    [
        ("run_id", pa.string()),
        ("athlete_id", pa.string()),
        ("sub_sport", pa.string()),
        ("started_at", pa.timestamp("us")),
        ("utc_offset_s", pa.int32()),
        ("offset_source", pa.string()),
        ("local_date", pa.date32()),
        ("elapsed_s", pa.float64()),
        ("timer_s", pa.float64()),
        ("distance_m", pa.float64()),
        ("mean_power_w", pa.float64()),
        ("max_power_w", pa.float64()),
        ("power_mean4_w", pa.float64()),
        ("power_zero_share", pa.float64()),
        ("power_source", pa.string()),
        ("other_power_source", pa.string()),
        ("other_mean_power_w", pa.float64()),
        ("mean_cadence_spm", pa.float64()),
        ("mean_contact_ms", pa.float64()),
        ("mean_heart_rate_bpm", pa.float64()),
        ("device", pa.string()),
        ("is_damaged", pa.bool_()),
        ("note", pa.string()),
        ("file_sha256", pa.string()),
        ("leg_number", pa.int32()),
    ]
)


def insert_runs(con: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert runs."""
    con.register("new_runs", pa.Table.from_pylist(list(rows), schema=_RUN))
    con.execute("""
        INSERT INTO runs (run_id, athlete_id, sub_sport, started_at, utc_offset_s,
            offset_source, local_date, elapsed_s, timer_s, distance_m, mean_power_w,
            max_power_w, power_mean4_w, power_zero_share, power_source, other_power_source,
            other_mean_power_w, mean_cadence_spm, mean_contact_ms, mean_heart_rate_bpm,
            device, is_damaged, note, file_sha256, leg_number)
        SELECT run_id, athlete_id, sub_sport, started_at, utc_offset_s,
            offset_source, local_date, elapsed_s, timer_s, distance_m, mean_power_w,
            max_power_w, power_mean4_w, power_zero_share, power_source, other_power_source,
            other_mean_power_w, mean_cadence_spm, mean_contact_ms, mean_heart_rate_bpm,
            device, is_damaged, note, file_sha256, leg_number
        FROM new_runs
    """)
    con.unregister("new_runs")


def replace_run(con: duckdb.DuckDBPyConnection, row: Mapping[str, Any]) -> None:
    """Put other numbers under the id of a run; its athlete, effort and note stay."""
    run = {"run_id": row["run_id"]}
    con.execute("DELETE FROM best_powers WHERE run_id = $run_id", run)
    con.execute("DELETE FROM run_samples WHERE run_id = $run_id", run)
    con.execute("UPDATE run_files SET is_kept = false WHERE run_id = $run_id", run)
    sql = """
        UPDATE runs
        SET sub_sport = $sub_sport, started_at = $started_at, utc_offset_s = $utc_offset_s,
            offset_source = $offset_source, local_date = $local_date,
            elapsed_s = $elapsed_s, timer_s = $timer_s, distance_m = $distance_m,
            mean_power_w = $mean_power_w, max_power_w = $max_power_w,
            power_mean4_w = $power_mean4_w, power_zero_share = $power_zero_share,
            power_source = $power_source, other_power_source = $other_power_source,
            other_mean_power_w = $other_mean_power_w, mean_cadence_spm = $mean_cadence_spm,
            mean_contact_ms = $mean_contact_ms, mean_heart_rate_bpm = $mean_heart_rate_bpm,
            device = $device, is_damaged = $is_damaged, file_sha256 = $file_sha256,
            leg_number = $leg_number
        WHERE run_id = $run_id
    """
    con.execute(sql, {name: row[name] for name in _RUN.names if name not in ("athlete_id", "note")})


def insert_links(
    con: duckdb.DuckDBPyConnection, links: Mapping[tuple[str, str, int], bool]
) -> None:
    """Link runs with the files they arrived in: (run, file, leg) and whether that one counts."""
    names = ("run_id", "file_sha256", "leg_number", "is_kept")
    rows = [dict(zip(names, (*link, is_kept), strict=True)) for link, is_kept in links.items()]
    if not rows:
        return
    con.register("new_links", pa.Table.from_pylist(rows))
    con.execute("""
        INSERT INTO run_files (run_id, file_sha256, leg_number, is_kept)
        SELECT run_id, file_sha256, leg_number, is_kept FROM new_links
        ON CONFLICT DO UPDATE SET is_kept = excluded.is_kept
    """)
    con.unregister("new_links")


def insert_samples(con: duckdb.DuckDBPyConnection, tables: Sequence[pa.Table]) -> None:
    """Insert samples of runs, each table those of one."""
    if not tables:
        return
    con.register("new_samples", pa.concat_tables(tables))
    con.execute("""
        INSERT INTO run_samples (run_id, elapsed_s, power_w, other_power_w, cadence_spm,
            speed_m_s, distance_m, heart_rate_bpm, contact_ms, altitude_m)
        SELECT run_id, elapsed_s, power_w, other_power_w, cadence_spm,
            speed_m_s, distance_m, heart_rate_bpm, contact_ms, altitude_m
        FROM new_samples
    """)
    con.unregister("new_samples")


def insert_best_powers(
    con: duckdb.DuckDBPyConnection, best: Mapping[str, Sequence[tuple[int, float]]]
) -> None:
    """Insert the best powers of runs: pairs of duration in s and power in W."""
    rows = [
        {"run_id": run_id, "duration_s": duration_s, "power_w": power_w}
        for run_id, powers in best.items()
        for duration_s, power_w in powers
    ]
    if not rows:
        return
    con.register("new_best", pa.Table.from_pylist(rows))
    con.execute("""
        INSERT INTO best_powers (run_id, duration_s, power_w)
        SELECT run_id, duration_s, power_w FROM new_best
    """)
    con.unregister("new_best")


def extent(con: duckdb.DuckDBPyConnection, run_id: str) -> Extent:
    """Return how much is stored of a run."""
    sql = """
        SELECT count(*), count(power_w), count(other_power_w), count(cadence_spm),
            count(speed_m_s), count(distance_m), count(heart_rate_bpm), count(contact_ms),
            count(altitude_m)
        FROM run_samples
        WHERE run_id = $run_id
    """
    ((n_samples, *counts),) = con.execute(sql, {"run_id": run_id}).fetchall()
    present = (name for name, n in zip(SAMPLE_COLUMNS, counts, strict=True) if n)
    return Extent(int(n_samples), frozenset(present))


def samples(con: duckdb.DuckDBPyConnection, run_id: str) -> pa.Table:
    """Return the samples of a run as they are stored."""
    sql = """
        SELECT run_id, elapsed_s, power_w, other_power_w, cadence_spm, speed_m_s, distance_m,
            heart_rate_bpm, contact_ms, altitude_m
        FROM run_samples
        WHERE run_id = $run_id
        ORDER BY elapsed_s
    """
    return con.sql(sql, params={"run_id": run_id}).to_arrow_table()


def delete_samples(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Delete the samples of a run, to write them anew."""
    con.execute("DELETE FROM run_samples WHERE run_id = $run_id", {"run_id": run_id})


def complete_run(con: duckdb.DuckDBPyConnection, run_id: str, more: Mapping[str, Any]) -> None:
    """Give a run what another record of it has: its place on the calendar, missing means."""
    sql = """
        UPDATE runs
        SET utc_offset_s = coalesce($utc_offset_s, utc_offset_s),
            offset_source = coalesce($offset_source, offset_source),
            local_date = coalesce($local_date, local_date),
            mean_cadence_spm = coalesce(mean_cadence_spm, $mean_cadence_spm),
            mean_contact_ms = coalesce(mean_contact_ms, $mean_contact_ms),
            mean_heart_rate_bpm = coalesce(mean_heart_rate_bpm, $mean_heart_rate_bpm)
        WHERE run_id = $run_id
    """
    names = (
        "utc_offset_s",
        "offset_source",
        "local_date",
        "mean_cadence_spm",
        "mean_contact_ms",
        "mean_heart_rate_bpm",
    )
    con.execute(sql, {"run_id": run_id} | {name: more.get(name) for name in names})
