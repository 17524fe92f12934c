"""Load of strength, mobility and cross-training: effort times minutes."""

import pandas as pd

from analytics.frames import Table

OTHER_SESSIONS = Table(
    "other sessions",
    {
        "athlete_id": "Athlete",
        "date": "Day",
        "session_rpe": "Effort (0 to 10)",
        "duration_min": "Duration (min)",
    },
)
"""One row per session of other training; effort and minutes may be missing."""


def daily_other_load(sessions: pd.DataFrame) -> pd.DataFrame:
    """Add up the load of each day on which there were sessions.

    Parameters
    ----------
    sessions : DataFrame
        As :data:`OTHER_SESSIONS`.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``other_load_au``: session RPE (CR10) times minutes; missing
        (NaN) where either is missing of one session. Of its own: an AU of it is none of dose,
        nor of run load.

    References
    ----------
    .. [1] Foster C et al. J Strength Cond Res 2001;15:109-115.
    """
    OTHER_SESSIONS.check(sessions)
    loads = sessions[["athlete_id", "date"]].assign(
        other_load_au=sessions["session_rpe"].astype(float) * sessions["duration_min"].astype(float)
    )
    # A day is known only when every session of it is.
    days = loads.groupby(["athlete_id", "date"], observed=True)["other_load_au"]
    return days.sum(skipna=False).reset_index()
