"""Stress of tissues from all that is stored: sets, runs, days, and each athlete's own times."""

import duckdb
import pandas as pd

from analytics.load import daily_stress
from analytics.load.daily_stress import Stress
from analytics.load.day_facts import Logged, day_facts
from analytics.load.draws import Drawing
from analytics.progression import Limits, guard_rails
from data import (
    drills,
    hard_runs,
    own_times,
    plyometrics,
    stress_frames,
    symptoms,
    tissues,
)
from data.viewer import Viewer


def stress(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str | None = None,
    *,
    draws: int = 200,
    seed: int = 0,
    percent_days: int | None = None,
) -> Stress:
    """Return the stress of each tissue and side, day by day, of one athlete or of all one may see.

    Runs and sets count on days on which their channel was trained: what a person said of a day
    wins. A day trained without a run or set to show for it, such as a load that came as a
    number, is unknown.

    Parameters
    ----------
    con : DuckDBPyConnection
    viewer : Viewer
    athlete_id : str, optional
    draws, seed : int, optional
        Of the band, as :class:`analytics.load.draws.Drawing`.
    percent_days : int, optional
        Days at the end of each log for which the band of the percentage is wanted; where left
        out all of one athlete, and the last one of a cohort.
    """
    if percent_days is None and athlete_id is None:
        percent_days = 1
    drawing = Drawing(draws, seed, percent_days=percent_days)
    sets, runs, days = stress_frames.stress_frames(con, viewer, athlete_id)
    catalogue = drills.of_store(con)
    return daily_stress.stress(sets, runs, days, catalogue, tissues.tissues(), drawing)


def facts(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str) -> pd.DataFrame:
    """Return what guard rails ask of each day of an athlete beside stress.

    As :func:`analytics.load.day_facts.day_facts`; the dose is in AU of modelled force, whatever
    measure a fit is made by. Days reach from the first to the last of which training or a
    symptom is told: pain on the morning after the last session is seen, too.
    """
    told = symptoms.symptoms(con, viewer, athlete_id)
    days = _with_symptoms(stress_frames.days(con, viewer, athlete_id), told, athlete_id)
    sets = own_times.attach(con, viewer, plyometrics.sets(con, viewer, athlete_id))
    logged = Logged(
        days=days,
        sets=stress_frames.counted(sets, days, "plyo"),
        sessions=stress_frames.counted(plyometrics.sessions(con, viewer, athlete_id), days, "plyo"),
        runs=stress_frames.counted(hard_runs.hard_runs(con, viewer, athlete_id), days, "run"),
        symptoms=told,
    )
    return day_facts(logged, drills.of_store(con))


def flags(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str, limits: Limits | None = None
) -> pd.DataFrame:
    """Return every guard rail on every day of an athlete.

    As :func:`analytics.progression.guard_rails.flags`; with the limits there are by default
    where none are given.
    """
    found = stress(con, viewer, athlete_id)
    return flags_of(found, facts(con, viewer, athlete_id), limits or Limits())


def flags_of(found: Stress, facts: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """Return the same from stress and facts that were read before."""
    return guard_rails.flags(found, facts, limits)


def _with_symptoms(days: pd.DataFrame, told: pd.DataFrame, athlete_id: str) -> pd.DataFrame:
    """Return the days of one athlete, and those to the first and last symptom, as unknown."""
    dates = pd.concat([days["date"], told["date"]])
    if told.empty:
        return days
    every = pd.date_range(dates.min(), dates.max()).astype("datetime64[us]")
    status = dict.fromkeys(["plyo_status", "run_status"], "unknown")
    return (
        days.set_index("date")
        .reindex(every)
        .rename_axis("date")
        .reset_index()
        .assign(athlete_id=athlete_id)
        .fillna(status)
    )
