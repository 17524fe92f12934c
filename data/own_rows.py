"""Own drills as rows of the catalogue: what the model makes of their times."""

from typing import Any, Final

import duckdb
import numpy as np
import pandas as pd

from analytics.load.half_sine import half_sine_peak, landing_peak
from data.shipped_drills import RESTS, patellar_stand_in, rests_of

SOURCE: Final = "own"
"""Source of a number that was entered in this workbench."""

CV_PERCENT: Final = {"BW per leg": 25.0, "s": 15.0, "m": 15.0}
"""How far another athlete's value may be off, in % (assumption, as of the shipped drills)."""

_MODELLED: Final = "worked out from assumptions"


def stored(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the own drills as they were entered, in order of their ids."""
    sql = """
        SELECT drill_id, name, legs, is_alternating, contacts_per_rep, drill_class, qualities,
            purpose, level, contact_ms, flight_ms, drop_m, rebound_m, cue, based_on, note
        FROM own_drills
        ORDER BY drill_id
    """
    found = con.execute(sql)
    names = [one[0] for one in found.description or ()]
    return pd.DataFrame(found.fetchall(), columns=names)


def as_catalogue(own: pd.DataFrame) -> pd.DataFrame:
    """Return own drills in the columns of :func:`data.drills.catalogue`."""
    rows = pd.DataFrame([_row(one) for one in _records(own)])
    rows[list(RESTS)] = rests_of(rows["drill_class"]).to_numpy()
    return rows


def as_values(own: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers of own drills in the columns of :func:`data.drills.values`."""
    return pd.DataFrame([value for one in _records(own) for value in _values(one)])


def peak_bw_per_leg(
    legs: int, contact_ms: float, flight_ms: float | None, fall_m: tuple[float, float] | None
) -> float:
    """Return the modelled peak of a drill by its flight, or by its fall and rebound, in m."""
    contact_s = contact_ms / 1000
    if fall_m is not None:
        return landing_peak(*fall_m, contact_s) / legs
    return half_sine_peak(contact_s, (flight_ms or 0.0) / 1000) / legs


def _records(own: pd.DataFrame) -> list[dict[Any, Any]]:
    # A column of nothing but NULL comes as objects.
    return own.astype(dict.fromkeys(_NUMBERS, float)).to_dict("records")


def _row(one: dict[Any, Any]) -> dict[str, Any]:
    timed = not pd.isna(one["flight_ms"])
    return {
        **{name: one[name] for name in _KEPT},
        "high_from_m": np.nan,
        "qualities": tuple(one["qualities"]),
        "substitute_id": "",
        "own_times": "flight" if timed else "",
        "is_own": True,
        "contact_s": one["contact_ms"] / 1000,
        "flight_s": one["flight_ms"] / 1000 if timed else np.nan,
        "drop_m": np.nan if timed else one["drop_m"],
        "rebound_m": np.nan if timed else one["rebound_m"],
        "model_peak_bw_per_leg": _peak(one),
        "model_peak_grade": _MODELLED,
        "model_peak_source": SOURCE,
        "model_peak_note": one["note"] or "",
        "force_cv_percent": CV_PERCENT["BW per leg"],
        "model_peak_at_height": (),
        "patellar_stand_in": patellar_stand_in(int(one["legs"])),
    }


def _peak(one: dict[Any, Any]) -> float:
    timed = not pd.isna(one["flight_ms"])
    fall_m = None if timed else (one["drop_m"], one["rebound_m"])
    return peak_bw_per_leg(one["legs"], one["contact_ms"], one["flight_ms"], fall_m)


def _values(one: dict[Any, Any]) -> list[dict[str, Any]]:
    numbers = [
        ("contact_model", one["contact_ms"] / 1000, "s", "assumption"),
        ("flight_model", one["flight_ms"] / 1000, "s", "assumption"),
        ("drop_model", one["drop_m"], "m", "assumption"),
        ("rebound", one["rebound_m"], "m", "assumption"),
        ("model_peak", _peak(one), "BW per leg", _MODELLED),
    ]
    return [
        {
            "drill_id": one["drill_id"],
            "quantity": quantity,
            "height_m": np.nan,
            "value": value,
            "value_high": np.nan,
            "unit": unit,
            "n": np.nan,
            "source": SOURCE,
            "grade": grade,
            "cv_percent": CV_PERCENT[unit],
            "cv_grade": "assumption",
            "note": one["note"] or "",
            "reference": "Entered in this workbench",
            "where": "",
        }
        for quantity, value, unit, grade in numbers
        if not pd.isna(value)
    ]


_NUMBERS: Final = ("contact_ms", "flight_ms", "drop_m", "rebound_m")

_KEPT: Final = (
    "drill_id",
    "name",
    "legs",
    "is_alternating",
    "contacts_per_rep",
    "drill_class",
    "purpose",
    "level",
    "cue",
)
