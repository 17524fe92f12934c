"""What a plan is checked from: the log to the evening before it, or to where the log ends."""

from typing import Final

import duckdb
import pandas as pd

from analytics.progression.history import History
from data import channels, planning
from data.viewer import Viewer

_DRAWS: Final = 3
"""The check looks at values alone; a history has to have some draws beside them."""


def before(
    con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str, first_day: pd.Timestamp
) -> History:
    """Return the history a plan from a day on is held against.

    Where the log ends earlier it ends there: days from then to the plan have runs alone, as
    :func:`analytics.progression.runs_to_come.runs_to_come` has them.
    """
    last_day = first_day - pd.Timedelta(days=1)
    logged = channels.spans(con, viewer, athlete_id)["last"]
    if not logged.empty:
        last_day = min(last_day, logged.iloc[0])
    return planning.history(con, viewer, athlete_id, last_day, draws=_DRAWS)
