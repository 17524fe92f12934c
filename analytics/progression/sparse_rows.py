"""Sparse rows of a program; SciPy is imported where they are first made, for it takes a while."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    Matrix = csr_array[Any, tuple[int, int]]

Vector = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]


def sparse(values: Vector, row: Index, column: Index, shape: tuple[int, int]) -> "Matrix":
    """Return a matrix of values at rows and columns."""
    from scipy.sparse import csr_array

    found: Matrix = csr_array((values, (row, column)), shape=shape)
    return found


def first_columns(dense: Vector, n_columns: int) -> "Matrix":
    """Return rows whose first columns these are, and whose others are 0."""
    row, column = np.nonzero(dense)
    return sparse(dense[row, column], row, column, (len(dense), n_columns))


def stacked(parts: "Sequence[Matrix]") -> "Matrix":
    """Return matrices one below the other."""
    from scipy.sparse import vstack

    found: Matrix = vstack(parts, format="csr")
    return found
