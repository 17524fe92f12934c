"""A plan as it was saved, and what was promised of it."""

import math
from dataclasses import dataclass
from datetime import datetime

from analytics.errors import InputError
from analytics.progression.plan import Plan
from data.plan_settings import PlanSettings


@dataclass(frozen=True, slots=True)
class Promise:
    """What was said of a plan when it was saved.

    Attributes
    ----------
    basis : str
        ``own`` where the athlete's own fit was asked, ``prior`` where only the published one.
    gain_percent, lower_percent, upper_percent : float
        Gain of running power on the goal date with its interval, in %.
    interval_share : float
        Probability of that interval, such as 0.90.
    upper_bound_percent : float or None
        What no plan within its limits could promise more than, in %.
    fit_id : int or None
        The fit that was asked.
    data_sha256 : str or None
        Of the loads and tests it was made from.
    verdict : str or None
        What the check of limits said: ``all limits met``, or ``BREAKS A LIMIT: ...``.

    Raises
    ------
    InputError
        If the basis is none of the two, or a gain is no number or comes without its interval.
    """

    basis: str
    gain_percent: float
    lower_percent: float
    upper_percent: float
    interval_share: float = 0.90
    upper_bound_percent: float | None = None
    fit_id: int | None = None
    data_sha256: str | None = None
    verdict: str | None = None

    def __post_init__(self) -> None:
        if self.basis not in ("own", "prior"):
            raise InputError(f"A gain is promised from own or prior; got {self.basis!r}.")
        if not math.isfinite(self.gain_percent):
            raise InputError(f"A gain is promised in %; got {self.gain_percent:g}.")
        if not self.lower_percent <= self.upper_percent:
            raise InputError(
                f"The interval of a gain reaches from {self.lower_percent:g} to "
                f"{self.upper_percent:g} %; its ends are no interval."
            )


@dataclass(frozen=True, slots=True, eq=False)
class SavedPlan:
    """One version of a plan.

    Attributes
    ----------
    plan_id, athlete_id : str
    name : str
        As it is called now.
    version, newest_version : int
        Which this is, and how many there are.
    created_at : datetime
        UTC, naive.
    created_by : str
    plan : Plan
    settings : PlanSettings
    promise : Promise or None
        None where nothing was simulated.
    removed_at : datetime or None
        When the plan was put away, UTC, naive.
    """

    plan_id: str
    athlete_id: str
    name: str
    version: int
    newest_version: int
    created_at: datetime
    created_by: str
    plan: Plan
    settings: PlanSettings
    promise: Promise | None
    removed_at: datetime | None
