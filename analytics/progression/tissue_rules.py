"""Guard rails of each tissue and leg: largest day, residual, ramp, share of plyometrics."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.own_high import LARGEST_D
from analytics.load.residuals import over
from analytics.progression.blocks import Blocks
from analytics.progression.judging import (
    above,
    counted,
    rows,
    when,
    window_sum,
    window_unknown,
)
from analytics.progression.limits import Limits

WEEK_D = 7
WEEKS_BEFORE = 4
"""Weeks before, the largest of which a week's growth is held against: one of them is mostly a
lighter one (assumption)."""

Vector = npt.NDArray[np.float64]


def spike(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:
    """Hold each day's total against the largest of the 30 days before.

    Notes
    -----
    An unknown day may have been larger than all known ones, so that with one in the 30 a day
    above the limit is not known to be. So it is in the first 30 days of a log.
    """
    total, largest = days.column("equivalents"), days.column("largest_30d")
    n_unknown = days.rolled(window_unknown, total, LARGEST_D, 1).astype(np.int64)
    ratio, small = over(total, largest), total <= limits.introduction_steps
    is_above = above(
        total,
        np.fmax(limit * largest, limits.introduction_steps),
        limit_is_whole=n_unknown == 0,
    )
    decides = counted(
        n_unknown, f"{{}} of the {LARGEST_D} days before are unknown or before the log"
    )
    detail = when(
        (np.isnan(total), "the day is unknown"),
        ((is_above == None) | np.isnan(largest), decides),  # noqa: E711 - elementwise
        (small & (total > 0), f"up to {limits.introduction_steps:g} easy steps is an introduction"),
        (np.isnan(ratio), f"nothing in the {LARGEST_D} days before"),
    )
    unit = "× largest of 30 days"
    return rows(
        days.frame, "spike", unit, value=ratio, limit=limit, is_above=is_above, detail=detail
    )


def residual(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:
    """Hold what is left against the 95th percentile of the own 42 days before."""
    left, high = days.column("residual"), days.column("own_high")
    n_unknown = days.column("n_unknown").astype(np.int64)
    allowed = np.where(np.isnan(high), np.nan, np.fmax(limit * high, limits.introduction_steps))
    ratio, small = over(left, high), left <= limits.introduction_steps
    standing = counted(n_unknown, "{} unknown days stand in it as ones like those before")
    detail = when(
        (np.isnan(left), "the log is too new, or too many days in a row are unknown"),
        (np.isnan(high), "fewer than 28 of the 42 days before are known"),
        (np.isnan(ratio), "nothing was left on the 42 days before"),
        (small & (left > limit * high), "so little is an introduction"),
        (n_unknown > 0, standing),
    )
    return rows(
        days.frame,
        "residual",
        "× own high",
        value=ratio,
        limit=limit,
        is_above=above(left, allowed),
        detail=detail,
    )


def ramp(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:
    """Hold each seven days' total against the largest of the four weeks before."""
    growth = weekly_growth(days, "equivalents", limit, limits.introduction_steps)
    return rows(days.frame, "ramp_per_week", "above the largest of 4 weeks", limit=limit, **growth)


def weekly_growth(
    days: Blocks, column: str, limit: float, introduction: float
) -> dict[str, npt.NDArray[np.generic]]:
    """Return value, verdict and detail of a week's growth over the largest of four before.

    Parameters
    ----------
    days : Blocks
    column : str
        What is added up. A missing day can only raise its week.
    limit : float
        0.10 is 10 %.
    introduction : float
        Total up to which a week is none, however little went before.

    Notes
    -----
    Against the week before alone, every week after a lighter one would be a ramp.
    """
    daily = days.column(column)
    skips = range(0, (WEEKS_BEFORE + 1) * WEEK_D, WEEK_D)
    week, *before = (days.rolled(window_sum, daily, WEEK_D, skip) for skip in skips)
    lost, *lost_before = (
        days.rolled(window_unknown, daily, WEEK_D, skip).astype(np.int64) for skip in skips
    )
    largest, n_lost = np.max(before, axis=0), lost + np.sum(lost_before, axis=0)
    is_above = above(
        week,
        np.maximum((1 + limit) * largest, introduction),
        value_is_whole=lost == 0,
        limit_is_whole=n_lost == lost,
    )
    growth, whole = over(week, largest) - 1, n_lost == 0
    unknown = counted(
        n_lost, f"{{}} of the {len(skips) * WEEK_D} days are unknown or before the log"
    )
    detail = when(
        (~whole, unknown),
        (np.isnan(growth), f"nothing in the {WEEKS_BEFORE} weeks before"),
        (week <= introduction, f"up to {introduction:g} a week is an introduction"),
    )
    value = np.where(whole, growth, np.nan)
    return {"value": value, "is_above": is_above, "detail": detail}


def plyo_share(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:  # noqa: ARG001 - as all
    """Hold the share of plyometrics in seven days' total against its limit."""
    total, plyo = days.column("equivalents"), days.column("plyo_equivalents")
    lost = days.rolled(window_unknown, total, WEEK_D).astype(np.int64)
    week, jumped = (days.rolled(window_sum, one, WEEK_D) for one in (total, plyo))
    share = np.where(lost == 0, over(jumped, week), np.nan)
    is_above = above(np.where(week == 0, 0.0, share), limit)
    is_above[lost > 0] = None
    unknown = counted(lost, "{} of the 7 days are unknown or before the log")
    detail = when((lost > 0, unknown), (week == 0, "nothing was done"))
    return rows(
        days.frame,
        "plyo_share",
        "share",
        value=share,
        limit=limit,
        is_above=is_above,
        detail=detail,
    )
