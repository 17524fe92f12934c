"""How a made-up athlete ran: distance, cadence and contact time that belong together."""

import math
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Vector = npt.NDArray[np.float64]

POWER_PER_SPEED: Final = 1.04
"""Running power over body mass and speed, in J/(kg·m), on level ground (assumption)."""

USUAL_CADENCE_SPM: Final = 165.0
"""Steps a minute, both feet, at 3 m/s (assumption)."""

CADENCE_PER_SPEED: Final = 4.0
"""Steps a minute more per m/s (assumption)."""

_PEAK_SPEED_M_S: Final = (2.6, 4.0)
_PEAK_BW: Final = (2.40, 2.60)
"""Peak vertical force of a step at those speeds (science A2, one runner's level rows)."""


def make(rng: np.random.Generator, runs: pd.DataFrame, power_w_kg: Vector) -> pd.DataFrame:
    """Return how each run was run, in the order of ``runs``.

    Parameters
    ----------
    rng : Generator
        Of its own: nothing else is drawn from it.
    runs : DataFrame
        ``day``, ``hours``, ``share`` of critical power.
    power_w_kg : ndarray of float, shape (days,)
        Power that can be held, of each day.

    Returns
    -------
    DataFrame
        ``distance_m``, ``mean_cadence_spm``, ``mean_contact_ms``.

    Notes
    -----
    Speed is power over mass and the athlete's own cost. Contact time is what a half sine of
    the peak force at that speed leaves of the time of a step.
    """
    own_cost = POWER_PER_SPEED * math.exp(rng.normal(0, 0.02))
    own_cadence_spm, own_peak = rng.normal(USUAL_CADENCE_SPM, 5.0), math.exp(rng.normal(0, 0.02))
    n = len(runs)
    power = runs["share"].to_numpy() * power_w_kg[runs["day"]]
    speed_m_s = power / own_cost * np.exp(rng.normal(0, 0.01, n))
    cadence = own_cadence_spm + CADENCE_PER_SPEED * (speed_m_s - 3.0) + rng.normal(0, 1.0, n)
    peak_bw = own_peak * _peak_bw(speed_m_s) * np.exp(rng.normal(0, 0.01, n))
    # The mean force over a step is body weight: contact = step time × π/2 / peak.
    contact_s = 60.0 / cadence * (math.pi / 2) / peak_bw
    return pd.DataFrame(
        {
            "distance_m": np.round(speed_m_s * runs["hours"].to_numpy() * 3600.0),
            "mean_cadence_spm": np.round(cadence, 1),
            "mean_contact_ms": np.round(1000.0 * contact_s),
        },
        index=runs.index,
    )


def _peak_bw(speed_m_s: Vector) -> Vector:
    """Return the peak force at a speed, on the straight line through the two known."""
    (slow, fast), (low, high) = _PEAK_SPEED_M_S, _PEAK_BW
    return low + (high - low) / (fast - slow) * (speed_m_s - slow)
