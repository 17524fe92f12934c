"""An athlete's own contact and flight times, which stand in for those of the catalogue."""

from datetime import date
from typing import Final

import duckdb
import numpy as np
import pandas as pd

from analytics.errors import InputError
from data import athletes, drills, store
from data.own_time_checks import check as check
from data.own_time_checks import check_day
from data.viewer import OWNER, Viewer

_KEY: Final = ["athlete_id", "drill_id"]


def times(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return own times, by athlete and drill, oldest first.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``drill_id``, ``from_date`` (datetime64), ``contact_ms``,
        ``flight_ms``, ``peak_bw`` (measured, all legs together; missing where nobody did),
        ``note``.
    """
    sql = """
        SELECT athlete_id, drill_id, from_date, contact_ms, flight_ms, peak_bw, note
        FROM own_drill_times
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        ORDER BY athlete_id, drill_id, from_date
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def logged(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str) -> pd.DataFrame:
    """Return the mean times logged with sets, to be offered as own times.

    Returns
    -------
    DataFrame
        ``drill_id``, ``contact_ms`` and ``flight_ms`` (means over the sets that have both),
        ``n`` such sets, ``last_date``.
    """
    sql = """
        SELECT p.drill_id, avg(p.contact_ms) AS contact_ms, avg(p.flight_ms) AS flight_ms,
            count(*) AS n, max(s.local_date) AS last_date
        FROM plyo_sets AS p
        JOIN plyo_sessions AS s ON s.session_id = p.session_id
        WHERE s.athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND s.athlete_id = $athlete_id
            AND p.contact_ms IS NOT NULL
            AND p.flight_ms IS NOT NULL
        GROUP BY p.drill_id
        ORDER BY p.drill_id
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def attach(con: duckdb.DuckDBPyConnection, viewer: Viewer, sets: pd.DataFrame) -> pd.DataFrame:
    """Add the athlete's own times to sets.

    Parameters
    ----------
    con : DuckDBPyConnection
    viewer : Viewer
    sets : DataFrame
        ``athlete_id``, ``drill_id`` and ``date``.

    Returns
    -------
    DataFrame
        ``sets`` with ``own_contact_s`` and ``own_flight_s``, in s: the last values on or before
        the set's day, else missing.
    """
    columns = {"from_date": "date", "contact_ms": "own_contact_s", "flight_ms": "own_flight_s"}
    whose = sets["athlete_id"].unique()
    own = times(con, viewer, str(whose[0]) if len(whose) == 1 else None)
    own = own[[*_KEY, *columns]].rename(columns=columns)
    if own.empty or sets.empty:
        return sets.assign(own_contact_s=np.nan, own_flight_s=np.nan)
    keys = sets[[*_KEY, "date"]].assign(row=np.arange(len(sets)))
    own["date"] = own["date"].astype(keys["date"].dtype)
    joined = pd.merge_asof(keys.sort_values("date"), own.sort_values("date"), on="date", by=_KEY)
    joined = joined.sort_values("row")
    return sets.assign(
        own_contact_s=joined["own_contact_s"].to_numpy() / 1000,
        own_flight_s=joined["own_flight_s"].to_numpy() / 1000,
    )


def put(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    drill_id: str,
    from_date: date,
    contact_ms: float,
    flight_ms: float,
    peak_bw: float | None = None,
    note: str | None = None,
) -> None:
    """Record own times from a day on, in place of those of the same day.

    A peak or a note that the day has stays where none is given.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id, drill_id : str
    from_date : date
        First day they count on.
    contact_ms, flight_ms : float
        In ms. After a drop, ``flight_ms`` is the flight after the contact.
    peak_bw : float, optional
        Measured peak of all legs together, in BW. Kept and shown; the dose stays with the
        modelled one, so that drills are not ranked by who measured them.
    note : str, optional

    Raises
    ------
    InputError
        If the athlete or the drill is unknown, flight tells nothing of the drill, a value or
        the day cannot be meant, or the peak is below the mean that the times give.
    """
    athletes.require(con, athlete_id)
    check_day(from_date)
    here = times(con, OWNER, athlete_id).query("drill_id == @drill_id")
    kept = here.loc[here["from_date"] == pd.Timestamp(from_date), "peak_bw"].dropna()
    peak_bw = float(kept.iloc[0]) if peak_bw is None and len(kept) else peak_bw
    check(drills.one(con, drill_id), contact_ms, flight_ms, peak_bw)
    sql = """
        INSERT INTO own_drill_times
            (athlete_id, drill_id, from_date, contact_ms, flight_ms, peak_bw, note)
        VALUES ($athlete_id, $drill_id, $from_date, $contact_ms, $flight_ms, $peak_bw, $note)
        ON CONFLICT (athlete_id, drill_id, from_date) DO UPDATE
        SET contact_ms = excluded.contact_ms, flight_ms = excluded.flight_ms,
            peak_bw = excluded.peak_bw, note = coalesce(excluded.note, note)
    """
    row = {
        "athlete_id": athlete_id,
        "drill_id": drill_id,
        "from_date": from_date,
        "contact_ms": contact_ms,
        "flight_ms": flight_ms,
        "peak_bw": peak_bw,
        "note": note,
    }
    con.execute(sql, row)
    store.bump(con)


def remove(
    con: duckdb.DuckDBPyConnection, *, athlete_id: str, drill_id: str, from_date: date
) -> None:
    """Forget the own times of a day; those before it count again.

    Raises
    ------
    InputError
        If there are none.
    """
    sql = """
        DELETE FROM own_drill_times
        WHERE athlete_id = $athlete_id AND drill_id = $drill_id AND from_date = $from_date
        RETURNING drill_id
    """
    row = {"athlete_id": athlete_id, "drill_id": drill_id, "from_date": from_date}
    if not con.execute(sql, row).fetchall():
        raise InputError(f"{athlete_id} has no own times of {drill_id} from {from_date}.")
    store.bump(con)
