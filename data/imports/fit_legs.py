"""From the messages of a FIT file to the legs of an activity; running legs become runs."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from data.imports import fit_clock, fit_power
from data.imports.fit_reading import Message, Reading, Vector, number, seconds
from data.imports.legs import Leg, in_order, moving_s

_FASTEST_M_S: Final = 12.5

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an activity: its sport, the message about it, and its records."""

    sport: str
    message: Message
    rows: Rows


def parts(reading: Reading) -> list[Part]:
    """Return the parts of an activity in the order of time."""
    time = reading.columns.get("timestamp", np.empty(0))
    rows = np.flatnonzero(np.isfinite(time))
    rows = rows[np.argsort(time[rows], kind="stable")]
    about = _about_parts(reading, time)
    starts = [start for start, _ in about]
    which = np.maximum(np.searchsorted(starts, time[rows], side="right") - 1, 0)
    return [
        Part(_sport(reading, message), message, rows[which == i])
        for i, (_, message) in enumerate(about)
    ]


def leg(reading: Reading, part: Part, leg_number: int, now_s: float) -> Leg | str:
    """Make a running leg, or say why none can be made.

    Parameters
    ----------
    now_s : float
        Seconds since 1970; no run is from the future.
    """
    time, rows = fit_clock.one_stretch(reading.columns.get("timestamp", np.empty(0)), part.rows)
    if rows.size == 0:
        return _without_records(reading, part, leg_number, now_s)
    shift = (
        fit_clock.clock_shift_s(reading) if np.median(time) < fit_clock.RELATIVE_BELOW_S else 0.0
    )
    if shift is None:
        return "its times count from when the watch was switched on, and it does not say the date"
    if time[0] + shift > now_s + fit_clock.DAY_S:
        return fit_clock.from_the_future(time[0] + shift)
    if time[-1] == time[0]:
        return "it holds a single moment"
    found, powers = fit_power.powers(reading, rows)
    columns = _columns(reading, rows)
    columns |= dict(zip(("power_w", "other_power_w"), powers, strict=False))
    second, samples = in_order(time, columns)
    names = [source.name for source in found] + [None, None]
    elapsed_s = float(time[-1] - time[0])
    timer_s = number(part.message.get("total_timer_time"))
    return Leg(
        number=leg_number,
        started_at_s=float(time[0] + shift),
        elapsed_s=elapsed_s,
        timer_s=timer_s if timer_s and timer_s <= elapsed_s + 60 else moving_s(second),
        distance_m=_distance_m(part, samples, elapsed_s),
        utc_offset_s=None if shift else fit_clock.utc_offset_s(reading),
        is_local_clock=bool(shift),
        sub_sport=_text(part.message.get("sub_sport")),
        power_source=names[0],
        other_power_source=names[1],
        device=fit_power.device(reading),
        is_damaged=bool(reading.fault),
        note=_CLOCK_NOTE if shift else None,
        second=second,
        samples=samples,
    )


_CLOCK_NOTE: Final = (
    "The watch had no date: placed on the day the file says it was closed. Check the day."
)


def _about_parts(reading: Reading, time: Vector) -> list[tuple[float, Message]]:
    """Return start and message of each part: sessions, or sports where a file broke before them."""
    sessions = reading.about.get("session", [])
    sports = reading.about.get("sport", [])
    if len(sessions) >= len(sports) or not reading.fault:
        told = [(seconds(one.get("start_time")), one) for one in sessions]
    else:
        told = [(_time_of_record(time, one), one) for one in sports]
    known = sorted(
        ((-np.inf if s is None else s, one) for s, one in told), key=lambda pair: pair[0]
    )
    return known or [(-np.inf, sports[0] if len(sports) == 1 else {})]


def _time_of_record(time: Vector, message: Message) -> float | None:
    index = message.get("record_number")
    return float(time[index]) if isinstance(index, int) and 0 < index < time.size else None


def _sport(reading: Reading, message: Message) -> str:
    sport = message.get("sport")
    if sport is None and any(one.column != "power" for one in fit_power.sources(reading)):
        is_pod = any(one.name in ("stryd", "garmin") for one in fit_power.sources(reading))
        return "running" if is_pod else ""
    if sport == "fitness_equipment":
        sport = message.get("sub_sport") or sport
    return "" if sport is None else str(sport)


def _columns(reading: Reading, rows: Rows) -> dict[str, Vector]:
    def column(*names: str) -> Vector:
        for name in names:
            if name in reading.columns:
                return reading.columns[name][rows]
        return np.full(rows.size, np.nan)

    cadence = column("cadence") + np.nan_to_num(column("fractional_cadence"))
    pod_cadence = fit_power.pod_column(reading, "Cadence")
    if pod_cadence is not None and np.isnan(cadence).all():
        cadence = pod_cadence[rows]
    pod_contact = fit_power.pod_column(reading, "Ground Time")
    contact = column("stance_time") if pod_contact is None else pod_contact[rows]
    return {
        "cadence_spm": 2 * cadence,
        "speed_m_s": column("enhanced_speed", "speed"),
        "distance_m": column("distance"),
        "heart_rate_bpm": _above_zero(column("heart_rate")),
        "contact_ms": _above_zero(contact),
        "altitude_m": column("enhanced_altitude", "altitude"),
    }


def _above_zero(values: Vector) -> Vector:
    return np.where(values > 0, values, np.nan)


def _distance_m(part: Part, samples: dict[str, Vector], elapsed_s: float) -> float | None:
    """Return the distance told, else that of the records; None if no runner covers it."""
    told = number(part.message.get("total_distance"))
    walked = samples.get("distance_m")
    if told is None and walked is not None:
        told = float(np.nanmax(walked) - np.nanmin(walked))
    return told if told is not None and 0 <= told <= _FASTEST_M_S * elapsed_s else None


def _without_records(reading: Reading, part: Part, leg_number: int, now_s: float) -> Leg | str:
    start = seconds(part.message.get("start_time"))
    elapsed_s = number(part.message.get("total_elapsed_time"))
    if start is None or not elapsed_s or start < fit_clock.RELATIVE_BELOW_S or elapsed_s <= 0:
        return "it holds no records with a time"
    if start > now_s + fit_clock.DAY_S:
        return fit_clock.from_the_future(start)
    timer_s = number(part.message.get("total_timer_time"))
    return Leg(
        number=leg_number,
        started_at_s=start,
        elapsed_s=elapsed_s,
        timer_s=timer_s if timer_s and timer_s <= elapsed_s + 60 else elapsed_s,
        distance_m=_distance_m(part, {}, elapsed_s),
        utc_offset_s=fit_clock.utc_offset_s(reading),
        sub_sport=_text(part.message.get("sub_sport")),
        device=fit_power.device(reading),
        is_damaged=bool(reading.fault),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
