"""The four largest values of each window of days, in every draw."""

from typing import Final

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]

N_LARGEST: Final = 4
_AT_ONCE: Final = 32
"""Draws that are worked on together: so many stay in the processor's cache."""


def four_largest(values: Vector, window: int) -> Vector:
    """Return the four largest of each so many consecutive rows.

    Parameters
    ----------
    values : ndarray of float, shape (n_rows, n)
        Minus infinity where there is none.
    window : int
        1 to ``n_rows``.

    Returns
    -------
    ndarray of float, shape (4, n_rows - window + 1, n)
        Largest first; minus infinity where a window has fewer.

    Notes
    -----
    Windows of 1, 2, 4, ... rows are merged from two halves, and the window from those its length
    is the sum of: some 60 comparisons of whole arrays, where sorting each window takes eight
    times as long.
    """
    found = np.empty((N_LARGEST, values.shape[0] - window + 1, values.shape[1]))
    for begin in range(0, values.shape[1], _AT_ONCE):
        some = slice(begin, begin + _AT_ONCE)
        found[..., some] = _of_some(np.ascontiguousarray(values[:, some]), window)
    return found


def _of_some(values: Vector, window: int) -> list[Vector]:
    n_windows = values.shape[0] - window + 1
    nothing = np.full_like(values, -np.inf)
    length, done = 1, 0
    # Of each row, the largest of the rows from it on: ``length`` of them.
    ahead = [values, nothing, nothing, nothing]
    found = [nothing[:n_windows]] * N_LARGEST
    while True:
        if window & length:
            found = _merged(found, [one[done : done + n_windows] for one in ahead])
            done += length
        if done == window:
            return found
        ahead = _merged([one[:-length] for one in ahead], [one[length:] for one in ahead])
        length *= 2


def _merged(some: list[Vector], others: list[Vector]) -> list[Vector]:
    """Return the four largest of two fours, each largest first (a bitonic merge)."""
    a, b, c, d = (np.maximum(x, y) for x, y in zip(some, reversed(others), strict=True))
    a, b, c, d = np.maximum(a, c), np.maximum(b, d), np.minimum(a, c), np.minimum(b, d)
    return [np.maximum(a, b), np.minimum(a, b), np.maximum(c, d), np.minimum(c, d)]
