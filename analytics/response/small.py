"""Linear algebra of very many very small matrices at once.

A stack of p x p matrices has shape (p, p, ...): every operation is a few
vectorised ones over the rest, which for p of 3 to 6 is far faster than one
LAPACK call per matrix.
"""

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


def cholesky(matrix: Vector) -> Vector:
    """Return the lower Cholesky factors of positive definite matrices, shape (p, p, ...)."""
    size = len(matrix)
    lower = np.zeros_like(matrix)
    for j in range(size):
        square = matrix[j, j] - np.sum(lower[j, :j] ** 2, axis=0)
        lower[j, j] = np.sqrt(square)
        for i in range(j + 1, size):
            rest = matrix[i, j] - np.sum(lower[i, :j] * lower[j, :j], axis=0)
            lower[i, j] = rest / lower[j, j]
    return lower


def invert_lower(lower: Vector) -> Vector:
    """Return the inverses of lower triangular matrices, shape (p, p, ...)."""
    size = len(lower)
    inverse = np.zeros_like(lower)
    for j in range(size):
        inverse[j, j] = 1.0 / lower[j, j]
        for i in range(j + 1, size):
            inverse[i, j] = -np.sum(lower[i, j:i] * inverse[j:i, j], axis=0) / lower[i, i]
    return inverse


def transform(matrix: Vector, factor: Vector) -> Vector:
    """Return F' M F of each matrix, shape (p, p, ...), for one factor of shape (p, p)."""
    size, rest = len(matrix), matrix.shape[2:]
    right = np.matmul(factor.T, matrix.reshape(size, size, -1))
    both = factor.T @ right.reshape(size, -1)
    return both.reshape(size, size, *rest)


def product(left: Vector, right: Vector) -> Vector:
    """Return the products of two stacks of matrices, shape (p, p, ...)."""
    result: Vector = np.einsum("ij...,jk...->ik...", left, right)
    return result
