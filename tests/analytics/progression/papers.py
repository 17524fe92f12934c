"""Plans as they leave, for tests."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from analytics.progression.judging import COLUMNS
from analytics.progression.paper import Paper
from analytics.progression.plan import PLANNED_SETS, Plan
from data import drills

CATALOGUE = drills.catalogue()
MONDAY = pd.Timestamp("2026-11-23")
NO_ROWS = pd.DataFrame(columns=[*COLUMNS, "by_runs"]).astype(
    {"is_above": "boolean", "by_runs": bool}
)
SESSION = (
    ("hill-bound", 3, 10, np.nan, 90),
    ("drop-jump", 3, 5, 0.3, 150),
    ("single-leg-forward-hop", 3, 6, np.nan, 150),
    ("single-leg-lateral-hop", 2, 5, np.nan, 45),
)


def plan(days=(1, 4, 8, 11), session=SESSION, weeks=4):
    rows = [
        (MONDAY + timedelta(days=day), drill_id, sets, reps, height_m, rest_s)
        for day in days
        for drill_id, sets, reps, height_m, rest_s in session
    ]
    sets = pd.DataFrame(rows, columns=list(PLANNED_SETS.labels)).astype(
        {"date": "datetime64[us]", "height_m": float, "rest_s": float}
    )
    return Plan(sets if rows else PLANNED_SETS.empty(), MONDAY, MONDAY + timedelta(weeks=weeks))


def above(rule, value, limit, day=1, tissue=None, side=None):
    return {
        "athlete_id": "mara",
        "date": MONDAY + timedelta(days=day),
        "rule": rule,
        "tissue": tissue,
        "side": side,
        "value": value,
        "limit": limit,
        "unit": "",
        "is_above": True,
        "detail": "",
        "is_perhaps": False,
        "by_runs": False,
    }


def rows(*some):
    return pd.DataFrame(list(some)).astype({"is_above": "boolean"})


BROKEN = rows(
    above("spike", 1.23, 1.1, 1, "achilles", "left"),
    above("residual", 1.33, 1.1, 4, "tibia", "right"),
    above("contacts_per_session", 164.0, 120.0, 8),
    above("hours_between_high", 24.0, 48.0, 8),
)


def paper(of=None, found=NO_ROWS, **more):
    told = {
        "athlete_id": "mara",
        "athlete_name": "Mara K.",
        "plan_name": "spring bounce",
        "version": 3,
        "issued": date(2026, 11, 22),
        "issued_by": "R. Ek",
        "is_synthetic": False,
        "level": 3,
        "warm_up": "Easy running: 10 to 15 min",
    }
    return Paper(plan() if of is None else of, CATALOGUE, found, **(told | more))
