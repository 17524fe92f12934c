"""A fit in one row per athlete, for people."""

from typing import Final

import numpy as np
import pandas as pd

from analytics.response import curves, mixture
from analytics.response.blocks import ordered_map
from analytics.response.design import dose
from analytics.response.evidence import Evidence
from analytics.response.history import LEAST_KNOWN_D
from analytics.response.state import State

WEEKS = 8
DOSE_AU = 100.0
USUAL_D = 28
NOT_ASSESSED: Final = "not_assessed"
"""Stands for the verdict of an athlete whose evidence was not looked at."""
SKILLS: Final = ("skill_no_dose", "skill_no_fatigue")


def summary(
    state: State,
    level: float,
    swc_percent: float,
    proof: Evidence | None,
    athlete_id: str | None = None,
) -> pd.DataFrame:
    """Return what went into the fit and what came out, one row per athlete."""
    everyone = list(range(len(state.logs)))
    chosen = everyone if athlete_id is None else [state.position(athlete_id)]
    loading = curves.contrast(state, np.array([DOSE_AU]), WEEKS)
    _, before = mixture.moments(*curves.newcomer(state, loading))
    found = ordered_map(lambda i: curves.athlete(state, i, loading), chosen)
    table = pd.DataFrame(
        [
            _data(state, i) | _response(one, float(before[0]), level, swc_percent)
            for i, one in zip(chosen, found, strict=True)
        ]
    )
    return table.join(_assessed(table["athlete_id"], proof))


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
    au, n_filled, n_before = dose(log, convention)
    first = pd.Timestamp(0) + pd.Timedelta(days=log.first_day)
    weekly = 7.0 * pd.Series(au)
    least = min(LEAST_KNOWN_D, log.n_days)
    month = weekly.rolling(USUAL_D, min_periods=min(USUAL_D, log.n_days)).mean()
    return {
        "athlete_id": log.athlete_id,
        "n_tests": len(log.test_day),
        "n_tests_used": len(state.designs[position].day),
        "first_date": first,
        "last_date": first + pd.Timedelta(days=log.n_days - 1),
        "n_days": log.n_days,
        "n_unknown_days": int(np.isnan(au).sum()),
        "n_filled_days": n_filled,
        "n_days_before_log": n_before,
        "history_before": "none" if convention.from_zero else "unknown",
        "same_day": convention.same_day,
        "largest_weekly_dose_au": month.max(),
        # A few known days would be mostly those with a session.
        "usual_weekly_dose_au": weekly.rolling(USUAL_D, min_periods=least).mean().iloc[-1],
    }


def _assessed(athlete_id: pd.Series, proof: Evidence | None) -> pd.DataFrame:
    """Return verdict and skills of these athletes, on their index; of some there may be none."""
    if proof is None:
        known = pd.DataFrame(columns=[*SKILLS, "verdict"], index=[], dtype=float)
    else:
        known = proof.athletes.set_index("athlete_id")[[*SKILLS, "verdict"]]
    found = known.reindex(athlete_id).set_index(athlete_id.index)
    return found.assign(verdict=found["verdict"].astype("str").fillna(NOT_ASSESSED))


def _response(
    found: curves.Components, before: float, level: float, swc_percent: float
) -> dict[str, object]:
    band = curves.band(found, level)
    return {
        "response_100_au_percent": band.mean[0],
        "response_100_au_lower": band.lower[0],
        "response_100_au_upper": band.upper[0],
        "p_gain": curves.probability(found, swc_percent)[0],
        "own_share": curves.own_share(found, before),
    }
