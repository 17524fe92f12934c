"""A fit in one row per athlete, for people."""

import numpy as np
import pandas as pd

from analytics.response import curves, mixture
from analytics.response.design import dose_au
from analytics.response.state import State

WEEKS = 8
DOSE_AU = 100.0
USUAL_D = 28


def summary(state: State, level: float) -> pd.DataFrame:
    """Return what went into the fit and what came out, one row per athlete."""
    loading = curves.contrast(state, np.array([DOSE_AU]), WEEKS)
    _, before = mixture.moments(*curves.newcomer(state, loading))
    return pd.DataFrame(
        [
            _data(state, i) | _response(curves.athlete(state, i, loading), float(before[0]), level)
            for i in range(len(state.logs))
        ]
    )


def tests(state: State) -> pd.DataFrame:
    """Return every test given, and whether the fit could use it."""
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "athlete_id": log.athlete_id,
                    "date": pd.Timestamp(0) + pd.to_timedelta(log.first_day + log.test_day, "D"),
                    "power_w_kg": log.power_w_kg,
                    "se_w_kg": log.se_w_kg,
                    "is_used": design.used,
                }
            )
            for log, design in zip(state.logs, state.designs, strict=True)
        ],
        ignore_index=True,
    )


def _data(state: State, position: int) -> dict[str, object]:
    log, convention = state.logs[position], state.convention
    dose, n_filled = dose_au(log, convention.unit_au)
    first = pd.Timestamp(0) + pd.Timedelta(days=log.first_day)
    weekly = 7.0 * pd.Series(dose)
    month = weekly.rolling(USUAL_D, min_periods=min(USUAL_D, log.n_days)).mean()
    return {
        "athlete_id": log.athlete_id,
        "n_tests": len(log.test_day),
        "n_tests_used": len(state.designs[position].day),
        "first_date": first,
        "last_date": first + pd.Timedelta(days=log.n_days - 1),
        "n_days": log.n_days,
        "n_unknown_days": int(np.isnan(dose).sum()),
        "n_filled_days": n_filled,
        "history_before": "none" if convention.from_zero else "unknown",
        "same_day": convention.same_day,
        "largest_weekly_dose_au": month.max(),
        "usual_weekly_dose_au": weekly.tail(USUAL_D).mean(),
    }


def _response(found: curves.Components, before: float, level: float) -> dict[str, object]:
    band = curves.band(found, level)
    _, sd = mixture.moments(*found)
    return {
        "response_100_au_percent": band.mean[0],
        "response_100_au_lower": band.lower[0],
        "response_100_au_upper": band.upper[0],
        # A surprising answer can be less certain than the population was; it still has no share.
        "own_share": float(np.clip(1.0 - (sd[0] / before) ** 2, 0.0, 1.0)),
    }
