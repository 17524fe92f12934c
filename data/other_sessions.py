"""Strength, mobility and cross-training, session by session."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from analytics.errors import InputError
from data import athletes, bulk, ids, limits, store, vocabulary
from data.viewer import Viewer

_ROW: Final = pa.schema(
    [
        ("session_id", pa.string()),
        ("athlete_id", pa.string()),
        ("local_date", pa.date32()),
        ("kind", pa.string()),
        ("label", pa.string()),
        ("session_rpe", pa.float64()),
        ("duration_min", pa.float64()),
        ("note", pa.string()),
        ("file_sha256", pa.string()),
    ]
)


def other_sessions(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return sessions, oldest first.

    Returns
    -------
    DataFrame
        ``session_id``, ``athlete_id``, ``date``, ``kind`` (``strength``, ``mobility``,
        ``cross_training``), ``label``, ``session_rpe`` (CR10), ``duration_min``, ``note``,
        ``file_sha256``. What nobody said is missing.
    """
    sql = """
        SELECT session_id, athlete_id, local_date AS date, kind, label, session_rpe, duration_min,
            note, file_sha256
        FROM other_sessions
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        ORDER BY athlete_id, local_date, session_id
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def add(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    local_date: date,
    kind: str,
    session_rpe: float | None = None,
    duration_min: float | None = None,
    label: str | None = None,
    note: str | None = None,
    file_sha256: str | None = None,
) -> str:
    """Record one session; return its id.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
    local_date : date
    kind : str
        ``strength``, ``mobility`` or ``cross_training``.
    session_rpe : float, optional
        Effort of the session, CR10.
    duration_min : float, optional
        Minutes.
    label : str, optional
        Tells two sessions of a kind and day apart, such as ``morning``.
    note : str, optional
    file_sha256 : str, optional
        The file it came in.

    Raises
    ------
    InputError
        If the athlete or the kind is unknown, a value cannot be meant, or the day has a
        session of that kind and label.
    """
    athletes.require(con, athlete_id)
    if kind is None:
        raise InputError(f"kind is missing. Say {', '.join(vocabulary.OTHER_KINDS)}.")
    vocabulary.check("kind", kind, vocabulary.OTHER_KINDS)
    limits.check("other_sessions.session_rpe", session_rpe)
    limits.check("other_sessions.duration_min", duration_min)
    row = {
        "athlete_id": athlete_id,
        "local_date": local_date,
        "kind": kind,
        "label": label or "",
        "session_rpe": session_rpe,
        "duration_min": duration_min,
        "note": note,
        "file_sha256": file_sha256,
    }
    known = con.execute(
        """
        SELECT session_id
        FROM other_sessions
        WHERE athlete_id = $athlete_id AND local_date = $local_date AND kind = $kind
            AND label = $label
        """,
        {name: row[name] for name in ("athlete_id", "local_date", "kind", "label")},
    ).fetchall()
    if known:
        raise InputError(
            f"{athlete_id} already has a {kind} session on {local_date}, {known[0][0]}. "
            "Two of a day need a label each."
        )
    (session_id,) = add_many(con, [row])
    return session_id


def add_many(con: duckdb.DuckDBPyConnection, new: Iterable[Mapping[str, Any]]) -> list[str]:
    """Record many checked sessions at once, with the columns of :func:`add`; return their ids."""
    taken = {one for (one,) in con.execute("SELECT session_id FROM other_sessions").fetchall()}
    rows: list[dict[str, Any]] = []
    for session in new:
        session_id = ids.numbered(session["athlete_id"], session["local_date"], "o", taken)
        taken.add(session_id)
        rows.append({**session, "session_id": session_id})
    sql = """
        INSERT INTO other_sessions (session_id, athlete_id, local_date, kind, label, session_rpe,
            duration_min, note, file_sha256)
        SELECT session_id, athlete_id, local_date, kind, coalesce(label, ''), session_rpe,
            duration_min, note, file_sha256
        FROM new_rows
    """
    bulk.insert(con, sql, rows, _ROW)
    return [row["session_id"] for row in rows]


def fill_in(
    con: duckdb.DuckDBPyConnection,
    session_id: str,
    session_rpe: float | None,
    duration_min: float | None,
) -> None:
    """Say effort or length of a session where nobody had said it; what is known stays."""
    con.execute(
        """
        UPDATE other_sessions
        SET session_rpe = coalesce(session_rpe, $session_rpe),
            duration_min = coalesce(duration_min, $duration_min)
        WHERE session_id = $session_id
        """,
        {"session_id": session_id, "session_rpe": session_rpe, "duration_min": duration_min},
    )
    store.bump(con)


def put_label(con: duckdb.DuckDBPyConnection, session_id: str, label: str) -> None:
    """Name a session that had no label."""
    con.execute(
        "UPDATE other_sessions SET label = $label WHERE session_id = $session_id",
        {"session_id": session_id, "label": label},
    )
    store.bump(con)
