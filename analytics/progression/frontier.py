"""What a little more stress is worth: the best plan for each height of residual."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analytics.errors import InputError

if TYPE_CHECKING:
    from analytics.progression.drill_choice import DrillChoice
    from analytics.progression.history import History
    from analytics.progression.limits import Limits
    from analytics.progression.runs_to_come import RunsToCome
    from analytics.response.fit import ResponseFit


def frontier(  # noqa: PLR0913, PLR0917 - as the interface fixes it
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
    deload: str = "3:1",
    n: int = 8,
    told: Callable[[int, pd.DataFrame], None] | None = None,
) -> pd.DataFrame:
    """Find the best plan of each of n heights of stress, from none to that of the greatest power.

    Parameters
    ----------
    fit, athlete_id, history, runs, catalogue, limits, drills, weeks, goal_date, \
session_weekdays, deload
        As :func:`analytics.progression.optimise` has them.
    n : int
        Heights, 2 or more; those at which a plan of less stress promises more are left out.
    told : callable, optional
        Called after each height with how many are done, and the rows so far, as it takes a while.

    Returns
    -------
    DataFrame
        ``added_percent`` (the most that sessions add to a residual, in % of own high today),
        ``added_limit_percent`` (what they were asked to stay below), ``highest_percent`` (highest
        residual, that of runs in it), ``gain_percent``, ``bound_percent`` (no plan below that
        limit can promise more), ``plan``; in order of stress.

    Raises
    ------
    InputError
        As :func:`analytics.progression.optimise`; also if own high is not known.
    InfeasibleError
        As :func:`analytics.progression.optimise`.
    """
    # Here, because it takes a while to import.
    from analytics.progression import least_stress, planner
    from analytics.progression.asked import Asked, as_asked

    if isinstance(n, bool) or n < 2:
        raise InputError(f"n must be 2 or more; got {n}.")
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
    return least_stress.rows(planner.solve(planner.prepared(asked)), asked, n, told)
