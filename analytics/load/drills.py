"""Drills: the peak force their landings are modelled with, and how it is modelled."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.frames import Table
from analytics.load.drill_names import meant
from analytics.load.half_sine import GRAVITY_M_S2 as GRAVITY_M_S2
from analytics.load.half_sine import half_sine_peak as half_sine_peak
from analytics.load.half_sine import landing_peak as landing_peak
from analytics.load.own_peak import own_peak

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

_REFERENCE: Final = "running-step"

Vector = npt.NDArray[np.float64]


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
    names = [one for one in catalogue["drill_id"] if one != _REFERENCE]
    for drill_id in sets.loc[~known, "drill_id"].unique():
        remedy = meant(str(drill_id), names) or " Use one of its drill_id values."
        reasons[sets["drill_id"] == drill_id] = f"{drill_id} is not in the drill catalogue.{remedy}"
    if "contacts_per_rep" in catalogue.columns:
        without = catalogue.loc[catalogue["contacts_per_rep"] == 0, "drill_id"]
        for drill_id in without[without.isin(sets["drill_id"].unique())]:
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
        force follows it. Also ``own_contact_s`` and ``own_flight_s``, in s, where they are
        known of the athlete: they stand in for the catalogue's times.
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
    if {"own_contact_s", "own_flight_s"} <= set(sets.columns):
        own_bw = own_peak(sets, catalogue)
        peak_bw = np.where(np.isnan(own_bw), peak_bw, own_bw)
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
