"""The step that stress is counted in: an athlete's own easy running, and each run in it."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.contact_load import tibia_load
from analytics.load.drills import half_sine_peak
from analytics.load.running import (
    MEASURED_SPEED_M_S,
    achilles_on_speed,
    known_of,
    tibia_on_speed,
)
from analytics.load.running import steps_per_km as steps_per_km

Vector = npt.NDArray[np.float64]

EASY_SPEED_M_S: Final = 3.0
EASY_CADENCE_SPM: Final = 165.0
"""Of an athlete whose runs do not tell (assumption)."""

EASY_CONTACT_S: Final = 0.25
EASY_FLIGHT_S: Final = 0.12
"""Of the catalogue's running step: the middle of 0.22 to 0.28 s (reported by others), and the
flight that goes with 162 steps a minute (assumption)."""

EASY_FORCE_BW: Final = 2.5
"""Ground force of the catalogue's easy step, in BW: 2.40 to 2.60 at 2.6 to 4.0 m/s, one subject
(Matijevich19, measured)."""


def easy_steps(runs: pd.DataFrame) -> pd.DataFrame:
    """Describe the easy running step of each athlete.

    Parameters
    ----------
    runs : DataFrame
        As :data:`analytics.load.running.STEP_RUNS`.

    Returns
    -------
    DataFrame
        Indexed by ``athlete_id``: ``easy_speed_m_s``, ``cadence_spm``, ``contact_s`` (missing
        where no run tells), ``force_ratio`` (half-sine peak of this step over that of the
        catalogue; 1 where contact or cadence are not known), ``is_estimated`` (the speed is
        not the athlete's own) and ``n_runs`` behind it.

    Notes
    -----
    Easy runs are the slower half of those whose speed is known, by number; speed, cadence and
    contact are their medians (assumption). All runs given are looked at, so the step is one
    for the whole log.
    """
    known = known_of(runs)
    told = known[known["speed_m_s"].notna()]
    median = told.groupby("athlete_id", observed=True)["speed_m_s"].transform("median")
    easy = told[told["speed_m_s"] <= median].groupby("athlete_id", observed=True)
    own_cadence = known.groupby("athlete_id", observed=True)["mean_cadence_spm"].median()
    names = pd.Index(pd.unique(runs["athlete_id"]), name="athlete_id")
    speed = easy["speed_m_s"].median().reindex(names)
    cadence = easy["mean_cadence_spm"].median().reindex(names)
    cadence = cadence.fillna(own_cadence.reindex(names))
    contact_s = easy["mean_contact_ms"].median().reindex(names) / 1000
    return pd.DataFrame(
        {
            "easy_speed_m_s": speed.fillna(EASY_SPEED_M_S),
            "cadence_spm": cadence.fillna(EASY_CADENCE_SPM),
            "contact_s": contact_s,
            "force_ratio": _force_ratio(cadence.to_numpy(float), contact_s.to_numpy(float)),
            "is_estimated": speed.isna(),
            "n_runs": easy["speed_m_s"].size().reindex(names).fillna(0).astype(int),
        },
        index=names,
    )


def reference_ratios(force_ratio: npt.ArrayLike) -> dict[str, Vector]:
    """Return each tissue's load in the own easy step over that in the catalogue's.

    Parameters
    ----------
    force_ratio : array_like of float
        As of :func:`easy_steps`.

    Returns
    -------
    dict of str to ndarray of float
        By tissue. The Achilles follows the force, the tibia its regression, and the patellar
        index stays (assumption).
    """
    force = np.asarray(force_ratio, dtype=float)
    tibia = tibia_load(EASY_FORCE_BW * force, EASY_SPEED_M_S)
    return {
        "achilles": force,
        "patellar": np.ones_like(force),
        "tibia": tibia / tibia_load(EASY_FORCE_BW, EASY_SPEED_M_S),
    }


def run_steps(runs: pd.DataFrame, easy: pd.DataFrame) -> pd.DataFrame:
    """Count the steps of each run, and weigh one of them against the easy step.

    Parameters
    ----------
    runs : DataFrame
        As :data:`analytics.load.running.STEP_RUNS`.
    easy : DataFrame
        As of :func:`easy_steps`.

    Returns
    -------
    DataFrame
        Indexed as ``runs``: ``steps_per_leg``, missing where the duration is;
        ``achilles_ratio``, ``patellar_ratio``, ``tibia_ratio`` of a step of this run over
        the easy step; ``is_estimated`` (speed or cadence are not the run's own, or the
        speed is beyond those the ratios were measured at).

    Raises
    ------
    InputError
        If a duration is negative, infinite or beyond all running.

    Notes
    -----
    Steps per leg are half the cadence times the minutes, split evenly between the legs. A
    run without cadence has that of the athlete's easy runs, without distance their speed. On the
    level, whatever the run was; the patellar index is the same at every speed (assumption).
    """
    known = known_of(runs)
    step = easy.reindex(runs["athlete_id"].to_numpy()).set_index(runs.index)
    speed = known["speed_m_s"].fillna(step["easy_speed_m_s"]).to_numpy(dtype=float)
    cadence = known["mean_cadence_spm"].fillna(step["cadence_spm"]).to_numpy(dtype=float)
    easy_speed = step["easy_speed_m_s"].to_numpy(dtype=float)
    slow, fast = MEASURED_SPEED_M_S
    guessed = known["speed_m_s"].isna() | known["mean_cadence_spm"].isna()
    return pd.DataFrame(
        {
            "steps_per_leg": cadence / 2 * known["hours"].to_numpy(dtype=float) * 60,
            "achilles_ratio": achilles_on_speed(speed) / achilles_on_speed(easy_speed),
            "patellar_ratio": np.ones(len(runs)),
            "tibia_ratio": tibia_on_speed(speed) / tibia_on_speed(easy_speed),
            "is_estimated": guessed.to_numpy() | (speed < slow) | (speed > fast),
        },
        index=runs.index,
    )


def _force_ratio(cadence_spm: Vector, contact_s: Vector) -> Vector:
    """Return the own half-sine peak over the catalogue's, 1 where it is not known."""
    own_bw = np.pi / 2 * 60 / (cadence_spm * contact_s)
    # Contact longer than the step is walking, or a fault: it tells nothing of running.
    tells = cadence_spm * contact_s < 60
    return np.where(tells, own_bw / half_sine_peak(EASY_CONTACT_S, EASY_FLIGHT_S), 1.0)
