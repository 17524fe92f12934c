"""Days as people say them today: the year is left out when it is this one."""

from datetime import UTC, date, datetime

from analytics.charts import wording


def day(when: date) -> str:
    """Return a day such as ``Tue 24 Nov``, on the calendar of this machine."""
    return wording.day(when, datetime.now(UTC).astimezone().date())
