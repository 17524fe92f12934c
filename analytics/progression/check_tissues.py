"""Rules of a tissue and leg, and of the dose, each on one day, by their definitions."""

import math
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from analytics.progression.check_days import Leg
from analytics.progression.history import RECENT_D
from analytics.progression.limits import Limits

WEEK_D: Final = 7
LARGEST_D: Final = 30
WEEKS_BEFORE: Final = (7, 14, 21, 28)
NOTHING_STEPS: Final = 1e-3
"""Easy steps below which there is nothing to form a ratio with (definition)."""


class Held(NamedTuple):
    """What a day comes to, the most it may, and both in the rule's own unit.

    Attributes
    ----------
    amount, most : float
        What is compared: easy steps, or AU. Missing where it cannot be known.
    value, limit : float
    window_d : int
        Days that count, the day itself included.
    detail : str
    is_of_known : bool
        Whether nothing is said where one of those days is not wholly known.
    """

    amount: float
    most: float
    value: float
    limit: float
    window_d: int
    detail: str = ""
    is_of_known: bool = False


def spike(leg: Leg, limits: Limits, day: int) -> Held:
    """Hold a day's total against the largest of the 30 days before."""
    limit = limits.spike or 0.0
    largest = max(leg.total(day - ago) for ago in range(1, LARGEST_D + 1))
    total = leg.total(day)
    return Held(
        amount=total,
        most=max(limit * largest, limits.introduction_steps),
        value=ratio(total, largest),
        limit=limit,
        window_d=LARGEST_D + 1,
        detail=_introduction(total, limit * largest, limits.introduction_steps, "easy steps"),
    )


def residual(leg: Leg, limits: Limits, day: int) -> Held:
    """Hold what is left on a day against the own high of today, which is let grow."""
    n_days = day - RECENT_D + 1
    left = leg.residual
    for later in range(RECENT_D, day + 1):
        left = left * 2.0 ** (-1.0 / leg.half_life_d) + leg.total(later)
    limit = (limits.residual or 0.0) * (1.0 + limits.residual_growth_per_week) ** (n_days / 7)
    most = limit * leg.own_high
    known = not math.isnan(left + most)
    return Held(
        amount=left,
        most=max(most, limits.introduction_steps) if known else math.nan,
        value=ratio(left, leg.own_high),
        limit=limit,
        window_d=0,
        detail=""
        if known
        else "what is left today, or the own high of the 42 days before, is not known",
    )


def ramp(leg: Leg, limits: Limits, day: int) -> Held:
    """Hold seven days' total against the largest of the four weeks before."""
    daily = [leg.total(one) for one in range(day + 1)]
    return _growth(daily, limits.ramp_per_week or 0.0, limits.introduction_steps, "easy steps")


def dose_ramp(daily: list[float], limits: Limits, day: int) -> Held:
    """Hold seven days' plyometric dose against the largest of the four weeks before."""
    rate, introduction = limits.dose_ramp_per_week or 0.0, limits.introduction_dose_au
    return _growth(daily[: day + 1], rate, introduction, "AU")


def plyo_share(leg: Leg, limits: Limits, day: int) -> Held:
    """Hold the share of plyometrics in seven days' total against its limit."""
    share = limits.plyo_share or 0.0
    jumped = sum(leg.plyo[day - WEEK_D + 1 : day + 1])
    run = sum(leg.run[day - WEEK_D + 1 : day + 1])
    total = jumped + run
    asked = run > 0
    return Held(
        amount=jumped if asked else math.nan,
        most=share * total,
        value=ratio(jumped, total) if asked else math.nan,
        limit=share,
        window_d=WEEK_D,
        detail="" if asked else "no run in these 7 days",
        is_of_known=True,
    )


def _growth(daily: list[float], rate: float, introduction: float, unit: str) -> Held:
    """Hold the seven days that end a list against the largest seven of the four weeks before."""
    day = len(daily) - 1
    week = sum(daily[day - WEEK_D + 1 :])
    before = [sum(daily[day - ago - WEEK_D + 1 : day - ago + 1]) for ago in WEEKS_BEFORE]
    largest = max(before)
    return Held(
        amount=week,
        most=max((1.0 + rate) * largest, introduction),
        value=ratio(week, largest) - 1.0,
        limit=rate,
        window_d=WEEK_D + max(WEEKS_BEFORE),
        detail=_introduction(week, (1.0 + rate) * largest, introduction, unit),
    )


def ratio(amount: float, base: float) -> float:
    """Return a ratio, missing where there is nothing to form it with."""
    return amount / base if base >= NOTHING_STEPS else math.nan


def _introduction(amount: float, most: float, introduction: float, unit: str) -> str:
    """Say where the introduction, and not what went before, is what an amount is held against."""
    if introduction <= most:
        return ""
    if amount <= introduction:
        return f"up to {introduction:g} {unit} is an introduction" if amount > 0 else ""
    return f"{amount:.0f} {unit}; up to {introduction:g} would be an introduction"


GROWTH_UNIT: Final = "above the largest of 4 weeks"

TISSUE_RULES: Final[Mapping[str, tuple[str, Callable[[Leg, Limits, int], Held]]]] = {
    "spike": ("× largest of 30 days", spike),
    "residual": ("× own high", residual),
    "ramp_per_week": (GROWTH_UNIT, ramp),
    "plyo_share": ("share", plyo_share),
}
"""Unit and rule by the name of its limit."""
