"""What a set must be before it is stored."""

from typing import Any, Final

import pandas as pd

from analytics.errors import InputError
from data import drills, limits, vocabulary

_MEASURED: Final = ("height_m", "rest_s", "contact_ms", "flight_ms", "set_rpe")


def contacts_per_rep(catalogue: pd.DataFrame) -> dict[str, float]:
    """Return how many ground contacts one repetition of each drill makes."""
    return dict(zip(catalogue["drill_id"], catalogue["contacts_per_rep"], strict=True))


def checked(frame: pd.DataFrame, catalogue: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the sets as rows with None for what is missing, or say which set is wrong.

    ``catalogue`` is that of the store, :func:`data.drills.of_store`.
    """
    if frame.empty:
        raise InputError("The session has no set. Give at least one drill with its reps.")
    missing = {"drill_id", "reps"} - set(frame.columns)
    if missing:
        raise InputError(f"sets has no column {', '.join(sorted(missing))}.")
    per_rep = contacts_per_rep(catalogue)
    rows = []
    for number, record in enumerate(frame.to_dict("records"), 1):
        row: dict[str, Any] = {
            str(name): None if pd.isna(value) else value for name, value in record.items()
        }
        try:
            _check_set(row, catalogue)
        except InputError as error:
            raise InputError(f"Set {number}: {error}") from error
        if row.get("contacts") is None:
            row["contacts"] = round(row["reps"] * per_rep[row["drill_id"]])
        rows.append(row)
    return rows


def _check_set(row: dict[str, Any], catalogue: pd.DataFrame) -> None:
    if row["drill_id"] is None:
        raise InputError("drill_id is missing. Pick a drill of the catalogue.")
    if row["reps"] is None:
        raise InputError("reps is missing. Say how often the drill was done.")
    for column in ("reps", "contacts", *_MEASURED):
        limits.check(f"plyo_sets.{column}", row.get(column))
    for column in ("reps", "contacts"):
        if row.get(column) is not None and row[column] != int(row[column]):
            raise InputError(f"{column} is {row[column]:g}; it must be a whole number.")
    vocabulary.check("side", row.get("side"), vocabulary.SIDES)
    drills.check_set(row["drill_id"], row.get("height_m"), row.get("side"), catalogue)
