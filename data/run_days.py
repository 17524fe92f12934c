"""The calendar day of runs whose file told no offset from UTC, once the time zone is known."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import duckdb

from data import store


def place(con: duckdb.DuckDBPyConnection, athlete_id: str, time_zone: str) -> int:
    """Place runs of an athlete on the days of a zone, and return how many were not yet.

    A run that stood on the UTC day may move to the day beside. One whose watch knew its
    local time alone keeps its day, and its start becomes UTC.
    """
    sql = """
        SELECT run_id, started_at, offset_source
        FROM runs
        WHERE athlete_id = $athlete_id
            AND started_at IS NOT NULL
            AND utc_offset_s IS NULL
            AND offset_source IN ('utc', 'file')
        ORDER BY run_id
    """
    found = con.execute(sql, {"athlete_id": athlete_id}).fetchall()
    if not found:
        return 0
    zone = ZoneInfo(time_zone)
    rows = []
    for run_id, started_at, source in found:
        there = _there(started_at, zone, is_local_clock=source == "file")
        offset = there.utcoffset()
        rows.append(
            {
                "run_id": run_id,
                "started_at": there.astimezone(UTC).replace(tzinfo=None),
                "utc_offset_s": int(offset.total_seconds()) if offset else 0,
                "local_date": there.date(),
            }
        )
    con.executemany(
        """
        UPDATE runs
        SET started_at = $started_at, utc_offset_s = $utc_offset_s, local_date = $local_date,
            offset_source = 'athlete'
        WHERE run_id = $run_id
        """,
        rows,
    )
    store.bump(con)
    return len(rows)


def _there(started_at: datetime, zone: ZoneInfo, *, is_local_clock: bool) -> datetime:
    if is_local_clock:
        return started_at.replace(tzinfo=zone)
    return started_at.replace(tzinfo=UTC).astimezone(zone)
