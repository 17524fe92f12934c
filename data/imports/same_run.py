"""The same run in another record: who knows it already, and what a poorer record adds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa

from data.imports.legs import mean_above_zero
from data.imports.run_rows import Extent

SAME_START_S: Final = 60.0
SAME_DURATION_SHARE: Final = 0.02

# Power goes with its source: that of another device is no missing channel.
_POWER: Final = frozenset({"power_w", "other_power_w"})
_MEANS: Final = {
    "cadence_spm": "mean_cadence_spm",
    "contact_ms": "mean_contact_ms",
    "heart_rate_bpm": "mean_heart_rate_bpm",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A measured run there is, as far as telling whether another record is of the same run."""

    run_id: str
    started_at: datetime
    elapsed_s: float
    is_damaged: bool
    power_source: str | None
    mean_power_w: float | None
    offset_source: str
    utc_offset_s: int | None
    extent: Extent | None = None
    """None: not counted yet."""


@dataclass(frozen=True, slots=True)
class Told:
    """A run that a person told of before its file came."""

    run_id: str
    local_date: date
    elapsed_s: float
    distance_m: float | None
    mean_power_w: float | None
    power_source: str | None
    file_sha256: str | None


def apart_s(known: Known, row: Mapping[str, Any]) -> float | None:
    """Return how far apart two records of one run start; None of two runs.

    Of a damaged file the duration says nothing, so its start decides alone.
    """
    apart = abs((known.started_at - row["started_at"]).total_seconds())
    longer_s = max(known.elapsed_s, row["elapsed_s"])
    differ_s = abs(known.elapsed_s - row["elapsed_s"])
    # One after the other they are two, as the short legs of an interval session.
    is_beside = apart <= SAME_START_S and apart < longer_s - differ_s
    is_alike = differ_s <= SAME_DURATION_SHARE * longer_s
    is_same = is_beside and (is_alike or known.is_damaged or row["is_damaged"])
    return apart if is_same else None


def minute(at: datetime) -> int:
    """Return the span of ``SAME_START_S`` an instant is in; the same run is there or beside."""
    return int((at - datetime(1970, 1, 1)).total_seconds() // SAME_START_S)  # noqa: DTZ001 - UTC


def tells_offset(record: Mapping[str, Any]) -> bool:
    """Tell whether a record's file said local minus UTC."""
    return record["offset_source"] == "file" and record["utc_offset_s"] is not None


def place(started_at: datetime, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the place on the calendar of a run, by the offset another record of it tells."""
    offset_s = record["utc_offset_s"]
    day = (started_at + timedelta(seconds=offset_s)).date()
    return {"offset_source": "file", "utc_offset_s": offset_s, "local_date": day}


def missing(rich: Extent, poor: Extent) -> frozenset[str]:
    """Return the channels, power apart, that only the poorer of two records has."""
    return poor.channels - rich.channels - _POWER


def filled(rich: pa.Table, poor: pa.Table, later_s: int, channels: Iterable[str]) -> pa.Table:
    """Return samples with the channels that only another record of the run has.

    Parameters
    ----------
    rich, poor : Table
        Samples at 1 Hz, as stored.
    later_s : int
        How much later than the poor one the rich one starts, in s.
    channels : iterable of str
    """
    theirs = poor["elapsed_s"].to_numpy()
    wanted = rich["elapsed_s"].to_numpy() + later_s
    at = np.searchsorted(theirs, wanted).clip(max=theirs.size - 1)
    for name in channels:
        values = poor[name].to_numpy().astype(np.float32)
        values = np.where(theirs[at] == wanted, values[at], np.float32("nan"))
        column = pa.array(values, type=pa.float32(), from_pandas=True)  # NaN is missing
        rich = rich.set_column(rich.column_names.index(name), name, column)
    return rich


def means(samples: pa.Table, channels: Iterable[str]) -> dict[str, float | None]:
    """Return the means of a run that follow from channels which were filled in."""
    return {
        _MEANS[name]: mean_above_zero(samples[name].to_numpy().astype(np.float64))
        for name in channels
        if name in _MEANS
    }
