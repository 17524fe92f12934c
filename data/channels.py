"""What was logged on each channel, day by day: sets and runs first, else numbers that came."""

from typing import Final

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.dose import daily_dose
from analytics.load.other_load import daily_other_load
from analytics.load.run_load import daily_run_load
from data import (
    daily_loads,
    drills,
    other_sessions,
    own_times,
    plyometrics,
    power_tests,
    settings,
    tissues,
)
from data.viewer import Viewer

_DAY: Final = ["athlete_id", "date"]


def plyo(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str | None,
    measure: str | None = None,
) -> pd.DataFrame:
    """Return dose and contacts of each day with an entry: ``load_au``, ``unit``, ``contacts``.

    Sets are weighed by ``measure``, where left out by that of :func:`data.settings.dose_measure`.
    """
    measure = measure or settings.dose_measure(con)
    sets = own_times.attach(con, viewer, plyometrics.sets(con, viewer, athlete_id))
    dose = daily_dose(sets, drills.of_store(con), measure, tissues.tissues())
    dose = dose.rename(columns={"plyo_dose_au": "load_au"})
    contacts = sets.groupby(_DAY)["contacts"].sum().astype(float).rename("contacts").reset_index()
    done = dose.merge(contacts, on=_DAY).assign(is_estimated=False)
    return _with_numbers(done, "plyo", con, viewer, athlete_id)


def run(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None) -> pd.DataFrame:
    """Return run load of each day with an entry: ``load_au``, ``unit``."""
    ran = runs(con, viewer, athlete_id)
    done = daily_run_load(ran, power_tests.tests(con, viewer, athlete_id))
    # A mean power in place of the fourth-power mean is an estimate of it, from below.
    stood_in = ran.loc[ran["stands_in"], _DAY].drop_duplicates().assign(stood_in=True)
    done = done.merge(stood_in, on=_DAY, how="left")
    done["is_estimated"] |= done.pop("stood_in").eq(True)
    done = done.rename(columns={"run_load_au": "load_au"})
    return _with_numbers(done, "run", con, viewer, athlete_id)


def other(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None) -> pd.DataFrame:
    """Return other load of each day with an entry: ``load_au``, ``unit``, ``kinds`` in words."""
    sessions = other_sessions.other_sessions(con, viewer, athlete_id)
    load = daily_other_load(sessions).rename(columns={"other_load_au": "load_au"})
    named = sessions.assign(kinds=sessions["kind"].str.replace("_", "-"))
    kinds = named.groupby(_DAY)["kinds"].agg(lambda some: ", ".join(dict.fromkeys(some)))
    done = load.merge(kinds.reset_index(), on=_DAY).assign(is_estimated=False)
    return _with_numbers(done, "other", con, viewer, athlete_id)


def spans(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None) -> pd.DataFrame:
    """Return ``athlete_id``, ``first`` and ``last`` day of all that was logged or said."""
    sql = """
        SELECT athlete_id, CAST(min(local_date) AS TIMESTAMP) AS first,
            CAST(max(local_date) AS TIMESTAMP) AS last
        FROM (
            SELECT athlete_id, local_date FROM runs
            UNION ALL SELECT athlete_id, local_date FROM plyo_sessions
            UNION ALL SELECT athlete_id, local_date FROM other_sessions
            UNION ALL SELECT athlete_id, local_date FROM daily_loads
            UNION ALL SELECT athlete_id, local_date FROM day_status
            UNION ALL SELECT athlete_id, local_date FROM power_tests
        )
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR athlete_id = $athlete_id)
        GROUP BY athlete_id
        ORDER BY athlete_id
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def runs(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str | None) -> pd.DataFrame:
    """Return runs, oldest first, as run load and stress read them.

    Returns
    -------
    DataFrame
        As :data:`analytics.frames.RUNS`, with ``run_id``, ``distance_m``, ``mean_cadence_spm``,
        ``mean_contact_ms``, and ``stands_in``: a mean power stands in for the fourth-power mean.
    """
    sql = """
        SELECT r.athlete_id, r.local_date AS date, coalesce(r.timer_s, r.elapsed_s) / 3600 AS hours,
            r.run_id, r.distance_m, r.mean_cadence_spm, r.mean_contact_ms,
            coalesce(r.power_mean4_w, r.mean_power_w) AS power_mean4_w, r.power_source,
            r.session_rpe, b.power_w AS best_20min_w, r.power_zero_share,
            r.power_mean4_w IS NULL AND r.mean_power_w IS NOT NULL AS stands_in
        FROM runs AS r
        LEFT JOIN best_powers AS b ON b.run_id = r.run_id AND b.duration_s = 1200
        WHERE r.athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
            AND ($athlete_id IS NULL OR r.athlete_id = $athlete_id)
        ORDER BY r.athlete_id, r.local_date, r.started_at, r.run_id
    """
    return con.execute(sql, {"viewer": viewer, "athlete_id": athlete_id}).df()


def _with_numbers(
    done: pd.DataFrame,
    channel: str,
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str | None,
) -> pd.DataFrame:
    """Add loads that came as numbers, on days without sets or runs of known size."""
    numbers = daily_loads.daily_loads(con, viewer, athlete_id)
    numbers = numbers[numbers["channel"] == channel].rename(columns={"value": "load_au"})
    done = done.assign(unit=done["load_au"].notna().map({True: "AU", False: None}))
    if numbers.empty:
        return done
    numbers = numbers[_in_its_unit(numbers, done)]
    # The source that gave an athlete the most days comes first: two would count one day twice.
    given = numbers.groupby(["athlete_id", "source"])["date"].transform("size")
    numbers = (
        numbers.assign(given=-given)
        .sort_values([*_DAY, "given", "source"])
        .drop_duplicates(_DAY)[[*_DAY, "load_au", "is_estimated", "unit"]]
    )
    known = done["load_au"].notna()
    # Sets and runs come first, those of unknown size last: a number says more.
    every = pd.concat([done[known], numbers, done[~known]], ignore_index=True)
    return every.drop_duplicates(_DAY, keep="first").sort_values(_DAY, ignore_index=True)


def _in_its_unit(numbers: pd.DataFrame, done: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell which numbers have the unit of their athlete's channel: one channel, one unit.

    It is AU where there are sets or runs, else the unit of the most days.
    """
    days = numbers.groupby(["athlete_id", "unit"]).size().rename("days").reset_index()
    most = days.sort_values(["athlete_id", "days", "unit"], ascending=[True, False, True])
    unit = most.drop_duplicates("athlete_id").set_index("athlete_id")["unit"]
    own = numbers["athlete_id"].map(unit)
    counted = numbers["athlete_id"].isin(done.loc[done["load_au"].notna(), "athlete_id"])
    kept: npt.NDArray[np.bool_] = (numbers["unit"] == own.mask(counted, "AU")).to_numpy()
    return kept
