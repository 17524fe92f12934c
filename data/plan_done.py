"""Planned against done, as it is logged."""

import duckdb
import pandas as pd

from analytics.progression.done import planned_done
from analytics.progression.plan import Plan
from data import assembly, drills, plyometrics
from data.viewer import Viewer


def done(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    athlete_id: str,
    plan: Plan,
    today: pd.Timestamp,
) -> pd.DataFrame:
    """Return each session of a plan with what was done of it.

    As :func:`analytics.progression.done.planned_done`; a day is rest where the log says so, by
    its own rule or a person's word.
    """
    days = assembly.daily(con, viewer, athlete_id)
    statuses = days.set_index("date")["plyo_status"]
    sets = plyometrics.sets(con, viewer, athlete_id)
    return planned_done(plan, sets, statuses, drills.of_store(con), today)
