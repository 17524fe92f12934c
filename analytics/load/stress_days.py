"""The calendar stress is laid out on: whose days they are, and which of them are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.frames import Table

Counts = npt.NDArray[np.int64]

CHANNELS: Final = ("plyo", "run")
"""What stress is made of."""

STRESS_DAYS = Table(
    "days",
    {
        "athlete_id": "Athlete",
        "date": "Day",
        "plyo_status": "Plyometrics",
        "run_status": "Running",
        "is_plyo_number": "Plyometrics came as a number",
        "is_run_number": "Running came as a number",
    },
)
"""One row per athlete and day without gaps; a status is ``trained``, ``rest`` or ``unknown``."""


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Days of all athletes, one athlete after the other, each in order.

    Attributes
    ----------
    days : DataFrame
        As :data:`STRESS_DAYS`, sorted.
    athlete_ids : Index
    start : ndarray of int, shape (n_athletes + 1,)
        Row at which each athlete's days begin, and that after the last.
    """

    days: pd.DataFrame
    athlete_ids: pd.Index
    start: Counts

    def athletes(self) -> Iterator[tuple[str, slice]]:
        """Return each athlete with the rows of its days."""
        ends = zip(self.start[:-1], self.start[1:], strict=True)
        return zip(self.athlete_ids, (slice(*both) for both in ends), strict=True)

    def rows_of(self, entries: pd.DataFrame, what: str) -> Counts:
        """Return the row of the day of each entry.

        Raises
        ------
        InputError
            If an entry is on no day of its athlete.
        """
        if not len(entries):
            return np.zeros(0, dtype=np.int64)
        number = _day_number(self.days)
        code = self.athlete_ids.get_indexer(pd.Index(entries["athlete_id"].astype(object)))
        first = np.append(number[self.start[:-1]], 0) if number.size else np.zeros(1, dtype=int)
        begun, length = np.append(self.start[:-1], 0), np.append(np.diff(self.start), 0)
        since = _day_number(entries) - first[code]
        outside = (code < 0) | (since < 0) | (since >= length[code])
        if outside.any():
            lost = entries[outside].iloc[0]
            raise InputError(
                f"{outside.sum()} of {len(entries)} {what} are on no day of the calendar, the "
                f"first being of {lost['athlete_id']} on {lost['date']:%Y-%m-%d}."
            )
        return np.asarray(begun[code] + since, dtype=np.int64)


def calendar(days: pd.DataFrame) -> Calendar:
    """Sort and check the days.

    Parameters
    ----------
    days : DataFrame
        As :data:`STRESS_DAYS`.

    Returns
    -------
    Calendar

    Raises
    ------
    InputError
        If a column is missing, a day is there twice or not at all, or a status is not known.
    """
    STRESS_DAYS.check(days)
    columns = list(STRESS_DAYS.labels)
    ordered = days[columns].sort_values(["athlete_id", "date"], ignore_index=True)
    for column in ("plyo_status", "run_status"):
        wrong = ~ordered[column].isin(["trained", "rest", "unknown"])
        if wrong.any():
            raise InputError(
                f"{column} must be trained, rest or unknown; got {ordered[column][wrong].iloc[0]}."
            )
    code, names = pd.factorize(ordered["athlete_id"].astype(object))
    steps = np.diff(_day_number(ordered))
    odd = (np.diff(code) == 0) & (steps != 1)
    if odd.any():
        found = ordered.iloc[int(np.flatnonzero(odd)[0]) + 1]
        raise InputError(
            f"days must hold each day once and without gaps; that of {found['athlete_id']} on "
            f"{found['date']:%Y-%m-%d} does not follow the one before."
        )
    start = np.searchsorted(code, np.arange(len(names) + 1))
    return Calendar(ordered, pd.Index(names, dtype=object), np.asarray(start, dtype=np.int64))


def _day_number(frame: pd.DataFrame) -> Counts:
    return np.asarray(frame["date"].to_numpy(dtype="datetime64[D]").astype(np.int64))
