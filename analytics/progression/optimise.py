"""The plan of greatest expected power within all limits, with a proof of how good it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from analytics.errors import InputError
from analytics.progression.plan import Plan

if TYPE_CHECKING:
    from analytics.progression.drill_choice import DrillChoice
    from analytics.progression.history import History
    from analytics.progression.limits import Limits
    from analytics.progression.runs_to_come import RunsToCome
    from analytics.response.fit import ResponseFit

AIMS: Final = ("power", "least_stress")


@dataclass(frozen=True, slots=True, eq=False)
class OptimisedPlan:
    """A plan, and what is proved of it.

    Attributes
    ----------
    plan : Plan
        In whole sets, within all limits.
    gain_percent : float
        Expected power on the day of the goal against today, in %.
    upper_bound_percent : float
        No plan within these limits can promise more, in %; where neither contacts nor minutes
        are limited, of those with 500 contacts a session at most.
    nothing_percent : float
        The same without any plyometrics from now on: power that would go or come by itself.
    highest_percent : float
        Highest residual of a tissue, in % of own high today; missing where that is not known.
    added_percent : float
        The most that sessions add to a residual, in % of own high today; missing likewise.
    least_added_percent : float
        Of ``least_stress``: no plan that promises the target adds less; else missing.
    binding : DataFrame
        Limits the plan leaves next to no room in: ``rule``, ``tissue``, ``side``, ``date``,
        ``value`` and ``limit`` in ``unit``, ``use`` (share of the limit), in order of rule.
    prices : DataFrame
        ``rule``, ``tissue``, ``label``, ``percent_per_10``: % of power more if the
        limit were 10 % looser, before sets are made whole; ``loosened`` says what that is.
    aim : str
    deload : str
    notes : tuple of str
        What else to know.
    seconds : float
        Time taken.
    """

    plan: Plan
    gain_percent: float
    upper_bound_percent: float
    nothing_percent: float
    highest_percent: float
    added_percent: float
    least_added_percent: float
    binding: pd.DataFrame
    prices: pd.DataFrame
    aim: str
    deload: str
    notes: tuple[str, ...]
    seconds: float

    @property
    def gap_percent(self) -> float:
        """How much better another plan could be at most, in percentage points."""
        return self.upper_bound_percent - self.gain_percent

    @property
    def gap_share(self) -> float:
        """The same as a share of the bound; missing where no plan can promise a gain."""
        bound = self.upper_bound_percent
        return self.gap_percent / bound if bound > 0 else float("nan")


def optimise(  # noqa: PLR0913, PLR0917 - as the interface fixes it
    fit: "ResponseFit",
    athlete_id: str,
    history: "History",
    runs: "RunsToCome | pd.DataFrame | None",
    catalogue: pd.DataFrame,
    limits: "Limits",
    drills: "Sequence[str | DrillChoice]",
    weeks: int,
    goal_date: pd.Timestamp,
    session_weekdays: Sequence[int],
    aim: Literal["power", "least_stress"] = "power",
    target_percent: float | None = None,
    deload: str = "3:1",
) -> OptimisedPlan:
    """Find the plan of greatest expected power on a day, within all limits.

    Parameters
    ----------
    fit : ResponseFit
    athlete_id : str
    history : History
    runs : RunsToCome, DataFrame or None
        As :func:`analytics.progression.runs_to_come.runs_to_come`.
    catalogue : DataFrame
    limits : Limits
        Held at the value of every exponent and reference.
    drills : sequence of str or DrillChoice
        Those that are allowed.
    weeks : int
        The plan begins so many weeks before the goal.
    goal_date : Timestamp
    session_weekdays : sequence of int
        On which there may be sessions; 0 is Monday.
    aim : {"power", "least_stress"}
        The greatest power, or of the plans that promise the target the one whose sessions add
        least to any residual (in % of own high).
    target_percent : float, optional
        Gain a plan must promise.
    deload : {"3:1", "2:1", "none"}
        Every how many weeks one is light.

    Raises
    ------
    InputError
        If a number or a drill cannot be.
    InfeasibleError
        If no plan fits; with the smallest changes that would let one.

    Notes
    -----
    A linear program of contacts per session and drill, made whole session by session. The bound
    is the optimum of a program that every plan within the limits is feasible in: the gain's
    least concave majorant on top, and every limit that rests on earlier days let rise as
    far as those days can reach at all.
    """
    # Here, because it takes a while to import and whoever reads a plan never needs it.
    from analytics.progression import planner
    from analytics.progression.asked import Asked, as_asked

    started = perf_counter()
    if aim not in AIMS:
        raise InputError(f"aim is power or least_stress; got {aim!r}.")
    if target_percent is not None and not np.isfinite(target_percent):
        raise InputError(f"target_percent must be a number; got {target_percent}.")
    if aim == "least_stress" and target_percent is None:
        raise InputError("For the least stress a target is needed: what gain must be promised?")
    asked = Asked(
        fit,
        athlete_id,
        history,
        runs,
        catalogue,
        limits,
        tuple(drills),
        weeks,
        pd.Timestamp(goal_date),
        as_asked(session_weekdays),
        deload,
    )
    return planner.plan(asked, aim, target_percent, started)
