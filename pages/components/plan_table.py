"""The sessions of a plan as a table one edits, and what of it cannot be meant."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from analytics.errors import InputError
from data.drills import check_set
from data.limits import LIMITS
from pages.components.plan_state import PlannedSet

Row = Mapping[Hashable, Any]

NUMBERS: Final = {"sets": "Sets", "reps": "Repetitions", "rest_s": "Rest"}


def frame(sets: Sequence[PlannedSet], first_day: date) -> pd.DataFrame:
    """Return sets as the table shows them: week from 1, height in cm.

    Parameters
    ----------
    sets : sequence of PlannedSet
    first_day : date
        Weeks are counted from it.
    """
    return pd.DataFrame(
        {
            "week": [(one.date - first_day).days // 7 + 1 for one in sets],
            "date": pd.to_datetime([one.date for one in sets]).astype("datetime64[us]"),
            "drill_id": [one.drill_id for one in sets],
            "sets": [one.sets for one in sets],
            "reps": [one.reps for one in sets],
            "height_cm": [
                None if one.height_m is None else round(100 * one.height_m, 6) for one in sets
            ],
            "rest_s": [one.rest_s for one in sets],
        }
    ).astype(
        {
            "week": "Int64",
            "drill_id": "object",
            "sets": "float64",
            "reps": "float64",
            "height_cm": "float64",
            "rest_s": "float64",
        }
    )


def read(rows: pd.DataFrame, drills: pd.DataFrame) -> tuple[tuple[PlannedSet, ...], list[str]]:
    """Return the sets of a table, and a sentence for each row that cannot be meant.

    Parameters
    ----------
    rows : DataFrame
        As of :func:`frame`; rows without anything in them are left out.
    drills : DataFrame
        The catalogue; a rest that is not said is that of the drill's class.
    """
    sets, wrong = [], []
    rest_s = drills.set_index("drill_id")["rest_s"]
    said = ["date", "drill_id", "sets", "reps"]
    for number, row in enumerate(rows.to_dict("records"), start=1):
        if all(pd.isna(row[name]) for name in said):
            continue
        usual = rest_s.get(row["drill_id"])
        filled = row | {"rest_s": usual if pd.isna(row["rest_s"]) else row["rest_s"]}
        try:
            sets.append(_one(filled, drills))
        except InputError as error:
            wrong.append(f"Row {number}: {error}")
    return tuple(sets), wrong


def _one(row: Row, drills: pd.DataFrame) -> PlannedSet:
    names = {"date": "a day", "drill_id": "a drill", "sets": "sets", "reps": "repetitions"}
    lacking = [name for key, name in names.items() if pd.isna(row[key])]
    if lacking:
        raise InputError(f"{' and '.join(lacking)} missing.")
    numbers = {name: _number(row, name) for name in NUMBERS}
    height_m: float | None = (
        None if pd.isna(row["height_cm"]) else round(float(row["height_cm"]) / 100, 6)
    )
    check_set(str(row["drill_id"]), height_m, drills=drills)
    return PlannedSet(
        pd.Timestamp(row["date"]).date(),
        str(row["drill_id"]),
        int(numbers["sets"]),
        int(numbers["reps"]),
        height_m,
        numbers["rest_s"],
    )


def _number(row: Row, name: str) -> float:
    """Return a number that can be meant; sets and repetitions are whole."""
    value: float = float(row[name]) if pd.notna(row[name]) else 0.0
    limit = LIMITS[f"plyo_sets.{name}"]
    if name != "rest_s" and value != int(value):
        raise InputError(f"{value:g} {NUMBERS[name].lower()}: a whole number is needed.")
    if not limit.allows(value):
        what = f"{value:g} {limit.unit}".rstrip()
        raise InputError(f"{NUMBERS[name]} {what}; it must lie within {limit}.{limit.meant(value)}")
    return value
