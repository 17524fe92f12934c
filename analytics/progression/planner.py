"""From what is asked to a plan in whole sets, its bound, and what holds it back."""

from dataclasses import dataclass
from time import perf_counter

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.progression.asked import Asked, task
from analytics.progression.highest_stress import highest_percent
from analytics.progression.objective import objective, percent
from analytics.progression.optimise import OptimisedPlan
from analytics.progression.plan import PLANNED_SETS, Plan
from analytics.progression.prices import binding, prices
from analytics.progression.program import Program
from analytics.progression.rounding import made_whole
from analytics.progression.spacing import patterns
from analytics.progression.supports import Found, improved, none
from analytics.progression.upper_bound import NODES, bound
from analytics.progression.whole_sets import Draft
from analytics.response import threads

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """A program, its best plan before and after it was made whole, and its bound, in log %."""

    program: Program
    found: Found
    draft: Draft
    bound: float

    @property
    def gain(self) -> float:
        """Exact log effect of the plan in whole sets, in %."""
        return self.program.gain(self.draft.costs())


def prepared(asked: Asked) -> Program:
    """Return the program of what is asked."""
    given = task(asked)
    with threads.single():
        gain = objective(asked.fit, asked.athlete_id, asked.history, given.runs, given.day)
    return Program(given, gain)


def upper(program: Program, nodes: int = NODES) -> tuple[float, Vector]:
    """Return the bound, in log %, and the contacts of the program it is the optimum of."""
    found = bound(program, nodes)
    return found.value, found.contacts


def best(program: Program, hoped: Vector) -> Found:
    """Return the best plan before it is made whole, of all patterns and of two beginnings.

    Parameters
    ----------
    hoped : ndarray of float
        Contacts of the bound, whose supports are the second beginning.
    """
    _, by = program.compiled.allowed(program.costs(hoped))
    start = none(program)
    by = np.where((start >= 0) & (by < 0), start, by)
    tried = [improved(program, high, one) for high in patterns(program.task) for one in (by, start)]
    return max((one for one in tried if one is not None), key=lambda one: one.answer.value)


def solve(program: Program) -> Solved:
    """Find the best plan and its bound."""
    top, hoped = upper(program)
    found = best(program, hoped)
    draft = made_whole(program, found)
    return Solved(program, found, draft, max(top, program.gain(draft.costs())))


def plan(asked: Asked, aim: str, target_percent: float | None, started: float) -> OptimisedPlan:
    """Plan, as :func:`analytics.progression.optimise` is asked."""
    program = prepared(asked)
    found = solve(program)
    if target_percent is not None and percent(found.gain) < target_percent:
        from analytics.progression.infeasible import target_error

        raise target_error(asked, found, target_percent)
    least = float("nan")
    if aim == "least_stress" and target_percent is not None:
        from analytics.progression.least_stress import least_stress

        found, least = least_stress(found, target_percent)
    costs = found.draft.costs()
    empty = program.gain(np.zeros_like(costs))
    return OptimisedPlan(
        plan=as_plan(found.draft, asked),
        gain_percent=percent(found.gain),
        upper_bound_percent=percent(found.bound),
        nothing_percent=percent(empty),
        highest_percent=highest_percent(program.task, costs[: program.task.n_tissues]),
        least_highest_percent=least,
        binding=binding(found.program, found.found, costs),
        prices=prices(asked, found.program, found.found),
        aim=aim,
        deload=asked.deload,
        notes=notes(program, costs),
        seconds=perf_counter() - started,
    )


def as_plan(draft: Draft, asked: Asked) -> Plan:
    """Return a draft as a plan."""
    given = draft.program.task
    rows = []
    for s, k in np.argwhere(draft.chosen > 0):
        choice, of_drill, n = given.options.choices[k], draft.counts[k], draft.chosen[s, k]
        height_m = np.nan if choice.height_m is None else choice.height_m
        sets, reps = int(of_drill.sets[n]), int(of_drill.reps[n])
        rows.append(
            (given.runs.days[given.day[s]], choice.drill_id, sets, reps, height_m, choice.rest_s)
        )
    frame = pd.DataFrame(rows, columns=list(PLANNED_SETS.labels)).astype(
        {"drill_id": "str", "sets": int, "reps": int, "height_m": float, "rest_s": float}
    )
    frame["date"] = pd.to_datetime(frame["date"]).astype("datetime64[us]")
    return Plan(frame, asked.first_day, asked.goal_date)


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
        found.append("No session of these drills promises more power than none does.")
    if given.runs.is_median_week:
        found.append("Runs to come are the median week of the last 28 known days.")
    return tuple(found)
