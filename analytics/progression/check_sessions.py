"""Rules of a session, on its day: spacing, size, what is new, pain."""

import math
from collections.abc import Sequence
from typing import Final

import pandas as pd

from analytics.load.day_facts import HIGH_DOSE_AU
from analytics.progression.check_days import PlannedSet
from analytics.progression.check_rows import Row, is_over
from analytics.progression.history import RECENT_D, History
from analytics.progression.limits import Limits
from analytics.progression.runs_to_come import RunsToCome

DAY_H: Final = 24

Told = list[bool | None]


def session_rows(
    sets: Sequence[PlannedSet], history: History, runs: RunsToCome, limits: Limits
) -> list[Row]:
    """Return the rows of every planned session, in the order of days."""
    by_day: dict[int, list[PlannedSet]] = {}
    for one in sorted(sets, key=lambda one: one.day):
        by_day.setdefault(one.day, []).append(one)
    high: Told = [*_told(history.is_high.tolist()), *[False] * len(runs.days)]
    for day, some in by_day.items():
        high[day] = _is_high(some)
    hard: Told = [*_told(history.is_hard_run.tolist()), *map(bool, runs.is_hard)]
    done, rows = set(history.drills_done), []
    for day, some in by_day.items():
        date = runs.days[day - RECENT_D]
        if high[day]:
            rows += _spacing("hours_between_high", date, _since(high[:day]), limits)
            # On the day itself nobody knows which came first.
            since_run_h = _since(hard[: day + 1], ends_ago_d=0)
            rows += _spacing("hours_after_hard_run", date, since_run_h, limits)
        rows += _size(date, some, limits)
        rows += _first_exposure(date, some, done, limits)
        done |= {one.drill_id for one in some}
    if by_day:
        rows += _pain(runs.days[min(by_day) - RECENT_D], history, limits)
    return rows


def _is_high(sets: Sequence[PlannedSet]) -> bool:
    return any(one.is_high for one in sets) or is_over(
        sum(one.dose_au for one in sets), HIGH_DOSE_AU
    )


def _since(flags: Told, ends_ago_d: int = 1) -> tuple[float, float]:
    """Return the hours since the last day that was, and since the last that may have been.

    Whole days; before the recent days nobody asked, so that any may have been.
    """
    was_h, may_h = math.inf, DAY_H * (len(flags) + ends_ago_d)
    for ago, flag in enumerate(reversed(flags), start=ends_ago_d):
        if flag and math.isinf(was_h):
            was_h = DAY_H * ago
        if flag is None:
            may_h = min(may_h, DAY_H * ago)
    return was_h, may_h


def _spacing(
    rule: str, date: pd.Timestamp, since_h: tuple[float, float], limits: Limits
) -> list[Row]:
    limit = getattr(limits, rule)
    if limit is None:
        return []
    was_h, may_h = since_h
    value = math.nan if math.isinf(was_h) else was_h
    if was_h < limit:
        return [Row(date, rule, value, limit, "h", is_above=True)]
    if may_h < limit:
        detail = f"a day less than {limit:g} h before is unknown or before what is looked at"
        return [Row(date, rule, value, limit, "h", is_above=None, detail=detail)]
    return [Row(date, rule, value, limit, "h", is_above=False)]


def _size(date: pd.Timestamp, sets: Sequence[PlannedSet], limits: Limits) -> list[Row]:
    sizes = {
        "contacts_per_session": (sum(one.contacts for one in sets), "contacts"),
        "minutes_per_session": (sum(one.minutes for one in sets), "min"),
    }
    return [
        Row(date, rule, value, limit, unit, is_above=is_over(value, limit))
        for rule, (value, unit) in sizes.items()
        if (limit := getattr(limits, rule)) is not None
    ]


def _first_exposure(
    date: pd.Timestamp, sets: Sequence[PlannedSet], done: set[str], limits: Limits
) -> list[Row]:
    limit = limits.first_exposure_contacts
    contacts: dict[str, float] = {}
    for one in sets:
        if one.drill_id not in done:
            contacts[one.drill_id] = contacts.get(one.drill_id, 0.0) + one.contacts
    if limit is None or not contacts:
        return []
    drill_id = max(contacts, key=lambda one: contacts[one])
    most = contacts[drill_id]
    above = is_over(most, limit)
    return [Row(date, "first_exposure_contacts", most, limit, "contacts", above, drill_id)]


def _pain(date: pd.Timestamp, history: History, limits: Limits) -> list[Row]:
    """Hold the pain of the last days against its limit, on the day of the first session."""
    limit, worst, stops = limits.pain_stop, history.pain_0_10, history.stop_pain_0_10
    if limit is None:
        return []
    if stops > 0:
        detail = "of a bone, with a limp or at night any pain stops"
        return [Row(date, "pain_stop", stops, 0.0, "0 to 10", is_above=True, detail=detail)]
    if math.isnan(worst):
        detail = "no pain was asked or told in the last 7 days"
        return [Row(date, "pain_stop", worst, limit, "0 to 10", is_above=None, detail=detail)]
    return [Row(date, "pain_stop", worst, limit, "0 to 10", is_above=worst > limit)]


def _told(flags: Sequence[object]) -> Told:
    return [None if flag is None or flag is pd.NA else bool(flag) for flag in flags]
