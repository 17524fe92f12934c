"""What a run tells of its steps, and how a step's load grows with speed."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.frames import Table

Vector = npt.NDArray[np.float64]

EASY_SPEED_M_S: Final = 3.0
EASY_CADENCE_SPM: Final = 165.0
"""Of the catalogue's easy step, and of an athlete whose runs do not tell (assumption)."""

EASY_FORCE_BW: Final = 2.5
"""Ground force of the catalogue's easy step that its Achilles load is worked out from, in BW: the
middle of 2.40 to 2.60 at 2.6 to 4.0 m/s, one subject (Matijevich19, measured)."""

FORCE_LINE: Final = ((2.6, 2.40), (4.0, 2.60))
"""Speed (m/s) and ground force (BW) of running, one subject (Matijevich19, measured)."""

TIBIA_AT_REST_BW: Final = 0.23
TIBIA_PER_FORCE: Final = 2.96
TIBIA_PER_SPEED_BW_S_M: Final = 0.12
"""Tibial compression in running, in BW: 0.23 + 2.96 ground force (BW) + 0.12 speed (m/s), RMSE
0.37 BW, 10 subjects (Matijevich19, unrefereed regression on its open data)."""

ACHILLES_LINE: Final = ((2.68, 8.2), (4.47, 10.1))
"""Speed (m/s) and Achilles load (BW) of running by tensiometry (Tensio24, measured). Only its
ratios are used: tensiometry and inverse dynamics do not mix."""

MEASURED_SPEED_M_S: Final = (2.6, 4.47)
"""Speeds those lines were measured at; beyond them they are carried on, and said to be."""

PLAUSIBLE: Final = {
    "speed_m_s": (0.5, 12.0),
    "mean_cadence_spm": (100.0, 300.0),
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
        Indexed as ``runs``: ``athlete_id``, ``date``, ``hours``, ``speed_m_s`` and
        ``mean_cadence_spm``; missing where not told, or outside :data:`PLAUSIBLE`.

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
    columns = ["athlete_id", "date", "mean_cadence_spm"]
    known = runs[columns].assign(hours=hours, speed_m_s=speed)
    for column, (low, high) in PLAUSIBLE.items():
        known[column] = known[column].astype(float).where(known[column].between(low, high))
    return known


def tibia_load(force_bw: npt.ArrayLike, speed_m_s: npt.ArrayLike) -> Vector:
    """Return the compression of the tibia by the regression of running.

    Parameters
    ----------
    force_bw : array_like of float
        Peak ground force on one leg, in BW.
    speed_m_s : array_like of float
        Of running, in m/s.

    Returns
    -------
    ndarray of float
        In BW. On the level; the source's term of slope is left out.

    Examples
    --------
    >>> float(tibia_load(2.457, speed_m_s=3).round(2))
    7.86
    """
    force, speed = np.asarray(force_bw, dtype=float), np.asarray(speed_m_s, dtype=float)
    return np.asarray(TIBIA_AT_REST_BW + TIBIA_PER_FORCE * force + TIBIA_PER_SPEED_BW_S_M * speed)


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
