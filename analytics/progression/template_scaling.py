"""A template scaled to an athlete, in whole sets."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from analytics.errors import InputError
from analytics.progression.block_weeks import PlannedDrill, Week, as_plan
from analytics.progression.dose_ramp import Ramp
from analytics.progression.history import History
from analytics.progression.introduced import introduced
from analytics.progression.limits import Limits
from analytics.progression.plan import Plan
from analytics.progression.plan_blocks import MOST_CONTACTS, lay_out
from analytics.progression.plan_template import Template
from analytics.progression.tolerated import Borne, tolerated_week_au

FIRST_LEVELS: Final = 1
"""Highest level of the ladder whose drills one begins with after 28 days without (assumption)."""

_NEARLY: Final = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """A template as it is for one athlete.

    Attributes
    ----------
    plan : Plan
    start_au : float
        Dose the first week was brought to, in AU.
    first_week_au : float
        Dose the first week has, in whole sets.
    said : tuple of str
        What it was scaled by, and what could not be.
    """

    plan: Plan
    start_au: float
    first_week_au: float
    said: tuple[str, ...]


def for_athlete(
    template: Template,
    first_day: pd.Timestamp,
    of: Borne | History,
    catalogue: pd.DataFrame,
    limits: Limits,
) -> Scaled:
    """Scale a template to an athlete, in whole sets.

    Parameters
    ----------
    template : Template
    first_day : Timestamp
    of : Borne or History
        The first week is brought to the largest of its last 28 days; where that is missing or
        small, to the introduction that the limits allow anyone.
    catalogue : DataFrame
        As :meth:`analytics.progression.plan.Plan.daily` needs it.
    limits : Limits
        Of these the ramp of the dose, contacts of a session, and those of a new drill are kept
        to; whether all are is for the check to say.

    Raises
    ------
    InputError
        If nothing was done, or nothing is known, of the last 28 days, and the template has drills
        above level 1 of the ladder.
    """
    tolerated_au = tolerated_week_au(of)
    _check_begins_low(template, tolerated_au, catalogue)
    start_au, said = _start(template, tolerated_au, limits)
    borne = Borne(of.last_day, of.dose_au, of.drills_done)
    ramp = Ramp(borne.until(first_day), limits)
    most = MOST_CONTACTS if limits.contacts_per_session is None else limits.contacts_per_session
    if template.blocks:
        plan = lay_out(
            [replace(one, most_contacts=min(one.most_contacts, most)) for one in template.blocks],
            first_day,
            template.session_weekdays,
            template.deload,
            catalogue=catalogue,
            start_au=start_au,
            ramp=ramp,
        )
    else:
        plan = _scaled_weeks(template.weeks, first_day, (start_au, most), ramp, catalogue)
    plan = introduced(plan, of.drills_done, limits.first_exposure_contacts, catalogue)
    dose_au = _weekly(plan, catalogue)
    wanting = _wanting(plan, template.drill_ids, dose_au, start_au, catalogue)
    return Scaled(plan, start_au, dose_au[0], (said, *wanting))


def _check_begins_low(template: Template, tolerated_au: float, catalogue: pd.DataFrame) -> None:
    if tolerated_au > 0:
        return
    drills = catalogue[catalogue["drill_id"].isin(template.drill_ids)]
    levels = sorted(int(one) for one in drills["level"].unique() if one > FIRST_LEVELS)
    if levels:
        known = "No plyometrics" if tolerated_au == 0 else "Nothing is known of plyometrics"
        raise InputError(
            f"{known} in the last 28 days, and {template.name} has drills of level {levels[-1]} of "
            f"the ladder. Begin with a template of levels 0 to {FIRST_LEVELS}, such as First hops."
        )


def _start(template: Template, tolerated_au: float, limits: Limits) -> tuple[float, str]:
    least_au = limits.introduction_dose_au
    wanted_au = template.start_share * tolerated_au
    share = "" if template.start_share == 1 else f"{100 * template.start_share:.0f} % of "
    if math.isnan(tolerated_au):
        return least_au, (
            f"First week at most {least_au:.0f} AU, the introduction: nothing is known of the "
            "last 28 days."
        )
    if wanted_au < least_au:
        return least_au, (
            f"First week at most {least_au:.0f} AU, the introduction: {share}the largest week of "
            f"the last 28 days is {wanted_au:.0f} AU."
        )
    return wanted_au, (
        f"First week at most {wanted_au:.0f} AU: {share}the largest week of the last 28 days."
    )


def _scaled_weeks(
    weeks: Sequence[Sequence[PlannedDrill]],
    first_day: pd.Timestamp,
    start: tuple[float, float],
    ramp: Ramp,
    catalogue: pd.DataFrame,
) -> Plan:
    start_au, most = start
    weighed = [Week.of(week, catalogue) if week else None for week in weeks]
    first_au = next(one.dose_au for one in weighed if one is not None)
    share = start_au / first_au if first_au else 1.0
    nothing = Week((), np.zeros(0), np.zeros(0))
    brought: list[Week] = []
    for one in weighed:
        week = nothing if one is None else one.brought_to(share * one.dose_au, most)
        brought.append(ramp.cut(week, brought))
    return as_plan(brought, first_day, first_day + pd.Timedelta(weeks=len(weeks)))


def _weekly(plan: Plan, catalogue: pd.DataFrame) -> list[float]:
    days = plan.daily(catalogue)
    week = (days["date"] - plan.first_day).dt.days // 7
    of_week = days.groupby(week)["plyo_dose_au"].sum()
    return [float(of_week.get(i, 0.0)) for i in range(math.ceil(plan.n_weeks))]


def _wanting(
    plan: Plan,
    asked: frozenset[str],
    dose_au: list[float],
    start_au: float,
    catalogue: pd.DataFrame,
) -> list[str]:
    """Say what of a template could not be scaled."""
    names = catalogue.set_index("drill_id")["name"]
    said = []
    gone = sorted(str(names[one]) for one in asked - set(plan.sets["drill_id"]))
    if gone:
        said.append(f"Left out, for not even one set of it fits: {', '.join(gone)}.")
    without = [str(i + 1) for i, one in enumerate(dose_au) if one == 0]
    if without and len(without) < len(dose_au):
        said.append(f"No session in week {', '.join(without)}.")
    if not any(dose_au):
        said.append("Not even one set fits; the plan is empty.")
    elif 0 < dose_au[0] < _NEARLY * start_au:
        said.append(
            f"The first week has {dose_au[0]:.0f} AU: whole sets, few of what is new, no session "
            "longer than it may be, and no seven days above the ramp of the dose."
        )
    return said
