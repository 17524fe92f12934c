"""Body mass by day, and which of them a test is divided by."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from analytics.errors import InputError
from data import athletes, bulk, limits, store
from data.viewer import Viewer

LOOK_AHEAD_D: Final = 90

_ROW: Final = pa.schema(
    [
        ("athlete_id", pa.string()),
        ("local_date", pa.date32()),
        ("mass_kg", pa.float64()),
        ("file_sha256", pa.string()),
    ]
)


def body_masses(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> pd.DataFrame:
    """Return body masses, oldest first, of one athlete or of all one may see.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``mass_kg``.
    """
    sql = """
        SELECT athlete_id, local_date AS date, mass_kg
        FROM body_mass
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        ORDER BY athlete_id, local_date
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def add(
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    local_date: date,
    mass_kg: float,
    file_sha256: str | None = None,
) -> None:
    """Record the body mass of a day, in kg.

    Raises
    ------
    InputError
        If the athlete is unknown, the mass cannot be meant, or the day has one.
    """
    athletes.require(con, athlete_id)
    limits.check("body_mass.mass_kg", mass_kg)
    sql = """
        INSERT INTO body_mass (athlete_id, local_date, mass_kg, file_sha256)
        VALUES ($athlete_id, $local_date, $mass_kg, $file_sha256)
        ON CONFLICT DO NOTHING
        RETURNING athlete_id
    """
    row = {
        "athlete_id": athlete_id,
        "local_date": local_date,
        "mass_kg": mass_kg,
        "file_sha256": file_sha256,
    }
    if not con.execute(sql, row).fetchall():
        raise InputError(f"{athlete_id} already has a body mass on {local_date}.")
    store.bump(con)


def add_many(con: duckdb.DuckDBPyConnection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Record many checked rows at once: ``athlete_id``, ``local_date``, ``mass_kg``."""
    sql = """
        INSERT INTO body_mass (athlete_id, local_date, mass_kg, file_sha256)
        SELECT athlete_id, local_date, mass_kg, file_sha256 FROM new_rows
    """
    bulk.insert(con, sql, rows, _ROW)


def mass_kg_on(con: duckdb.DuckDBPyConnection, athlete_id: str, local_date: date) -> float:
    """Return the mass that counts on a day, in kg. For what writes; pages read :func:`body_masses`.

    Raises
    ------
    InputError
        As :meth:`Masses.kg_on`.
    """
    return Masses(con, [athlete_id]).kg_on(athlete_id, local_date)


class Masses:
    """The body masses of some athletes, read once to be asked often.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_ids : iterable of str
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, athlete_ids: Iterable[str]) -> None:
        sql = """
            SELECT athlete_id, local_date, mass_kg
            FROM body_mass
            WHERE list_contains($athlete_ids, athlete_id)
            ORDER BY athlete_id, local_date
        """
        rows = con.execute(sql, {"athlete_ids": sorted(set(athlete_ids))}).fetchall()
        self._days: dict[str, list[date]] = {}
        self._kg: dict[str, list[float]] = {}
        for athlete_id, day, mass_kg in rows:
            self._days.setdefault(athlete_id, []).append(day)
            self._kg.setdefault(athlete_id, []).append(mass_kg)

    def kg_on(self, athlete_id: str, local_date: date) -> float:
        """Return the last mass on or before the day, else the first within 90 days after.

        Raises
        ------
        InputError
            If there is neither, saying what to add.
        """
        days = self._days.get(athlete_id, [])
        after = bisect_right(days, local_date)
        if after > 0:
            return self._kg[athlete_id][after - 1]
        if after < len(days) and days[after] - local_date <= timedelta(days=LOOK_AHEAD_D):
            return self._kg[athlete_id][after]
        raise InputError(
            f"{athlete_id} has no body mass on or before {local_date}, nor within "
            f"{LOOK_AHEAD_D} days after. Add one first: athlete_id, local_date, mass_kg."
        )
