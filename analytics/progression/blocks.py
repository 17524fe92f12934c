"""Consecutive days of one athlete, tissue and leg, below those of the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError

Vector = npt.NDArray[np.float64]
Rolling = Callable[..., npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """A frame in the order of its keys and days.

    Attributes
    ----------
    frame : DataFrame
    starts : ndarray of int
        Row at which each block but the first begins.
    """

    frame: pd.DataFrame
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, frame: pd.DataFrame, keys: Sequence[str], what: str) -> "Blocks":
        """Sort a frame by its keys and days, and see that no day is missing.

        Raises
        ------
        InputError
            If a day of a block is there twice or not at all.
        """
        ordered = frame.sort_values([*keys, "date"], ignore_index=True)
        block = ordered.groupby(list(keys), sort=False, observed=True).ngroup().to_numpy()
        starts = np.flatnonzero(np.diff(block)) + 1
        steps = np.diff(ordered["date"].to_numpy(dtype="datetime64[D]")).astype(np.int64)
        odd = (np.diff(block) == 0) & (steps != 1)
        if odd.any():
            found = ordered.iloc[int(np.flatnonzero(odd)[0]) + 1]
            raise InputError(
                f"{what} must hold each day once and without gaps; that of "
                f"{found['athlete_id']} on {found['date']:%Y-%m-%d} does not follow the one before."
            )
        return cls(ordered, starts)

    def column(self, name: str) -> Vector:
        """Return a column as numbers."""
        return self.frame[name].to_numpy(dtype=float, na_value=np.nan)

    def rolled(self, rolling: Rolling, values: npt.NDArray[np.generic], *more: int) -> Vector:
        """Apply a rolling function to each block on its own."""
        cut = np.split(values, self.starts)
        return np.concatenate([rolling(one, *more) for one in cut])
