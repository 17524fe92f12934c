"""What a plan must be before it is stored."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd

from analytics.errors import InputError
from data import drills, limits

LONGEST_NAME: Final = 60


def line(what: str, text: str) -> str:
    """Return a name on one line, or say why it is none."""
    found = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if not found or len(found) > LONGEST_NAME:
        raise InputError(
            f"{what} has {len(found)} letters; it must have 1 to {LONGEST_NAME}. Give another."
        )
    return found


def check_sets(rows: Iterable[Mapping[str, Any]], catalogue: pd.DataFrame) -> None:
    """Refuse planned sets whose dose could not be computed, or that nobody can mean.

    Raises
    ------
    InputError
        Naming the row of the plan.
    """
    seen: set[tuple[str, float | None]] = set()
    for number, row in enumerate(rows, 1):
        drill = (row["drill_id"], row["height_m"])
        try:
            for column in ("sets", "reps", "height_m", "rest_s"):
                limits.check(f"plyo_sets.{column}", row[column])
            if drill not in seen:
                drills.check_set(*drill, None, catalogue)
        except InputError as error:
            raise InputError(f"Row {number} of the plan: {error}") from error
        seen.add(drill)
