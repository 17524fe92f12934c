"""The runs of the days to come: those one names, else the median week of the last 28 days."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class RunsToCome:
    """Running on each day after the last of a history.

    Attributes
    ----------
    days : DatetimeIndex, length n_days
        From the day after the history's last to the goal's day.
    run_load_au : ndarray of float, shape (n_days,)
        Missing where the athlete's run load is not known.
    equivalents : mapping of str to ndarray of float, shape (n_days, 3 + n)
        By tissue, easy steps of each leg in every draw; 0 where running was never logged.
    is_hard : ndarray of bool, shape (n_days,)
    is_median_week : bool
        Whether nobody named them, and the median week of the last 28 days stands in.
    """

    days: pd.DatetimeIndex
    run_load_au: Vector
    equivalents: Mapping[str, Vector]
    is_hard: Flags
    is_median_week: bool
