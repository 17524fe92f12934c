"""Stryd's CSV export of a run: power in W/kg, times in UTC, nothing about the athlete.

Watts need the body mass of the day, and the day needs the athlete's time zone.
"""

import csv
import io
import time
from dataclasses import dataclass
from typing import Final

import numpy as np

from data.imports.legs import Leg, Vector, in_order, moving_s
from data.limits import Limit

_TIME: Final = "Timestamp"
_POWER: Final = "Power (w/kg)"
_COLUMNS: Final = {
    "cadence_spm": "Cadence (spm)",
    "speed_m_s": "Stryd Speed (m/s)",
    "distance_m": "Stryd Distance (meters)",
    "contact_ms": "Ground Time (ms)",
    "altitude_m": "Stryd Elevation (m)",
}
_FIRST_S: Final = 946_684_800.0  # 2000: there was no pod before
_HIGHEST_W_KG: Final = 30.0
# What no run holds, with room for a pod that is a little off.
_LIMITS: Final = {
    "cadence_spm": Limit(0, 400, "spm"),
    "speed_m_s": Limit(0, 15, "m/s"),
    "distance_m": Limit(0, 1_000_000, "m"),
    "contact_ms": Limit(0, 5000, "ms"),
    "altitude_m": Limit(-1000, 10_000, "m"),
}


@dataclass(frozen=True, slots=True)
class StrydFile:
    """A Stryd export as it was read.

    Parameters
    ----------
    time_s : ndarray of float, shape (n,)
        Seconds since 1970, UTC.
    power_w_kg : ndarray of float, shape (n,)
    columns : dict of str to ndarray of float, shape (n,)
        What else it says, by our names.
    refused : tuple of (row number, reason, content)
        Rows that were not taken; the header is row 1.
    """

    time_s: Vector
    power_w_kg: Vector
    columns: dict[str, Vector]
    refused: tuple[tuple[int, str, str], ...]


def is_export(header: list[str]) -> bool:
    """Tell whether a header row is that of a Stryd export."""
    return {_TIME, _POWER} <= {name.strip() for name in header}


def read(text: str, now_s: float | None = None) -> StrydFile:
    """Read a Stryd export, row by row; rows that cannot be meant are refused with a reason."""
    now_s = time.time() if now_s is None else now_s
    rows = csv.reader(io.StringIO(text))
    header = [name.strip() for name in next(rows)]
    place = {ours: header.index(theirs) for ours, theirs in _COLUMNS.items() if theirs in header}
    at = (header.index(_TIME), header.index(_POWER))
    taken: list[list[float]] = []
    refused: list[tuple[int, str, str]] = []
    for number, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        values = [_value(row, index) for index in (*at, *place.values())]
        reason = _refusal(row, at, values, now_s) or _beyond(tuple(place), values[2:])
        if reason:
            refused.append((number, reason, ",".join(row)))
        else:
            taken.append(values)
    table = np.array(taken, dtype=float).reshape(len(taken), 2 + len(place))
    columns = {ours: table[:, 2 + i] for i, ours in enumerate(place)}
    if "contact_ms" in columns:  # it writes 0 where it measured none
        columns["contact_ms"] = np.where(columns["contact_ms"] > 0, columns["contact_ms"], np.nan)
    return StrydFile(table[:, 0], table[:, 1], columns, tuple(refused))


def leg(file: StrydFile, mass_kg: float) -> Leg:
    """Make the run of a file that has rows, its power in W for a body of ``mass_kg``."""
    second, samples = in_order(file.time_s, {"power_w": file.power_w_kg * mass_kg, **file.columns})
    walked = samples.get("distance_m")
    return Leg(
        number=1,
        started_at_s=float(file.time_s.min()),
        elapsed_s=float(second[-1]),
        timer_s=moving_s(second),
        distance_m=None if walked is None else float(np.nanmax(walked) - np.nanmin(walked)),
        power_source="stryd",
        device="stryd",
        second=second,
        samples=samples,
    )


def _value(row: list[str], index: int) -> float:
    cell = row[index].strip() if index < len(row) else ""
    if cell in ("", "--"):
        return float("nan")
    try:
        value = float(cell)
    except ValueError:
        return float("inf")
    return value if np.isfinite(value) else float("inf")


def _refusal(row: list[str], at: tuple[int, int], values: list[float], now_s: float) -> str | None:
    seconds, power = values[0], values[1]
    for name, index, value in ((_TIME, at[0], seconds), (_POWER, at[1], power)):
        if np.isinf(value):
            return f"{name} is {row[index].strip()!r}, which is no number"
    if np.isinf(values).any():
        return "a cell is no number"
    if np.isnan(seconds):
        return f"{_TIME} is missing"
    if not _FIRST_S <= seconds <= now_s + 86_400:
        return f"{_TIME} is {seconds:.0f}, not a time between 2000 and today in seconds since 1970"
    if power < 0 or power > _HIGHEST_W_KG:
        return f"power of {power:g} W/kg cannot be meant: is it in W?"
    return None


def _beyond(names: tuple[str, ...], values: list[float]) -> str | None:
    for name, value in zip(names, values, strict=True):
        if not (np.isnan(value) or _LIMITS[name].allows(value)):
            return f"{_COLUMNS[name]} is {value:g}, outside {_LIMITS[name]}"
    return None
