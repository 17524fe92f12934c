"""Rows that every plan within the limits keeps, whatever its limits rest on."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analytics.load.day_facts import HIGH_DOSE_AU
from analytics.progression.program import Program
from analytics.progression.spacing import cliques
from analytics.progression.sparse_rows import first_columns, stacked
from analytics.progression.supports import high_matters

if TYPE_CHECKING:
    from analytics.progression.sparse_rows import Matrix

Vector = npt.NDArray[np.float64]


def reach(program: Program, settled: dict[int, int]) -> tuple[Vector, Vector]:
    """Return the most each row can allow whatever the plan, and the most each support can cost.

    Day by day: a limit that rests on earlier days can rise no higher than those can reach.
    """
    given, caps = program.compiled, program.caps.copy()
    most, support_most = np.empty(len(given.rows)), np.zeros(len(given.of_row))
    known: dict[tuple[int, bytes], float] = {}

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


def chords(
    program: Program, support_most: Vector, settled: dict[int, int]
) -> "tuple[Matrix, Vector]":
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


def fixed_rows(program: Program) -> "tuple[Matrix, Vector]":
    """Return rows every feasible plan keeps, whatever its limits rest on."""
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
    return stacked(matrices), np.concatenate(rights)


def _spacing(program: Program) -> "tuple[Matrix, Vector]":
    """Return what spacing leaves: of sessions too near each other, one at most is high.

    All the others have no drill of class high, and no more than 100 AU.
    """
    task, dose = program.task, program.response + 1
    n_s, n_k = task.n_sessions, program.n_drills
    quiet = np.flatnonzero(~task.may_be_high)
    matrices = [program.cost_rows(np.full(len(quiet), dose), np.eye(n_s)[quiet])]
    rights = [np.full(len(quiet), HIGH_DOSE_AU)]
    high = task.options.is_high
    for near in cliques(task):
        most_au = float(program.caps[dose, near].max())
        if most_au > HIGH_DOSE_AU:
            matrices.append(program.cost_rows(np.array([dose]), near[None].astype(float)))
            rights.append(np.array([HIGH_DOSE_AU * (near.sum() - 1) + most_au]))
        row = np.zeros((n_s, n_k))
        row[np.ix_(near, high)] = 1.0
        matrices.append(first_columns(row.reshape(1, -1), program.layout.n_variables))
        rights.append(np.array([float(program.caps[-2, near].max())]))
    return stacked(matrices), np.concatenate(rights)
