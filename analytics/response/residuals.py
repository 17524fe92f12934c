"""What is left of each test once the fit has explained what it can."""

import numpy as np
import pandas as pd

from analytics.response.prediction import under
from analytics.response.state import State

_NOTHING_LEFT = 1e-6
"""Share of a test's own variance below which the fit follows the test wherever it goes."""


def residuals(state: State, position: int) -> pd.DataFrame:
    """Return tested power beside the fit's, for one athlete.

    ``standardised`` divides by the standard deviation that a residual has if the model
    holds: less than that of the test, because the fit followed it (internally studentised).

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``power_w_kg``, ``fitted_w_kg`` (as :func:`predict` says,
        level, response, run load and drift together), ``residual_percent``, ``standardised``;
        a row per test that was used.
    """
    design, log = state.designs[position], state.logs[position]
    frame = pd.DataFrame(
        {
            "athlete_id": log.athlete_id,
            "date": pd.Timestamp(0) + pd.to_timedelta(design.day, unit="D"),
            "power_w_kg": log.power_w_kg[design.used],
        }
    )
    if frame.empty:
        numbers = ("fitted_w_kg", "residual_percent", "standardised")
        return frame.assign(**{name: np.empty(0) for name in numbers})
    fitted, mean, left = np.zeros((3, len(design.day)))
    for s, setting in enumerate(state.population.settings):
        weight, centre, variance, _ = under(state, position, s, design.columns, design.day)
        own = design.se**2 + setting.noise.day_sd**2
        fitted += np.exp(centre / 100.0 + 0.5 * variance / 1e4) @ weight
        mean += centre @ weight
        expected = own[:, None] - variance
        left += np.where(expected > _NOTHING_LEFT * own[:, None], expected, np.nan) @ weight
    fitted *= np.exp(design.level / 100.0)
    return frame.assign(
        fitted_w_kg=fitted,
        residual_percent=100.0 * (frame["power_w_kg"] / fitted - 1.0),
        standardised=(design.log_power - mean) / np.sqrt(left),
    )
