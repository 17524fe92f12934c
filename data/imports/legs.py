"""One leg of an activity: its samples, and the numbers that follow from them."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.testing.best_effort import HELD_GAP_S, best_mean_powers, every_second

Vector = npt.NDArray[np.float64]

DURATIONS_S: Final = (5, 15, 30, 60, 120, 180, 300, 420, 600, 720, 1200, 1800, 3600)
"""Durations of the stored best powers, in s (interface)."""

LONGEST_S: Final = 864_000
HIGHEST_POWER_W: Final = 3000.0
"""No runner reaches it: a sample above is a fault of the device, not a power."""

SAMPLE_COLUMNS: Final = (
    "power_w",
    "other_power_w",
    "cadence_spm",
    "speed_m_s",
    "distance_m",
    "heart_rate_bpm",
    "contact_ms",
    "altitude_m",
)


@dataclass(frozen=True, slots=True)
class Leg:
    """A running leg as a file tells it.

    Parameters
    ----------
    number : int
        Which leg of its file, from 1.
    started_at_s : float
        First sample, seconds since 1970, UTC; local time if ``is_local_clock``.
    elapsed_s, timer_s : float
        From first to last, with and without pauses.
    distance_m : float or None
    utc_offset_s : int or None
        Local minus UTC, where the file says.
    is_local_clock : bool
        The file knows its local time only.
    sub_sport : str or None
        Such as trail or treadmill.
    power_source, other_power_source : str or None
        Of ``power_w`` and ``other_power_w``.
    device : str or None
    is_damaged : bool
    note : str or None
        What a person should know about it.
    second : ndarray of int, shape (n,)
        Whole seconds since the first sample, none before the last one.
    samples : dict of str to ndarray of float, shape (n,)
        The :data:`SAMPLE_COLUMNS` that have a value.
    """

    number: int
    started_at_s: float
    elapsed_s: float
    timer_s: float
    distance_m: float | None = None
    utc_offset_s: int | None = None
    is_local_clock: bool = False
    sub_sport: str | None = None
    power_source: str | None = None
    other_power_source: str | None = None
    device: str | None = None
    is_damaged: bool = False
    note: str | None = None
    second: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    samples: dict[str, Vector] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is stored of a leg beside its samples; None where it has none."""

    mean_power_w: float | None
    max_power_w: float | None
    power_mean4_w: float | None
    power_zero_share: float | None
    other_mean_power_w: float | None
    mean_cadence_spm: float | None
    mean_contact_ms: float | None
    mean_heart_rate_bpm: float | None
    best_powers: tuple[tuple[int, float], ...]


def in_order(
    time_s: Vector, columns: dict[str, Vector]
) -> tuple[npt.NDArray[np.int64], dict[str, Vector]]:
    """Return samples in the order of time, at whole seconds from the first on.

    Columns without a value are left out.
    """
    order = np.argsort(time_s, kind="stable")
    second = np.floor(time_s[order] - time_s[order[0]] + 0.5).astype(np.int64)
    kept = {name: values[order] for name, values in columns.items()}
    return second, {name: values for name, values in kept.items() if not np.isnan(values).all()}


def one_per_second(leg: Leg) -> tuple[npt.NDArray[np.int64], dict[str, Vector]]:
    """Return the samples of a leg at 1 Hz: of several in a second the last is kept."""
    last = np.append(leg.second[1:] != leg.second[:-1], True)[: leg.second.size]
    return leg.second[last], {name: values[last] for name, values in leg.samples.items()}


def moving_s(second: npt.NDArray[np.int64]) -> float:
    """Return the time that samples cover: steps of more than 10 s are pauses."""
    step = np.diff(second)
    return float(step[step <= HELD_GAP_S].sum())


def plausible_power(power_w: Vector) -> Vector:
    """Return powers with those that no runner can have as missing."""
    with np.errstate(invalid="ignore"):
        return np.where((power_w >= 0) & (power_w <= HIGHEST_POWER_W), power_w, np.nan)


def mean_above_zero(values: Vector | None) -> float | None:
    """Return the mean of what is above 0; None if nothing is."""
    if values is None:
        return None
    above = values[values > 0]
    return float(above.mean()) if above.size else None


def numbers(leg: Leg) -> Numbers:
    """Compute what is stored of a leg."""
    power = leg.samples.get("power_w")
    mean_power = mean_above_zero(power)
    known = power[~np.isnan(power)] if power is not None else np.empty(0)
    return Numbers(
        mean_power_w=mean_power,
        max_power_w=float(known.max()) if mean_power is not None else None,
        power_mean4_w=fourth_power_mean(leg.second, power) if power is not None else None,
        power_zero_share=float((known == 0).mean()) if known.size else None,
        other_mean_power_w=mean_above_zero(leg.samples.get("other_power_w")),
        mean_cadence_spm=mean_above_zero(leg.samples.get("cadence_spm")),
        mean_contact_ms=mean_above_zero(leg.samples.get("contact_ms")),
        mean_heart_rate_bpm=mean_above_zero(leg.samples.get("heart_rate_bpm")),
        best_powers=_best_powers(leg.second, power) if mean_power is not None else (),
    )


def fourth_power_mean(second: npt.NDArray[np.int64], power_w: Vector) -> float | None:
    """Return the fourth-power mean of the 30 s average, in W; None if nothing is above 0 W.

    Notes
    -----
    Dropouts (0 W) and pauses are left out before averaging, as they are from the mean: a
    sensor that slept is no rest. A run shorter than 30 s is one average.
    """
    grid = every_second(second, power_w)
    running = grid[grid > 0]
    if running.size == 0:
        return None
    width = min(30, running.size)
    total = np.concatenate([[0.0], np.cumsum(running)])
    average = (total[width:] - total[:-width]) / width
    return float(np.mean(average**4) ** 0.25)


def _best_powers(
    second: npt.NDArray[np.int64], power_w: Vector | None
) -> tuple[tuple[int, float], ...]:
    if power_w is None:
        return ()
    best = best_mean_powers(second, power_w, DURATIONS_S)
    pairs = zip(DURATIONS_S, best.tolist(), strict=True)
    return tuple((duration, power) for duration, power in pairs if not np.isnan(power))
