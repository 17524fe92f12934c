"""How far a run goes beyond the longest of the month before, in the classes of a cohort study."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.frames import Table

Vector = npt.NDArray[np.float64]

WINDOW_D: Final = 30
"""Days before a run in which its longest forerunner is looked for (Frandsen25, measured)."""

CLASSES: Final = {"small": 0.10, "moderate": 0.30, "large": 1.00}
"""Share above the longest run, beyond which a run is of the class (Frandsen25, measured)."""

LEAST_M: Final = 1.0
"""A longest run of less is none to compare with (definition)."""

DISTANCES = Table("runs", {"athlete_id": "Athlete", "date": "Day", "distance_m": "Distance (m)"})
"""One row per run; a distance may be missing."""


def spike_classes(runs: pd.DataFrame) -> pd.DataFrame:
    """Say how far each run goes beyond the longest of the 30 days before it.

    Parameters
    ----------
    runs : DataFrame
        As :data:`DISTANCES`.

    Returns
    -------
    DataFrame
        Indexed as ``runs``: ``longest_m`` of the 30 days before; ``share_above``, 0.10 being
        10 % longer than it; ``spike`` (``none`` up to 10 %, ``small`` up to 30 %,
        ``moderate`` up to 100 %, ``large`` above); ``n_unknown``, runs of the 30 days before
        whose distance nobody knows. Share and class are missing where there was no such run
        or a distance is missing.

    Raises
    ------
    InputError
        If a distance is negative or infinite.

    Notes
    -----
    The study compared sessions, so runs of one day do not add up, and none of them counts
    as before another. A run of unknown length in the window makes the share an upper bound.

    References
    ----------
    .. [1] Frandsen JSB et al. Br J Sports Med 2025, 10.1136/bjsports-2024-109380.
    """
    DISTANCES.check(runs)
    distance_m = runs["distance_m"].to_numpy(dtype=float, na_value=np.nan)
    bad = np.isinf(distance_m) | (distance_m < 0)
    if bad.any():
        raise InputError(f"distance_m must be finite, not negative; got {distance_m[bad][0]:g}.")
    longest_m, n_unknown = np.full(len(runs), np.nan), np.zeros(len(runs), dtype=int)
    number = runs["date"].to_numpy(dtype="datetime64[D]").astype(int)
    for of_one in runs.groupby("athlete_id", observed=True).indices.values():
        rows = np.asarray(of_one)[np.argsort(number[of_one], kind="stable")]
        day = number[rows]
        first, last = np.searchsorted(day, day - WINDOW_D), np.searchsorted(day, day)
        for row, window in zip(rows, map(slice, first, last), strict=True):
            before = distance_m[rows[window]]
            known = before[~np.isnan(before)]
            n_unknown[row] = before.size - known.size
            longest_m[row] = known.max(initial=-np.inf) if known.size else np.nan
    share = np.full(len(runs), np.nan)
    np.divide(distance_m, longest_m, out=share, where=longest_m >= LEAST_M)
    share -= 1
    return pd.DataFrame(
        {
            "longest_m": longest_m,
            "share_above": share,
            "spike": _classes(distance_m, longest_m),
            "n_unknown": n_unknown,
        },
        index=runs.index,
    )


def _classes(distance_m: Vector, longest_m: Vector) -> npt.NDArray[np.object_]:
    names = np.array(["none", *CLASSES], dtype=object)
    # 11.0 km is 1.1 times 10 km, though 11.0 / 10.0 - 1 is more than 0.10 by a rounding.
    limits_m = np.outer([1 + share for share in CLASSES.values()], longest_m)
    above = distance_m > limits_m * (1 + 1e-9)
    found = names[above.sum(axis=0)]
    found[np.isnan(distance_m) | ~(longest_m >= LEAST_M)] = None
    return found
