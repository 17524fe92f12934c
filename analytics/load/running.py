"""What a run tells of its steps, and how a step's load grows with speed."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.frames import Table
from analytics.load.contact_load import tibia_load

Vector = npt.NDArray[np.float64]

FORCE_LINE: Final = ((2.6, 2.40), (4.0, 2.60))
"""Speed (m/s) and ground force (BW) of running: as above."""

ACHILLES_LINE: Final = ((2.68, 8.2), (4.47, 10.1))
"""Speed (m/s) and Achilles load (BW) of running by tensiometry (Tensio24, measured). Only its
ratios are used: tensiometry and inverse dynamics do not mix."""

MEASURED_SPEED_M_S: Final = (2.6, 4.47)
"""Speeds those lines were measured at; beyond them they are carried on, and said to be."""

PLAUSIBLE: Final = {
    "speed_m_s": (0.5, 12.0),
    "mean_cadence_spm": (100.0, 300.0),
    "mean_contact_ms": (100.0, 400.0),
}
"""What a run can have (definition). Anything else counts as not known."""

MOST_HOURS: Final = 240.0
"""Hours of a run beyond which it is a slip (definition)."""

STEP_RUNS = Table(
    "runs",
    {
        "athlete_id": "Athlete",
        "date": "Day",
        "run_id": "Run",
        "hours": "Duration (h)",
        "distance_m": "Distance (m)",
        "mean_cadence_spm": "Cadence (steps/min)",
        "mean_contact_ms": "Contact time (ms)",
    },
)
"""One row per run; all but the first three may be missing."""


def known_of(runs: pd.DataFrame) -> pd.DataFrame:
    """Return what is known of each run; what cannot be is not known.

    Parameters
    ----------
    runs : DataFrame
        As :data:`STEP_RUNS`.

    Returns
    -------
    DataFrame
        Indexed as ``runs``: ``athlete_id``, ``hours``, ``speed_m_s``, ``mean_cadence_spm``,
        ``mean_contact_ms``; missing where not told, or outside :data:`PLAUSIBLE`.

    Raises
    ------
    InputError
        If a duration is negative, infinite or beyond all running.
    """
    STEP_RUNS.check(runs)
    hours = runs["hours"].to_numpy(dtype=float, na_value=np.nan)
    bad = (hours < 0) | (hours > MOST_HOURS)
    if bad.any():
        raise InputError(
            f"A run of {hours[bad][0]:g} h cannot be. Durations go from 0 to {MOST_HOURS:g} h."
        )
    distance_m = runs["distance_m"].to_numpy(dtype=float, na_value=np.nan)
    # No time for a distance: one of them is a slip, so nobody knows how long it was.
    hours = np.where((hours == 0) & (distance_m > 0), np.nan, hours)
    speed = np.full(len(runs), np.nan)
    np.divide(distance_m, 3600 * hours, out=speed, where=hours > 0)
    known = runs[["athlete_id", "mean_cadence_spm", "mean_contact_ms"]].assign(
        hours=hours, speed_m_s=speed
    )
    for column, (low, high) in PLAUSIBLE.items():
        known[column] = known[column].astype(float).where(known[column].between(low, high))
    return known


def achilles_on_speed(speed_m_s: Vector) -> Vector:
    """Return the Achilles load of a running step, in BW by tensiometry."""
    return _on(ACHILLES_LINE, speed_m_s)


def tibia_on_speed(speed_m_s: Vector) -> Vector:
    """Return the tibial compression of a running step, in BW by the regression."""
    return tibia_load(_on(FORCE_LINE, speed_m_s), speed_m_s)


def steps_per_km(cadence_spm: float, speed_m_s: float) -> float:
    """Return the steps of one leg in a kilometre.

    Parameters
    ----------
    cadence_spm : float
        Steps a minute, both feet.
    speed_m_s : float
        Above 0.

    Returns
    -------
    float

    Examples
    --------
    >>> round(steps_per_km(cadence_spm=165, speed_m_s=3), 2)
    458.33
    """
    if not (cadence_spm >= 0 and speed_m_s > 0):
        raise InputError(
            f"Cadence must not be negative and speed be above 0; got {cadence_spm:g}, "
            f"{speed_m_s:g}."
        )
    return cadence_spm / 60 / speed_m_s * 500


def _on(line: tuple[tuple[float, float], tuple[float, float]], speed: Vector) -> Vector:
    (slow, low), (fast, high) = line
    return low + (high - low) / (fast - slow) * (speed - slow)
