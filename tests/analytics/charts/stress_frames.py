"""Days of stress written by hand, in the shape the engine gives them."""

import numpy as np
import pandas as pd

DAYS = pd.date_range("2026-01-05", periods=90)
SIDES = ("left", "right")


def daily(days=DAYS, first_percent=28, peak=None, unknown=()):
    """Return stress of each tissue and leg; a peak of 120 % on one day of the left Achilles."""
    frames = []
    for at, tissue in enumerate(("achilles", "patellar", "tibia")):
        for side in SIDES:
            percent = 80.0 + 5 * at + 8 * np.sin(np.arange(len(days)) / 3)
            percent[:first_percent] = np.nan
            if peak is not None and (tissue, side) == ("achilles", "left"):
                percent[peak] = 120.0
            frames.append(_one(days, tissue, side, percent))
    made = pd.concat(frames, ignore_index=True)
    made["known_equivalents"] = made["equivalents"]
    lost = [
        "known_equivalents",
        "equivalents",
        "plyo_equivalents",
        "run_equivalents",
        "lower",
        "upper",
        "spike_ratio",
    ]
    made.loc[made["date"].isin(days[list(unknown)]), lost] = np.nan
    return made


def one(frame, tissue="achilles", side="left"):
    """Return the days of one tissue and leg."""
    return frame[(frame["tissue"] == tissue) & (frame["side"] == side)].reset_index(drop=True)


def _one(days, tissue, side, percent):
    jumps = np.where(np.arange(len(days)) % 7 == 2, 900.0, 0.0)
    runs = np.where(np.arange(len(days)) % 2 == 0, 4000.0, 0.0)
    total = jumps + runs
    largest = pd.Series(total).rolling(30, min_periods=1).max().shift(1)
    return pd.DataFrame(
        {
            "athlete_id": "mara-k",
            "date": days,
            "tissue": tissue,
            "side": side,
            "equivalents": total,
            "plyo_equivalents": jumps,
            "run_equivalents": runs,
            "lower": runs + 0.4 * jumps,
            "upper": runs + 3.0 * jumps,
            "residual": 100.0 * percent,
            "residual_lower": 90.0 * percent,
            "residual_upper": 120.0 * percent,
            "own_high": 10000.0,
            "percent": percent,
            "percent_lower": percent - 12,
            "percent_upper": percent + 14,
            "largest_30d": largest,
            "spike_ratio": total / largest,
            "n_unknown": 0,
            "is_estimated": False,
            "residual_above": pd.array(percent > 110, dtype="boolean"),
            "spike_above": pd.array(total > 1.1 * largest, dtype="boolean"),
        }
    )
