"""The stored sets, runs and days that stress is reckoned from."""

from typing import NamedTuple

import duckdb
import pandas as pd

from data import assembly, channels, day_status, own_times, plyometrics, settings
from data.viewer import Viewer


class StressFrames(NamedTuple):
    """What :func:`analytics.load.daily_stress.stress` takes.

    Attributes
    ----------
    sets, runs : DataFrame
        Those of days on which their channel was trained.
    days : DataFrame
        As :data:`analytics.load.stress_days.STRESS_DAYS`, and the columns of
        :func:`data.assembly.daily`, dose by modelled force.
    """

    sets: pd.DataFrame
    runs: pd.DataFrame
    days: pd.DataFrame


def stress_frames(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None = None
) -> StressFrames:
    """Return sets, runs and days of one athlete or of all one may see."""
    laid = days(con, viewer, athlete_id)
    sets = own_times.attach(con, viewer, plyometrics.sets(con, viewer, athlete_id))
    return of_days(sets, channels.runs(con, viewer, athlete_id), laid)


def of_days(sets: pd.DataFrame, runs: pd.DataFrame, laid: pd.DataFrame) -> StressFrames:
    """Leave out what counts on no day, and tell which days have but a number to show."""
    sets, runs = counted(sets, laid, "plyo"), counted(runs, laid, "run")
    laid = laid.assign(
        is_plyo_number=_without(laid, sets, "plyo"), is_run_number=_without(laid, runs, "run")
    )
    return StressFrames(sets, runs, laid)


def days(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None) -> pd.DataFrame:
    """Return the days of dose by modelled force, and what each channel was on them."""
    laid = assembly.daily(con, viewer, athlete_id, dose_measure=settings.DEFAULT_DOSE_MEASURE)
    return with_easiest(con, viewer, athlete_id, laid)


def with_easiest(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None, laid: pd.DataFrame
) -> pd.DataFrame:
    """Return days with runs of no load as days of running.

    A run of no load by its effort, 0 of 10, is no run to the response model; its steps were
    run all the same.
    """
    spoken = day_status.day_statuses(con, viewer, athlete_id)
    said_rest = spoken[(spoken["channel"] == "run") & (spoken["status"] == "rest")]
    ran = keys(laid).isin(keys(channels.runs(con, viewer, athlete_id)))
    ran &= (laid["run_status"] == "rest") & ~keys(laid).isin(keys(said_rest))
    return laid.assign(run_status=laid["run_status"].mask(ran, "trained"))


def counted(rows: pd.DataFrame, laid: pd.DataFrame, channel: str) -> pd.DataFrame:
    """Return the rows of days on which their channel was trained, in their order."""
    trained = laid.loc[laid[f"{channel}_status"] == "trained", ["athlete_id", "date"]]
    return rows[keys(rows).isin(keys(trained))].reset_index(drop=True)


def keys(frame: pd.DataFrame) -> pd.MultiIndex:
    """Return athlete and day of each row, of one type whatever they came as."""
    return pd.MultiIndex.from_arrays(
        [frame["athlete_id"].astype(object), frame["date"].astype("datetime64[us]")]
    )


def _without(laid: pd.DataFrame, rows: pd.DataFrame, channel: str) -> pd.Series:
    """Tell which trained days have no row of their channel."""
    return (laid[f"{channel}_status"] == "trained") & ~keys(laid).isin(keys(rows))
