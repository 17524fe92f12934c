"""The table of daily stress, filled athlete by athlete."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.athlete_stress import FLOATS
from analytics.load.stress_days import Calendar
from analytics.load.tissue import SIDES, Tissue

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Columns:
    """Room for every athlete, tissue, side and day, in that order.

    Parameters
    ----------
    on : Calendar
    tissues : sequence of Tissue
    """

    def __init__(self, on: Calendar, tissues: Sequence[Tissue]) -> None:
        self._on = on
        self._tissues = [one.name for one in tissues]
        self._of_day = len(tissues) * len(SIDES)
        size = len(on.days) * self._of_day
        self._values = {name: np.empty(size) for name in (*FLOATS, "n_unknown")}

    def put(self, rows: slice, tissue: int, columns: Mapping[str, Vector]) -> None:
        """Take the columns of the athlete whose days are these rows.

        Parameters
        ----------
        rows : slice
        tissue : int
            Its place among the tissues.
        columns : mapping of str to ndarray of float, shape (2, n_days)
        """
        size = len(SIDES) * (rows.stop - rows.start)
        begin = rows.start * self._of_day + tissue * size
        room = slice(begin, begin + size)
        for name, values in columns.items():
            self._values[name][room] = values.ravel()

    def frame(self, is_estimated: Flags) -> pd.DataFrame:
        """Return the table.

        Parameters
        ----------
        is_estimated : ndarray of bool, shape (n_days of all athletes,)
        """
        row = self._rows()
        legs = [(tissue, side) for tissue in self._tissues for side in SIDES]
        leg = np.concatenate(
            [np.repeat(np.arange(self._of_day), rows.stop - rows.start) for _, rows in self._all()]
            or [np.zeros(0, dtype=int)]
        )
        tissue, side = (pd.array(list(names), dtype="str") for names in zip(*legs, strict=True))
        ids = pd.array(list(self._on.athlete_ids), dtype="str")
        code = np.repeat(np.arange(len(ids)), np.diff(self._on.start))
        return pd.DataFrame(
            {
                "athlete_id": ids.take(code[row]),
                "date": self._on.days["date"].to_numpy()[row],
                "tissue": tissue.take(leg),
                "side": side.take(leg),
                **{name: self._values[name] for name in FLOATS},
                "n_unknown": self._values["n_unknown"].astype(np.int64),
                "is_estimated": is_estimated[row],
            }
        )

    def _all(self) -> list[tuple[str, slice]]:
        return list(self._on.athletes())

    def _rows(self) -> npt.NDArray[np.int64]:
        """Return the row of the day of each row of the table."""
        days = [np.tile(np.arange(rows.start, rows.stop), self._of_day) for _, rows in self._all()]
        return np.concatenate([*days, np.zeros(0, dtype=np.int64)]).astype(np.int64)
