"""Which runs were hard: long enough near critical power."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

HARD_SHARE: Final = 0.90
"""Share of the day's critical power above which a second is hard (coaching brief, assumption)."""

HARD_S: Final = 900.0
"""Hard seconds, in all, that make a run hard (coaching brief, assumption)."""

Vector = npt.NDArray[np.float64]


def hard_runs(runs: pd.DataFrame, seconds: pd.DataFrame) -> pd.DataFrame:
    """Tell of each run whether more than 90 % of critical power was held for 15 min in all.

    Parameters
    ----------
    runs : DataFrame
        ``run_id``, ``hours``, ``power_mean4_w`` (fourth-power mean of the 30 s average, in W),
        ``critical_power_w`` of the day, ``is_cp_estimated``.
    seconds : DataFrame
        ``run_id``, ``power_w``, ``seconds``: how long each power was held, of runs with 1 Hz
        samples. A power of 0 while running is a dropout.

    Returns
    -------
    DataFrame
        Indexed as ``runs``: ``is_hard`` (True, False or missing), ``hard_s`` (missing without
        samples), ``is_estimated`` (from the mean, or from an estimated critical power).

    Notes
    -----
    Seconds without power are unknown: they may have been hard. A run is not hard when even
    with all of them it would not be, and nobody knows when they decide. A run shorter than
    15 min is not hard.

    Without samples only the fourth-power mean is known. Above 90 % of critical power it makes
    a run hard. 15 min at 90 % and nothing before or after still have a mean of
    0.9 × (15 min / length)^(1/4) of it, so that below that a run is not hard: of an hour, below
    64 %. Between the two nobody knows. Seconds strewn singly may hide in the 30 s average.
    """
    cp_w = runs["critical_power_w"].to_numpy(dtype=float, na_value=np.nan)
    run_s = 3600.0 * runs["hours"].to_numpy(dtype=float, na_value=np.nan)
    power_s, hard_s = _held(runs, seconds, HARD_SHARE * cp_w)
    sampled = power_s > 0
    most_s = hard_s + np.maximum(run_s - power_s, 0.0)
    mean4_w = runs["power_mean4_w"].to_numpy(dtype=float, na_value=np.nan)
    is_hard = np.full(len(runs), None, dtype=object)
    known = np.isfinite(cp_w) & np.isfinite(run_s)
    is_hard[known & sampled & (most_s < HARD_S)] = False
    is_hard[known & sampled & (hard_s >= HARD_S)] = True
    by_mean = known & ~sampled & (run_s >= HARD_S)
    share = np.divide(mean4_w, cp_w, out=np.full(len(runs), np.nan), where=by_mean)
    least = HARD_SHARE * (HARD_S / np.maximum(run_s, HARD_S)) ** (1 / 4)
    is_hard[by_mean & (share > HARD_SHARE)] = True
    is_hard[by_mean & (share < least)] = False
    is_hard[run_s < HARD_S] = False
    guessed = ~sampled | runs["is_cp_estimated"].to_numpy(dtype=bool)
    is_known = np.array([one is not None for one in is_hard], dtype=bool)
    return pd.DataFrame(
        {
            "is_hard": pd.array(is_hard, dtype="boolean"),
            "hard_s": np.where(sampled & np.isfinite(cp_w), hard_s, np.nan),
            "is_estimated": guessed & is_known & ~(run_s < HARD_S),
        },
        index=runs.index,
    )


def _held(runs: pd.DataFrame, seconds: pd.DataFrame, above_w: Vector) -> tuple[Vector, Vector]:
    """Return, of each run, seconds with power and seconds above its threshold."""
    power_w = seconds["power_w"].to_numpy(dtype=float, na_value=np.nan)
    held_s = seconds["seconds"].to_numpy(dtype=float)
    limit_w = seconds["run_id"].map(pd.Series(above_w, index=runs["run_id"])).to_numpy(dtype=float)
    sums = (
        pd.DataFrame(
            {
                "power_s": np.where(power_w > 0, held_s, 0.0),
                "hard_s": np.where(power_w > limit_w, held_s, 0.0),
            }
        )
        .groupby(seconds["run_id"].to_numpy(dtype=object))
        .sum()
        .reindex(runs["run_id"], fill_value=0.0)
    )
    return sums["power_s"].to_numpy(dtype=float), sums["hard_s"].to_numpy(dtype=float)
