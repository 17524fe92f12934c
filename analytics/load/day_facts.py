"""What guard rails ask of each day beside its stress: dose, size, firsts, hard runs, pain."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.load.pains import stops_at_any
from analytics.load.set_dose import set_dose

HIGH_DOSE_AU: Final = 100.0
"""Dose of a session or day above which it is high whatever its drills, in AU (assumption)."""

NEW_LOG_D: Final = 28
"""Days before a drill's first on which it must be known what was done (assumption)."""

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
        As :data:`analytics.frames.SETS`, with ``session_id``.
    sessions : DataFrame
        Plyometric sessions: ``duration_min``.
    runs : DataFrame
        ``is_hard``: True, False or missing.
    symptoms : DataFrame
        ``pain_0_10``, ``moment``, ``is_bone``, ``limp``; missing where nobody said.
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
        As :data:`analytics.load.drills.CATALOGUE`, with ``drill_class`` and ``high_from_m`` (from
        that height on a drill is high).

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``plyo_dose_au``, ``plyo_contacts``, ``plyo_minutes``,
        ``is_high`` (a drill of class high, or more than 100 AU in all), ``n_high_sessions`` (each
        with such a drill or so many AU), ``hard_run``, ``max_pain_0_10`` and
        ``max_stop_pain_0_10`` (of a bone, with a limp or at night, where any pain stops; 0 where
        a pain was told and none is of that kind),
        ``first_exposure_contacts`` (of the drill with most of those never done before). 0 and
        False are known; what nobody knows is missing: a day without a symptom told is not one
        without pain, and nobody knows what is new unless each of the 28 days before was
        logged as rest or set by set.
    """
    days = logged.days.reset_index(drop=True)
    rest, trained = days["plyo_status"] == "rest", days["plyo_status"] == "trained"
    is_listed = _of_day(days, logged.sets.assign(n=1.0), "n", "sum").notna() & trained
    minutes = logged.sessions.assign(is_told=logged.sessions["duration_min"].notna())
    is_told = _of_day(days, minutes, "is_told", "min").eq(True) & is_listed
    is_high = _flag(rest, is_known=rest | is_listed & days["plyo_dose_au"].notna()) & ~rest
    above = (days["plyo_dose_au"] > HIGH_DOSE_AU) & trained
    sets = _high(logged.sets, catalogue)
    of_class = _of_day(days, sets, "is_high", "max").eq(True) & is_listed
    n_high = _of_day(days, _high_sessions(sets, catalogue), "is_high", "sum").astype(float)
    return days[[*_DAY, "plyo_dose_au", "plyo_contacts"]].assign(
        plyo_minutes=_of_day(days, minutes, "duration_min", "sum").where(is_told).mask(rest, 0.0),
        is_high=is_high | above | of_class,
        n_high_sessions=n_high.where(is_listed).mask(rest, 0.0),
        hard_run=_hard(days, logged.runs),
        max_pain_0_10=_of_day(days, logged.symptoms, "pain_0_10", "max"),
        max_stop_pain_0_10=_stop_pain(days, logged.symptoms),
        first_exposure_contacts=_first_contacts(days, logged.sets, rest | is_listed).mask(
            rest, 0.0
        ),
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


def _high_sessions(sets: pd.DataFrame, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return each session and whether it was high, by a drill or by its dose."""
    weighed = sets.assign(dose_au=set_dose(sets, catalogue)["plyo_dose_au"])
    keys = [*_DAY, "session_id"]
    of_one = weighed.groupby(keys, observed=True)[["is_high", "dose_au"]].agg(
        {"is_high": "max", "dose_au": "sum"}
    )
    is_high = of_one["is_high"].astype(bool) | (of_one["dose_au"] > HIGH_DOSE_AU)
    return of_one.assign(is_high=is_high).reset_index()


def _stop_pain(days: pd.DataFrame, symptoms: pd.DataFrame) -> pd.Series:
    """Return the worst pain of which any stops; missing where a pain that may be so decides."""
    stops, pain = stops_at_any(symptoms), symptoms["pain_0_10"].astype(float)
    of_kind = pain.where(stops.fillna(True), 0.0)
    may_be = symptoms.assign(
        told=of_kind.where(stops.notna()), open=(of_kind > 0) & stops.isna() | of_kind.isna()
    )
    worst = _of_day(days, may_be, "told", "max").astype(float)
    is_open = _of_day(days, may_be, "open", "max").eq(True)
    spoken = _of_day(days, may_be, "open", "max").notna()
    # A pain of which any stops does so, whatever the others are.
    return worst.where((worst > 0) | ~is_open).mask(worst.isna() & spoken & ~is_open, 0.0)


def _hard(days: pd.DataFrame, runs: pd.DataFrame) -> pd.Series:
    """Tell whether a run of the day was hard; nobody knows if nobody knows of one of them."""
    is_hard = runs["is_hard"].astype("boolean")
    told = runs.assign(some=is_hard.fillna(False), every=is_hard.notna())
    some = _of_day(days, told, "some", "max").eq(True)
    every = _of_day(days, told, "every", "min").eq(True)
    ran = days["run_status"] == "trained"
    rested = days["run_status"] == "rest"
    return _flag(some & ran, is_known=rested | ran & (some | every))


def _first_contacts(days: pd.DataFrame, sets: pd.DataFrame, is_told: pd.Series) -> pd.Series:
    """Return the most contacts of a drill's first; missing where it may have been done before."""
    keys = ["athlete_id", "drill_id"]
    done = sets.groupby([*keys, "date"], observed=True)["contacts"].sum().reset_index()
    first = done.drop_duplicates(keys)  # in order of the date
    most = _of_day(days, first, "contacts", "max").astype(float)
    athlete = days["athlete_id"].astype(object)
    before = is_told.astype(float).groupby(athlete).shift(1)
    n_told = before.groupby(athlete).rolling(NEW_LOG_D).sum().reset_index(level=0, drop=True)
    # That nothing is new is known at once.
    return most.fillna(0.0).where(is_told & (most.isna() | (n_told == NEW_LOG_D)))
