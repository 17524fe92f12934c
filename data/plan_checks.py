"""What a plan must be before it is stored."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import pandas as pd

from analytics.errors import InputError, StoreError, WorkbenchError
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


def of_json(text: str) -> dict[str, Any]:
    """Return an object from its JSON; anything else is no object."""
    told = json.loads(text)
    if not isinstance(told, dict):
        raise TypeError(f"{text[:20]} is no object")
    return told


@contextmanager
def kept(what: str) -> Iterator[None]:
    """Say of JSON the store kept that it is damaged, whatever of it cannot be read.

    Raises
    ------
    StoreError
        If a value is missing or of another kind than it was saved with.
    """
    try:
        yield
    except WorkbenchError:
        raise
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise StoreError(
            f"{what} as the database has it is damaged: {error}. Open another version, or restore "
            "a backup."
        ) from error


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
