"""The worst pain each athlete told of lately."""

from datetime import date, timedelta
from typing import Final

import duckdb
import pandas as pd

from data import symptoms
from data.viewer import Viewer

LATELY_D: Final = 7
"""Days back over which pain is brought to mind (assumption)."""


def recent_pain(con: duckdb.DuckDBPyConnection, viewer: Viewer, today: date) -> pd.DataFrame:
    """Return the worst pain of each athlete in the last 7 days, today included.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``site``, ``side``, ``pain_0_10``: one row per athlete who told
        of any; of equal ones the newest. Nobody is here whom nobody asked.
    """
    told = symptoms.symptoms(con, viewer)
    first = pd.Timestamp(today - timedelta(days=LATELY_D - 1))
    lately = told[(told["date"] >= first) & (told["pain_0_10"] > 0)]
    worst = lately.sort_values(["pain_0_10", "date"], ascending=False, kind="stable")
    columns = ["athlete_id", "date", "site", "side", "pain_0_10"]
    return worst.drop_duplicates("athlete_id")[columns].reset_index(drop=True)
