"""Read what tissue stress is reckoned with, and the guard rails, each number with its source."""

from functools import lru_cache
from typing import Final

import pandas as pd

from analytics.load.tissue import Setting, Tissue
from data.drills import CATALOGUE_FOLDER, sources

_SETTINGS: Final = ("exponent", "reference", "half_life_d")


@lru_cache(maxsize=1)
def tissues() -> tuple[Tissue, ...]:
    """Return the tissues, in the order they are always shown in."""
    rows = tissue_settings()
    return tuple(
        Tissue(
            name=str(name),
            label=of_one["label"].iloc[0],
            unit=of_one["unit"].iloc[0],
            **{setting: _setting(of_one, setting) for setting in _SETTINGS},
        )
        for name, of_one in rows.groupby("tissue", sort=False)
    )


def tissue_settings() -> pd.DataFrame:
    """Return every number of every tissue.

    Returns
    -------
    DataFrame
        ``tissue``, ``label``, ``unit`` of its loads, ``setting`` (``exponent``, ``reference``
        or ``half_life_d``), ``value``, ``low`` and ``high`` in ``setting_unit``, ``source``,
        ``grade``, ``note``, ``reference``, ``where``.
    """
    return _with_sources("tissues.csv")


def guard_rails() -> pd.DataFrame:
    """Return the guard rails, one row each.

    Returns
    -------
    DataFrame
        ``rule``, ``name`` for people, ``default`` in ``unit``, ``source``, ``grade``,
        ``sentence`` that says what it asks, ``reference``, ``where``.
    """
    return _with_sources("guard_rails.csv")


def definitions() -> pd.DataFrame:
    """Return what guard rails and own high are defined by, one number a row.

    Returns
    -------
    DataFrame
        As :func:`guard_rails`. None of them can be switched off.
    """
    return _with_sources("definitions.csv")


def _with_sources(name: str) -> pd.DataFrame:
    rows = pd.read_csv(CATALOGUE_FOLDER / name, keep_default_na=False)
    return rows.merge(sources(), on="source", how="left", validate="many_to_one")


def _setting(rows: pd.DataFrame, name: str) -> Setting:
    (row,) = rows[rows["setting"] == name].to_dict("records")
    return Setting(
        value=float(row["value"]),
        low=float(row["low"]),
        high=float(row["high"]),
        unit=row["setting_unit"],
        source=row["source"],
        grade=row["grade"],
        note=row["note"],
    )
