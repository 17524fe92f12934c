"""Read the drill catalogue: each drill once, and each value known of it with its source."""

from functools import lru_cache
from pathlib import Path
from typing import Final

import pandas as pd

from analytics.errors import InputError
from analytics.load.drills import CATALOGUE, refusals

CATALOGUE_FOLDER: Final = Path(__file__).parent / "catalogue"

SHOWN_HEIGHT_M: Final = 0.30
"""Height at which a drill that follows its height is shown when no height is given, in m."""

QUALITIES: Final = (
    "technique",
    "stiffness",
    "rfd",
    "reactive",
    "multidirectional",
    "variability",
)
"""What a drill trains; ``rfd`` is the rate of force development."""

PURPOSES: Final = ("warm-up", "landing", "technique", "jump", "running")

NO_CONTACTS: Final = "no contacts"
"""Class of an exercise that is done without landing: it has no dose."""

REFERENCE: Final = "running-step"
"""The step that doses and stress are compared with; nobody trains it as a drill."""


def catalogue() -> pd.DataFrame:
    """Return the drills that are shipped, one row each, as the doses need them.

    Returns
    -------
    DataFrame
        ``drill_id``, ``name``, ``legs``, ``is_alternating``, ``contacts_per_rep`` (0 for an
        exercise without contacts), ``drill_class`` and, where it follows the height,
        ``high_from_m`` from which on it is high; ``qualities``, a tuple of
        :data:`QUALITIES`; ``purpose``; ``level`` of the ladder it first appears on; ``cue``;
        ``substitute_id``, of lower force and a common quality, empty where there is none;
        ``is_own``.
        What the model works with: ``contact_s`` (of a landing the time to stop) and either
        ``flight_s``, or ``drop_m`` (missing where the set's height is fallen) and
        ``rebound_m``; ``model_peak_bw_per_leg`` with ``model_peak_grade``,
        ``model_peak_source`` and ``model_peak_note``; ``model_peak_at_height``, pairs of
        height (m) and peak force, empty where height does not matter (where it does,
        ``model_peak_bw_per_leg`` is that at 0.30 m); ``force_cv_percent``.
        What was measured, missing where nobody did: ``measured_peak_bw``, all legs
        together, with its ``measured_peak_height_m``, grade and source; ``achilles_bw`` by
        inverse dynamics; ``patellar_index``, with ``patellar_stand_in``, the mean of the
        measured jumps on as many legs (assumption), for every drill with contacts.
    """
    return _catalogue().copy()


def values() -> pd.DataFrame:
    """Return every value known of every drill, in the order of the catalogue.

    Returns
    -------
    DataFrame
        ``drill_id``, ``quantity``, ``height_m``, ``value``, ``value_high`` (where a range is
        known), ``unit``, ``n`` (persons measured, missing where unknown), ``source``,
        ``grade``, ``cv_percent`` (how far another athlete's value may be off, a coefficient
        of variation) with its ``cv_grade``, ``note``, ``reference``, ``where``.
    """
    known = pd.read_csv(CATALOGUE_FOLDER / "drill_values.csv")
    joined = known.merge(sources(), on="source", how="left", validate="many_to_one")
    return joined.assign(note=joined["note"].fillna(""))


def sources() -> pd.DataFrame:
    """Return the sources that numbers cite: ``source``, ``reference``, ``where``."""
    return pd.read_csv(CATALOGUE_FOLDER / "sources.csv", keep_default_na=False)


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
    drills = pd.read_csv(
        CATALOGUE_FOLDER / "drills.csv", keep_default_na=False, na_values={"high_from_m": ""}
    ).set_index("drill_id")
    drills["qualities"] = [tuple(filter(None, text.split("|"))) for text in drills["qualities"]]
    drills["is_own"] = False
    known = values().set_index("drill_id")
    _add_model(drills, known)
    _add_measured(drills, known)
    return CATALOGUE.check(drills.reset_index())


def _add_model(drills: pd.DataFrame, known: pd.DataFrame) -> None:
    for column, quantity in _MODEL.items():
        drills[column] = known.loc[known["quantity"] == quantity, "value"]
    peaks = known[known["quantity"] == "model_peak"]
    shown = peaks[peaks["height_m"].isna() | (peaks["height_m"] == SHOWN_HEIGHT_M)]
    drills["model_peak_bw_per_leg"] = shown["value"]
    drills[["model_peak_grade", "model_peak_source", "model_peak_note"]] = shown[
        ["grade", "source", "note"]
    ]
    drills["force_cv_percent"] = shown["cv_percent"]
    drills["model_peak_at_height"] = pd.Series(
        {drill_id: _by_height(peaks[peaks.index == drill_id]) for drill_id in drills.index}
    )


def _add_measured(drills: pd.DataFrame, known: pd.DataFrame) -> None:
    measured = known[known["quantity"] == "measured_peak"]
    measured = measured[~measured.index.duplicated()]
    drills["measured_peak_bw"] = measured["value"]
    drills["measured_peak_height_m"] = measured["height_m"]
    drills["measured_peak_source"] = measured["source"]
    drills["measured_peak_grade"] = measured["grade"]
    # Tensiometry reads higher than inverse dynamics: only the latter ranks the drills.
    inverse = (known["quantity"] == "achilles_force") & (known["unit"] == "BW")
    inverse &= known["note"].str.contains("inverse dynamics") & known["grade"].str.contains("seen")
    drills["achilles_bw"] = known.loc[inverse, "value"]
    drills["patellar_index"] = known.loc[known["quantity"] == "patellar_index", "value"]
    on_one = drills["legs"] == 1
    jumps = (drills["purpose"] == "jump") & drills["patellar_index"].notna()
    single = known.loc[known["quantity"] == "patellar_index_single_leg", "value"]
    stand_in = {
        2: drills.loc[jumps & ~on_one, "patellar_index"].mean(),
        1: pd.concat([drills.loc[jumps & on_one, "patellar_index"], single]).mean(),
    }
    has_contacts = drills["contacts_per_rep"] > 0
    drills["patellar_stand_in"] = drills["legs"].map(stand_in).where(has_contacts)


def _by_height(peaks: pd.DataFrame) -> tuple[tuple[float, float], ...]:
    following = peaks.dropna(subset="height_m").sort_values("height_m")
    pairs = zip(following["height_m"], following["value"], strict=True)
    return tuple((float(height_m), float(peak_bw)) for height_m, peak_bw in pairs)


_MODEL: Final = {
    "contact_s": "contact_model",
    "flight_s": "flight_model",
    "drop_m": "drop_model",
    "rebound_m": "rebound",
}
