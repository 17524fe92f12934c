"""Frames of a plan as the engine makes them, small and by hand."""

import numpy as np
import pandas as pd

from analytics.charts.plan_frames import Ahead, Behind, Span

LAST = pd.Timestamp("2026-11-22")
GOAL = pd.Timestamp("2027-01-04")
DAYS = pd.date_range(LAST + pd.Timedelta(days=1), GOAL)
BEFORE = pd.date_range(end=LAST, periods=42)
SPAN = Span(LAST, DAYS[0], GOAL)


def stress(days, height=80.0):
    rows = [
        {"date": day, "tissue": tissue, "side": side, "percent": height + at + lift + n % 7}
        for n, day in enumerate(days)
        for at, tissue in enumerate(("achilles", "patellar", "tibia"))
        for lift, side in ((0, "left"), (2, "right"))
    ]
    return pd.DataFrame(rows)


def ahead(height=80.0, *, conflicts="", limit=110.0, others=None, name="B improved"):
    n = np.arange(len(DAYS))
    mean = 4.0 + 0.002 * n
    found = stress(DAYS, height)
    climbing = dict(zip(DAYS, limit * 1.1 ** ((n + 1) / 7), strict=True))
    found = found.assign(
        percent_lower=found["percent"] - 10,
        percent_upper=found["percent"] + 10,
        limit_percent=found["date"].map(climbing),
    )
    found["residual_above"] = found["percent"] > found["limit_percent"]
    dose = np.where(n % 7 == 1, 60.0, 0.0)
    return Ahead(
        pd.DataFrame(
            {
                "date": DAYS,
                "mean": mean,
                "lower": mean - 0.1,
                "upper": mean + 0.1,
                "lower_50": mean - 0.04,
                "upper_50": mean + 0.04,
            }
        ),
        found,
        pd.DataFrame(
            {
                "date": DAYS,
                "plyo_dose_au": dose,
                "run_load_au": 50.0,
                "conflicts": np.where(dose > 0, conflicts, ""),
            }
        ),
        others or {},
        name,
    )


def behind():
    return Behind(
        pd.DataFrame(
            {"date": BEFORE[[3, 20]], "power_w_kg": [3.9, 4.0], "se_w_kg": [0.05, np.nan]}
        ),
        pd.DataFrame({"date": BEFORE, "mean": 3.95, "lower": 3.85, "upper": 4.05}),
        stress(BEFORE, 70.0),
        pd.DataFrame({"date": BEFORE, "plyo_dose_au": np.nan, "run_load_au": 40.0}),
    )
