"""Units a column of a table may be in, and what one of them is in another."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from analytics.errors import InputError

# Exact ratios, so that 68 250 g are 68.25 kg and not a last digit beside it.
DIMENSIONS: Final[Mapping[str, Mapping[str, Fraction]]] = MappingProxyType(
    {
        "mass": {"kg": Fraction(1), "g": Fraction(1, 1000), "lb": Fraction(45359237, 100_000_000)},
        "length": {
            "m": Fraction(1),
            "cm": Fraction(1, 100),
            "mm": Fraction(1, 1000),
            "in": Fraction(254, 10_000),
            "ft": Fraction(3048, 10_000),
        },
        "distance": {
            "m": Fraction(1),
            "km": Fraction(1000),
            "mi": Fraction(1_609_344, 1000),
            "yd": Fraction(9144, 10_000),
        },
        "power": {"W": Fraction(1), "kW": Fraction(1000), "mW": Fraction(1, 1000)},
        "power per mass": {"W/kg": Fraction(1), "mW/kg": Fraction(1, 1000)},
        "time": {
            "s": Fraction(1),
            "min": Fraction(60),
            "h": Fraction(3600),
            "ms": Fraction(1, 1000),
        },
        "effort": {"0-10": Fraction(1), "0-100": Fraction(1, 10)},
    }
)


def convert(value: float, dimension: str, unit: str, to: str) -> float:
    """Return ``value`` of one unit in another of the same dimension.

    Raises
    ------
    InputError
        If the dimension has no such unit.

    Examples
    --------
    >>> convert(68250, "mass", "g", "kg")
    68.25
    """
    ratio = _ratio(dimension, unit) / _ratio(dimension, to)
    return value * ratio.numerator / ratio.denominator


def units_of(dimension: str) -> tuple[str, ...]:
    """Return the units of a dimension, the usual one first; none of no dimension."""
    return tuple(DIMENSIONS.get(dimension, ()))


def _ratio(dimension: str, unit: str) -> Fraction:
    known = DIMENSIONS.get(dimension, {})
    if unit not in known:
        raise InputError(f"{unit!r} is no unit of {dimension}; use {', '.join(known)}.")
    return known[unit]
