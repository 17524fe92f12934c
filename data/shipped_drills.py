"""Read the files of the drill catalogue that is shipped."""

from functools import lru_cache
from pathlib import Path
from typing import Final

import pandas as pd

from analytics.load.drills import CATALOGUE

CATALOGUE_FOLDER: Final = Path(__file__).parent / "catalogue"

RESTS: Final = ("rest_s", "rest_between_reps_s")

SHOWN_HEIGHT_M: Final = 0.30
"""Height at which a drill that follows its height is shown when no height is given, in m."""


def values() -> pd.DataFrame:
    """Return every value known of the shipped drills."""
    known = pd.read_csv(CATALOGUE_FOLDER / "drill_values.csv")
    joined = known.merge(sources(), on="source", how="left", validate="many_to_one")
    return joined.assign(note=joined["note"].fillna(""))


def sources() -> pd.DataFrame:
    """Return the sources that numbers cite: ``source``, ``reference``, ``where``."""
    return pd.read_csv(CATALOGUE_FOLDER / "sources.csv", keep_default_na=False)


@lru_cache(maxsize=1)
def frame() -> pd.DataFrame:
    """Return the shipped drills; the same frame each time, to be copied before it is changed."""
    drills = pd.read_csv(
        CATALOGUE_FOLDER / "drills.csv", keep_default_na=False, na_values={"high_from_m": ""}
    ).set_index("drill_id")
    drills["qualities"] = [tuple(filter(None, text.split("|"))) for text in drills["qualities"]]
    drills["is_own"] = False
    known = values().set_index("drill_id")
    _add_model(drills, known)
    _add_measured(drills, known)
    drills[list(RESTS)] = rests_of(drills["drill_class"]).to_numpy()
    return CATALOGUE.check(drills.reset_index())


def rests_of(classes: pd.Series) -> pd.DataFrame:
    """Return the rest between sets and repetitions of each class, in s; missing where none."""
    return _rests().reindex(classes)[list(RESTS)]


@lru_cache(maxsize=1)
def _rests() -> pd.DataFrame:
    return pd.read_csv(CATALOGUE_FOLDER / "rests.csv").set_index("drill_class")


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


def patellar_stand_in(legs: int) -> float:
    """Return the mean patellar loading index of the measured jumps on so many legs."""
    drills = frame()
    known = drills.loc[drills["legs"] == legs, "patellar_stand_in"].dropna()
    return float(known.iloc[0])


def _add_measured(drills: pd.DataFrame, known: pd.DataFrame) -> None:
    measured = known[known["quantity"] == "measured_peak"]
    measured = measured[~measured.index.duplicated()]
    drills["measured_peak_bw"] = measured["value"]
    drills["measured_peak_height_m"] = measured["height_m"]
    drills["measured_peak_source"] = measured["source"]
    drills["measured_peak_grade"] = measured["grade"]
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
