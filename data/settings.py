"""Choices for the workbench as a whole; they say nothing of an athlete, so nobody need be named."""

from typing import Final

import duckdb

from analytics.errors import InputError
from analytics.load.dose import MEASURES
from data import store

DEFAULT_DOSE_MEASURE: Final = "model_force"
"""Contacts weighed by modelled force: the AU of the response model (definition)."""

_DOSE_MEASURE: Final = "dose_measure"


def dose_measure(con: duckdb.DuckDBPyConnection) -> str:
    """Return by which measure plyometric sets are weighed: a name of ``MEASURES``.

    Raises
    ------
    InputError
        If the store names one that there is not, with what to do.
    """
    name = _stored_dose_measure(con)
    if name not in MEASURES:
        raise InputError(
            f"The setting dose_measure is {name!r}, which is no measure of dose. Choose one of "
            f"{', '.join(MEASURES)}: python -m data fit --dose {DEFAULT_DOSE_MEASURE}."
        )
    return name


def put_dose_measure(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Choose by which measure sets are weighed; fits made by another are stale from then on.

    Raises
    ------
    InputError
        If there is no such measure, naming those there are.
    """
    check_dose_measure(name)
    if name == _stored_dose_measure(con):
        return
    con.execute(
        """
        INSERT INTO settings (name, value) VALUES ($name, $value)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """,
        {"name": _DOSE_MEASURE, "value": name},
    )
    store.bump(con)


def check_dose_measure(name: str) -> None:
    """Refuse a measure of dose there is not.

    Raises
    ------
    InputError
        Naming those there are.
    """
    if name not in MEASURES:
        raise InputError(f"{name!r} is no measure of dose; there are {', '.join(MEASURES)}.")


def _stored_dose_measure(con: duckdb.DuckDBPyConnection) -> str:
    """Return what the store says of it, whether there is such a measure or not."""
    sql = "SELECT value FROM settings WHERE name = $name"
    rows = con.execute(sql, {"name": _DOSE_MEASURE}).fetchall()
    return str(rows[0][0]) if rows else DEFAULT_DOSE_MEASURE
