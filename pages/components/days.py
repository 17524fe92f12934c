"""Days as people say them today: the year is left out when it is this one."""

from datetime import UTC, date, datetime

from analytics.charts import wording


def day(when: date) -> str:
    """Return a day such as ``Tue 24 Nov``, on the calendar of this machine."""
    return wording.day(when, today())


def today() -> date:
    """Return the day it is on the calendar of this machine."""
    return datetime.now(UTC).astimezone().date()


def local(utc: datetime) -> datetime:
    """Return a moment of the store (UTC, naive) by the clock of this machine."""
    seconds = utc.replace(tzinfo=UTC).timestamp()
    return datetime.fromtimestamp(seconds, UTC).astimezone().replace(tzinfo=None)


def moment(utc: datetime) -> str:
    """Return a moment of the store such as ``Tue 24 Nov 17:29``, by the clock of this machine."""
    return f"{day(local(utc))} {local(utc):%H:%M}"
