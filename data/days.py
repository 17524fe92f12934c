"""What a day of a log may be: one rule for tables and for what is entered."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from analytics.errors import InputError

EARLIEST: Final = date(1950, 1, 1)
"""Nobody whom one trains now has an older log."""

_FURTHEST_ZONE: Final = timedelta(hours=14)


def check(day: date, today: date | None = None) -> None:
    """Refuse a day that cannot be meant.

    Parameters
    ----------
    day : date
    today : date, optional
        Where the athlete is; where left out that of the zone that is furthest ahead.

    Raises
    ------
    InputError
        If it is in the future or before 1950.
    """
    if day > (today or (datetime.now(UTC) + _FURTHEST_ZONE).date()):
        raise InputError(f"{day} is in the future. Day and month exchanged?")
    if day < EARLIEST:
        raise InputError(f"{day} is before {EARLIEST}. Is the year complete?")
