"""From what is asked to a plan in whole sets, its bound, and what holds it back."""

from dataclasses import dataclass, replace
from time import perf_counter
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.progression.asked import Asked, task
from analytics.progression.draft import Draft
from analytics.progression.highest_stress import added_percent, highest_percent
from analytics.progression.objective import objective, percent
from analytics.progression.optimise import OptimisedPlan
from analytics.progression.plan import PLANNED_SETS, Plan
from analytics.progression.plan_notes import notes
from analytics.progression.prices import binding, prices
from analytics.progression.program import Answer, Program
from analytics.progression.rounding import made_whole, plainest
from analytics.progression.spacing import patterns
from analytics.progression.supports import Found, improved, none, resting_at
from analytics.progression.upper_bound import bound
from analytics.response import threads

Vector = npt.NDArray[np.float64]

MIXED: Final = 0.3
"""Share of the bound's contacts in the third beginning; a few others found nothing better."""


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


def prepared(asked: Asked, like: tuple[Asked, Program] | None = None) -> Program:
    """Return the program of what is asked.

    Parameters
    ----------
    asked : Asked
    like : tuple of Asked and Program, optional
        Something asked before about the same athlete, and its program: what did not change since
        is taken from it.
    """
    before = None if like is None or like[0].drills != asked.drills else like[1]
    given = task(asked, None if before is None else before.task.options)
    is_same = before is not None and (
        np.array_equal(before.task.runs.days, given.runs.days)
        and np.array_equal(before.task.day, given.day)
    )
    if before is not None and is_same:
        return Program(given, before.objective)
    with threads.single():
        gain = objective(asked.fit, asked.athlete_id, asked.history, given.runs, given.day)
    return Program(given, gain)


def best(program: Program, hoped: Vector) -> Found:
    """Return the best plan before it is made whole.

    Of all patterns of high sessions the one that promises most when limits rest on what they do
    at the bound is gone on with, from three beginnings.

    Parameters
    ----------
    hoped : ndarray of float
        Contacts of the bound.
    """
    by = resting_at(program, hoped)
    tried = [improved(program, high, by, turns=1) for high in patterns(program.task)]
    able = [one for one in tried if one is not None]
    if able:
        first = max(able, key=_value)
        mixed = MIXED * hoped + (1 - MIXED) * first.answer.contacts
        starts = [by, resting_at(program, mixed), none(program)]
        found = [improved(program, first.high, one) for one in starts]
    else:
        found = [improved(program, high, none(program)) for high in patterns(program.task)]
    return max((one for one in found if one is not None), key=_value)


def _value(found: Found) -> float:
    return found.answer.value


def solve(program: Program, *, quick: bool = False) -> Solved:
    """Find the best plan and its bound.

    Parameters
    ----------
    program : Program
    quick : bool
        Whether the first bound and plain sets are good enough, as for one of many plans.
    """
    first = bound(program, nodes=1)
    found, value = best(program, first.contacts), first.value
    if not quick:
        top = bound(program, reached=found.answer.value)
        value = top.value
        if top.nodes > 1:
            found = max(found, best(program, top.contacts), key=_value)
    draft = (
        made_whole(program, found, 1.0, weekly=True) if quick else plainest(program, found, value)
    )
    return Solved(program, found, draft, max(value, program.gain(draft.costs())))


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
    held = found.found
    if aim == "least_stress":  # the plan of greatest power is not the one that is told
        held = replace(held, answer=Answer(found.draft.contacts, found.gain))
    return OptimisedPlan(
        plan=as_plan(found.draft, asked),
        gain_percent=percent(found.gain),
        upper_bound_percent=percent(found.bound),
        nothing_percent=percent(empty),
        highest_percent=highest_percent(program.task, costs[: program.task.n_tissues]),
        added_percent=added_percent(program.task, costs[: program.task.n_tissues]),
        least_added_percent=least,
        binding=binding(found.program, held, costs),
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
        date = given.runs.days[given.day[s]]
        rows += [
            (date, choice.drill_id, sets, reps, height_m, choice.rest_s)
            for sets, reps in of_drill.parts[n]
        ]
    frame = pd.DataFrame(rows, columns=list(PLANNED_SETS.labels)).astype(
        {"drill_id": "str", "sets": int, "reps": int, "height_m": float, "rest_s": float}
    )
    frame["date"] = pd.to_datetime(frame["date"]).astype("datetime64[us]")
    return Plan(frame, asked.first_day, asked.goal_date)
