"""What an own drill must be before it is stored."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics.errors import InputError
from analytics.load.own_peak import check_peak
from data import drills, ids, limits, own_rows, vocabulary

CLASSES: Final = ("low", "low-moderate", "moderate", "moderate-high", "high")
"""Of intensity; tells the rest, and which sessions count as high."""


def filled(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of :func:`add` with a default for each that is left out or None.

    A quality that is given by itself is one quality.
    """
    given = {name: value for name, value in row.items() if value is not None}
    found = {**_DEFAULTS, **given}
    found["name"] = (found["name"] or "").strip()
    qualities = found["qualities"] or ()
    qualities = (qualities,) if isinstance(qualities, str) else qualities
    found["qualities"] = list(dict.fromkeys(qualities))
    # A fall without a word of what follows is a landing that is held.
    if found["drop_m"] is not None and found["rebound_m"] is None:
        found["rebound_m"] = 0.0
    return found


def check(row: Mapping[str, Any]) -> None:
    """Refuse a drill that no body could do, whatever the catalogue holds.

    Parameters
    ----------
    row : mapping
        Arguments of :func:`add`; what is left out has its default.

    Raises
    ------
    InputError
        If a value cannot be meant, or the force would be beyond what a leg was seen to bear.
    """
    found = filled(row)
    _check_words(found)
    if found["contact_ms"] is None:
        raise InputError("contact_ms is missing. Say how long a contact lasts.")
    for name in ("contact_ms", "flight_ms", "drop_m", "rebound_m", "contacts_per_rep", "level"):
        limits.check(f"own_drills.{name}", found[name])
    for name in ("contacts_per_rep", "level"):
        if found[name] != int(found[name]):
            raise InputError(f"{name} is {found[name]:g}; it must be a whole number.")
    _check_legs(found["legs"], is_alternating=found["is_alternating"])
    if (found["flight_ms"] is None) == (found["drop_m"] is None):
        raise InputError(
            "Give either flight_ms, of a repeated jump, or drop_m, the height fallen before the "
            "contact: one of them, not both."
        )
    if found["drop_m"] == 0 and found["rebound_m"] == 0:
        raise InputError(
            "drop_m is 0 and rebound_m is 0: nothing falls and nothing jumps. Give the height "
            "fallen, or the flight of a repeated jump."
        )
    if found["drop_m"] is None and found["rebound_m"] is not None:
        raise InputError("rebound_m goes with drop_m; of a repeated jump the flight tells it.")
    made = own_rows.as_catalogue(pd.DataFrame([found]))
    check_peak(float(made["model_peak_bw_per_leg"].iloc[0]))


def _check_words(row: Mapping[str, Any]) -> None:
    for name in ("drill_id", "drill_class"):
        if row[name] is None:
            raise InputError(f"{name} is missing. {_REMEDY[name]}")
    ids.check("drill_id", row["drill_id"])
    if not row["name"]:
        raise InputError("name is empty. Say what the drill is called.")
    vocabulary.check("drill_class", row["drill_class"], CLASSES)
    vocabulary.check("purpose", row["purpose"], drills.PURPOSES)
    if not row["qualities"]:
        raise InputError(f"qualities is empty. Pick one or more of {', '.join(drills.QUALITIES)}.")
    for quality in row["qualities"]:
        vocabulary.check("qualities", quality, drills.QUALITIES)


def _check_legs(legs: int, *, is_alternating: bool) -> None:
    if legs not in (1, 2):
        raise InputError(f"legs is {legs}; it must be 1 or 2.")
    if is_alternating and legs != 1:
        raise InputError("A drill on both legs does not alternate. Set legs to 1.")


_REMEDY: Final = {
    "drill_id": "Give the drill an id, such as stair-hop.",
    "drill_class": f"Pick one of {', '.join(CLASSES)}.",
}
_DEFAULTS: Final = {
    "drill_id": None,
    "name": None,
    "legs": None,
    "contact_ms": None,
    "drill_class": None,
    "qualities": None,
    "is_alternating": False,
    "contacts_per_rep": 1,
    "purpose": "jump",
    "level": 1,
    "flight_ms": None,
    "drop_m": None,
    "rebound_m": None,
    "cue": "",
    "based_on": None,
    "note": None,
}
