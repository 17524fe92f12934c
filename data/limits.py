"""What a measured value may be: one source for forms, tables and their messages."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from analytics.errors import InputError


@dataclass(frozen=True, slots=True)
class Limit:
    """The smallest and the largest value that can be meant, in a unit.

    Attributes
    ----------
    low, high : float
        Both allowed.
    unit : str
        Empty for counts.
    """

    low: float
    high: float
    unit: str = ""

    def allows(self, value: float) -> bool:
        """Tell whether ``value`` can be meant. Not a number cannot."""
        return self.low <= value <= self.high

    def meant(self, value: float) -> str:
        """Return what a likely slip would explain, as a question; else nothing.

        Of a count one digit too many, of a measure another unit of the same size; of a time
        in ms either, and 0 where nothing was measured.

        Examples
        --------
        >>> Limit(0, 1.5, "m").meant(30)
        ' 0.30 m (30 cm) meant?'
        >>> Limit(20, 1200, "ms").meant(3000)
        ' 300 ms meant?'
        """
        if self.allows(value):
            return ""
        if not self.unit:
            return self._tenth(value)
        for other, size in _SLIPS.get(self.unit, {}).items():
            if self.allows(found := value * size):
                digits = ".2f" if self.unit == "m" and found < _SHORT_M else "g"
                return f" {found:{digits}} {self.unit} ({value:g} {other}) meant?"
        if self.unit != "ms":
            return ""
        return _NO_TIME if value == 0 else self._tenth(value)

    def _tenth(self, value: float) -> str:
        tenth = value / 10
        is_slip = tenth >= 1 and tenth.is_integer() and self.allows(tenth)
        return f" {f'{tenth:g} {self.unit}'.rstrip()} meant?" if is_slip else ""

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g} {self.unit}".rstrip()


# What one of a unit that is often confused is in the column's own.
_SLIPS: Final[Mapping[str, Mapping[str, float]]] = MappingProxyType(
    {
        "m": {"cm": 0.01, "mm": 0.001, "km": 1000},
        "ms": {"s": 1000},
        "s": {"ms": 0.001, "min": 60},
        "min": {"s": 1 / 60, "h": 60},
        "kg": {"g": 0.001, "lb": 0.45359237},
        "W": {"kW": 1000, "mW": 0.001},
    }
)
_SHORT_M: Final = 10.0
_NO_TIME: Final = " 0 ms cannot be; leave it empty where it was not measured."

# The schema refuses what no body does; these refuse what is likelier a slip of unit.
LIMITS: Final[Mapping[str, Limit]] = MappingProxyType(
    {
        "athletes.birth_year": Limit(1900, 2100),
        "athletes.height_m": Limit(0.8, 2.6, "m"),
        "body_mass.mass_kg": Limit(20, 200, "kg"),
        "daily_loads.value": Limit(0, 100_000),
        "other_sessions.session_rpe": Limit(0, 10),
        "other_sessions.duration_min": Limit(1, 1440, "min"),
        "own_drill_times.contact_ms": Limit(50, 2000, "ms"),
        "own_drill_times.flight_ms": Limit(20, 1200, "ms"),
        "own_drill_times.peak_bw": Limit(0.5, 30, "BW"),
        "own_drills.contact_ms": Limit(50, 2000, "ms"),
        "own_drills.contacts_per_rep": Limit(1, 20),
        "own_drills.drop_m": Limit(0, 1.5, "m"),
        "own_drills.flight_ms": Limit(20, 1200, "ms"),
        "own_drills.level": Limit(0, 5),
        "own_drills.rebound_m": Limit(0, 1.5, "m"),
        "plyo_sessions.session_rpe": Limit(0, 10),
        "plyo_sessions.duration_min": Limit(1, 600, "min"),
        "plyo_sets.sets": Limit(1, 50),
        "plyo_sets.reps": Limit(1, 300),
        "plyo_sets.contacts": Limit(1, 1000),
        "plyo_sets.height_m": Limit(0, 1.5, "m"),
        "plyo_sets.rest_s": Limit(0, 3600, "s"),
        "plyo_sets.contact_ms": Limit(50, 2000, "ms"),
        "plyo_sets.flight_ms": Limit(20, 1200, "ms"),
        "plyo_sets.set_rpe": Limit(0, 10),
        "power_tests.duration_s": Limit(30, 36_000, "s"),
        "power_tests.power_w": Limit(20, 1500, "W"),
        "power_tests.power_w_kg": Limit(0.5, 12, "W/kg"),
        "power_tests.se_w_kg": Limit(0.0001, 2, "W/kg"),
        "symptoms.pain_0_10": Limit(0, 10),
        "runs.duration_min": Limit(1, 1440, "min"),
        "runs.distance_m": Limit(100, 400_000, "m"),
        "runs.mean_power_w": Limit(20, 1500, "W"),
        "runs.session_rpe": Limit(0, 10),
    }
)

CONTACTS_A_DAY: Final = Limit(1, 5000)
"""Ground contacts of one athlete's drills on a day: programmes count some hundred a session, and
more than this is a slip of a digit or of a unit (assumption)."""


def check(column: str, value: float | None) -> None:
    """Refuse a value that cannot be meant; a missing one passes.

    Parameters
    ----------
    column : str
        ``table.column``, a key of :data:`LIMITS`.
    value : float or None
        In the column's unit.

    Raises
    ------
    InputError
        If the value is outside the column's limit, or not finite.
    """
    limit = LIMITS[column]
    if value is not None and not limit.allows(value):
        name = column.partition(".")[2]
        raise InputError(f"{name} is {value:g}; it must lie within {limit}.{limit.meant(value)}")
