"""What a set must be before it is stored."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from analytics.errors import InputError
from analytics.load.own_peak import check_peak, mean_force
from data import drills, limits, vocabulary

_MEASURED: Final = ("height_m", "rest_s", "contact_ms", "flight_ms", "set_rpe")


def contacts_per_rep(catalogue: pd.DataFrame) -> dict[str, float]:
    """Return how many ground contacts one repetition of each drill makes."""
    return dict(zip(catalogue["drill_id"], catalogue["contacts_per_rep"], strict=True))


def told_times(catalogue: pd.DataFrame) -> dict[str, tuple[str, int]]:
    """Return for each drill what its flight time tells, and on how many legs it lands."""
    columns = (catalogue[name] for name in ("drill_id", "own_times", "legs"))
    return {drill_id: (told, legs) for drill_id, told, legs in zip(*columns, strict=True)}


def check_times(times: Mapping[str, tuple[str, int]], row: Mapping[str, Any]) -> None:
    """Refuse a set whose contact and flight together no leg was seen to bear.

    Parameters
    ----------
    times : mapping
        As :func:`told_times`.
    row : mapping
        A set of a drill that is known, with ``contact_ms``, ``flight_ms`` and ``height_m``
        where they are known.

    Raises
    ------
    InputError
        With the force they would mean.
    """
    contact_ms, flight_ms = row.get("contact_ms"), row.get("flight_ms")
    if contact_ms is None or flight_ms is None:
        return
    told, legs = times[row["drill_id"]]
    height_m = math.nan if row.get("height_m") is None else row["height_m"]
    (mean_bw,) = mean_force([told], [contact_ms / 1000], [flight_ms / 1000], [height_m])
    check_peak(math.pi / 2 * float(mean_bw) / legs)


def contacts_of(row: Mapping[str, Any], per_rep: Mapping[str, float]) -> int:
    """Return the ground contacts of a set: as counted, else repetitions times the catalogue's.

    Parameters
    ----------
    row : mapping
        A set of a drill that is known: ``drill_id``, ``reps``, ``contacts`` or None.
    per_rep : mapping
        As :func:`contacts_per_rep`.

    Raises
    ------
    InputError
        If there are fewer than repetitions, or more than one set can have.
    """
    reps, told, each = row["reps"], row.get("contacts"), per_rep[row["drill_id"]]
    if told is not None and told < reps:
        raise InputError(
            f"contacts is {told:g} of {reps:g} reps, but each rep of {row['drill_id']} lands "
            "once or more. Give reps as they were done, or leave contacts empty."
        )
    contacts = round(reps * each) if told is None else int(told)
    limit = limits.LIMITS["plyo_sets.contacts"]
    if not limit.allows(contacts):
        raise InputError(
            f"{reps:g} reps x {each:g} contacts are {contacts}; a set has {limit}. "
            f"{reps:g} contacts in all? Give reps as rounds of {each:g}, or split the set."
        )
    return contacts


def check_day(day: date, before: float, more: float) -> None:
    """Refuse contacts beyond what anybody does in a day.

    Parameters
    ----------
    day : date
    before : float
        Contacts of the athlete's day so far.
    more : float
        Of what comes to it.

    Raises
    ------
    InputError
        With the slip that explains it.
    """
    limit = limits.CONTACTS_A_DAY
    if not limit.allows(more):
        raise InputError(
            f"{more:g} contacts at once; nobody does more than {limit.high:g} in a day."
            f"{limit.meant(more)}"
        )
    if not limit.allows(before + more):
        raise InputError(
            f"{day} would have more than {limit.high:g} contacts with these {more:g}, and nobody "
            "does so many in a day. Check sets, reps and contacts of that day."
        )


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
    times = told_times(catalogue)
    rows = []
    for number, record in enumerate(frame.to_dict("records"), 1):
        row: dict[str, Any] = {
            str(name): None if pd.isna(value) else value for name, value in record.items()
        }
        try:
            _check_set(row, catalogue)
            check_times(times, row)
            row["contacts"] = contacts_of(row, per_rep)
        except InputError as error:
            raise InputError(f"Set {number}: {error}") from error
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
