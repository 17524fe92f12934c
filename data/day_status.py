"""What a person said of a day: trained, rest, or nobody knows."""

from datetime import date

import duckdb
import pandas as pd

from data import athletes, store, vocabulary
from data.viewer import Viewer


def day_statuses(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return what was said of days, oldest first.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``channel``, ``status``. A day without a row was
        not spoken of: a rule tells its rest from the unknown.
    """
    sql = """
        SELECT athlete_id, local_date AS date, channel, status
        FROM day_status
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        ORDER BY athlete_id, local_date, channel
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def put(
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    local_date: date,
    channel: str,
    status: str,
) -> None:
    """Say what a day was on one channel; the last word counts.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
    local_date : date
    channel : str
        ``plyo``, ``run`` or ``other``.
    status : str
        ``trained``, ``rest`` or ``unknown``.

    Raises
    ------
    InputError
        If the athlete, the channel or the status is unknown.
    """
    athletes.require(con, athlete_id)
    vocabulary.check("channel", channel, vocabulary.CHANNELS)
    vocabulary.check("status", status, vocabulary.DAY_STATUSES)
    sql = """
        INSERT INTO day_status (athlete_id, local_date, channel, status)
        VALUES ($athlete_id, $local_date, $channel, $status)
        ON CONFLICT (athlete_id, local_date, channel) DO UPDATE SET status = excluded.status
    """
    row = {
        "athlete_id": athlete_id,
        "local_date": local_date,
        "channel": channel,
        "status": status,
    }
    con.execute(sql, row)
    store.bump(con)
