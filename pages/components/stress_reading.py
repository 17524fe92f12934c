"""An athlete's stress as its tab reads it: by tissue and leg, and on the last logged day."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.charts import stress_row
from analytics.load.daily_stress import Stress
from analytics.progression import Limits
from pages.components import sources, stress_silence
from pages.components.stress_words import Row


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """Stress of one athlete, and the days one looks at.

    Attributes
    ----------
    athlete_id : str
    stress : Stress
    daily : DataFrame
        Every day, tissue and leg, as :func:`pages.components.stress_flagged.flagged`.
    days : int or None
        So many days at the end of the log are shown; all for None.
    """

    athlete_id: str
    stress: Stress
    daily: pd.DataFrame
    days: int | None = None

    @property
    def last(self) -> pd.Timestamp:
        """Last day of which anything is known; the last of the log if nothing is."""
        known = self.daily.loc[self.daily["known_equivalents"].notna(), "date"]
        return known.max() if len(known) else self.daily["date"].max()

    @property
    def n_silent(self) -> int:
        """Days at the end of the log of which nothing is known."""
        return int((self.daily["date"].max() - self.last).days)

    def of(self, tissue: str, side: str) -> pd.DataFrame:
        """Return all days of one tissue and leg."""
        mine = (self.daily["tissue"] == tissue) & (self.daily["side"] == side)
        return self.daily[mine].reset_index(drop=True)

    def shown(self, days: pd.DataFrame) -> pd.DataFrame:
        """Return those of the period one looks at."""
        if self.days is None:
            return days
        since = self.daily["date"].max() - pd.Timedelta(days=self.days)
        return days[days["date"] > since].reset_index(drop=True)

    def on(self, when: pd.Timestamp) -> pd.DataFrame:
        """Return the tissues and legs on a day."""
        return self.daily[self.daily["date"] == when]

    def highest(self) -> Row | None:
        """Return the highest tissue and leg of the last logged day; None with too little."""
        row: Row = stress_row.worst(self.on(self.last)).iloc[0].to_dict()
        return None if pd.isna(row["percent"]) else row

    def n_known(self) -> tuple[int, int]:
        """Return of how many tissues and legs the last logged day is known, and how many are."""
        now = self.on(self.last)
        return int(now["percent"].notna().sum()), len(now)

    def until_last(self, tissue: str, side: str) -> pd.DataFrame:
        """Return the days of one tissue and leg up to the last logged day."""
        days = self.of(tissue, side)
        return days[days["date"] <= self.last]

    def why(self, tissue: str, side: str) -> str:
        """Return why a tissue and leg have no percentage on the last logged day."""
        return stress_silence.why_missing(self.until_last(tissue, side))

    def day(self, asked: date | None, days: pd.DataFrame) -> tuple[pd.Timestamp, bool]:
        """Return the day to explain, and whether one asked for it: else the highest shown."""
        if asked is not None:
            return pd.Timestamp(asked), True
        by = "percent" if days["percent"].notna().any() else "equivalents"
        if days[by].notna().any():
            return pd.Timestamp(days.nlargest(1, by)["date"].iloc[0]), False
        return self.last, False


def read(
    athlete_id: str,
    days: int | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Reading | None:
    """Return the stress of an athlete; None where not one day is logged."""
    found = sources.stress(sources.key(), athlete_id)
    if found.daily.empty:
        return None
    daily = sources.stress_days(sources.key(), athlete_id, limits)
    return Reading(athlete_id, found, daily, days)
