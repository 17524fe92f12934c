"""What no plan within the limits can promise more than."""

import numpy as np
import numpy.typing as npt

from analytics.progression.program import Answer, Program
from analytics.progression.supports import highest

Vector = npt.NDArray[np.float64]


def reach(program: Program) -> tuple[Vector, Vector]:
    """Return the most each row can allow whatever the plan, and the most each session can cost.

    Day by day: a limit that rests on earlier days can rise no higher than those can reach.

    Returns
    -------
    ndarray, shape (n_rows,)
    ndarray, shape (n_quantities, n_sessions)
    """
    given, caps = program.compiled, program.session_most()
    drills = program.costs_of_one
    ratio = np.max(drills[:, None] / np.maximum(drills[None], 1e-12), axis=2)
    most, known = np.empty(len(given.rows)), {}
    supports: list[list[int]] = [[] for _ in given.rows]
    for i, row in enumerate(given.of_row):
        supports[row].append(i)

    def top(quantity: int, weights: Vector) -> float:
        of_sessions = float(weights @ caps[quantity])
        return min(of_sessions, known.get((quantity, weights.tobytes()), np.inf))

    for i, row in enumerate(given.rows):
        quantity, weights = int(given.quantity[i]), given.weights[i]
        rises = [
            given.factor[k] * top(quantity, given.support[k]) + given.offset[k] for k in supports[i]
        ]
        most[i] = min(max([given.room[i], *rises]), top(quantity, weights))
        if row.rule != "residual":
            known[quantity, weights.tobytes()] = most[i]
        here = np.flatnonzero(weights > 0)
        caps[quantity, here] = np.minimum(caps[quantity, here], most[i] / weights[here])
        # A session that costs this little of one thing costs little of all.
        caps[:, here] = np.minimum(
            caps[:, here], ratio[:, quantity][:, None] * caps[quantity, here]
        )
    return most, caps


def bound_rows(program: Program, most: Vector) -> tuple[object, Vector]:
    """Return rows every feasible plan keeps, none of which rests on a choice."""
    from scipy import sparse

    given = program.compiled
    n_supports = np.bincount(given.of_row, minlength=len(given.rows))
    # With one support and no room of its own the limit is linear as it stands.
    only = (n_supports == 1) & (given.room <= 0)
    straight = np.flatnonzero(only[given.of_row])
    weights = given.weights.copy()
    right = most.copy()
    rows_of = given.of_row[straight]
    weights[rows_of] -= given.factor[straight, None] * given.support[straight]
    right[rows_of] = np.maximum(given.offset[straight], 0.0)
    matrices, rights = [program.cost_rows(given.quantity, weights)], [right]
    # What a limit rises by is at most what all its supports together add.
    several = np.flatnonzero((n_supports >= 1) & ~only)
    if several.size:
        summed = given.weights.copy()
        np.add.at(summed, given.of_row, -given.factor[:, None] * given.support)
        matrices.append(program.cost_rows(given.quantity[several], summed[several]))
        rights.append(given.room[several])
    return sparse.vstack(matrices, format="csr"), np.concatenate(rights)


def bound(program: Program) -> Answer | None:
    """Solve the program that every feasible plan is feasible in; its value is the bound."""
    most, _ = reach(program)
    matrix, right = bound_rows(program, most)
    return program.solve(matrix, right, highest(program, program.task.may_be_high))
