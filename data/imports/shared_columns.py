"""Columns that several kinds of table share, and numbers with the limit of their column."""

from typing import Final

from data.imports.columns import Column
from data.limits import LIMITS

ATHLETE: Final = Column("athlete_id", "Whom the row is about", "mara", form="id", required=True)
DAY: Final = Column(
    "local_date", "Calendar day, local to the athlete", "2026-11-22", form="day", required=True
)
NOTE: Final = Column("note", "Anything worth keeping", "windy")
SESSION_RPE: Final = Column(
    "session_rpe",
    "Effort of the session, CR10",
    "6",
    form="number",
    unit="0-10",
    dimension="effort",
    limit=LIMITS["plyo_sessions.session_rpe"],
)


def number(
    name: str, meaning: str, example: str, limit: str, dimension: str = "", unit: str = ""
) -> Column:
    """Return a column of numbers with the limit, and where left out the unit, of ``limit``."""
    found = LIMITS[limit]
    return Column(
        name,
        meaning,
        example,
        form="number",
        unit=unit or found.unit,
        dimension=dimension,
        limit=found,
    )
