"""Read the drill catalogue: each drill once, and each value known of it with its source."""

from functools import lru_cache
from pathlib import Path
from typing import Final

import pandas as pd

from analytics.errors import InputError
from analytics.load.drills import CATALOGUE, refusals

CATALOGUE_FOLDER: Final = Path(__file__).parent / "catalogue"

FORCE_CV_PERCENT: Final = 25.0
"""Least uncertainty of any force of the catalogue, in % (assumption: a stiff and a soft
landing from one height differ by ±60 %)."""

SHOWN_HEIGHT_M: Final = 0.30
"""Height at which a drill that follows its height is shown when no height is given, in m."""


def catalogue() -> pd.DataFrame:
    """Return the drills, one row each, ready for :func:`analytics.load.dose.daily_dose`.

    Returns
    -------
    DataFrame
        ``drill_id``, ``name``, ``legs``, ``is_alternating``, ``contacts_per_rep``,
        ``drill_class`` and, where it follows the height, ``high_from_m`` from which on it is
        high, ``quality``; ``contact_s`` (of a landing the time to stop) and ``flight_s`` the
        model works with;
        ``model_peak_bw_per_leg`` with ``model_peak_grade``, ``model_peak_source`` and
        ``model_peak_note``; ``model_peak_at_height``, pairs of height (m) and peak force,
        empty where height does not matter (where it does, ``model_peak_bw_per_leg`` is
        that at 0.30 m); ``measured_peak_bw``, all legs together, with its
        ``measured_peak_height_m``, grade and source, missing where nobody measured it;
        ``force_cv_percent``.
    """
    return _catalogue().copy()


def values() -> pd.DataFrame:
    """Return every value known of every drill, in the order of the catalogue.

    Returns
    -------
    DataFrame
        ``drill_id``, ``quantity``, ``height_m``, ``value``, ``value_high`` (where a range is
        known), ``unit``, ``n`` (persons measured, missing where unknown), ``source``,
        ``grade``, ``note``, ``reference``, ``where``.
    """
    known = pd.read_csv(CATALOGUE_FOLDER / "drill_values.csv")
    sources = pd.read_csv(CATALOGUE_FOLDER / "sources.csv")
    joined = known.merge(sources, on="source", how="left", validate="many_to_one")
    texts = ["note", "reference", "where"]
    return joined.assign(**joined[texts].fillna(""))


def check_set(drill_id: str, height_m: float | None, side: str | None = None) -> None:
    """Refuse a set whose dose could not be computed.

    Parameters
    ----------
    drill_id : str
    height_m : float or None
    side : str, optional
        ``left``, ``right`` or ``both``, which is the default.

    Raises
    ------
    InputError
        If the drill is unknown, is one of two legs done on one, or its height is missing or
        beyond what is known.
    """
    one = pd.DataFrame({"drill_id": [drill_id], "height_m": [height_m], "side": [side or "both"]})
    reason = str(refusals(one, _catalogue()).iloc[0])
    if reason:
        raise InputError(reason)


@lru_cache(maxsize=1)
def _catalogue() -> pd.DataFrame:
    drills = pd.read_csv(CATALOGUE_FOLDER / "drills.csv").set_index("drill_id")
    known = values().set_index("drill_id")
    peaks = known[known["quantity"] == "model_peak"]
    shown = peaks[peaks["height_m"].isna() | (peaks["height_m"] == SHOWN_HEIGHT_M)]
    measured = known[known["quantity"] == "measured_peak"]
    measured = measured[~measured.index.duplicated()]
    drills["contact_s"] = known.loc[known["quantity"] == "contact_model", "value"]
    drills["flight_s"] = known.loc[known["quantity"] == "flight_model", "value"]
    drills["model_peak_bw_per_leg"] = shown["value"]
    drills[["model_peak_grade", "model_peak_source", "model_peak_note"]] = shown[
        ["grade", "source", "note"]
    ]
    drills["model_peak_at_height"] = pd.Series(
        {drill_id: _by_height(peaks.loc[[drill_id]]) for drill_id in drills.index}
    )
    drills["measured_peak_bw"] = measured["value"]
    drills["measured_peak_height_m"] = measured["height_m"]
    drills["measured_peak_source"] = measured["source"]
    drills["measured_peak_grade"] = measured["grade"]
    drills["force_cv_percent"] = FORCE_CV_PERCENT
    return CATALOGUE.check(drills.reset_index())


def _by_height(peaks: pd.DataFrame) -> tuple[tuple[float, float], ...]:
    following = peaks.dropna(subset="height_m").sort_values("height_m")
    pairs = zip(following["height_m"], following["value"], strict=True)
    return tuple((float(height_m), float(peak_bw)) for height_m, peak_bw in pairs)
