"""Hold a plan against every limit, written from the definitions: a second opinion on a planner.

Nothing here is shared with simulation or planner but the tables they pass around, so that a
mistake of theirs is none of this.
"""

import math
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import pandas as pd

from analytics.progression.check_days import (
    check_days,
    doses,
    legs,
    planned_sets,
    unknown_days,
    without_plan,
)
from analytics.progression.check_rows import Row, frame, is_over
from analytics.progression.check_sessions import session_rows
from analytics.progression.check_tissues import GROWTH_UNIT, TISSUE_RULES, Held, dose_ramp
from analytics.progression.history import RECENT_D, History
from analytics.progression.limits import Limits
from analytics.progression.plan import Plan
from analytics.progression.runs_to_come import RunsToCome
from analytics.progression.verdict import verdict as verdict


def check(
    plan: Plan, history: History, runs: RunsToCome, catalogue: pd.DataFrame, limits: Limits
) -> pd.DataFrame:
    """Hold every planned day against every limit that is on.

    Parameters
    ----------
    plan : Plan
    history : History
    runs : RunsToCome
    catalogue : DataFrame
        As :meth:`Plan.daily` needs it, with ``drill_class`` and ``high_from_m``.
    limits : Limits

    Returns
    -------
    DataFrame
        As :func:`analytics.progression.guard_rails.flags`, of the days after the history's last
        to the goal's: rules of a tissue and of the dose on every day, those of a session on its
        day. Of days of the past what is known counts. ``is_above`` is missing where it
        cannot be known. ``by_runs`` tells that the limit is broken with the plan's sets taken
        out, too; of all but the share only on days on which the plan adds nothing, for a session
        on top of what is already too much makes it worse.

    Raises
    ------
    InputError
        If plan, history and runs do not follow on each other.
    """
    check_days(plan, history, runs)
    sets = planned_sets(plan, history, catalogue)
    unknown, rows = unknown_days(history, runs), []
    for leg in legs(history, runs, sets):
        for rule, (unit, hold) in TISSUE_RULES.items():
            # Where a channel was never logged, no share is known.
            off = getattr(limits, rule) is None or (rule == "plyo_share" and history.left_out)
            if not off:
                held = [partial(hold, one, limits) for one in (leg, leg.without_plan())]
                adds = [] if rule == "plyo_share" else leg.plyo
                of_leg = _rows(rule, unit, held, runs.days, unknown, adds)
                rows += [one._replace(tissue=leg.tissue, side=leg.side) for one in of_leg]
    if limits.dose_ramp_per_week is not None:
        daily = doses(history, runs, sets)
        held = [partial(dose_ramp, one, limits) for one in (daily, without_plan(daily))]
        lost = [*np.isnan(history.dose_au).tolist(), *[False] * len(runs.days)]
        rows += _rows("dose_ramp_per_week", GROWTH_UNIT, held, runs.days, lost, daily)
    rows += session_rows(sets, history, runs, limits)
    return frame(rows, history.athlete_id)


def _rows(
    rule: str,
    unit: str,
    held: Sequence[Callable[[int], Held]],
    days: pd.DatetimeIndex,
    unknown: Sequence[bool],
    adds: Sequence[float],
) -> list[Row]:
    """Hold each planned day, with the plan's sets and without them.

    Where ``adds`` is above 0 on that day, runs are not to blame.
    """
    planned, alone = held
    rows = []
    for day, date in enumerate(days, start=RECENT_D):
        one = planned(day)
        n_unknown = sum(unknown[day - one.window_d + 1 : day + 1]) if one.window_d else 0
        is_known = _is_told(one) and not (one.is_of_known and n_unknown)
        is_above = is_over(one.amount, one.most) if is_known else None
        told = f"{n_unknown} of these {one.window_d} days are not wholly known" if n_unknown else ""
        by_runs = bool(is_above) and _breaks(alone(day)) and not (adds and adds[day] > 0)
        detail = "; ".join(text for text in (one.detail, told) if text)
        value = one.value if is_known else math.nan
        rows.append(Row(date, rule, value, one.limit, unit, is_above, detail, by_runs))
    return rows


def _breaks(held: Held) -> bool:
    return _is_told(held) and is_over(held.amount, held.most)


def _is_told(held: Held) -> bool:
    return not (math.isnan(held.amount) or math.isnan(held.most))
