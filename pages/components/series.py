"""Power tests that may be fitted together, and the name of such a series in links and in words."""

from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True, slots=True)
class Series:
    """Tests of one kind, one source and one duration: never mixed, they are different scales."""

    kind: str
    power_source: str
    duration_s: float | None = None

    @property
    def series_id(self) -> str:
        """Return a name for links, such as ``critical_power-stryd``."""
        middle = "" if self.duration_s is None else f"-{self.duration_s:g}s"
        return f"{self.kind}{middle}-{self.power_source}"

    @property
    def label(self) -> str:
        """Return a name for people, such as ``critical power, stryd``."""
        return f"{self.what}, {self.power_source.replace('_', ' ')}"

    @property
    def what(self) -> str:
        """Return what is tested, such as ``critical power``."""
        if self.duration_s is None:
            return "critical power"
        return f"{self.duration_s / 60:g}-minute power"

    def as_arguments(self) -> dict[str, Any]:
        """Return the three keywords by which the store knows a series."""
        return {
            "kind": self.kind,
            "power_source": self.power_source,
            "duration_s": self.duration_s,
        }


def from_frame(counted: pd.DataFrame) -> dict[str, Series]:
    """Return series by their ids, in the order of ``counted``: kind, power_source, duration_s."""
    found = [
        Series(kind, source, None if pd.isna(duration_s) else float(duration_s))
        for kind, source, duration_s in zip(
            counted["kind"], counted["power_source"], counted["duration_s"], strict=True
        )
    ]
    return {one.series_id: one for one in found}
