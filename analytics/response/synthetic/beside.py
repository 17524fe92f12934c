"""What a made-up athlete did and felt beside runs and plyometrics; power answers to none of it."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

STRENGTH_SHARE: Final = 5 / 6
"""Athletes who do strength, of all."""

MOBILITY_SHARE: Final = 2 / 3
"""Athletes who do mobility, of all."""

EPISODES_PER_YEAR: Final = 1.5
"""Times a year that something hurts for a few days."""

_SITES: Final = ("achilles", "shin", "patellar", "calf", "foot")
_USUAL: Final = {
    # kind: weekdays, effort, minutes
    "strength": ((1, 4), 6.0, 45.0),
    "mobility": ((0, 5), 2.0, 20.0),
}


def sessions(rng: np.random.Generator, weekday: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Make sessions: ``day``, ``kind``, ``session_rpe``, ``duration_min``.

    Parameters
    ----------
    rng : Generator
        Of its own.
    weekday : ndarray of int, shape (n,)
        0 is Monday.

    Notes
    -----
    One session in eight does not happen; of one in thirty nobody noted the effort.
    """
    shares = {"strength": STRENGTH_SHARE, "mobility": MOBILITY_SHARE}
    made = []
    for kind, (weekdays, effort, minutes) in _USUAL.items():
        does = rng.random() < shares[kind]
        days = np.flatnonzero(np.isin(weekday, weekdays) & does)
        days = days[rng.random(days.size) > 1 / 8]
        rpe = np.clip(np.round(2 * rng.normal(effort, 0.8, days.size)) / 2, 1.0, 10.0)
        made.append(
            pd.DataFrame(
                {
                    "day": days,
                    "kind": kind,
                    "session_rpe": np.where(rng.random(days.size) < 1 / 30, np.nan, rpe),
                    "duration_min": 5 * np.round(minutes * rng.uniform(0.8, 1.2, days.size) / 5),
                }
            ).astype({"kind": object})
        )
    return pd.concat(made, ignore_index=True).sort_values("day", ignore_index=True)


def symptoms(rng: np.random.Generator, n_days: int) -> pd.DataFrame:
    """Make symptoms: ``day``, ``site``, ``side``, ``moment``, ``pain_0_10``, ``is_bone``, ``limp``.

    They come and go within days, by chance: whoever finds a cause in them is mistaken.
    """
    rows: list[tuple[int, str, str, str, float, bool, bool]] = []
    for start in np.flatnonzero(rng.random(n_days) < EPISODES_PER_YEAR / 365):
        site, side = str(rng.choice(_SITES)), str(rng.choice(("left", "right")))
        pain = float(rng.integers(1, 6))
        is_bone = site == "shin" and bool(rng.random() < 0.2)
        for later in range(int(rng.integers(2, 7))):
            if pain < 1 or start + later >= n_days:
                break
            day = int(start + later)
            rows.append((day, site, side, "during", pain, is_bone, pain >= 4))
            if day + 1 < n_days:
                rows.append((day + 1, site, side, "next_morning", pain - 1, is_bone, False))
            pain -= float(rng.integers(0, 2))
    names = ["day", "site", "side", "moment", "pain_0_10", "is_bone", "limp"]
    made = pd.DataFrame(rows, columns=names)
    # The same place may begin to hurt again before it is over.
    made = made.drop_duplicates(["day", "site", "side", "moment"], ignore_index=True)
    kinds = {"day": int, "pain_0_10": float, "is_bone": bool, "limp": bool}
    return made.astype({**dict.fromkeys(names, object), **kinds})
