"""Rules of the dose and of a session on the days to come: no draw changes them."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from analytics.load.residuals import over
from analytics.progression.held import Held, is_over, of_values
from analytics.progression.history import RECENT_D, History
from analytics.progression.limits import Limits
from analytics.progression.planned_days import PlannedDays
from analytics.progression.runs_alone import BEFORE_D
from analytics.progression.runs_to_come import RunsToCome
from analytics.progression.tissue_held import GROWTH
from analytics.progression.tissue_rules import WEEK_D
from analytics.progression.windows import seven_day_sums

Texts = npt.NDArray[np.object_]
Vector = npt.NDArray[np.float64]

DAY_H = 24


def held(
    planned: PlannedDays, history: History, runs: RunsToCome, limits: Limits
) -> Iterator[Held]:
    """Hold the days to come against the rules that are on."""
    if limits.dose_ramp_per_week is not None:
        yield _dose_ramp(planned, history, limits)
    high = [*history.is_high, *planned.is_high.tolist()]
    hard = [*history.is_hard_run, *np.asarray(runs.is_hard, dtype=bool).tolist()]
    day = np.flatnonzero(planned.is_high)
    for rule, there, least_d in (
        ("hours_between_high", high, 1),
        ("hours_after_hard_run", hard, 0),
    ):
        limit = getattr(limits, rule)
        if limit is not None and day.size:
            since = [_since(there[: RECENT_D + one + 1 - least_d], least_d) for one in day]
            was_h, may_h = np.array(since, dtype=float).T
            may = np.where(may_h < limit, np.array(None), np.array(False))
            told = np.where(was_h < limit, np.array(True), may)
            value = np.where(np.isfinite(was_h), was_h, np.nan)
            yield of_values(rule, "h", day, (value, limit), told)
    session = np.flatnonzero(planned.is_session)
    for rule, unit, values in (
        ("contacts_per_session", "contacts", planned.contacts),
        ("minutes_per_session", "min", planned.minutes),
        ("first_exposure_contacts", "contacts", planned.first_contacts),
    ):
        limit = getattr(limits, rule)
        on = session if rule != "first_exposure_contacts" else np.flatnonzero(values)
        if limit is not None and on.size:
            yield of_values(rule, unit, on, (values[on], limit), is_over(values[on], limit))
    if limits.pain_stop is not None and session.size:
        yield _pain(history, session[:1], limits.pain_stop)


def _dose_ramp(planned: PlannedDays, history: History, limits: Limits) -> Held:
    rate, introduction = limits.dose_ramp_per_week or 0.0, limits.introduction_dose_au
    past = np.nan_to_num(history.dose_au, nan=0.0)[RECENT_D - BEFORE_D - (WEEK_D - 1) :]
    found = []
    for dose_au in (planned.dose_au, np.zeros_like(planned.dose_au)):
        weeks = seven_day_sums(np.concatenate([past, dose_au])[:, None])[:, 0]
        n = len(dose_au)
        largest = np.maximum.reduce([weeks[skip : skip + n] for skip in range(0, BEFORE_D, WEEK_D)])
        week = weeks[BEFORE_D:]
        above = is_over(week, np.maximum((1 + rate) * largest, introduction))
        found.append((above, over(week, largest) - 1))
    (above, value), (alone, _) = found
    alone &= ~(planned.dose_au > 0)  # on such a day the plan makes it worse
    day = np.arange(len(value))
    told = of_values("dose_ramp_per_week", GROWTH, day, (value, rate), above)
    blamed = float((above & ~alone).any())
    return told._replace(by_runs=above & alone, probability=blamed)


def _since(flags: list[object], ends_ago_d: int) -> tuple[float, float]:
    """Return the hours since the last day that was so, and since the last that may have been.

    Counted in whole days; before the recent days any may have been.
    """
    was_h, may_h = np.inf, float(DAY_H * (len(flags) + ends_ago_d))
    for ago, flag in enumerate(reversed(flags), start=ends_ago_d):
        if flag is None:
            may_h = min(may_h, DAY_H * ago)
        elif flag:
            return float(DAY_H * ago), may_h
    return was_h, may_h


def _pain(history: History, day: npt.NDArray[np.int64], limit: float) -> Held:
    worst, stops = history.pain_0_10, history.stop_pain_0_10
    if stops > 0:
        return of_values("pain_stop", "0 to 10", day, (np.array([stops]), 0.0), [True])
    told = None if np.isnan(worst) else bool(worst > limit)
    return of_values("pain_stop", "0 to 10", day, (np.array([worst]), limit), [told])
