"""Guard rails of a day: growth of the dose, spacing, size, pain, and what is new."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.progression.blocks import Blocks
from analytics.progression.judging import Texts, above, rows, when
from analytics.progression.limits import Limits
from analytics.progression.tissue_rules import weekly_growth

NO_HIGH: Final = "no high session this day"
"""Said of spacing on a day on which there is nothing to space."""

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class SameDay(NamedTuple):
    """On which days a high session follows on the day itself, or may, and what is said of it."""

    is_so: Flags
    is_open: Flags
    so: str
    open: str


def dose_ramp(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:
    """Hold each seven days' plyometric dose against the largest of the four weeks before."""
    dose_au = days.column("plyo_dose_au")
    growth = weekly_growth(days, (dose_au, np.isnan(dose_au)), limit, limits.introduction_dose_au)
    unit = "above the largest of 4 weeks"
    return rows(days.frame, "dose_ramp_per_week", unit, limit=limit, **growth)


def hours_between_high(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:  # noqa: ARG001
    """Hold the time since the last high session against its least.

    Notes
    -----
    Facts are of days, so time is counted in whole days: the next day is 24 h later, and two
    high sessions of one day are 0 h apart.
    """
    n_high = days.column("n_high_sessions")
    same_day = SameDay(
        n_high >= 2,
        np.isnan(n_high),
        "more than one high session on this day",
        "how many sessions of this day were high is not known",
    )
    return _since(days, "hours_between_high", "is_high", limit, same_day)


def hours_after_hard_run(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:  # noqa: ARG001
    """Hold the time from the last hard run to a high session against its least.

    Notes
    -----
    Counted in whole days; on the day of the run it is 0 h, whichever came first.
    """
    hard = flag(days, "hard_run")
    same_day = SameDay(
        hard == True,  # noqa: E712 - elementwise
        hard == None,  # noqa: E711
        "on the same day; which came first is not known",
        "whether a run of this day was hard is not known",
    )
    return _since(days, "hours_after_hard_run", "hard_run", limit, same_day)


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
    """Hold the worst pain of a day against that at which one stops.

    Notes
    -----
    Of a bone, with a limp or at night it is any. A day of which no pain was told is not one
    without pain.
    """
    worst, at_any = days.column("max_pain_0_10"), days.column("max_stop_pain_0_10")
    stops = at_any > 0
    value, allowed = np.where(stops, at_any, worst), np.where(stops, 0.0, limit)
    is_above = above(value, allowed)
    undecided = (is_above == False) & (worst > 0) & np.isnan(at_any)  # noqa: E712 - elementwise
    is_above[undecided] = None
    detail = when(
        (stops, "of a bone, with a limp or at night any pain stops"),
        (np.isnan(worst), "no pain was asked or told"),
        (undecided, "whether it is a bone, or came with a limp, is not known"),
    )
    return rows(
        days.frame,
        "pain_stop",
        "0 to 10",
        value=value,
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


def _since(days: Blocks, rule: str, column: str, limit: float, same_day: SameDay) -> pd.DataFrame:
    """Hold, on high days, the hours since the last day of a kind against their least."""
    high, there = flag(days, "is_high"), flag(days, column)
    is_there, is_unknown = there == True, there == None  # noqa: E711, E712 - elementwise
    within_d = int(np.ceil(limit / 24)) - 1
    hours = np.where(same_day.is_so, 0.0, 24 * days.rolled(_days_since, is_there))
    before = days.rolled(_any_within, is_unknown, within_d).astype(bool)
    unsure = same_day.is_open & (limit > 0)
    short = np.isfinite(hours) & (hours < limit)
    is_above = np.full(hours.shape, None, dtype=object)
    is_above[~short & ~before & ~unsure] = False
    is_above[short] = True
    is_above[high == None] = None  # noqa: E711
    is_above[high == False] = False  # noqa: E712
    detail = when(
        (high == None, "whether it is a high session is not known"),  # noqa: E711
        (high == False, NO_HIGH),  # noqa: E712
        (short & (hours == 0), same_day.so),
        (~short & before, f"a day less than {limit:g} h before is unknown or before the log"),
        (~short & unsure, same_day.open),
        (np.isfinite(hours), "counted in whole days, the next day is 24 h"),
    )
    on_high = high == True  # noqa: E712
    value = np.where(on_high & np.isfinite(hours), hours, np.nan)
    return rows(days.frame, rule, "h", value=value, limit=limit, is_above=is_above, detail=detail)


def _days_since(is_there: Flags) -> Vector:
    """Return the days since the last such day before each; infinite if none."""
    number = np.arange(is_there.size, dtype=float)
    last = np.maximum.accumulate(np.where(is_there, number, -np.inf))
    return np.asarray(number - np.concatenate([[-np.inf], last[:-1]]))


def _any_within(flags: Flags, days: int) -> Flags:
    """Tell whether a flag is set 1 to so many days ago; before the log all are."""
    found = np.zeros(flags.size, dtype=bool)
    padded = np.concatenate([np.ones(max(days, 0), dtype=bool), flags])
    for ago in range(1, days + 1):
        found |= padded[days - ago : days - ago + flags.size]
    return found
