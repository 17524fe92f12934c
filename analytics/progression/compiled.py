"""Limits of a plan as arrays, so that all are held at once."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.progression.plan_row import Row

Vector = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]

FADED: Final = 1e-3
"""Weight below which nothing is concluded from a limit about a session (for speed and numbers)."""


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """Rows as arrays: ``weights · cost <= max(room, factor · support · cost + offset)``.

    Attributes
    ----------
    rows : tuple of Row
    quantity : ndarray of int, shape (n,)
    weights, room : ndarray of float, shapes (n, n_sessions) and (n,)
    closes : ndarray of bool, shape (n,)
        As of :class:`Row`.
    sessions_of : tuple of ndarray of int
        Sessions that weigh in each row.
    of_row : ndarray of int, shape (m,)
        Row of each support.
    support, factor, offset : ndarray of float, shapes (m, n_sessions), (m,), (m,)
    """

    rows: tuple[Row, ...]
    quantity: Index
    weights: Vector
    room: Vector
    of_row: Index
    support: Vector
    factor: Vector
    offset: Vector
    keys: tuple[bytes, ...]
    support_keys: tuple[bytes, ...]
    supports_of: tuple[tuple[int, ...], ...]
    sessions_of: tuple[Index, ...]
    closes: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, found: list[Row], n_quantities: int, n_sessions: int) -> "Compiled":
        """Lay rows out as arrays."""
        each = [(i, one, row.base) for i, row in enumerate(found) for one in row.supports]
        supports_of: list[list[int]] = [[] for _ in found]
        for k, (i, _, _) in enumerate(each):
            supports_of[i].append(k)
        return cls(
            tuple(found),
            np.array([row.quantity % n_quantities for row in found], dtype=np.int64),
            np.array([row.weights for row in found]).reshape(len(found), n_sessions),
            np.array([row.room for row in found], dtype=float),
            np.array([i for i, _, _ in each], dtype=np.int64),
            np.array([one.weights for _, one, _ in each]).reshape(len(each), n_sessions),
            np.array([one.factor for _, one, _ in each], dtype=float),
            np.array([one.factor * one.base - base for _, one, base in each], dtype=float),
            tuple(row.weights.tobytes() for row in found),
            tuple(one.weights.tobytes() for _, one, _ in each),
            tuple(map(tuple, supports_of)),
            tuple(np.flatnonzero(row.weights > FADED) for row in found),
            np.array([row.closes for row in found], dtype=bool),
        )

    def allowed(self, costs: Vector) -> tuple[Vector, Index]:
        """Return what each row allows at these costs, and by which support, -1 by none.

        Parameters
        ----------
        costs : ndarray of float, shape (n_quantities, n_sessions)
        """
        most, by = self.room.copy(), np.full(len(self.room), -1, dtype=np.int64)
        if len(self.of_row):
            of_support = costs[self.quantity[self.of_row]]
            rises = self.factor * np.sum(self.support * of_support, axis=1) + self.offset
            np.maximum.at(most, self.of_row, rises)
            highest = np.flatnonzero(rises >= most[self.of_row] - 1e-12)
            highest = highest[rises[highest] > self.room[self.of_row[highest]]]
            by[self.of_row[highest]] = highest
        return most, by

    def used(self, costs: Vector) -> Vector:
        """Return what the sessions cost of each row."""
        return np.asarray(np.sum(self.weights * costs[self.quantity], axis=1))
