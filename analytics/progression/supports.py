"""The plan of greatest gain before it is made whole: what each limit rests on, found in turns."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from analytics.load.day_facts import HIGH_DOSE_AU
from analytics.progression.program import Answer, Program
from analytics.progression.sparse_rows import stacked

if TYPE_CHECKING:
    from analytics.progression.sparse_rows import Matrix

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]

MOST_TURNS: Final = 6
"""Turns in which supports are looked for anew; mostly three are enough."""

WORTH: Final = 1e-4
"""Share of the gain that a further turn must bring."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A plan of contacts within all limits, and the supports its limits rest on."""

    answer: Answer
    by: Index
    high: Flags


def highest(program: Program, high: Flags) -> Vector:
    """Return the most contacts of each drill in each session, none of a high drill elsewhere."""
    drills = program.task.options
    most = np.minimum(drills.most, program.task.most_contacts)
    allowed = np.repeat(most[None], program.task.n_sessions, axis=0)
    allowed[np.ix_(~high, drills.is_high)] = 0.0
    return allowed


def high_matters(program: Program) -> bool:
    """Tell whether any limit asks which sessions are high."""
    limits = program.task.limits
    return limits.hours_between_high is not None or limits.hours_after_hard_run is not None


def not_high(program: Program, high: Flags) -> "tuple[Matrix, Vector]":
    """Return rows that hold the dose of sessions that are not high."""
    quiet = np.flatnonzero(~high) if high_matters(program) else np.zeros(0, dtype=np.int64)
    weights = np.eye(program.task.n_sessions)[quiet]
    dose = np.full(len(quiet), program.response + 1)
    return program.cost_rows(dose, weights), np.full(len(quiet), HIGH_DOSE_AU)


def resting_on(program: Program, by: Index) -> "tuple[Matrix, Vector]":
    """Return the rows of all limits, each resting on one support or, where -1, on none.

    Those that close a session rest on none: a plan that is made here has none there.
    """
    given = program.compiled
    weights, most = given.weights.copy(), given.room.copy()
    on = np.flatnonzero((by >= 0) & ~given.closes)
    chosen = by[on]
    weights[on] -= given.factor[chosen, None] * given.support[chosen]
    most[on] = given.offset[chosen]
    return program.cost_rows(given.quantity, weights), most


def solved(
    program: Program, high: Flags, by: Index, fixed: tuple[Vector, Vector] | None = None
) -> Answer | None:
    """Solve with supports and high sessions chosen.

    Parameters
    ----------
    fixed : tuple of ndarray, optional
        Least and most contacts where they are settled already.
    """
    most_contacts = highest(program, high)
    least = None
    if fixed is not None:
        least, most_contacts = fixed[0], np.minimum(fixed[1], most_contacts)
    rows, most = resting_on(program, by)
    quiet, quiet_most = not_high(program, high)
    return program.solve(
        stacked([rows, quiet]),
        np.concatenate([most, quiet_most]),
        most_contacts,
        least,
    )


def improved(
    program: Program,
    high: Flags,
    by: Index,
    fixed: tuple[Vector, Vector] | None = None,
    turns: int = MOST_TURNS,
) -> Found | None:
    """Solve, see what each limit could rest on at the solution, and solve again.

    The solution stays feasible under the new supports, so that no turn is worse than the last.
    """
    best: Found | None = None
    for _ in range(turns):
        answer = solved(program, high, by, fixed)
        if answer is None:
            return best
        if best is not None and answer.value <= best.answer.value + WORTH * abs(answer.value):
            return best if best.answer.value >= answer.value else Found(answer, by, high)
        best = Found(answer, by, high)
        _, following = program.compiled.allowed(program.costs(answer.contacts))
        if np.array_equal(following, by):
            return best
        by = following
    return best


def none(program: Program) -> Index:
    """Return the choice of no support, but where a limit is nothing but one."""
    given = program.compiled
    only = (np.bincount(given.of_row, minlength=len(given.rows)) == 1) & (given.room <= 0)
    by = np.full(len(given.rows), -1, dtype=np.int64)
    # Below 0 it would ask the support to be something, and nothing at all is allowed, too.
    single = np.flatnonzero(only[given.of_row] & (given.offset >= 0))
    by[given.of_row[single]] = single
    return by


def resting_at(program: Program, contacts: Vector) -> Index:
    """Return what each limit rests on at these contacts."""
    _, by = program.compiled.allowed(program.costs(contacts))
    start = none(program)
    return np.where((start >= 0) & (by < 0), start, by)
