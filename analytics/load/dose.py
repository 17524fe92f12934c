"""Plyometric dose: contacts, each weighed by the force its drill is modelled with."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.frames import SETS
from analytics.load.drills import CATALOGUE, model_peak

REFERENCE_PEAK_BW: Final = 2.3
"""Modelled peak force of one leg in a pogo, in BW: 1 AU is one such contact on each leg.

Half sine with 0.17 s contact and 0.33 s flight, 4.6 BW on two legs (worked out)."""

SIDES: Final = ("left", "right", "both")


def set_dose(sets: pd.DataFrame, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Weigh each set, for each leg.

    Parameters
    ----------
    sets : DataFrame
        As :data:`analytics.frames.SETS`.
    catalogue : DataFrame
        As :data:`analytics.load.drills.CATALOGUE`.

    Returns
    -------
    DataFrame
        Indexed as ``sets``: ``left_dose_au``, ``right_dose_au`` and their mean
        ``plyo_dose_au``.

    Raises
    ------
    InputError
        If a drill, a side or a count is not known, or a height that matters is
        missing or beyond what is known.

    Notes
    -----
    A leg's dose is its contacts times the drill's modelled peak force on one leg over
    that of a pogo. A contact of a two-legged drill counts on each leg. One leg at a time
    with side ``both`` puts half of the contacts on each leg. A single side leaves
    the other leg with 0. Measured forces never enter: they exist for few drills, and
    mixing them with modelled ones would rank drills by who measured them.
    """
    SETS.check(sets)
    contacts = _contacts(sets)
    side = sets["side"].to_numpy(dtype=object)
    unknown = ~np.isin(side, SIDES)
    if unknown.any():
        raise InputError(f"side must be left, right or both; got {side[unknown][0]!r}.")
    dose_au = contacts * model_peak(sets, catalogue) / REFERENCE_PEAK_BW
    legs = catalogue.set_index("drill_id")["legs"]
    one_leg = sets["drill_id"].map(legs).to_numpy(dtype=float) == 1
    shared_au = np.where(one_leg, dose_au / 2, dose_au)
    left_au = np.where(side == "both", shared_au, np.where(side == "left", dose_au, 0.0))
    right_au = np.where(side == "both", shared_au, np.where(side == "right", dose_au, 0.0))
    return pd.DataFrame(
        {
            "left_dose_au": left_au,
            "right_dose_au": right_au,
            "plyo_dose_au": (left_au + right_au) / 2,
        },
        index=sets.index,
    )


def daily_dose(sets: pd.DataFrame, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Add up the dose of each day on which there were sets.

    Parameters
    ----------
    sets : DataFrame
        As :data:`analytics.frames.SETS`.
    catalogue : DataFrame
        As :data:`analytics.load.drills.CATALOGUE`.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``plyo_dose_au``: per leg, averaged over both legs, in
        AU. One row per athlete and day with sets, in that order. Days without sets are
        absent: whether they were rest is not known here.

    Raises
    ------
    InputError
        As :func:`set_dose`.
    """
    CATALOGUE.check(catalogue)
    days = pd.concat([sets[["athlete_id", "date"]], set_dose(sets, catalogue)], axis=1)
    return days.groupby(["athlete_id", "date"], observed=True)["plyo_dose_au"].sum().reset_index()


def _contacts(sets: pd.DataFrame) -> npt.NDArray[np.float64]:
    contacts = sets["contacts"].to_numpy(dtype=float, na_value=np.nan)
    bad = ~(np.isfinite(contacts) & (contacts >= 0))
    if bad.any():
        raise InputError(
            f"contacts must be finite and not negative; {bad.sum()} of {bad.size} are not, "
            f"the first being {contacts[bad][0]:g}."
        )
    return contacts
