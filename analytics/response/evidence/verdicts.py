"""One verdict of four, tried in order, each from numbers that stand beside it."""

from typing import Final

import numpy as np
import pandas as pd

FEWEST_TEST_DAYS: Final = 8
LEAST_CONTRAST_AU: Final = 30.0
"""AU a week between P10 and P90 of exposure on test days."""
CONFOUNDED_R2: Final = 0.8
LARGEST_PLACEBO_SHARE: Final = 0.05

CONDITIONS: Final = ("beats_running_mean", "beats_no_dose", "beats_placebo", "excludes_zero")
"""All of them, and the dose effect is shown."""


def with_verdicts(numbers: pd.DataFrame) -> pd.DataFrame:
    """Judge each row of numbers.

    Parameters
    ----------
    numbers : DataFrame
        ``n_tests``, ``dose_contrast_au``, ``r2_calendar``, ``skill_running_mean``,
        ``skill_no_dose``, ``placebo_share``, ``excludes_zero``. A number that is missing
        fulfils nothing.

    Returns
    -------
    DataFrame
        With ``verdict`` and the :data:`CONDITIONS`.
    """
    judged = numbers.assign(
        beats_running_mean=numbers["skill_running_mean"] > 0,
        beats_no_dose=numbers["skill_no_dose"] > 0,
        beats_placebo=numbers["placebo_share"] <= LARGEST_PLACEBO_SHARE,
    )
    return judged.assign(
        verdict=np.select(
            [
                ~has_enough(judged),
                judged["r2_calendar"] > CONFOUNDED_R2,
                judged[list(CONDITIONS)].all(axis=1),
            ],
            ["insufficient", "confounded", "shown"],
            default="not_shown",
        )
    )


def has_enough(numbers: pd.DataFrame) -> pd.Series:
    """Tell which rows have test days and contrast of dose enough to judge at all."""
    contrast = numbers["dose_contrast_au"] >= LEAST_CONTRAST_AU
    return (numbers["n_tests"] >= FEWEST_TEST_DAYS) & contrast
