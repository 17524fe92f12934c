"""What an athlete bore of late: the dose a plan may begin with."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.progression.history import History

TOLERATED_D: Final = 28
"""Days before a plan among which its largest week is looked for (definition)."""

_WEEK_D: Final = 7


@dataclass(frozen=True, slots=True, eq=False)
class Borne:
    """Of a history what a plan in blocks begins from.

    Attributes
    ----------
    last_day : Timestamp
    dose_au : ndarray of float
        Of the days to the last one, oldest first; missing where nobody knows.
    drills_done : frozenset of str
    """

    last_day: pd.Timestamp
    dose_au: npt.NDArray[np.float64]
    drills_done: frozenset[str]

    def until(self, first_day: pd.Timestamp) -> npt.NDArray[np.float64]:
        """Return the doses to the day before a plan; days between have none."""
        between = max((first_day - self.last_day).days - 1, 0)
        return np.concatenate([self.dose_au, np.zeros(between)])


def tolerated_week_au(of: Borne | History) -> float:
    """Return the largest dose of seven days in a row among the last 28, in AU.

    Of days nobody knows nothing is counted; missing where none of the 28 is known.
    """
    dose_au = of.dose_au[-TOLERATED_D:]
    if np.isnan(dose_au).all():
        return float("nan")
    known = np.nan_to_num(dose_au, nan=0.0)
    return float(np.convolve(known, np.ones(_WEEK_D), mode="valid").max())
