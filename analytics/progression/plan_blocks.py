"""Blocks of a plan: weeks that build up, keep, or fall, with lighter weeks between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

import numpy as np
import pandas as pd

from analytics.errors import InputError
from analytics.progression.block_weeks import PlannedDrill, Week, as_plan
from analytics.progression.deload import DELOAD_SHARE, is_deload
from analytics.progression.dose_ramp import Ramp
from analytics.progression.limits import Limits
from analytics.progression.plan import Plan

KINDS: Final = ("emphasis", "maintenance", "taper")

TAPER_SHARE: Final = 0.4
"""Dose of the last week of a taper, as a share of the last loading week's (assumption)."""

MOST_CONTACTS: Final = 120
"""Contacts a session grows to at most, as the guard rail has it."""


@dataclass(frozen=True, slots=True)
class PlanBlock:
    """Some weeks of one kind.

    Parameters
    ----------
    kind : str
        ``emphasis``, whose dose grows; ``maintenance``, whose dose stays; ``taper``, whose dose
        falls to :data:`TAPER_SHARE` of the last loading week's.
    weeks : int
    drills : tuple of PlannedDrill
        Of one session, in their order. A taper without drills has those of the weeks before it.
    sessions_per_week : int, optional
        On so many of the days allowed, spread over the week; on all where left out, and on one
        in maintenance.
    growth_per_week : float
        Of an emphasis, from one loading week to the next; 0.10 is 10 %.
    most_contacts : float
        A session grows to at most.

    Raises
    ------
    InputError
        If there is no such kind, or a number cannot be.
    """

    kind: str
    weeks: int
    drills: tuple[PlannedDrill, ...] = ()
    sessions_per_week: int | None = None
    growth_per_week: float = 0.10
    most_contacts: float = MOST_CONTACTS

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InputError(f"A block is {', '.join(KINDS)}; got {self.kind!r}.")
        if self.weeks < 1 or (self.sessions_per_week or 1) < 1:
            raise InputError(
                f"A block has 1 week and 1 session a week or more; got {self.weeks} weeks, "
                f"{self.sessions_per_week} sessions."
            )
        if not 0 <= self.growth_per_week <= 1:
            raise InputError(
                f"A block grows by 0 to 1, which is 100 %, a week; got {self.growth_per_week:g}."
            )
        if not self.drills and self.kind != "taper":
            raise InputError(f"A block of {self.kind} has no drill. Give one or more.")


def lay_out(  # noqa: PLR0913 - the interface fixes them
    blocks: Sequence[PlanBlock],
    first_day: pd.Timestamp,
    session_weekdays: Sequence[int],
    deload: str = "3:1",
    *,
    catalogue: pd.DataFrame,
    start_au: float | None = None,
    ramp: Ramp | None = None,
) -> Plan:
    """Lay blocks out on days, in whole sets.

    Parameters
    ----------
    blocks : sequence of PlanBlock
        One after the other; the goal is on the day after the last.
    first_day : Timestamp
        Weeks are counted from here.
    session_weekdays : sequence of int
        Days a session may be on; Monday is 0.
    deload : str
        A name of :data:`analytics.progression.deload.DELOADS`: each light week has at most
        :data:`DELOAD_SHARE` of the dose of the last loading week.
    catalogue : DataFrame
        As :meth:`analytics.progression.plan.Plan.daily` needs it.
    start_au : float, optional
        Dose of the first week, in AU, that the sets of the first block are brought to: at most
        so much. As they stand where left out.
    ramp : Ramp, optional
        What the dose of any seven days may be.

    Returns
    -------
    Plan
        A session is shorter than its block says, or absent, where sets do not fit.

    Raises
    ------
    InputError
        If there is no block, too few days are allowed, or a taper without drills comes first.
    """
    weeks, loading = list[Week](), None
    for block in blocks:
        shape = _shape(block, loading, first_day, session_weekdays, catalogue)
        wanted_au = _start(block, shape, loading, start_au if not weeks else None)
        for share in _shares(block, len(weeks), deload):
            if share < 1:
                of, from_au = shape, wanted_au
                if loading is not None:
                    of, from_au = (shape if block.kind == "taper" else loading), loading.dose_au
                week = of.brought_to(share * from_au, block.most_contacts)
            else:
                week = shape.brought_to(_within(wanted_au, loading, block), block.most_contacts)
                wanted_au *= 1 + block.growth_per_week if block.kind == "emphasis" else 1
            weeks.append(week if ramp is None else ramp.cut(week, weeks))
            loading = weeks[-1] if share >= 1 else loading
    if not weeks:
        raise InputError("There is no block. Give one or more.")
    return as_plan(weeks, first_day, first_day + timedelta(weeks=len(weeks)))


def chosen_weekdays(block: PlanBlock, session_weekdays: Sequence[int]) -> tuple[int, ...]:
    """Return the days of the week a block has sessions on, spread over those allowed.

    Raises
    ------
    InputError
        If too few are allowed, with how many are wanting.
    """
    allowed = sorted(set(session_weekdays))
    n = block.sessions_per_week
    if n is None:
        n = 1 if block.kind == "maintenance" else len(allowed)
    if n > len(allowed) or not allowed:
        wanting = max(n, 1) - len(allowed)
        raise InputError(
            f"{max(n, 1)} sessions a week need {wanting} more allowed "
            f"{'day' if wanting == 1 else 'days'}."
        )
    places = np.linspace(0, len(allowed) - 1, n).round().astype(int)
    return tuple(allowed[one] for one in places)


def _shape(
    block: PlanBlock,
    loading: Week | None,
    first_day: pd.Timestamp,
    session_weekdays: Sequence[int],
    catalogue: pd.DataFrame,
) -> Week:
    if not block.drills:
        if loading is None:
            raise InputError("A taper without drills comes after another block.")
        return loading
    days = chosen_weekdays(block, session_weekdays)
    offsets = sorted((day - first_day.weekday()) % 7 for day in days)
    drills = [replace(one, offset_d=day) for day in offsets for one in block.drills]
    return Week.of(drills, catalogue)


def _start(block: PlanBlock, shape: Week, loading: Week | None, start_au: float | None) -> float:
    """Return the dose a block begins with: that of its drills, or a step above the weeks before."""
    if start_au is not None:
        return start_au
    if block.kind == "emphasis" and loading is not None:
        return min(shape.dose_au, loading.dose_au * (1 + block.growth_per_week))
    return shape.dose_au


def _within(wanted_au: float, loading: Week | None, block: PlanBlock) -> float:
    """Return what is wanted of a week, or as much of it as the ramp of the dose lets grow."""
    ramp = max(Limits().dose_ramp_per_week or 0.0, block.growth_per_week)
    if loading is None or loading.dose_au == 0:
        return wanted_au
    return min(wanted_au, loading.dose_au * (1 + ramp))


def _shares(block: PlanBlock, weeks_before: int, deload: str) -> list[float]:
    """Return the share of the last loading week that each week may have; 1 is a loading week."""
    falls = (1 - TAPER_SHARE) / block.weeks if block.kind == "taper" else 0.0
    shares = [1 - falls * (i + 1) for i in range(block.weeks)]
    return [
        min(share, DELOAD_SHARE) if is_deload(weeks_before + i, deload) else share
        for i, share in enumerate(shares)
    ]
