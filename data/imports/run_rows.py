"""The rows that a running leg becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from data.imports.archive import sha256
from data.imports.legs import SAMPLE_COLUMNS, Leg, Numbers, one_per_second
from data.imports.placing import Placed


def row_of(leg: Leg, found: Numbers, place: Placed) -> dict[str, Any]:
    """Return the columns of a run that follow from its leg."""
    has_power = found.mean_power_w is not None
    return {
        "sub_sport": leg.sub_sport,
        "started_at": place.started_at,
        "utc_offset_s": place.utc_offset_s,
        "offset_source": place.offset_source,
        "local_date": place.local_date,
        "elapsed_s": leg.elapsed_s,
        "timer_s": leg.timer_s,
        "distance_m": leg.distance_m,
        "mean_power_w": found.mean_power_w,
        "max_power_w": found.max_power_w,
        "power_mean4_w": found.power_mean4_w if has_power else None,
        "power_zero_share": found.power_zero_share,
        "power_source": leg.power_source,
        "other_power_source": leg.other_power_source,
        "other_mean_power_w": found.other_mean_power_w,
        "mean_cadence_spm": found.mean_cadence_spm,
        "mean_contact_ms": found.mean_contact_ms,
        "mean_heart_rate_bpm": found.mean_heart_rate_bpm,
        "device": leg.device,
        "is_damaged": leg.is_damaged,
        "note": leg.note,
        "leg_number": leg.number,
    }


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is of a record: samples, and the channels that have a value."""

    n_samples: int
    channels: frozenset[str]


Richness = tuple[bool, int, int, int]


def extent(leg: Leg) -> Extent:
    """Return how much there is of a leg, as its samples will be stored."""
    second, samples = one_per_second(leg)
    present = (name for name in SAMPLE_COLUMNS if name in samples)
    return Extent(second.size, frozenset(n for n in present if not np.isnan(samples[n]).all()))


def richness(row: Mapping[str, Any], extent: Extent) -> Richness:
    """Order records of one run: undamaged, a pod's power, any power, channels, samples.

    Where the local day is from the file, that counts as one channel more.
    """
    power = 0
    if row["mean_power_w"] is not None:
        power = 2 if row["power_source"] == "stryd" else 1
    n_told = len(extent.channels) + (row["offset_source"] == "file")
    return (not row["is_damaged"], power, n_told, extent.n_samples)


def run_id(started_at: datetime, file_sha256: str, leg_number: int) -> str:
    """Return a name a person can read and no other leg has."""
    return f"{started_at:%Y%m%dt%H%M%S}-{sha256(f'{file_sha256}:{leg_number}'.encode())[:8]}"


def samples_table(run_id: str, leg: Leg) -> pa.Table:
    """Return the samples of a run at 1 Hz, for its table."""
    second, samples = one_per_second(leg)
    n = second.size
    missing = pa.nulls(n, pa.float32())
    columns: dict[str, Any] = {
        "run_id": pa.DictionaryArray.from_arrays(pa.array(np.zeros(n, np.int32)), [run_id]).cast(
            pa.string()
        ),
        "elapsed_s": pa.array(second.astype(np.int32)),
    }
    for name in SAMPLE_COLUMNS:
        values = samples.get(name)
        columns[name] = (
            missing
            if values is None
            else pa.array(values.astype(np.float32), from_pandas=True)  # NaN is missing
        )
    return pa.table(columns)
