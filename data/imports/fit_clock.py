"""The clocks of FIT files: UTC, local time, and watches that never knew the date."""

from typing import Final

import numpy as np
import numpy.typing as npt

from data.imports.fit_reading import EPOCH_S, Reading, Vector, seconds

RELATIVE_BELOW_S: Final = EPOCH_S + 0x10000000
"""Below it a FIT time counts from when the device was switched on."""

DAY_S: Final = 86_400.0
_QUARTER_S: Final = 900
_FURTHEST_OFFSET_S: Final = 14 * 3600

Rows = npt.NDArray[np.int64]


def one_stretch(time: Vector, rows: Rows) -> tuple[Vector, Rows]:
    """Return the largest stretch of records without a gap of a day: broken clocks jump."""
    if rows.size == 0:
        return np.empty(0), rows
    stretches = np.split(rows, np.flatnonzero(np.diff(time[rows]) > DAY_S) + 1)
    kept = max(stretches, key=len)
    return time[kept], kept


def utc_offset_s(reading: Reading) -> int | None:
    """Return local minus UTC where it is a whole quarter of an hour that a zone can have."""
    for told in reading.about.get("activity", []):
        utc, local = seconds(told.get("timestamp")), seconds(told.get("local_timestamp"))
        if utc is not None and local is not None:
            offset = local - utc
            if abs(offset) <= _FURTHEST_OFFSET_S and offset % _QUARTER_S == 0:
                return int(offset)
    return None


def clock_shift_s(reading: Reading) -> float | None:
    """Return what makes local time of seconds since the device was switched on."""
    for told in reading.about.get("activity", []):
        counted, local = seconds(told.get("timestamp")), seconds(told.get("local_timestamp"))
        if counted is not None and local is not None and local >= RELATIVE_BELOW_S > counted:
            return local - counted
    return None


def from_the_future(at_s: float) -> str:
    """Return the sentence about a run that has not been yet."""
    day = np.datetime64(int(at_s), "s").astype("datetime64[D]")
    return f"it starts on {day}, which is in the future: was the clock of the watch right?"
