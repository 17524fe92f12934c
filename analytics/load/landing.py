"""How fast a contact is met and how long its braking lasts."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.half_sine import GRAVITY_M_S2
from analytics.load.own_peak import FLIGHT, LANDING, REBOUND

Vector = npt.NDArray[np.float64]

BRAKING_SHARE: Final = 0.5
"""Share of a contact that brakes, where a push follows (assumption); of a landing that is
held, whose contact is the time to stop, all of it does."""


def touch_down_speed(sets: pd.DataFrame, catalogue: pd.DataFrame) -> Vector:
    r"""Return the speed at which each set's contacts meet the ground.

    .. math:: v = \sqrt{2 g h} \quad \text{or} \quad v = g \, t_f / 2

    Parameters
    ----------
    sets : DataFrame
        As :data:`analytics.frames.SETS`; also ``own_flight_s`` where the athlete has one.
    catalogue : DataFrame
        As :data:`analytics.load.drills.CATALOGUE`; also ``drop_m`` and ``flight_s``, either
        of which may be missing, and ``own_times``, what an own flight tells of a drill.

    Returns
    -------
    ndarray of float, shape (n,)
        In m/s. From the athlete's own flight where it comes before the contact; else from the
        set's height where the drill's force follows it, else from the catalogue's drop, else
        from its flight. Missing where nothing of these is known.
    """
    drills = catalogue.set_index("drill_id")
    follows = sets["drill_id"].map(drills["model_peak_at_height"].map(len) > 0).to_numpy(dtype=bool)
    height_m = sets["height_m"].to_numpy(dtype=float, na_value=np.nan)
    fall_m = np.where(follows, height_m, of_drill(sets, catalogue, "drop_m"))
    by_flight = GRAVITY_M_S2 * of_drill(sets, catalogue, "flight_s") / 2
    known = np.where(np.isnan(fall_m), by_flight, np.sqrt(2 * GRAVITY_M_S2 * fall_m))
    own_flight_s = _own(sets, catalogue, "flight_s", before_contact=True)
    return np.where(np.isnan(own_flight_s), known, GRAVITY_M_S2 * own_flight_s / 2)


def braking_time(sets: pd.DataFrame, catalogue: pd.DataFrame) -> Vector:
    """Return how long each contact of a set brakes.

    Parameters
    ----------
    sets : DataFrame
        As :data:`analytics.frames.SETS`; also ``own_contact_s`` where the athlete has one.
    catalogue : DataFrame
        As :data:`analytics.load.drills.CATALOGUE`; also ``contact_s`` and ``rebound_m``,
        which is 0 for a landing that is held.

    Returns
    -------
    ndarray of float, shape (n,)
        In s; missing where the contact time is not known.
    """
    held = of_drill(sets, catalogue, "rebound_m") == 0
    own_s = _own(sets, catalogue, "contact_s")
    contact_s = np.where(np.isnan(own_s), of_drill(sets, catalogue, "contact_s"), own_s)
    return contact_s * np.where(held, 1.0, BRAKING_SHARE)


def of_drill(sets: pd.DataFrame, catalogue: pd.DataFrame, column: str) -> Vector:
    """Return a number of the catalogue for each set, missing where the catalogue has none."""
    if column not in catalogue:
        return np.full(len(sets), np.nan)
    values = catalogue.set_index("drill_id")[column]
    return sets["drill_id"].map(values).to_numpy(dtype=float, na_value=np.nan)


def _own(
    sets: pd.DataFrame, catalogue: pd.DataFrame, column: str, *, before_contact: bool = False
) -> Vector:
    """Return the athlete's own time, missing where there is none or it tells nothing."""
    if f"own_{column}" not in sets:
        return np.full(len(sets), np.nan)
    own = sets[f"own_{column}"].to_numpy(dtype=float, na_value=np.nan)
    told = {FLIGHT, LANDING} if before_contact else {FLIGHT, LANDING, REBOUND}
    tells = catalogue.set_index("drill_id")["own_times"].isin(told)
    return np.where(sets["drill_id"].map(tells).to_numpy(dtype=bool), own, np.nan)
