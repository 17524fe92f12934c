"""What no plan within the limits can promise more than."""

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from analytics.progression.program import Answer, Program
from analytics.progression.relaxed import chords, fixed_rows, reach
from analytics.progression.sparse_rows import stacked
from analytics.progression.supports import highest

if TYPE_CHECKING:
    from analytics.progression.sparse_rows import Matrix

Vector = npt.NDArray[np.float64]

NODES: Final = 24
"""Programs of some 36 sessions that are solved for the bound at most; smaller ones are solved
faster, so that there can be more. More would bring the bound down further."""

SESSIONS: Final = 36

VIOLATED: Final = 1e-4
"""Share by which a limit must be broken for it to be settled what it rests on."""

CLOSE: Final = 0.005
"""Distance of bound and plan, in log %, at which the search ends: below what whole sets cost."""


SOLVER: Final = 1e-6
"""What the solver may stop short of an optimum by, in log %, with room to spare."""


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """The bound, in log %, and the contacts of the program it is the optimum of."""

    value: float
    contacts: Vector
    nodes: int


@dataclass(order=True, slots=True)
class _Node:
    """A part of all plans: those of which some limits rest on what is settled."""

    by_value: float
    number: int
    settled: dict[int, int] = field(compare=False)
    answer: Answer = field(compare=False)


def bound(program: Program, nodes: int | None = None, reached: float = -np.inf) -> Bound:
    """Return the least upper bound that so many programs show.

    A limit that rests on the largest of several earlier days is no linear row. The first program
    lets each such limit rise as far as those days can reach at all. Where its optimum breaks
    one, all plans are parted by the day that limit rests on, and each part has a program of its
    own; the highest of their optima is the bound.

    Parameters
    ----------
    program : Program
    nodes : int, optional
        Programs to solve at most; by default :data:`NODES`, or more if they are small.
    reached : float
        What a plan is known to promise, in log %: a bound no higher than that needs no more.
    """
    if nodes is None:
        nodes = int(NODES * max(1.0, SESSIONS / max(program.task.n_sessions, 1)))
    fixed = fixed_rows(program)
    root = _solved(program, {}, fixed)
    nothing = np.zeros((program.task.n_sessions, program.n_drills))
    if root is None:  # only if the solver errs: doing nothing breaks no limit
        return Bound(np.inf, nothing, 1)
    open_nodes = [_Node(-root.value, 0, {}, root)]
    n_solved = 1
    while True:
        top = open_nodes[0]
        row = _most_violated(program, top)
        if row is None or n_solved >= nodes or top.answer.value <= reached + CLOSE:
            return Bound(top.answer.value + (program.slack + SOLVER), top.answer.contacts, n_solved)
        heappop(open_nodes)
        for alternative in (-1, *program.compiled.supports_of[row]):
            settled = top.settled | {row: alternative}
            answer = _solved(program, settled, fixed)
            n_solved += 1
            if answer is not None:
                # A part holds no more than the whole, whatever the solver's last digits say.
                value = min(answer.value, top.answer.value)
                heappush(
                    open_nodes, _Node(-value, n_solved, settled, Answer(answer.contacts, value))
                )
        if not open_nodes:
            return Bound(top.answer.value + (program.slack + SOLVER), top.answer.contacts, n_solved)


def _solved(
    program: Program, settled: dict[int, int], fixed: "tuple[Matrix, Vector]"
) -> Answer | None:
    given = program.compiled
    most, support_most = reach(program, settled)
    if (most < -1e-9).any():
        return None
    rising, at = chords(program, support_most, settled)
    rows, right = [program.row_matrix, rising, fixed[0]], [most, at, fixed[1]]
    on = [(i, k) for i, k in settled.items() if k >= 0]
    if on:
        row, support = map(np.array, zip(*on, strict=True))
        weights = given.weights[row] - given.factor[support, None] * given.support[support]
        rows.append(program.cost_rows(given.quantity[row], weights))
        right.append(given.offset[support])
    return program.solve(
        stacked(rows),
        np.concatenate(right),
        highest(program, program.task.may_be_high),
    )


def _most_violated(program: Program, node: _Node) -> int | None:
    """Return the limit that is broken most, as a share of what it allows."""
    given = program.compiled
    costs = program.costs(node.answer.contacts)
    allowed, _ = given.allowed(costs)
    over = given.used(costs) - allowed
    share = over / np.maximum(np.abs(allowed), 1.0)
    share[list(node.settled)] = 0.0
    bad = np.flatnonzero(share > VIOLATED)
    worst = int(bad[0]) if bad.size else 0
    return worst if share[worst] > VIOLATED else None
