"""Plyometric sessions and sets as they come into the store, checked before."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import duckdb
import pyarrow as pa

from data import bulk, ids, store

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
    store.bump(con)


def put_label(con: duckdb.DuckDBPyConnection, session_id: str, label: str) -> None:
    """Name a session that had no label."""
    con.execute(
        "UPDATE plyo_sessions SET label = $label WHERE session_id = $session_id",
        {"session_id": session_id, "label": label},
    )
    store.bump(con)


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
