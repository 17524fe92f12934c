"""The tables this workbench passes around, and the units their columns carry.

A column name ends in its unit (``power_w_kg``); the label here is for people, and is
the title of an axis.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics.errors import InputError


@dataclass(frozen=True, slots=True)
class Table:
    """The shape a frame must have to be passed under this name.

    Parameters
    ----------
    name : str
        What messages call it.
    labels : mapping of str to str
        Its columns, each with its label and unit. Further columns are welcome.
    """

    name: str
    labels: Mapping[str, str]

    def check(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return ``frame`` unchanged, or say exactly what is wrong with it.

        Raises
        ------
        InputError
            If a column is missing, or a date is missing or carries a time of day.
        """
        missing = [column for column in self.labels if column not in frame.columns]
        if missing:
            raise InputError(
                f"{self.name} has no column {', '.join(missing)}; "
                f"it has {', '.join(map(str, frame.columns)) or 'none'}."
            )
        if "date" in self.labels and len(frame):
            self._check_days(frame["date"])
        return frame

    def _check_days(self, dates: pd.Series) -> None:
        if not pd.api.types.is_datetime64_dtype(dates):
            raise InputError(
                f"date of {self.name} must hold calendar days as datetime64; it holds "
                f"{dates.dtype}. pandas.to_datetime makes them."
            )
        bad = dates.isna() | (dates != dates.dt.normalize())
        if bad.any():
            raise InputError(
                f"date of {self.name} must be a calendar day without a time; {bad.sum()} of "
                f"{len(dates)} are not, the first being {dates[bad].iloc[0]}."
            )

    def empty(self) -> pd.DataFrame:
        """Return the table without rows."""
        return pd.DataFrame(
            {column: pd.Series(dtype=_DTYPES.get(column, "float64")) for column in self.labels}
        )


_DTYPES: Mapping[str, str] = {
    "athlete_id": "str",
    "date": "datetime64[us]",
    "drill_id": "str",
    "side": "str",
    "kind": "str",
    "power_source": "str",
}

LOADS = Table(
    "loads",
    {
        "athlete_id": "Athlete",
        "date": "Day",
        "plyo_dose_au": "Plyometric dose (AU)",
        "run_load_au": "Run load (AU)",
    },
)
"""One row per athlete and day. 0 is rest; a missing value is a day nobody knows."""

TESTS = Table(
    "tests",
    {
        "athlete_id": "Athlete",
        "date": "Day",
        "power_w_kg": "Running power (W/kg)",
        "se_w_kg": "Standard error (W/kg)",
    },
)
"""One row per test of one kind and one power source."""

SETS = Table(
    "sets",
    {
        "athlete_id": "Athlete",
        "date": "Day",
        "drill_id": "Drill",
        "contacts": "Contacts",
        "side": "Side",
        "height_m": "Height (m)",
    },
)
"""One row per set of a drill; ``height_m`` is missing where it does not matter."""

RUNS = Table(
    "runs",
    {
        "athlete_id": "Athlete",
        "date": "Day",
        "hours": "Duration (h)",
        "power_mean4_w": "Fourth-power mean of power (W)",
        "power_source": "Power source",
        "session_rpe": "Effort (0 to 10)",
        "best_20min_w": "Best 20 min (W)",
        "power_zero_share": "Share of power at 0 W",
    },
)
"""One row per run; power and effort may be missing."""

POWER_TESTS = Table(
    "power tests",
    {
        "athlete_id": "Athlete",
        "date": "Day",
        "kind": "Kind",
        "power_source": "Power source",
        "power_w": "Power (W)",
    },
)
"""One row per stored test, of any kind and source, in watts."""
