"""A tissue that carries load, and numbers that keep their band and their source."""

from dataclasses import dataclass
from typing import Final

from analytics.errors import InputError

SIDES: Final = ("left", "right")
TISSUES: Final = ("achilles", "patellar", "tibia")


@dataclass(frozen=True, slots=True)
class Setting:
    """A number, the band it may lie in, and where it is from.

    Parameters
    ----------
    value, low, high : float
        In ``unit``; ``low <= value <= high``.
    unit : str
        Of all three; empty for a bare number.
    source : str
        Key of the source, as in the list of sources.
    grade : str
        In words: ``measured (source seen)``, ``reported by others``, ``worked out``,
        ``worked out from assumptions`` or ``assumption``.
    note : str
        What else a reader should know.

    Raises
    ------
    InputError
        If a number is not finite, or the value is outside its band.
    """

    value: float
    low: float
    high: float
    unit: str
    source: str
    grade: str
    note: str = ""

    def __post_init__(self) -> None:
        if not -float("inf") < self.low <= self.value <= self.high < float("inf"):
            raise InputError(
                f"A value must lie in its band; got {self.value:g}, "
                f"band {self.low:g} to {self.high:g} {self.unit}".rstrip()
                + "."
            )


@dataclass(frozen=True, slots=True)
class Tissue:
    """One tissue of a leg, with all that its stress is reckoned with.

    Parameters
    ----------
    name : str
        One of :data:`TISSUES`.
    label : str
        How a sentence calls it.
    unit : str
        Of a load on it: ``BW`` (body weights) or ``index``.
    exponent : Setting
        How steeply damage grows with load.
    reference : Setting
        Load of one step of easy running, in ``unit``.
    half_life_d : Setting
        Days after which half of the stress is left.

    Raises
    ------
    InputError
        If the low end of a reference or half-life is not above 0, or of an exponent
        negative.
    """

    name: str
    label: str
    unit: str
    exponent: Setting
    reference: Setting
    half_life_d: Setting

    def __post_init__(self) -> None:
        for what, setting in (("reference", self.reference), ("half-life", self.half_life_d)):
            if setting.low <= 0:
                raise InputError(
                    f"The {what} of {self.label} must be above 0; got {setting.low:g}."
                )
        if self.exponent.low < 0:
            raise InputError(
                f"The exponent of {self.label} must not be negative; got {self.exponent.low:g}."
            )
