"""Responses of athletes and of the population as tables."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.response import curves
from analytics.response.blocks import ordered_map
from analytics.response.state import State

Vector = npt.NDArray[np.float64]


def response(
    state: State, chosen: Sequence[int], weekly: Vector, loading: Vector, level: float
) -> pd.DataFrame:
    """Return the response of some athletes: ``athlete_id``, ``weekly_dose_au`` and its band."""
    found = ordered_map(lambda i: curves.band(curves.athlete(state, i, loading), level), chosen)
    return _by_athlete(state, chosen, weekly).assign(
        **{
            name: np.concatenate([getattr(band, name) for band in found])
            for name in curves.Band._fields
        }
    )


def cohort_response(state: State, weekly: Vector, loading: Vector, level: float) -> pd.DataFrame:
    """Return the population's mean response, and the interval of an athlete not yet seen."""
    mean = curves.band(curves.average(state, loading), level)
    new = curves.band(curves.newcomer(state, loading), level)
    return pd.DataFrame(
        {"weekly_dose_au": weekly}
        | mean._asdict()
        | {"new_lower": new.lower, "new_upper": new.upper}
    )


def gain_probability(
    state: State, chosen: Sequence[int], weekly: Vector, loading: Vector, above_percent: float
) -> pd.DataFrame:
    """Return the probability of a response above so many percent, for some athletes."""
    if not -100 < above_percent < float("inf"):
        raise InputError(f"above_percent is a change in %, above -100; got {above_percent}.")
    found = ordered_map(
        lambda i: curves.probability(curves.athlete(state, i, loading), above_percent),
        chosen,
    )
    return _by_athlete(state, chosen, weekly).assign(probability=np.concatenate(found))


def _by_athlete(state: State, chosen: Sequence[int], weekly: Vector) -> pd.DataFrame:
    ids = [state.athlete_ids[i] for i in chosen]
    return pd.DataFrame(
        {
            "athlete_id": np.repeat(ids, len(weekly)),
            "weekly_dose_au": np.tile(weekly, len(ids)),
        }
    )
