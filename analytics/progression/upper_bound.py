"""What no plan within the limits can promise more than."""

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.load.day_facts import HIGH_DOSE_AU
from analytics.progression.program import Answer, Program
from analytics.progression.spacing import cliques
from analytics.progression.supports import high_matters, highest

Vector = npt.NDArray[np.float64]

NODES: Final = 16
"""Programs that are solved for the bound at most; more would bring it down further."""

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


def bound(program: Program, nodes: int = NODES, reached: float = -np.inf) -> Bound:
    """Return the least upper bound that so many programs show.

    A limit that rests on the largest of several earlier days is no linear row. The first program
    lets each such limit rise as far as those days can reach at all. Where its optimum breaks
    one, all plans are parted by the day that limit rests on, and each part has a program of its
    own; the highest of their optima is the bound.

    Parameters
    ----------
    program : Program
    nodes : int
        Programs to solve at most.
    reached : float
        What a plan is known to promise, in log %: a bound no higher than that needs no more.
    """
    fixed = _fixed_rows(program)
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


def reach(program: Program, settled: dict[int, int]) -> tuple[Vector, Vector]:
    """Return the most each row can allow whatever the plan, and the most each support can cost.

    Day by day: a limit that rests on earlier days can rise no higher than those can reach.
    """
    given, caps = program.compiled, program.caps.copy()
    most, support_most = np.empty(len(given.rows)), np.zeros(len(given.of_row))
    known = dict(program.known0)

    def top(quantity: int, key: bytes, weights: Vector) -> float:
        return min(float(weights @ caps[quantity]), known.get((quantity, key), np.inf))

    for i in range(len(given.rows)):
        quantity, weights, key = int(given.quantity[i]), given.weights[i], given.keys[i]
        able = given.supports_of[i] if i not in settled else (
            () if settled[i] < 0 else (settled[i],)
        )  # fmt: skip
        for k in able:
            support_most[k] = top(quantity, given.support_keys[k], given.support[k])
        rises = [given.factor[k] * support_most[k] + given.offset[k] for k in able]
        if settled.get(i, -1) < 0:
            rises.append(given.room[i])
        most[i] = min(max(rises), top(quantity, key, weights))
        known[quantity, key] = min(most[i], known.get((quantity, key), np.inf))
        here = given.sessions_of[i]
        caps[quantity, here] = np.minimum(caps[quantity, here], most[i] / weights[here])
        # A session that costs this little of one thing costs little of all.
        ratio = program.ratio[:, quantity][:, None]
        caps[:, here] = np.minimum(caps[:, here], ratio * caps[quantity, here])
    return most, support_most


def _solved(
    program: Program, settled: dict[int, int], fixed: tuple[object, Vector]
) -> Answer | None:
    from scipy import sparse

    given = program.compiled
    most, support_most = reach(program, settled)
    if (most < -1e-9).any():
        return None
    chords, at = _chords(program, support_most, settled)
    rows, right = [program.row_matrix, chords, fixed[0]], [most, at, fixed[1]]
    on = [(i, k) for i, k in settled.items() if k >= 0]
    if on:
        row, support = map(np.array, zip(*on, strict=True))
        weights = given.weights[row] - given.factor[support, None] * given.support[support]
        rows.append(program.cost_rows(given.quantity[row], weights))
        right.append(given.offset[support])
    return program.solve(
        sparse.vstack(rows, format="csr"),
        np.concatenate(right),
        highest(program, program.task.may_be_high),
    )


def _chords(
    program: Program, support_most: Vector, settled: dict[int, int]
) -> tuple[object, Vector]:
    """Return rows that let each limit rise with all its supports together.

    What one of them adds to the limit grows ever faster with its cost, so that up to the most
    it can cost it stays below its chord; and the largest adds no more than all.
    """
    given = program.compiled
    room = given.room[given.of_row]
    rise = np.maximum(given.factor * support_most + given.offset - room, 0.0)
    slope = np.divide(rise, support_most, out=np.zeros_like(rise), where=support_most > 0)
    weights = given.weights.copy()
    np.add.at(weights, given.of_row, -slope[:, None] * given.support)
    is_open = [bool(of) and i not in settled for i, of in enumerate(given.supports_of)]
    asked = np.flatnonzero(is_open)
    return program.cost_rows(given.quantity[asked], weights[asked]), given.room[asked]


def _fixed_rows(program: Program) -> tuple[object, Vector]:
    """Return rows every feasible plan keeps, whatever its limits rest on."""
    from scipy import sparse

    given = program.compiled
    n_supports = np.bincount(given.of_row, minlength=len(given.rows))
    only = (n_supports == 1) & (given.room <= 0)
    matrices, rights = [], []
    # With one support and no room of its own a limit is linear as it stands.
    straight = np.flatnonzero(only[given.of_row])
    if straight.size:
        row = given.of_row[straight]
        weights = given.weights[row] - given.factor[straight, None] * given.support[straight]
        matrices.append(program.cost_rows(given.quantity[row], weights))
        rights.append(np.maximum(given.offset[straight], 0.0))
    if high_matters(program):
        spaced, most = _spacing(program)
        matrices.append(spaced)
        rights.append(most)
    if not matrices:
        return program.cost_rows(np.zeros(0, dtype=np.int64), given.weights[:0]), np.zeros(0)
    return sparse.vstack(matrices, format="csr"), np.concatenate(rights)


def _spacing(program: Program) -> tuple[object, Vector]:
    """Return what spacing leaves: of sessions too near each other, one at most is high.

    All the others have no drill of class high, and no more than 100 AU.
    """
    from scipy import sparse

    task, dose = program.task, program.response + 1
    n_s, n_k = task.n_sessions, program.n_drills
    quiet = np.flatnonzero(~task.may_be_high)
    matrices = [program.cost_rows(np.full(len(quiet), dose), np.eye(n_s)[quiet])]
    rights = [np.full(len(quiet), HIGH_DOSE_AU)]
    high = task.options.is_high
    for near in cliques(task):
        most_au = float(program.caps[dose, near].max())
        if most_au > HIGH_DOSE_AU:
            matrices.append(program.cost_rows(np.array([dose]), near[None] * 1.0))
            rights.append(np.array([HIGH_DOSE_AU * (near.sum() - 1) + most_au]))
        row = np.zeros((n_s, n_k))
        row[np.ix_(near, high)] = 1.0
        line = sparse.csr_array(row.reshape(1, -1))
        rest = sparse.csr_array((1, program.n_variables - n_s * n_k))
        matrices.append(sparse.hstack([line, rest], format="csr"))
        rights.append(np.array([float(program.caps[-2, near].max())]))
    return sparse.vstack(matrices, format="csr"), np.concatenate(rights)


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
