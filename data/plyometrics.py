"""Plyometric sessions and their sets, as done."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from data import athletes, bulk, drills, ids, limits
from data.set_checks import checked
from data.viewer import Viewer

__all__ = ["add_session", "add_sessions", "append_sets", "sessions", "sets"]

_SESSION: Final = pa.schema(
    [
        ("session_id", pa.string()),
        ("athlete_id", pa.string()),
        ("local_date", pa.date32()),
        ("label", pa.string()),
        ("session_rpe", pa.float64()),
        ("duration_min", pa.float64()),
        ("note", pa.string()),
        ("file_sha256", pa.string()),
    ]
)
_SET: Final = pa.schema(
    [
        ("session_id", pa.string()),
        ("set_number", pa.int32()),
        ("drill_id", pa.string()),
        ("reps", pa.int32()),
        ("contacts", pa.int32()),
        ("side", pa.string()),
        ("height_m", pa.float64()),
        ("rest_s", pa.float64()),
        ("contact_ms", pa.float64()),
        ("flight_ms", pa.float64()),
        ("set_rpe", pa.float64()),
        ("note", pa.string()),
    ]
)


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
    (session_id,) = add_sessions(con, [(session, checked(sets, drills.of_store(con)))])
    return session_id


def add_sessions(
    con: duckdb.DuckDBPyConnection,
    new: Iterable[tuple[Mapping[str, Any], list[dict[str, Any]]]],
) -> list[str]:
    """Record many checked sessions at once.

    Parameters
    ----------
    con : DuckDBPyConnection
    new : iterable of (session, sets)
        A session: ``athlete_id``, ``local_date`` and what else is known of
        ``label``, ``session_rpe``, ``duration_min``, ``note``, ``file_sha256``. Its
        sets: the columns of ``plyo_sets`` without id and number.

    Returns
    -------
    list of str
        The sessions' ids, in order.
    """
    taken = {one for (one,) in con.execute("SELECT session_id FROM plyo_sessions").fetchall()}
    session_rows: list[dict[str, Any]] = []
    set_rows: list[dict[str, Any]] = []
    for session, its_sets in new:
        session_id = ids.numbered(session["athlete_id"], session["local_date"], "p", taken)
        taken.add(session_id)
        session_rows.append({**session, "session_id": session_id})
        set_rows.extend({**one, "session_id": session_id} for one in _numbered(its_sets, 1))
    sql = """
        INSERT INTO plyo_sessions (session_id, athlete_id, local_date, label, session_rpe,
            duration_min, note, file_sha256)
        SELECT session_id, athlete_id, local_date, coalesce(label, ''), session_rpe,
            duration_min, note, file_sha256
        FROM new_rows
    """
    bulk.insert(con, sql, session_rows, _SESSION)
    _insert_sets(con, set_rows)
    return [row["session_id"] for row in session_rows]


def append_sets(
    con: duckdb.DuckDBPyConnection,
    session_id: str,
    more: list[dict[str, Any]],
    session_rpe: float | None = None,
) -> None:
    """Record checked sets that belong to a session already here, after its last one.

    An effort that was not known is filled in.
    """
    con.execute(
        """
        UPDATE plyo_sessions
        SET session_rpe = coalesce(session_rpe, $session_rpe)
        WHERE session_id = $session_id
        """,
        {"session_id": session_id, "session_rpe": session_rpe},
    )
    numbers = con.execute(
        "SELECT set_number FROM plyo_sets WHERE session_id = $session_id",
        {"session_id": session_id},
    ).fetchall()
    first = max((number for (number,) in numbers), default=0) + 1
    _insert_sets(con, [{**one, "session_id": session_id} for one in _numbered(more, first)])


def _insert_sets(con: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> None:
    sql = """
        INSERT INTO plyo_sets (session_id, set_number, drill_id, reps, contacts, side,
            height_m, rest_s, contact_ms, flight_ms, set_rpe, note)
        SELECT session_id, set_number, drill_id, reps, contacts, coalesce(side, 'both'),
            height_m, rest_s, contact_ms, flight_ms, set_rpe, note
        FROM new_rows
    """
    bulk.insert(con, sql, rows, _SET)


def _numbered(its_sets: list[dict[str, Any]], first: int) -> list[dict[str, Any]]:
    return [{**one, "set_number": first + i} for i, one in enumerate(its_sets)]
