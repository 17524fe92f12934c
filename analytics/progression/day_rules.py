"""Guard rails of a day: growth of the dose, spacing, size, pain, and what is new."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.progression.blocks import Blocks
from analytics.progression.judging import Texts, above, rows, when
from analytics.progression.limits import Limits
from analytics.progression.tissue_rules import weekly_growth

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def dose_ramp(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:
    """Hold each seven days' plyometric dose against the largest of the four weeks before."""
    growth = weekly_growth(days, "plyo_dose_au", limit, limits.introduction_dose_au)
    unit = "above the largest of 4 weeks"
    return rows(days.frame, "dose_ramp_per_week", unit, limit=limit, **growth)


def hours_between_high(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:  # noqa: ARG001
    """Hold the time since the last day with a high session against its least.

    Notes
    -----
    Facts are of days, so time is counted in whole days: the next day is 24 h later.
    """
    return _since(days, "hours_between_high", "is_high", limit, nearest_d=1)


def hours_after_hard_run(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:  # noqa: ARG001
    """Hold the time from the last hard run to a high session against its least.

    Notes
    -----
    Counted in whole days; on the day of the run it is 0 h, whichever came first.
    """
    return _since(days, "hours_after_hard_run", "hard_run", limit, nearest_d=0)


def contacts(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:  # noqa: ARG001
    """Hold the ground contacts of a day against the most of a session."""
    return _most(days, "contacts_per_session", "plyo_contacts", limit, "contacts")


def minutes(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:  # noqa: ARG001
    """Hold the minutes of plyometrics on a day against the most of a session."""
    return _most(days, "minutes_per_session", "plyo_minutes", limit, "min")


def first_exposure(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:  # noqa: ARG001
    """Hold the contacts of a drill never done before against their most."""
    return _most(days, "first_exposure_contacts", "first_exposure_contacts", limit, "contacts")


def pain(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:  # noqa: ARG001
    """Hold the worst pain of a day against that at which one stops; of a bone it is any.

    Notes
    -----
    A day of which no pain was told is not one without pain.
    """
    worst, is_bone = days.column("max_pain_0_10"), flag(days, "is_bone")
    allowed = np.where(is_bone == True, 0.0, limit)  # noqa: E712 - elementwise
    is_above = above(worst, allowed)
    undecided = (is_above == False) & (worst > 0) & (is_bone == None)  # noqa: E711, E712
    is_above[undecided] = None
    detail = when(
        (np.isnan(worst), "no pain was asked or told"),
        (undecided, "whether it is a bone is not known"),
        ((worst > 0) & (allowed == 0), "of a bone, any pain stops"),
    )
    return rows(
        days.frame,
        "pain_stop",
        "0 to 10",
        value=worst,
        limit=allowed,
        is_above=is_above,
        detail=detail,
    )


def flag(days: Blocks, name: str) -> Texts:
    """Return a column as True, False, or None where nobody knows."""
    known = pd.array(days.frame[name].to_numpy(dtype=object), dtype="boolean")
    found = np.full(len(known), None, dtype=object)
    told = ~known.isna()
    found[told] = known[told].to_numpy(dtype=bool)
    return found


def _most(days: Blocks, rule: str, column: str, limit: float, unit: str) -> pd.DataFrame:
    value = days.column(column)
    return rows(
        days.frame,
        rule,
        unit,
        value=value,
        limit=limit,
        is_above=above(value, limit),
        detail=when((np.isnan(value), "not known of this day")),
    )


def _since(days: Blocks, rule: str, column: str, limit: float, nearest_d: int) -> pd.DataFrame:
    """Hold, on high days, the hours since the last day of a kind against their least."""
    high, there = flag(days, "is_high"), flag(days, column)
    is_there, is_unknown = there == True, there == None  # noqa: E711, E712 - elementwise
    within_d = int(np.ceil(limit / 24)) - 1
    hours = 24 * days.rolled(_days_since, is_there, nearest_d)
    hidden = days.rolled(_any_within, is_unknown, nearest_d, within_d).astype(bool)
    short = np.isfinite(hours) & (hours < limit)
    is_above = np.full(hours.shape, None, dtype=object)
    is_above[~short & ~hidden] = False
    is_above[short] = True
    is_above[high == None] = None  # noqa: E711
    is_above[high == False] = False  # noqa: E712
    on_high = high == True  # noqa: E712
    detail = when(
        (high == None, "whether it is a high session is not known"),  # noqa: E711
        (high == False, ""),  # noqa: E712
        (short & (hours == 0), "on the same day; which came first is not known"),
        (~short & hidden, f"a day less than {limit:g} h before is unknown or before the log"),
    )
    value = np.where(on_high & np.isfinite(hours), hours, np.nan)
    return rows(days.frame, rule, "h", value=value, limit=limit, is_above=is_above, detail=detail)


def _days_since(is_there: Flags, nearest_d: int) -> Vector:
    """Return the days since the last such day, ``nearest_d`` or more ago; infinite if none."""
    number = np.arange(is_there.size, dtype=float)
    last = np.maximum.accumulate(np.where(is_there, number, -np.inf))
    if nearest_d:
        last = np.concatenate([np.full(nearest_d, -np.inf), last])[: number.size]
    return np.asarray(number - last)


def _any_within(flags: Flags, first_d: int, last_d: int) -> Flags:
    """Tell whether a flag is set ``first_d`` to ``last_d`` days ago; before the log all are."""
    found = np.zeros(flags.size, dtype=bool)
    padded = np.concatenate([np.ones(max(last_d, 0), dtype=bool), flags])
    for ago in range(first_d, last_d + 1):
        found |= padded[last_d - ago : last_d - ago + flags.size]
    return found
