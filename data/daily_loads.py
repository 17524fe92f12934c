"""Daily loads that came as numbers, from another program or a published log."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from analytics.errors import InputError
from data import athletes, bulk, limits, vocabulary
from data.viewer import Viewer

_ROW: Final = pa.schema(
    [
        ("athlete_id", pa.string()),
        ("local_date", pa.date32()),
        ("channel", pa.string()),
        ("value", pa.float64()),
        ("unit", pa.string()),
        ("source", pa.string()),
        ("is_estimated", pa.bool_()),
        ("file_sha256", pa.string()),
    ]
)


def daily_loads(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return daily loads, oldest first.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``channel`` (``plyo``, ``run``, ``other``), ``value``,
        ``unit``, ``source``, ``is_estimated``. 0 is a day without load; a day without
        a row is not known from here.
    """
    sql = """
        SELECT athlete_id, local_date AS date, channel, value, unit, source, is_estimated
        FROM daily_loads
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        ORDER BY athlete_id, local_date, channel, source
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def add(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    local_date: date,
    channel: str,
    value: float,
    unit: str,
    source: str,
    is_estimated: bool = False,
    file_sha256: str | None = None,
) -> None:
    """Record the load of a day on one channel.

    Raises
    ------
    InputError
        If the athlete or channel is unknown, the value is negative or not finite,
        or that source already gave this day a load.
    """
    athletes.require(con, athlete_id)
    vocabulary.check("channel", channel, vocabulary.CHANNELS)
    limits.check("daily_loads.value", value)
    known = con.execute(
        """
        SELECT value
        FROM daily_loads
        WHERE athlete_id = $athlete_id AND local_date = $local_date
            AND channel = $channel AND source = $source
        """,
        {
            "athlete_id": athlete_id,
            "local_date": local_date,
            "channel": channel,
            "source": source,
        },
    ).fetchall()
    if known:
        raise InputError(
            f"{athlete_id} already has a {channel} load of {known[0][0]:g} from {source} "
            f"on {local_date}."
        )
    row = {
        "athlete_id": athlete_id,
        "local_date": local_date,
        "channel": channel,
        "value": value,
        "unit": unit,
        "source": source,
        "is_estimated": is_estimated,
        "file_sha256": file_sha256,
    }
    add_many(con, [row])


def add_many(con: duckdb.DuckDBPyConnection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Record many checked rows at once, with the columns of :func:`add`."""
    filled = [{"is_estimated": False, **row} for row in rows]
    sql = """
        INSERT INTO daily_loads
            (athlete_id, local_date, channel, value, unit, source, is_estimated, file_sha256)
        SELECT athlete_id, local_date, channel, value, unit, source, is_estimated, file_sha256
        FROM new_rows
    """
    bulk.insert(con, sql, filled, _ROW)
