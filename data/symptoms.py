"""Pain by site and side, as athletes told it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from analytics.errors import InputError
from data import athletes, bulk, limits, store, vocabulary
from data.viewer import Viewer

KEY: Final = ("athlete_id", "local_date", "site", "side", "moment")
"""What tells one symptom from another."""

TENDONS: Final = ("achilles", "patellar")
"""Sites that are no bone by their name (definition)."""

_ROW: Final = pa.schema(
    [
        ("athlete_id", pa.string()),
        ("local_date", pa.date32()),
        ("site", pa.string()),
        ("side", pa.string()),
        ("moment", pa.string()),
        ("pain_0_10", pa.float64()),
        ("is_bone", pa.bool_()),
        ("limp", pa.bool_()),
        ("note", pa.string()),
        ("file_sha256", pa.string()),
    ]
)


def symptoms(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return symptoms, oldest first.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``site``, ``side``, ``moment`` (``during``, ``after``,
        ``next_morning``, ``night``), ``pain_0_10``, ``is_bone``, ``limp``, ``note``,
        ``file_sha256``. A day without a row is one nobody spoke of, not one without pain.
    """
    sql = """
        SELECT athlete_id, local_date AS date, site, side, moment, pain_0_10, is_bone, limp, note,
            file_sha256
        FROM symptoms
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        ORDER BY athlete_id, local_date, site, side, moment
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def told_of_bone(site: str, is_bone: bool | None) -> bool | None:
    """Return whether a pain is on bone: of a tendon it is not, elsewhere only who was asked knows.

    Pain of a bone has no band in which one goes on, so that what nobody asked is not a no.
    """
    return False if is_bone is None and site in TENDONS else is_bone


def add(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    local_date: date,
    site: str,
    side: str,
    moment: str,
    pain_0_10: float,
    is_bone: bool | None = None,
    limp: bool = False,
    note: str | None = None,
    file_sha256: str | None = None,
) -> None:
    """Record one symptom. Pain of 0 says that there was none; it is worth recording.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
    local_date : date
        The day it was felt: of ``next_morning`` the day after the training.
    site, side, moment : str
        As :data:`data.vocabulary.SITES`, ``SIDES`` and ``MOMENTS``.
    pain_0_10 : float
        0 none, 10 worst.
    is_bone : bool, optional
        Whether it is on bone; left out nobody asked, except of a tendon, which is none.
    limp : bool, optional
        Whether it changes how one walks or runs.
    note : str, optional
    file_sha256 : str, optional
        The file it came in.

    Raises
    ------
    InputError
        If the athlete or a word is unknown, the pain cannot be meant, or the same was told.
    """
    athletes.require(con, athlete_id)
    for name, value, words in (
        ("site", site, vocabulary.SITES),
        ("side", side, vocabulary.SIDES),
        ("moment", moment, vocabulary.MOMENTS),
    ):
        if value is None:
            raise InputError(f"{name} is missing; it must be one of {', '.join(words)}.")
        vocabulary.check(name, value, words)
    if pain_0_10 is None:
        raise InputError("pain_0_10 is missing. Say 0 for no pain, or leave the symptom out.")
    limits.check("symptoms.pain_0_10", pain_0_10)
    row = {
        "athlete_id": athlete_id,
        "local_date": local_date,
        "site": site,
        "side": side,
        "moment": moment,
        "pain_0_10": pain_0_10,
        "is_bone": told_of_bone(site, is_bone),
        "limp": limp,
        "note": note,
        "file_sha256": file_sha256,
    }
    known = con.execute(
        """
        SELECT pain_0_10
        FROM symptoms
        WHERE athlete_id = $athlete_id AND local_date = $local_date AND site = $site
            AND side = $side AND moment = $moment
        """,
        {name: row[name] for name in KEY},
    ).fetchall()
    if known:
        raise InputError(
            f"{athlete_id} already told of pain {known[0][0]:g} of 10 ({site}, {side}, {moment}) "
            f"on {local_date}."
        )
    add_many(con, [row])


def add_many(con: duckdb.DuckDBPyConnection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Record many checked symptoms at once, with the columns of :func:`add`."""
    filled = [{"limp": False, **row} for row in rows]
    sql = """
        INSERT INTO symptoms (athlete_id, local_date, site, side, moment, pain_0_10, is_bone, limp,
            note, file_sha256)
        SELECT athlete_id, local_date, site, side, moment, pain_0_10, is_bone, limp,
            note, file_sha256
        FROM new_rows
    """
    bulk.insert(con, sql, filled, _ROW)


def put_note(con: duckdb.DuckDBPyConnection, key: Mapping[str, Any], note: str) -> None:
    """Say in words what was felt, where nobody had; ``key`` has the columns of :data:`KEY`."""
    sql = """
        UPDATE symptoms
        SET note = coalesce(note, $note)
        WHERE athlete_id = $athlete_id AND local_date = $local_date AND site = $site
            AND side = $side AND moment = $moment
    """
    con.execute(sql, {name: key[name] for name in KEY} | {"note": note})
    store.bump(con)
