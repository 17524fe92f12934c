"""The least concave function above a curve, as straight lines above it."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


class Lines(NamedTuple):
    """Straight lines ``at + slope · x``, none of which is below the curve anywhere.

    ``slack`` is what the curve may rise above them between the points it was looked at.
    """

    at: Vector
    slope: Vector
    slack: float


def hull(x: Vector, y: Vector) -> tuple[Vector, Vector]:
    """Return the corners of the least concave curve above points, ``x`` rising.

    Examples
    --------
    >>> hull(np.array([0.0, 1.0, 2.0]), np.array([0.0, 0.2, 1.0]))
    (array([0., 2.]), array([0., 1.]))
    """
    kept: list[int] = []
    for i in range(len(x)):
        while len(kept) > 1:
            a, b = kept[-2], kept[-1]
            if (y[b] - y[a]) * (x[i] - x[a]) > (y[i] - y[a]) * (x[b] - x[a]):
                break
            kept.pop()
        kept.append(i)
    return x[kept], y[kept]


def lines(x: Vector, y: Vector, between: tuple[Vector, Vector], n: int) -> Lines:
    """Return at most n lines above a curve known at points.

    Parameters
    ----------
    x, y : ndarray of float
        Points of the curve, ``x`` rising.
    between : tuple of ndarray of float
        Further points between them, by which it is seen how far it may rise above.
    n : int
    """
    corner, height = hull(x, y)
    if len(corner) == 1:
        return Lines(height, np.zeros(1), 0.0)
    slope = np.diff(height) / np.diff(corner)
    slack = max(0.0, 2 * float(np.max(between[1] - np.interp(between[0], corner, height))))
    at = height[:-1] - slope * corner[:-1]
    some = _spread(slope, corner, n)
    return Lines(at[some], slope[some], slack)


def _spread(slope: Vector, corner: Vector, n: int) -> npt.NDArray[np.intp]:
    """Choose edges so that the curve turns about as much between each two."""
    if len(slope) <= n:
        return np.arange(len(slope))
    turn, length = -np.diff(slope), np.diff((corner[:-1] + corner[1:]) / 2)
    # The error between two tangents grows with turn times length.
    way = np.concatenate([[0.0], np.cumsum(np.sqrt(np.maximum(turn, 0.0) * length))])
    wanted = np.linspace(0.0, way[-1], n)
    return np.unique(np.searchsorted(way, wanted).clip(0, len(slope) - 1))
