"""From forecasts, shifts and exposures to the numbers of a verdict: of one athlete, or of many."""

from typing import Final

import numpy as np
import pandas as pd

from analytics.response.evidence import separation
from analytics.response.evidence.findings import CALENDAR, NOTHING

NEGLIGIBLE: Final = 1e-9
"""What rounding can leave, relative to exposure and in log evidence."""
RIVALS: Final = ("running_mean", "last_value", "log_day", "no_dose", "no_fatigue")
"""Baselines of the forecasts, and their columns."""


def forecast_numbers(forecasts: pd.DataFrame) -> dict[str, float]:
    """Return how many tests were forecast, how many lay inside, and the skill against each rival.

    Skill is 1 less the mean squared error over that of the rival, on the log scale.
    """
    log_tested = np.log(forecasts["tested_w_kg"])
    errors = {name: np.log(forecasts[name]) - log_tested for name in ("mean", *RIVALS)}
    square = {name: float((error**2).mean()) for name, error in errors.items()}
    inside = forecasts["tested_w_kg"].between(forecasts["lower"], forecasts["upper"])
    return {
        "n_forecasts": len(forecasts),
        "n_inside": int(inside.sum()),
        **{f"skill_{name}": _skill(square["mean"], square[name]) for name in RIVALS},
    }


def placebo_numbers(shifts: pd.DataFrame) -> dict[str, float]:
    """Return how many shifted doses fitted at least as well as the real one."""
    shifted = shifts.loc[shifts["shift_d"] != 0, "log_ratio"]
    n, n_as_good = len(shifted), int((shifted >= -NEGLIGIBLE).sum())
    share = (1 + n_as_good) / (1 + n) if n else np.nan
    return {"n_shifts": n, "n_as_good": n_as_good, "placebo_share": share}


def together(shifts: pd.DataFrame) -> pd.DataFrame:
    """Add up the log ratios of athletes, the n-th shift of one with the n-th of every other.

    An athlete with fewer shifts goes through them evenly.
    """
    by_athlete = [
        one.loc[one["shift_d"] != 0, "log_ratio"].to_numpy()
        for _, one in shifts.groupby("athlete_id")
    ]
    most = max((len(one) for one in by_athlete), default=0)
    summed = np.zeros(most)
    for one in by_athlete:
        if len(one):
            summed += one[np.arange(most) * len(one) // most]
    # The n-th shift is so many days for one athlete and so many for another: just not none.
    return pd.DataFrame({"shift_d": np.arange(most + 1), "log_ratio": np.r_[0.0, summed]})


def exposure_numbers(exposures: pd.DataFrame) -> dict[str, object]:
    """Return how much of the exposure's squares calendar, run load or both explain.

    Of several athletes each is taken about its own mean, with lines of its own.
    """
    squares = [np.zeros(4)]
    for _, one in exposures.groupby("athlete_id"):
        day = one["date"].to_numpy().astype("datetime64[D]").astype(float)
        exposure, run = one["exposure_au"].to_numpy(), one["run_relative"].to_numpy()
        squares.append(np.array(separation.explained(exposure, day, run)))
    total, *left = np.sum(squares, axis=0)
    # A dose that never changes leaves squares of rounding, which anything explains.
    varies = total > NEGLIGIBLE**2 * float((exposures["exposure_au"] ** 2).sum())
    both, time, run = (1.0 - np.array(left) / total) if varies else np.full(3, np.nan)
    return {
        "r2_calendar": float(both),
        "r2_time": float(time),
        "r2_run": float(run),
        "moves_with": "run load" if run > time else "the calendar",
    }


def slope_numbers(slopes: pd.DataFrame) -> dict[str, float]:
    """Return the slope with and without a trend in time, of several athletes by precision."""
    both = {
        "slope_percent": NOTHING,
        "slope_with_trend_percent": CALENDAR,
    }
    return {name: _pooled(slopes[slopes["adjusted_for"] == key]) for name, key in both.items()}


def _skill(own: float, rival: float) -> float:
    return 1.0 - own / rival if rival > 0 else np.nan


def _pooled(slopes: pd.DataFrame) -> float:
    precision = 1.0 / slopes["se_percent"] ** 2
    known = precision.notna()
    if not known.any():
        return np.nan
    return float((precision * slopes["slope_percent"])[known].sum() / precision[known].sum())
