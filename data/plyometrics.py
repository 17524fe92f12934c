"""Plyometric sessions and their sets, as done."""

from datetime import date

import duckdb
import pandas as pd

from data import athletes, drills, limits
from data.set_checks import check_day, checked
from data.set_writes import add_sessions, append_sets, put_label
from data.viewer import Viewer

__all__ = ["add_session", "add_sessions", "append_sets", "put_label", "sessions", "sets"]


def sessions(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return sessions, oldest first.

    Returns
    -------
    DataFrame
        ``session_id``, ``athlete_id``, ``date``, ``label``, ``session_rpe`` (CR10),
        ``duration_min``, ``note``, ``file_sha256``.
    """
    sql = """
        SELECT session_id, athlete_id, local_date AS date, label, session_rpe, duration_min,
            note, file_sha256
        FROM plyo_sessions
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        ORDER BY athlete_id, local_date, session_id
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def sets(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return sets, oldest first.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``session_id``, ``set_number``, ``drill_id``, ``reps``,
        ``contacts``, ``side``, ``height_m``, ``rest_s``, ``contact_ms``, ``flight_ms``,
        ``set_rpe``, ``note``. What nobody measured is missing.
    """
    sql = """
        SELECT s.athlete_id, s.local_date AS date, p.session_id, p.set_number, p.drill_id,
            p.reps, p.contacts, p.side, p.height_m, p.rest_s, p.contact_ms, p.flight_ms,
            p.set_rpe, p.note
        FROM plyo_sets AS p
        JOIN plyo_sessions AS s ON s.session_id = p.session_id
        WHERE s.athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR s.athlete_id = $athlete_id)
        ORDER BY s.athlete_id, s.local_date, p.session_id, p.set_number
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def add_session(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    local_date: date,
    sets: pd.DataFrame,
    session_rpe: float | None = None,
    duration_min: float | None = None,
    label: str | None = None,
    note: str | None = None,
    file_sha256: str | None = None,
) -> str:
    """Record one session with its sets.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
    local_date : date
    sets : DataFrame
        One row per set, in order: ``drill_id``, ``reps``, and as known ``contacts``
        (else reps x the catalogue's contacts per rep), ``side`` (else ``both``),
        ``height_m``, ``rest_s``, ``contact_ms``, ``flight_ms``, ``set_rpe``, ``note``.
    session_rpe : float, optional
        Effort of the session, CR10.
    duration_min : float, optional
        Minutes.
    label : str, optional
        Tells two sessions of a day apart, such as ``morning``.
    note : str, optional
    file_sha256 : str, optional
        The file it came in.

    Returns
    -------
    str
        The session's id.

    Raises
    ------
    InputError
        If the athlete or a drill is unknown, there is no set, or a value cannot be
        meant. Nothing of the session is stored then.
    """
    athletes.require(con, athlete_id)
    limits.check("plyo_sessions.session_rpe", session_rpe)
    limits.check("plyo_sessions.duration_min", duration_min)
    session = {
        "athlete_id": athlete_id,
        "local_date": local_date,
        "label": label,
        "session_rpe": session_rpe,
        "duration_min": duration_min,
        "note": note,
        "file_sha256": file_sha256,
    }
    its_sets = checked(sets, drills.of_store(con))
    more = sum(one["contacts"] for one in its_sets)
    check_day(local_date, _contacts_of_day(con, athlete_id, local_date), more)
    (session_id,) = add_sessions(con, [(session, its_sets)])
    return session_id


def _contacts_of_day(con: duckdb.DuckDBPyConnection, athlete_id: str, local_date: date) -> int:
    sql = """
        SELECT coalesce(sum(p.contacts), 0)
        FROM plyo_sets AS p
        JOIN plyo_sessions AS s ON s.session_id = p.session_id
        WHERE s.athlete_id = $athlete_id AND s.local_date = $local_date
    """
    ((n,),) = con.execute(sql, {"athlete_id": athlete_id, "local_date": local_date}).fetchall()
    return int(n)
