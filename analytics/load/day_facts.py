"""What guard rails ask of each day beside its stress: dose, size, firsts, hard runs, pain."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

HIGH_DOSE_AU: Final = 100.0
"""Dose of a day above which it is high whatever its drills, in AU (assumption)."""

NEW_LOG_D: Final = 28
"""Days of a log within which nobody knows whether a drill is new (assumption)."""

_DAY: Final = ["athlete_id", "date"]


@dataclass(frozen=True, slots=True, eq=False)
class Logged:
    """What was logged, each frame with ``athlete_id`` and ``date``.

    Attributes
    ----------
    days : DataFrame
        One row per day: ``plyo_status``, ``run_status`` (``trained``, ``rest``, ``unknown``),
        ``plyo_dose_au``, ``plyo_contacts``.
    sets : DataFrame
        ``drill_id``, ``contacts``, ``height_m``.
    sessions : DataFrame
        Plyometric sessions: ``duration_min``.
    runs : DataFrame
        ``is_hard``: True, False or missing.
    symptoms : DataFrame
        ``pain_0_10``, ``is_bone``.
    """

    days: pd.DataFrame
    sets: pd.DataFrame
    sessions: pd.DataFrame
    runs: pd.DataFrame
    symptoms: pd.DataFrame


def day_facts(logged: Logged, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return the facts of each day.

    Parameters
    ----------
    logged : Logged
    catalogue : DataFrame
        ``drill_id``, ``drill_class``, ``high_from_m`` (from that height on a drill is high).

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``plyo_dose_au``, ``plyo_contacts``, ``plyo_minutes``,
        ``is_high`` (a drill of class high, or more than 100 AU), ``hard_run``,
        ``max_pain_0_10``, ``is_bone``, ``first_exposure_contacts`` (of the drill with most of
        those never done before). 0 and False are known; what nobody knows is missing: a day
        without a symptom told is not one without pain, and a new log cannot say what is new.
    """
    days = logged.days.reset_index(drop=True)
    rest, trained = days["plyo_status"] == "rest", days["plyo_status"] == "trained"
    is_listed = _of_day(days, logged.sets.assign(n=1.0), "n", "sum").notna() & trained
    minutes = logged.sessions.assign(is_told=logged.sessions["duration_min"].notna())
    is_told = _of_day(days, minutes, "is_told", "min").eq(True) & is_listed
    is_high = _flag(rest, is_known=rest | is_listed & days["plyo_dose_au"].notna()) & ~rest
    above = (days["plyo_dose_au"] > HIGH_DOSE_AU) & trained
    of_class = _of_day(days, _high(logged.sets, catalogue), "is_high", "max").eq(True) & is_listed
    return days[[*_DAY, "plyo_dose_au", "plyo_contacts"]].assign(
        plyo_minutes=_of_day(days, minutes, "duration_min", "sum").where(is_told).mask(rest, 0.0),
        is_high=is_high | above | of_class,
        hard_run=_hard(days, logged.runs),
        max_pain_0_10=_of_day(days, logged.symptoms, "pain_0_10", "max"),
        is_bone=_of_day(days, logged.symptoms, "is_bone", "max").astype("boolean"),
        first_exposure_contacts=_first_contacts(days, logged.sets, is_listed).mask(rest, 0.0),
    )


def _of_day(days: pd.DataFrame, rows: pd.DataFrame, column: str, how: str) -> pd.Series:
    """Return a summary of the rows of each day; missing where there is no row."""
    told = rows.groupby([rows["athlete_id"].astype(object), "date"])[column].agg(how)
    keys = pd.MultiIndex.from_arrays([days["athlete_id"].astype(object), days["date"]])
    return pd.Series(told.reindex(keys).to_numpy(), index=days.index)


def _flag(values: pd.Series, is_known: pd.Series) -> pd.Series:
    """Return true and false where known, else missing."""
    return values.astype("boolean").where(is_known)


def _high(sets: pd.DataFrame, catalogue: pd.DataFrame) -> pd.DataFrame:
    drills = catalogue.set_index("drill_id")
    by_class = sets["drill_id"].map(drills["drill_class"]) == "high"
    from_m = sets["drill_id"].map(drills["high_from_m"]).to_numpy(dtype=float)
    height_m = sets["height_m"].to_numpy(dtype=float, na_value=np.nan)
    follows_height = np.isfinite(from_m)
    return sets.assign(is_high=np.where(follows_height, height_m >= from_m, by_class))


def _hard(days: pd.DataFrame, runs: pd.DataFrame) -> pd.Series:
    """Tell whether a run of the day was hard; nobody knows if nobody knows of one of them."""
    is_hard = runs["is_hard"].astype("boolean")
    told = runs.assign(some=is_hard.fillna(False), every=is_hard.notna())
    some = _of_day(days, told, "some", "max").eq(True)
    every = _of_day(days, told, "every", "min").eq(True)
    ran = days["run_status"] == "trained"
    rested = days["run_status"] == "rest"
    return _flag(some & ran, is_known=rested | ran & (some | every))


def _first_contacts(
    days: pd.DataFrame, sets: pd.DataFrame, is_listed: npt.NDArray[np.bool_] | pd.Series
) -> pd.Series:
    keys = ["athlete_id", "drill_id"]
    done = sets.groupby([*keys, "date"], observed=True)["contacts"].sum().reset_index()
    first = done.drop_duplicates(keys)  # in order of the date
    most = _of_day(days, first, "contacts", "max").astype(float)
    begun = days.groupby("athlete_id", observed=True)["date"].transform("min")
    is_new_log = (days["date"] - begun).dt.days < NEW_LOG_D
    # Nothing new is known at once; whether a first is one, only when the log is older.
    return most.fillna(0.0).where(is_listed & ~(is_new_log & most.notna()))
