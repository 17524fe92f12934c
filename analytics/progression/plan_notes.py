"""What a reader of a plan should know besides: what is unknown, left out, or taken for granted."""

import numpy as np
import numpy.typing as npt

from analytics.progression.closed_days import said
from analytics.progression.program import Program
from analytics.progression.task import MOST_CONTACTS, Task

Vector = npt.NDArray[np.float64]


def notes(program: Program, costs: Vector) -> tuple[str, ...]:
    """Say what a reader of the plan should know besides."""
    found, given = [], program.task
    unknown = [
        of.tissue.label for of in given.history.tissues
        if np.isnan(of.own_high[:, 0]).any() or np.isnan(of.residual[:, 0]).any()
    ]  # fmt: skip
    if unknown and given.limits.residual is not None:
        found.append(
            f"Own high of {', '.join(unknown)} is not known yet, so that no residual is held "
            "against it; largest day and ramp begin from the introduction."
        )
    if not costs[program.response].any():
        worth = program.objective.slope(costs[program.response])
        found.append(
            "Within these limits no whole set has room."
            if (worth > 0).any()
            else "No session of these drills promises more power than none does."
        )
    limits = given.limits
    if limits.contacts_per_session is None and limits.minutes_per_session is None:
        found.append(
            f"Neither contacts nor minutes of a session are limited; no session has more than "
            f"{MOST_CONTACTS:g} contacts."
        )
    found += said(given, costs[program.response] > 0)
    if given.runs.is_median_week:
        found.append(_of_runs(given))
    return tuple(found)


def _of_runs(given: Task) -> str:
    if not given.history.knows_run.any():
        return "No run of the last 42 days is known, so that none is counted in the days to come."
    if not any(steps[:, 0].any() for steps in given.runs.equivalents.values()):
        return "The median week of the last 28 known days has no run; none is counted to come."
    return "Runs to come are the median week of the last 28 known days."
