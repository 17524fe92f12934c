"""Where a leg stands on the athlete's calendar: the instant, and the local day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from data.imports.legs import Leg


@dataclass(frozen=True, slots=True)
class Placed:
    """A leg with its place in time: the instant, and the athlete's day."""

    started_at: datetime
    utc_offset_s: int | None
    offset_source: str
    local_date: date


def placed(leg: Leg, zone: str | None) -> Placed:
    """Place a leg on the athlete's calendar, by what the file says, else by the athlete's zone."""
    at = datetime.fromtimestamp(leg.started_at_s, UTC)
    if leg.is_local_clock:
        local = at.replace(tzinfo=ZoneInfo(zone) if zone else UTC)
        at = local.astimezone(UTC)
    if leg.utc_offset_s is not None:
        offset_s: int | None = leg.utc_offset_s
        source = "file"
    elif zone:
        offset_s, source = utc_offset_s(leg.started_at_s if zone else 0.0, zone, at), "athlete"
    else:
        offset_s, source = None, "utc"
    local_at = at + timedelta(seconds=offset_s or 0)
    return Placed(at.replace(tzinfo=None), offset_s, source, local_at.date())


def utc_offset_s(started_at_s: float, zone: str, at: datetime | None = None) -> int:
    """Return local minus UTC of a zone at an instant, in s."""
    instant = at or datetime.fromtimestamp(started_at_s, UTC)
    offset = instant.astimezone(ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0
