"""The step that stress is counted in: an athlete's own easy running, and each run in it."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.running import (
    EASY_CADENCE_SPM,
    EASY_SPEED_M_S,
    MEASURED_SPEED_M_S,
    achilles_on_speed,
    known_of,
    tibia_on_speed,
)
from analytics.load.running import steps_per_km as steps_per_km

Vector = npt.NDArray[np.float64]

EASY_DAYS: Final = 90
"""Days up to and including a day whose runs make its easy step (assumption)."""

EASY_QUANTILE: Final = 0.25
"""Which of their speeds is the easy one: the lower quartile (assumption)."""


def easy_steps(runs: pd.DataFrame) -> pd.DataFrame:
    """Describe the easy running step of each athlete as of each day of running.

    Parameters
    ----------
    runs : DataFrame
        As :data:`analytics.load.running.STEP_RUNS`.

    Returns
    -------
    DataFrame
        One row per athlete and run day, in that order: ``athlete_id``, ``date``,
        ``easy_speed_m_s``, ``cadence_spm``, ``n_runs`` whose speed is known, and
        ``is_estimated`` (the speed is not the athlete's own).

    Notes
    -----
    Speed is the lower quartile and cadence the median of the runs of 90 days, that day's among
    them (assumption); runs that tell neither leave what was known before, and nothing that
    comes later changes a row. Before anything is known the step is that of the catalogue.
    """
    known = known_of(runs).sort_values(["athlete_id", "date"], kind="stable", ignore_index=True)
    of = known.groupby("athlete_id", sort=False, observed=True)
    recent = of[["date", "speed_m_s", "mean_cadence_spm"]].rolling(
        f"{EASY_DAYS}D", on="date", min_periods=1
    )
    # In the order of the rows, which are those of the athletes already.
    speed = pd.Series(recent["speed_m_s"].quantile(EASY_QUANTILE).to_numpy())
    cadence = pd.Series(recent["mean_cadence_spm"].median().to_numpy())
    n_runs = recent["speed_m_s"].count().fillna(0).to_numpy(dtype=int)
    names = known["athlete_id"].to_numpy(dtype=object)
    # A step stands until runs tell of another, as it does between days of running.
    own_speed, own_cadence = (one.groupby(names).ffill() for one in (speed, cadence))
    described = known[["athlete_id", "date"]].assign(
        easy_speed_m_s=own_speed.fillna(EASY_SPEED_M_S),
        cadence_spm=own_cadence.fillna(EASY_CADENCE_SPM),
        n_runs=n_runs,
        is_estimated=own_speed.isna(),
    )
    # The last run of a day has seen the others.
    return described.drop_duplicates(["athlete_id", "date"], keep="last", ignore_index=True)


def step_on(easy: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return the easy step that holds on each day: that of the last run day on or before.

    Parameters
    ----------
    easy : DataFrame
        As of :func:`easy_steps`.
    days : DataFrame
        ``athlete_id`` and ``date``, in any order and as often as wanted.

    Returns
    -------
    DataFrame
        Indexed as ``days``: ``easy_speed_m_s``, ``cadence_spm``, ``n_runs`` and
        ``is_estimated``; those of the catalogue before any run.
    """
    asked = pd.DataFrame(
        {
            "athlete_id": days["athlete_id"].to_numpy(dtype=object),
            "date": days["date"].to_numpy(dtype="datetime64[us]"),
            "order": np.arange(len(days)),
        }
    ).sort_values("date", kind="stable")
    told = easy.assign(
        athlete_id=easy["athlete_id"].to_numpy(dtype=object),
        date=easy["date"].to_numpy(dtype="datetime64[us]"),
    ).sort_values("date", kind="stable")
    # Without a run, nothing tells that the key is text.
    ids = {"athlete_id": "str"}
    found = pd.merge_asof(asked.astype(ids), told.astype(ids), on="date", by="athlete_id")
    found = found.sort_values("order")
    return pd.DataFrame(
        {
            "easy_speed_m_s": found["easy_speed_m_s"].fillna(EASY_SPEED_M_S).to_numpy(),
            "cadence_spm": found["cadence_spm"].fillna(EASY_CADENCE_SPM).to_numpy(),
            "n_runs": found["n_runs"].fillna(0).to_numpy(dtype=int),
            "is_estimated": found["is_estimated"].ne(False).to_numpy(),
        },
        index=days.index,
    )


def reference_ratios(easy_speed_m_s: npt.ArrayLike) -> dict[str, Vector]:
    """Return each tissue's load in an easy step of that speed over that in the catalogue's.

    Parameters
    ----------
    easy_speed_m_s : array_like of float
        As of :func:`step_on`.

    Returns
    -------
    dict of str to ndarray of float
        By tissue, by the lines that runs are weighed by: so a hop is worth the same steps
        run at 3 m/s, whatever speed is easy. The patellar index stays (assumption).
    """
    speed = np.asarray(easy_speed_m_s, dtype=float)
    return _over(speed, np.array(EASY_SPEED_M_S))


def run_steps(runs: pd.DataFrame, easy: pd.DataFrame) -> pd.DataFrame:
    """Count the steps of each run, and weigh one of them against the easy step of its day.

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
    run without cadence has that of the easy step, without distance its speed. On the
    level, whatever the run was; the patellar index is the same at every speed (assumption).
    """
    known = known_of(runs)
    step = step_on(easy, runs)
    easy_speed = step["easy_speed_m_s"].to_numpy(dtype=float)
    speed = known["speed_m_s"].fillna(step["easy_speed_m_s"]).to_numpy(dtype=float)
    cadence = known["mean_cadence_spm"].fillna(step["cadence_spm"]).to_numpy(dtype=float)
    slow, fast = MEASURED_SPEED_M_S
    guessed = known["speed_m_s"].isna() | known["mean_cadence_spm"].isna()
    ratios = {f"{name}_ratio": ratio for name, ratio in _over(speed, easy_speed).items()}
    return pd.DataFrame(
        {
            "steps_per_leg": cadence / 2 * known["hours"].to_numpy(dtype=float) * 60,
            **ratios,
            "is_estimated": guessed.to_numpy() | (speed < slow) | (speed > fast),
        },
        index=runs.index,
    )


def _over(speed: Vector, reference: Vector) -> dict[str, Vector]:
    """Return the load of a step at a speed over that at another, by tissue."""
    return {
        "achilles": achilles_on_speed(speed) / achilles_on_speed(reference),
        "patellar": np.ones_like(speed),
        "tibia": tibia_on_speed(speed) / tibia_on_speed(reference),
    }
