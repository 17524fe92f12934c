"""Contacts of each leg: whole ones on two legs, half of them each when legs alternate."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.frames import SETS

Vector = npt.NDArray[np.float64]

SIDES: Final = ("left", "right", "both")

MOST_CONTACTS: Final = 100_000
"""Contacts of a set beyond which it is a slip, not training (definition)."""


def leg_contacts(sets: pd.DataFrame, catalogue: pd.DataFrame) -> tuple[Vector, Vector]:
    """Return the contacts of the left and of the right leg in each set.

    Parameters
    ----------
    sets : DataFrame
        As :data:`analytics.frames.SETS`.
    catalogue : DataFrame
        As :data:`analytics.load.drills.CATALOGUE`.

    Returns
    -------
    tuple of ndarray of float, shape (n,)
        A contact on two legs counts on each of them. One leg at a time with side ``both``
        puts half of the contacts on each leg. A single side leaves the other leg with 0.

    Raises
    ------
    InputError
        If a side is not known, or a count is missing, negative or beyond all training.
    """
    SETS.check(sets)
    contacts = _contacts(sets)
    side = sets["side"].to_numpy(dtype=object)
    unknown = ~np.isin(side, SIDES)
    if unknown.any():
        raise InputError(f"side must be left, right or both; got {side[unknown][0]!r}.")
    legs = catalogue.set_index("drill_id")["legs"]
    one_leg = sets["drill_id"].map(legs).to_numpy(dtype=float) == 1
    shared = np.where(one_leg, contacts / 2, contacts)
    left = np.where(side == "both", shared, np.where(side == "left", contacts, 0.0))
    right = np.where(side == "both", shared, np.where(side == "right", contacts, 0.0))
    return left, right


def _contacts(sets: pd.DataFrame) -> Vector:
    contacts = sets["contacts"].to_numpy(dtype=float, na_value=np.nan)
    bad = ~(np.isfinite(contacts) & (contacts >= 0))
    if bad.any():
        raise InputError(
            f"contacts must be finite and not negative; {bad.sum()} of {bad.size} are not, "
            f"the first being {contacts[bad][0]:g}."
        )
    if contacts.max(initial=0) > MOST_CONTACTS:
        raise InputError(
            f"A set of {contacts.max():g} contacts cannot be; {MOST_CONTACTS:,} are the most. "
            "Check the count."
        )
    return contacts
