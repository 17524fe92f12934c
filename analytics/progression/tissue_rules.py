"""Guard rails of each tissue and leg: largest day, residual, ramp, share of plyometrics."""

from typing import Final

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

PARTLY: Final = "at least: part of the day is unknown"

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def spike(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:
    """Hold each day's total against the largest of the 30 days before.

    Notes
    -----
    An unknown day may have been larger than all known ones, so that with one in the 30 a day
    above the limit is not known to be. So it is in the first 30 days of a log. Of a day known in
    part, as by its run alone, that part is held: the day is no less.
    """
    total, largest = days.column("equivalents"), days.column("largest_30d")
    told, whole = known_part(days), ~np.isnan(total)
    n_unknown = days.rolled(window_unknown, total, LARGEST_D, 1).astype(np.int64)
    ratio, small = over(told, largest), total <= limits.introduction_steps
    most = np.fmax(limit * largest, limits.introduction_steps)
    is_above = above(told, most, value_is_whole=whole, limit_is_whole=n_unknown == 0)
    perhaps = (above(told, most) == True) & np.isfinite(ratio) & (n_unknown > 0)  # noqa: E712
    decides = counted(
        n_unknown, f"{{}} of the {LARGEST_D} days before are unknown or before the log"
    )
    both = counted(n_unknown, f"{PARTLY}; {{}} of the {LARGEST_D} days before are unknown, too")
    not_whole = f"{{}} of {LARGEST_D} days not whole"
    more = counted(n_unknown, f"of what is logged, {not_whole}")
    part = f"at least of what is logged; part of the day is unknown, {not_whole}"
    detail = when(
        (np.isnan(told), "the day is unknown"),
        (~whole & (n_unknown == 0), PARTLY),
        (perhaps & ~whole, counted(n_unknown, part)),
        (perhaps, more),
        (~whole, both),
        ((is_above == None) | np.isnan(largest), decides),  # noqa: E711 - elementwise
        (small & (total > 0), f"up to {limits.introduction_steps:g} easy steps is an introduction"),
        (np.isnan(ratio), f"nothing in the {LARGEST_D} days before"),
    )
    unit = "× largest of 30 days"
    said = {"is_above": is_above, "detail": detail, "is_perhaps": perhaps}
    return rows(days.frame, "spike", unit, value=ratio, limit=limit, **said)


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
    unknown = np.isnan(days.column("equivalents"))
    growth = weekly_growth(days, (known_part(days), unknown), limit, limits.introduction_steps)
    return rows(days.frame, "ramp_per_week", "above the largest of 4 weeks", limit=limit, **growth)


def known_part(days: Blocks) -> Vector:
    """Return of each day what is known of its total; missing where that is nothing."""
    total = days.column("equivalents")
    if "known_equivalents" not in days.frame:
        return total
    return np.where(np.isnan(total), days.column("known_equivalents"), total)


def weekly_growth(
    days: Blocks, daily: tuple[Vector, Flags], limit: float, introduction: float
) -> dict[str, npt.NDArray[np.generic]]:
    """Return value, verdict and detail of a week's growth over the largest of four before.

    Parameters
    ----------
    days : Blocks
    daily : tuple of ndarray of float and ndarray of bool, each of shape (n_days,)
        What is known of each day, and whether more may hide in it, which can only raise its week.
    limit : float
        0.10 is 10 %.
    introduction : float
        Total up to which a week is none, however little went before.

    Notes
    -----
    Against the week before alone, every week after a lighter one would be a ramp.
    """
    known, unknown = daily
    skips = range(0, (WEEKS_BEFORE + 1) * WEEK_D, WEEK_D)
    week, *before = (days.rolled(window_sum, known, WEEK_D, skip) for skip in skips)
    lost, *lost_before = (
        days.rolled(window_unknown, np.where(unknown, np.nan, 0.0), WEEK_D, skip).astype(np.int64)
        for skip in skips
    )
    largest, n_lost = np.max(before, axis=0), lost + np.sum(lost_before, axis=0)
    is_above = above(
        week,
        np.maximum((1 + limit) * largest, introduction),
        value_is_whole=lost == 0,
        limit_is_whole=n_lost == lost,
    )
    growth, is_base_whole = over(week, largest) - 1, n_lost == lost
    more = (lost > 0) & (growth > 0)  # the week of which a part is known has grown already
    open_base = counted(
        n_lost, f"{{}} of the {len(skips) * WEEK_D} days are unknown or before the log"
    )
    detail = when(
        (~is_base_whole, open_base),
        (more, counted(lost, f"at least: {{}} of the {WEEK_D} days are not wholly known")),
        (lost > 0, counted(lost, f"{{}} of the {WEEK_D} days are not wholly known")),
        (np.isnan(growth), f"nothing in the {WEEKS_BEFORE} weeks before"),
        (week <= introduction, f"up to {introduction:g} a week is an introduction"),
    )
    value = np.where(is_base_whole & ((lost == 0) | more), growth, np.nan)
    return {"value": value, "is_above": is_above, "detail": detail}


def plyo_share(days: Blocks, limit: float, limits: Limits) -> pd.DataFrame:  # noqa: ARG001 - as all
    """Hold the share of plyometrics in seven days' total against its limit."""
    total, plyo = days.column("equivalents"), days.column("plyo_equivalents")
    # Where a channel was never logged, the total is that of the other, and no share is known.
    of_both = plyo + days.column("run_equivalents")
    lost = days.rolled(window_unknown, of_both, WEEK_D).astype(np.int64)
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
