"""How long planned sets take: repetitions, and the rest after each set."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Vector = npt.NDArray[np.float64]

READY_S: Final = 4.0
"""Seconds to make ready for one more jump or drop, where repetitions do not follow from the
bounce before (assumption); the catalogue's rest between repetitions stands in where it has one."""


def set_minutes(sets: pd.DataFrame, catalogue: pd.DataFrame) -> Vector:
    """Return the minutes that each row of planned sets takes.

    Parameters
    ----------
    sets : DataFrame
        ``drill_id``, ``sets``, ``reps``, ``rest_s``.
    catalogue : DataFrame
        ``drill_id``, ``contact_s``, ``flight_s``, ``rest_between_reps_s``.

    Returns
    -------
    ndarray of float, shape (n,)
        Rest is counted after every set, the last included: the next drill is set up then.
        The warm-up is not in it.
    """
    rep_s = rep_seconds(sets["drill_id"], catalogue)
    reps = sets["reps"].to_numpy(dtype=float)
    rest_s = sets["rest_s"].to_numpy(dtype=float)
    return np.asarray(sets["sets"].to_numpy(dtype=float) * (reps * rep_s + rest_s) / 60)


def rep_seconds(drill_ids: pd.Series, catalogue: pd.DataFrame) -> Vector:
    """Return the seconds from one repetition of a drill to the next.

    Contact and flight where each follows from the bounce before; else the contact and the
    time to make ready.
    """
    drills = catalogue.set_index("drill_id")
    contact_s, flight_s, between_s = (
        drill_ids.map(drills[name]).to_numpy(dtype=float, na_value=np.nan)
        for name in ("contact_s", "flight_s", "rest_between_reps_s")
    )
    ready_s = np.where(np.isnan(between_s), READY_S, between_s)
    return np.asarray(contact_s + np.where(np.isnan(flight_s), ready_s, flight_s))
