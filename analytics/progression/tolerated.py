"""What an athlete bore of late: the dose a plan may begin with."""

from typing import Final

import numpy as np

from analytics.progression.history import History

TOLERATED_D: Final = 28
"""Days before a plan among which its largest week is looked for (definition)."""

_WEEK_D: Final = 7


def tolerated_week_au(history: History) -> float:
    """Return the largest dose of seven days in a row among the last 28, in AU.

    Of days nobody knows nothing is counted; missing where none of the 28 is known.
    """
    dose_au = history.dose_au[-TOLERATED_D:]
    if np.isnan(dose_au).all():
        return float("nan")
    known = np.nan_to_num(dose_au, nan=0.0)
    return float(np.convolve(known, np.ones(_WEEK_D), mode="valid").max())
