"""Drills people add to the catalogue."""

from collections.abc import Iterable

import duckdb
import pandas as pd

from analytics.errors import InputError
from data import drills, own_rows, store
from data.own_drill_checks import CLASSES as CLASSES
from data.own_drill_checks import check as check
from data.own_drill_checks import filled as filled


def own_drills(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the own drills as they were entered, in order of their ids.

    Returns
    -------
    DataFrame
        ``drill_id``, ``name``, ``legs``, ``is_alternating``, ``contacts_per_rep``,
        ``drill_class``, ``qualities`` (a list), ``purpose``, ``level``, ``contact_ms``,
        ``flight_ms`` or ``drop_m`` and ``rebound_m``, ``cue``, ``based_on``, ``note``.
    """
    return own_rows.stored(con)


def add(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    drill_id: str,
    name: str,
    legs: int,
    contact_ms: float,
    flight_ms: float | None = None,
    drop_m: float | None = None,
    rebound_m: float | None = None,
    drill_class: str,
    qualities: Iterable[str],
    is_alternating: bool = False,
    contacts_per_rep: int = 1,
    purpose: str = "jump",
    level: int = 1,
    cue: str = "",
    based_on: str | None = None,
    note: str | None = None,
) -> None:
    """Add a drill to the catalogue of this workbench.

    Parameters
    ----------
    con : DuckDBPyConnection
    drill_id : str
        A slug that no drill has yet.
    name : str
        For people.
    legs : int
        On the ground at a contact: 1 or 2.
    contact_ms : float
        Ground contact, in ms; of a landing that is held the time to stop.
    flight_ms : float, optional
        Flight of a repeated jump, in ms. Either this, or
    drop_m : float, optional
        the height fallen before the contact, in m.
    rebound_m : float, optional
        Height jumped after a drop, in m; 0, a landing that is held, where left out.
    drill_class : str
        One of :data:`CLASSES`.
    qualities : iterable of str
        Of :data:`data.drills.QUALITIES`.
    is_alternating : bool
        Whether one leg follows the other.
    contacts_per_rep : int
    purpose : str
        Of :data:`data.drills.PURPOSES`.
    level : int
        Of the ladder it first appears on, 0 to 5.
    cue : str
    based_on : str, optional
        The drill it was made from.
    note : str, optional

    Raises
    ------
    InputError
        If the id is taken, a value cannot be meant, or no body could do it.
    """
    row = filled(
        {
            "drill_id": drill_id,
            "name": name,
            "legs": legs,
            "is_alternating": is_alternating,
            "contacts_per_rep": contacts_per_rep,
            "drill_class": drill_class,
            "qualities": qualities,
            "purpose": purpose,
            "level": level,
            "contact_ms": contact_ms,
            "flight_ms": flight_ms,
            "drop_m": drop_m,
            "rebound_m": rebound_m,
            "cue": cue,
            "based_on": based_on,
            "note": note,
        }
    )
    check(row)
    known = set(drills.of_store(con)["drill_id"])
    if drill_id in known:
        raise InputError(f"There is a drill {drill_id} already. Take another id.")
    if based_on is not None and based_on not in known:
        raise InputError(f"based_on is {based_on!r}, which is not in the catalogue.")
    con.execute(
        """
        INSERT INTO own_drills (drill_id, name, legs, is_alternating, contacts_per_rep,
            drill_class, qualities, purpose, level, contact_ms, flight_ms, drop_m, rebound_m,
            cue, based_on, note)
        VALUES ($drill_id, $name, $legs, $is_alternating, $contacts_per_rep, $drill_class,
            $qualities, $purpose, $level, $contact_ms, $flight_ms, $drop_m, $rebound_m, $cue,
            $based_on, $note)
        """,
        row,
    )
    store.bump(con)


def remove(con: duckdb.DuckDBPyConnection, drill_id: str) -> None:
    """Take an own drill out of the catalogue, with the own times of it.

    Raises
    ------
    InputError
        If there is none of that id, or sets were logged or planned with it.
    """
    own = con.execute(
        "SELECT drill_id FROM own_drills WHERE drill_id = $drill_id", {"drill_id": drill_id}
    ).fetchall()
    if not own:
        raise InputError(f"{drill_id} is not an own drill; those that are shipped stay.")
    ((n,),) = con.execute(
        "SELECT count(*) FROM plyo_sets WHERE drill_id = $drill_id", {"drill_id": drill_id}
    ).fetchall()
    if n:
        raise InputError(f"{n} sets were logged with {drill_id}, whose dose needs it. It stays.")
    ((n,),) = con.execute(
        "SELECT count(DISTINCT plan_id) FROM plan_sets WHERE drill_id = $drill_id",
        {"drill_id": drill_id},
    ).fetchall()
    if n:
        raise InputError(f"{n} plans name {drill_id}, in some version of theirs. It stays.")
    con.execute("DELETE FROM own_drill_times WHERE drill_id = $drill_id", {"drill_id": drill_id})
    con.execute("DELETE FROM own_drills WHERE drill_id = $drill_id", {"drill_id": drill_id})
    store.bump(con)
