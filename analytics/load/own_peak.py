"""Peak force from an athlete's own contact and flight times, and what no body can do."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load.half_sine import GRAVITY_M_S2, PEAK_OVER_MEAN, mean_over_contact

Vector = npt.NDArray[np.float64]

CEILING_BW: Final = 12.0
"""Peak force that no leg is taken to exceed, in BW: the highest first contact of a triple jump
(Ramey and Williams 1985, 7 to 12 BW)."""

FLIGHT: Final = "flight"
LANDING: Final = "landing"
REBOUND: Final = "rebound"


def mean_force(
    own_times: Sequence[str],
    contact_s: npt.ArrayLike,
    flight_s: npt.ArrayLike,
    drop_m: npt.ArrayLike,
) -> Vector:
    """Return the mean force over a contact of the athlete's own times.

    Parameters
    ----------
    own_times : sequence of str, shape (n,)
        What the flight tells: ``flight`` of a repeated jump that before and after the contact,
        ``landing`` that before a landing that is held, ``rebound`` that after a drop. Anything
        else tells nothing.
    contact_s, flight_s : array_like of float, shape (n,)
        In s. Missing where the athlete has none.
    drop_m : array_like of float, shape (n,)
        Height fallen, in m; looked at for ``rebound`` alone.

    Returns
    -------
    ndarray of float, shape (n,)
        In body weights, of all legs on the ground together; missing where nothing is told.

    Raises
    ------
    InputError
        If a contact is not above 0 or a flight is negative.
    """
    contact, flight = np.asarray(contact_s, dtype=float), np.asarray(flight_s, dtype=float)
    bad = (contact <= 0) | (flight < 0)
    if bad.any():
        raise InputError(
            "contact_s must be above 0 and flight_s not negative; "
            f"got {contact[bad][0]:g} and {flight[bad][0]:g}."
        )
    kind = np.asarray(own_times, dtype=object)
    # A flight of t_f is left and met with g·t_f/2 each.
    half_m_s = GRAVITY_M_S2 * flight / 2
    fallen_m_s = np.sqrt(2 * GRAVITY_M_S2 * np.asarray(drop_m, dtype=float))
    speed_m_s = np.select(
        [kind == FLIGHT, kind == LANDING, kind == REBOUND],
        [2 * half_m_s, half_m_s, half_m_s + fallen_m_s],
        default=np.nan,
    )
    return mean_over_contact(speed_m_s, contact)


def own_peak(sets: pd.DataFrame, catalogue: pd.DataFrame) -> Vector:
    """Return the modelled peak force of each set's landings by the athlete's own times.

    Parameters
    ----------
    sets : DataFrame
        ``drill_id``, ``height_m``, ``own_contact_s`` and ``own_flight_s``, in s.
    catalogue : DataFrame
        As :data:`analytics.load.drills.CATALOGUE`; also ``own_times``, what an own flight tells
        of a drill. Without, every drill is a repeated jump or, where it follows its height, a
        drop with a rebound.

    Returns
    -------
    ndarray of float, shape (n,)
        Half sine, in body weights per leg; missing where there are no own times, or they tell
        nothing of the drill.
    """
    drills = catalogue.set_index("drill_id")
    if "own_times" not in drills:
        follows = drills["model_peak_at_height"].map(len) > 0
        drills = drills.assign(own_times=np.where(follows, REBOUND, FLIGHT))
    mean_bw = mean_force(
        sets["drill_id"].map(drills["own_times"]).tolist(),
        sets["own_contact_s"].to_numpy(dtype=float, na_value=np.nan),
        sets["own_flight_s"].to_numpy(dtype=float, na_value=np.nan),
        sets["height_m"].to_numpy(dtype=float, na_value=np.nan),
    )
    return PEAK_OVER_MEAN * mean_bw / sets["drill_id"].map(drills["legs"]).to_numpy(dtype=float)


def check_peak(peak_bw_per_leg: float) -> None:
    """Refuse times whose half sine would be beyond what a leg was ever seen to bear.

    Raises
    ------
    InputError
        With the force, and the ceiling with its source.
    """
    if peak_bw_per_leg > CEILING_BW:
        raise InputError(
            f"Contact and flight would mean a peak of {peak_bw_per_leg:.1f} BW per leg, above the "
            f"{CEILING_BW:g} BW of a triple jump (Ramey85). Check the times; they are in ms."
        )
