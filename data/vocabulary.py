"""The fixed words of the store, as its CHECK constraints spell them."""

from typing import Final

from analytics.errors import InputError

POWER_SOURCES: Final = (
    "stryd",
    "garmin",
    "coros",
    "polar",
    "suunto",
    "apple",
    "estimated",
    "cycling_meter",
    "other",
)
TEST_KINDS: Final = ("critical_power", "time_trial")
SIDES: Final = ("left", "right", "both")
SEXES: Final = ("female", "male", "other")
CHANNELS: Final = ("plyo", "run", "other")
DAY_STATUSES: Final = ("trained", "rest", "unknown")
OTHER_KINDS: Final = ("strength", "mobility", "cross_training")
SITES: Final = (
    "achilles",
    "patellar",
    "shin",
    "foot",
    "ankle",
    "calf",
    "knee",
    "thigh",
    "hip",
    "back",
    "other",
)
MOMENTS: Final = ("during", "after", "next_morning", "night")


def check(name: str, value: str | None, words: tuple[str, ...]) -> None:
    """Refuse a word that is not one of ``words``; a missing one passes.

    Raises
    ------
    InputError
        Naming the words there are.
    """
    if value is not None and value not in words:
        raise InputError(f"{name} is {value!r}; it must be one of {', '.join(words)}.")
