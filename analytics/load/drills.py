"""Drills: the peak force their landings are modelled with, and how it is modelled."""

import math
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.frames import Table

GRAVITY_M_S2: Final = 9.80665

CATALOGUE = Table(
    "drill catalogue",
    {
        "drill_id": "Drill",
        "name": "Name",
        "legs": "Legs",
        "is_alternating": "Alternating",
        "model_peak_bw_per_leg": "Modelled peak force (BW per leg)",
        "model_peak_at_height": "Modelled peak force by height (m, BW per leg)",
    },
)
"""One row per drill. ``model_peak_at_height`` holds pairs of height (m) and peak force (BW
per leg) for a drill whose force follows the height, and is empty for the others."""

_OFFERED: Final = 3

Vector = npt.NDArray[np.float64]


def half_sine_peak(contact_s: float, flight_s: float) -> float:
    r"""Return the peak force of a repeated jump from its times.

    .. math:: F / BW = \frac{\pi}{2} \left(1 + \frac{t_f}{t_c}\right)

    Parameters
    ----------
    contact_s, flight_s : float
        Ground contact and flight time, in s. Contact above 0, flight not negative.

    Returns
    -------
    float
        Peak vertical force, in body weights, of all legs on the ground together.

    References
    ----------
    .. [1] Morin JB et al. J Appl Biomech 2005;21:167-180.

    Examples
    --------
    >>> round(half_sine_peak(contact_s=0.17, flight_s=0.33), 1)
    4.6
    """
    if not (contact_s > 0 and flight_s >= 0):
        raise InputError(
            "contact_s must be above 0 and flight_s not negative; "
            f"got {contact_s:g} and {flight_s:g}."
        )
    return math.pi / 2 * (1 + flight_s / contact_s)


def landing_peak(drop_m: float, rebound_m: float, contact_s: float) -> float:
    r"""Return the peak force of one landing from its heights and its contact.

    .. math:: F / BW = \frac{\pi}{2} \left(1 + \frac{v_{td} + v_{to}}{g \, t_c}\right),
       \qquad v = \sqrt{2 g h}

    Parameters
    ----------
    drop_m, rebound_m : float
        Height fallen before and jumped after the contact, in m. A rebound of 0 is a
        landing that is held.
    contact_s : float
        Contact time, in s; of a held landing the time to stop.

    Returns
    -------
    float
        Peak vertical force, in body weights, of both legs together.

    Examples
    --------
    >>> round(landing_peak(drop_m=0.30, rebound_m=0.30, contact_s=0.25), 1)
    4.7
    """
    if not (drop_m >= 0 and rebound_m >= 0 and contact_s > 0):
        raise InputError(
            "Heights must not be negative and contact_s be above 0; "
            f"got {drop_m:g}, {rebound_m:g} and {contact_s:g}."
        )
    speed_m_s = math.sqrt(2 * GRAVITY_M_S2 * drop_m) + math.sqrt(2 * GRAVITY_M_S2 * rebound_m)
    return math.pi / 2 * (1 + speed_m_s / (GRAVITY_M_S2 * contact_s))


def refusals(sets: pd.DataFrame, catalogue: pd.DataFrame) -> pd.Series:
    """Say of each set why no force can be given to it.

    Parameters
    ----------
    sets : DataFrame
        ``drill_id``, ``side`` and ``height_m``.
    catalogue : DataFrame
        As :data:`CATALOGUE`.

    Returns
    -------
    Series of str
        Indexed as ``sets``; an empty text where nothing is wrong.
    """
    reasons = pd.Series("", index=sets.index, dtype=object)
    known = sets["drill_id"].isin(catalogue["drill_id"])
    for drill_id in sets.loc[~known, "drill_id"].unique():
        reasons[sets["drill_id"] == drill_id] = (
            f"{drill_id} is not in the drill catalogue. Use one of its drill_id values."
        )
    if "contacts_per_rep" in catalogue.columns:
        without = catalogue.loc[catalogue["contacts_per_rep"] == 0, "drill_id"]
        for drill_id in without[without.isin(sets["drill_id"])]:
            reasons[sets["drill_id"] == drill_id] = (
                f"{drill_id} has no ground contacts, so it has no plyometric dose. Log it as "
                "other load."
            )
    two_legged = sets["drill_id"].isin(catalogue.loc[catalogue["legs"] == 2, "drill_id"])
    # Landed on one leg it is another drill, of another force.
    for (drill_id, side), some in sets[two_legged].groupby(["drill_id", "side"]):
        if side in ("left", "right"):
            reasons.loc[some.index] = (
                f"{drill_id} is done on both legs, not on the {side} alone. Log it with side "
                f"both, or as {_one_legged(catalogue)}."
            )
    for drill_id, pairs in _by_height(catalogue):
        here = sets["drill_id"] == drill_id
        height_m = sets.loc[here, "height_m"].astype(float)
        low, high = pairs[0][0], pairs[-1][0]
        missing = height_m.index[height_m.isna()]
        outside = height_m.index[(height_m < low) | (height_m > high)]
        reasons.loc[missing] = f"{drill_id} needs height_m, {low:.2f} to {high:.2f} m."
        for row, value in height_m[outside].items():
            reasons.at[row] = (  # noqa: PD008 - one cell of a labelled row
                f"{drill_id} from {value:.2f} m: its force is known from {low:.2f} to "
                f"{high:.2f} m. Check the height; it is in metres."
            )
    return reasons


def model_peak(sets: pd.DataFrame, catalogue: pd.DataFrame) -> Vector:
    """Return the modelled peak force of each set's landings.

    Parameters
    ----------
    sets : DataFrame
        ``drill_id``, ``side``, and ``height_m``, which is looked at only for drills whose
        force follows it.
    catalogue : DataFrame
        As :data:`CATALOGUE`.

    Returns
    -------
    ndarray of float, shape (n,)
        In body weights per leg. Between heights of the catalogue it is interpolated.

    Raises
    ------
    InputError
        If a drill is unknown, is one of two legs done on one, or its height is missing or
        beyond what is known.
    """
    CATALOGUE.check(catalogue)
    reasons = refusals(sets, catalogue)
    if (reasons != "").any():
        raise InputError(str(reasons[reasons != ""].iloc[0]))
    peak_bw = (
        sets["drill_id"]
        .map(catalogue.set_index("drill_id")["model_peak_bw_per_leg"])
        .to_numpy(dtype=float, copy=True)
    )
    for drill_id, pairs in _by_height(catalogue):
        here = (sets["drill_id"] == drill_id).to_numpy()
        heights_m, peaks_bw = zip(*pairs, strict=True)
        peak_bw[here] = np.interp(
            sets["height_m"].to_numpy(dtype=float, na_value=np.nan)[here], heights_m, peaks_bw
        )
    return peak_bw


def _one_legged(catalogue: pd.DataFrame) -> str:
    hops = (catalogue["legs"] == 1) & ~catalogue["is_alternating"].astype(bool)
    if "contacts_per_rep" in catalogue:
        hops &= catalogue["contacts_per_rep"] > 0
    *others, last = catalogue.loc[hops, "drill_id"].head(_OFFERED)
    return f"{', '.join(others)} or {last}" if others else str(last)


def _by_height(catalogue: pd.DataFrame) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    pairs = zip(catalogue["drill_id"], catalogue["model_peak_at_height"], strict=True)
    return [(drill_id, by_height) for drill_id, by_height in pairs if len(by_height)]
