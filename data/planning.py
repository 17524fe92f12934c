"""What a plan begins from: an athlete's days until the evening before it, as they are stored."""

from datetime import date
from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InsufficientDataError
from analytics.frames import LOADS
from analytics.load.day_facts import Logged, day_facts
from analytics.load.draws import Drawing
from analytics.progression.history import RECENT_D, History
from analytics.progression.recent import recent
from data import (
    assembly,
    channels,
    day_status,
    drills,
    hard_runs,
    own_times,
    plausible,
    plyometrics,
    settings,
    stress_frames,
    symptoms,
    tissues,
)
from data.planning_days import until
from data.recent_pain import LATELY_D
from data.viewer import Viewer

WEEK_D: Final = 7

Vector = npt.NDArray[np.float64]


def history(  # noqa: PLR0913 - as stress, and the day a plan follows on
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str,
    last_day: date | pd.Timestamp | None = None,
    *,
    draws: int = 1000,
    seed: int = 0,
    dose_measure: str | None = None,
) -> History:
    """Return one athlete until the evening of the last day before a plan.

    Parameters
    ----------
    con : DuckDBPyConnection
    viewer : Viewer
    athlete_id : str
    last_day : date or Timestamp, optional
        By default the last day of the log. Days after it count for nothing; days beyond the log
        are unknown.
    draws, seed : int, optional
        As :class:`analytics.load.draws.Drawing`.
    dose_measure : str, optional
        What the fit's loads are weighed by; where left out that of
        :func:`data.settings.dose_measure`.

    Returns
    -------
    History

    Raises
    ------
    InsufficientDataError
        If there is no log, and no last day is given either.
    """
    measure = dose_measure or settings.dose_measure(con)
    settings.check_dose_measure(measure)
    found = assembly.daily(con, viewer, athlete_id, dose_measure=measure)
    if found.empty and last_day is None:
        raise InsufficientDataError(
            f"{athlete_id} has no log to plan from. Log a day, or name the day to plan from."
        )
    last = found["date"].max() if last_day is None else pd.Timestamp(last_day)
    spoken = day_status.day_statuses(con, viewer, athlete_id)
    by_force = (
        stress_frames.with_easiest(con, viewer, athlete_id, found)
        if measure == settings.DEFAULT_DOSE_MEASURE
        else stress_frames.days(con, viewer, athlete_id)
    )
    laid = until(by_force, spoken, athlete_id, last, at_least=RECENT_D)
    loads, _ = plausible.loads(until(found, spoken, athlete_id, last))
    sets = own_times.attach(con, viewer, plyometrics.sets(con, viewer, athlete_id))
    frames = stress_frames.of_days(sets, channels.runs(con, viewer, athlete_id), laid)
    catalogue = drills.of_store(con)
    drawing = Drawing(draws, seed)
    stress = recent(*frames, catalogue, tissues.tissues(), drawing)
    told = symptoms.symptoms(con, viewer, athlete_id)
    hard = hard_runs.hard_runs(con, viewer, athlete_id)
    sessions = plyometrics.sessions(con, viewer, athlete_id)
    logged = Logged(
        days=laid,
        sets=frames.sets,
        sessions=stress_frames.counted(sessions, laid, "plyo"),
        runs=stress_frames.counted(hard, laid, "run"),
        symptoms=told,
    )
    facts = day_facts(logged, catalogue)
    lately, dose_au = facts.tail(LATELY_D), facts["plyo_dose_au"].to_numpy(dtype=float)
    return History(
        athlete_id=athlete_id,
        last_day=last,
        loads=LOADS.check(loads[list(LOADS.labels)]),
        dose_measure=measure,
        tissues=stress.tissues,
        factors=stress.factors,
        knows_plyo=stress.knows_plyo,
        knows_run=stress.knows_run,
        left_out=stress.left_out,
        dose_au=dose_au[-RECENT_D:],
        is_high=_told(facts["is_high"]),
        is_hard_run=_told(facts["hard_run"]),
        run_load_au=_recent(loads["run_load_au"]),
        drills_done=frozenset(sets.loc[sets["date"] <= last, "drill_id"]),
        own_times=_own_times(con, viewer, athlete_id, last),
        pain_0_10=float(lately["max_pain_0_10"].max()),
        stop_pain_0_10=float(lately["max_stop_pain_0_10"].max()),
        largest_week_au=_largest_week(dose_au),
    )


def _told(flags: pd.Series) -> npt.NDArray[np.object_]:
    """Return the recent days as True, False, or None where nobody knows."""
    return np.array([None if one is pd.NA else bool(one) for one in flags.tail(RECENT_D)], object)


def _recent(load_au: pd.Series) -> Vector:
    values = load_au.tail(RECENT_D).to_numpy(dtype=float)
    return np.concatenate([np.full(RECENT_D - values.size, np.nan), values])


def _largest_week(dose_au: Vector) -> float:
    """Return the largest dose of seven days, of what is known of them."""
    if np.isnan(dose_au).all():
        return float("nan")
    known = np.concatenate([np.zeros(WEEK_D - 1), np.nan_to_num(dose_au)])
    return float(np.lib.stride_tricks.sliding_window_view(known, WEEK_D).sum(axis=-1).max())


def _own_times(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str, last: pd.Timestamp
) -> pd.DataFrame:
    """Return the own times that hold on a day, of whatever height."""
    times = own_times.times(con, viewer, athlete_id)
    newest = times[times["from_date"] <= last].drop_duplicates("drill_id", keep="last")
    return pd.DataFrame(
        {
            "drill_id": newest["drill_id"].astype(object),
            "height_m": np.nan,
            "own_contact_s": newest["contact_ms"].to_numpy(dtype=float) / 1000,
            "own_flight_s": newest["flight_ms"].to_numpy(dtype=float) / 1000,
        }
    ).reset_index(drop=True)
