"""Training that was done, moved to days to come."""

import math
from datetime import timedelta

import numpy as np
import pandas as pd

from analytics.errors import InputError, InsufficientDataError
from analytics.progression.plan import PLANNED_SETS, Plan


def copied(
    sets: pd.DataFrame,
    first_day: pd.Timestamp,
    weeks: int,
    last_day: pd.Timestamp,
    catalogue: pd.DataFrame,
) -> Plan:
    """Return the last weeks that were done as a plan, each session on its day of the week.

    Parameters
    ----------
    sets : DataFrame
        Sets of one athlete as logged, in their order: ``date``, ``drill_id``, ``contacts``,
        ``height_m``; ``rest_s`` where it was noted.
    first_day : Timestamp
        Of the plan.
    weeks : int
        So many weeks, the last that end on ``last_day`` or before.
    last_day : Timestamp
        Last day that is known.
    catalogue : DataFrame
        Drills with ``contacts_per_rep`` and ``rest_s``, which stands in where none was noted.

    Returns
    -------
    Plan
        Sets of a drill on one day with the same repetitions, height and rest are one row;
        sets of the left and of the right leg are sets of the drill. A set without a contact was
        none; where contacts are no whole repetitions, the nearest are taken, and one at least.

    Raises
    ------
    InsufficientDataError
        If nothing was done in those weeks.
    InputError
        If a drill is not in the catalogue any more.
    """
    goal_date = first_day + timedelta(weeks=weeks)
    moved = timedelta(weeks=math.ceil((goal_date - last_day).days / 7 - 1 / 7))
    dates = sets["date"] + moved
    some = sets[(dates >= first_day) & (dates < goal_date) & (sets["contacts"] != 0)]
    if some.empty:
        raise InsufficientDataError(
            f"No set is logged from {first_day - moved:%d %b %Y} to "
            f"{goal_date - moved - timedelta(days=1):%d %b %Y}: there is nothing to copy. Start "
            "from a level of the ladder, or from an empty plan."
        )
    gone = sorted(set(some["drill_id"]) - set(catalogue["drill_id"]))
    if gone:
        raise InputError(
            f"{', '.join(gone)} was done in those weeks and is in the catalogue no more. Start "
            "from a level of the ladder, or from an empty plan."
        )
    return Plan(_grouped(some.assign(date=some["date"] + moved), catalogue), first_day, goal_date)


def _grouped(sets: pd.DataFrame, catalogue: pd.DataFrame) -> pd.DataFrame:
    drills = catalogue.set_index("drill_id")
    per_rep = sets["drill_id"].map(drills["contacts_per_rep"]).to_numpy(dtype=float)
    usual_s = sets["drill_id"].map(drills["rest_s"]).astype(float)
    noted_s = sets["rest_s"].astype(float) if "rest_s" in sets else usual_s
    rows = pd.DataFrame(
        {
            "date": sets["date"].astype("datetime64[us]"),
            "drill_id": sets["drill_id"].astype("str"),
            "reps": np.maximum(np.round(sets["contacts"].to_numpy(dtype=float) / per_rep), 1),
            "height_m": sets["height_m"].astype(float),
            "rest_s": noted_s.fillna(usual_s).fillna(0.0),
        }
    ).reset_index(drop=True)
    keys = ["date", "drill_id", "reps", "height_m", "rest_s"]
    counted = rows.groupby(keys, sort=False, dropna=False).size().rename("sets").reset_index()
    ordered = counted.sort_values("date", kind="stable", ignore_index=True)
    return ordered.astype({"reps": "int64", "sets": "int64"})[list(PLANNED_SETS.labels)]
