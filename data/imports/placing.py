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
        at = at.replace(tzinfo=ZoneInfo(zone) if zone else UTC).astimezone(UTC)
    offset_s, source = leg.utc_offset_s, "file"
    if offset_s is None and zone is not None:
        there = at.astimezone(ZoneInfo(zone)).utcoffset()
        offset_s, source = int((there or timedelta(0)).total_seconds()), "athlete"
    elif offset_s is None and not leg.is_local_clock:  # else the file says the day itself
        source = "utc"
    day = (at + timedelta(seconds=offset_s or 0)).date()
    return Placed(at.replace(tzinfo=None), offset_s, source, day)
