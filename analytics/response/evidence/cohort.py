"""The verdict on a cohort: the same questions, asked of its athletes together."""

from typing import Final

import pandas as pd

from analytics.response import curves
from analytics.response.evidence import tables, verdicts
from analytics.response.evidence.athlete import (
    SHOWN_DOSES_AU,
    VERDICT_LEVEL,
    WEEKS,
    Tables,
    excludes_zero,
)
from analytics.response.population import MIN_POOLED
from analytics.response.state import State

FEWEST_ATHLETES: Final = MIN_POOLED
"""With fewer that have tests enough of their own, a cohort is not judged."""


def row(state: State, found: Tables) -> pd.DataFrame:
    """Judge the athletes together that have tests and contrast of dose enough of their own.

    Parameters
    ----------
    state : State
    found : dict of DataFrame
        The tables of every athlete.

    Returns
    -------
    DataFrame
        One row: ``n_athletes`` judged, and the columns of an athlete, ``n_tests`` being those
        of all and ``dose_contrast_au`` that of the median athlete.
    """
    athletes = found["athletes"]
    own = athletes[verdicts.has_enough(athletes)]
    part = {name: rows[rows["athlete_id"].isin(own["athlete_id"])] for name, rows in found.items()}
    loading = curves.contrast(state, SHOWN_DOSES_AU, WEEKS)
    band = curves.band(curves.average(state, loading), VERDICT_LEVEL)
    numbers = {
        "n_athletes": len(own),
        "n_tests": int(own["n_tests"].sum()),
        "dose_contrast_au": float(own["dose_contrast_au"].median()),
        **tables.exposure_numbers(part["exposures"]),
        **tables.slope_numbers(part["slopes"]),
        **tables.forecast_numbers(part["forecasts"]),
        **tables.placebo_numbers(tables.together(part["shifts"])),
        "excludes_zero": excludes_zero(band),
    }
    judged = verdicts.with_verdicts(pd.DataFrame([numbers]))
    if len(own) < FEWEST_ATHLETES:
        judged["verdict"] = "insufficient"
    return judged
