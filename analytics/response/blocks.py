"""Athletes side by side: padded blocks, and the sufficient statistics of every node."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from analytics.response.design import Design
from analytics.response.noise import Noise

Vector = npt.NDArray[np.float64]
In = TypeVar("In")
Out = TypeVar("Out")

ATHLETES_PER_BLOCK = 32
"""Few enough that a block's arrays stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Designs of some athletes, padded to the longest; padding has infinite ``se``.

    Attributes
    ----------
    index : ndarray of int, shape (a,)
        Which athletes of the cohort.
    day, se : ndarray, shape (a, n)
    fixed : ndarray, shape (a, n, 2 + n_other)
        1, log power, run load and covariates.
    recent, gain : ndarray, shapes (a, n, n_recent) and (a, n, n_gain)
    """

    index: npt.NDArray[np.intp]
    day: npt.NDArray[np.int64]
    se: Vector
    fixed: Vector
    recent: Vector
    gain: Vector

    def chosen(self, gain: npt.NDArray[np.intp], recent: npt.NDArray[np.intp]) -> "Block":
        """Return the block with a choice of gain and recent columns."""
        return Block(
            self.index,
            self.day,
            self.se,
            self.fixed,
            self.recent[..., recent],
            self.gain[..., gain],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """What the data of a block say about the coefficients, per athlete and node.

    The level is integrated out with a flat prior. Coefficients are (gain,
    fatigue, run load, covariates), p of them.

    Attributes
    ----------
    gram : ndarray, shape (p, p, a, n_nodes)
    cross : ndarray, shape (p, a, n_nodes)
    square : ndarray, shape (a, 1)
        Sum of squares of whitened log power.
    constant : ndarray, shape (a, 1)
        Log density of the data but for the coefficients.
    """

    gram: Vector
    cross: Vector
    square: Vector
    constant: Vector

    @classmethod
    def joined(cls, parts: Sequence["Statistics"]) -> "Statistics":
        """Return the statistics of several blocks as those of one."""
        return cls(
            gram=np.concatenate([part.gram for part in parts], axis=2),
            cross=np.concatenate([part.cross for part in parts], axis=1),
            square=np.concatenate([part.square for part in parts]),
            constant=np.concatenate([part.constant for part in parts]),
        )


def blocks(designs: Sequence[Design]) -> list[Block]:
    """Group designs of like length and pad each group to its longest."""
    lengths = np.array([len(design.day) for design in designs])
    order = np.argsort(lengths, kind="stable")
    groups = [
        order[start : start + ATHLETES_PER_BLOCK]
        for start in range(0, len(order), ATHLETES_PER_BLOCK)
    ]
    return [_block(designs, group) for group in groups]


def ordered_map(function: Callable[[In], Out], items: Iterable[In]) -> list[Out]:
    """Apply a function to each item on all processors; results in the order of items.

    The caller holds the linear algebra library to one thread: its own threads
    would only get in the way of these, and the answer would depend on them.
    """
    items = list(items)
    workers = min(len(items), os.cpu_count() or 1)
    if workers <= 1:
        return [function(item) for item in items]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(function, items))


def statistics(block: Block, noise: Noise, recent_scale: Vector) -> Statistics:
    """Whiten a block's columns, project the level out, and multiply them together."""
    lower = np.linalg.cholesky(noise.covariance(block.day, block.se))
    white = np.linalg.solve(lower, np.concatenate([block.fixed, block.recent, block.gain], axis=-1))
    n_fixed, n_recent = block.fixed.shape[-1], block.recent.shape[-1]
    diagonal = np.diagonal(lower, axis1=-2, axis2=-1)
    n_tests = np.isfinite(block.se).sum(axis=-1)
    constant = -np.sum(np.log(diagonal), axis=-1) - 0.5 * np.log(2 * np.pi) * (n_tests - 1)
    fixed, recent, gain = np.split(white, [n_fixed, n_fixed + n_recent], axis=-1)
    return of_white(fixed, recent, gain, np.where(n_tests > 0, constant, 0.0), recent_scale)


def of_white(
    fixed: Vector, recent: Vector, gain: Vector, constant: Vector, recent_scale: Vector
) -> Statistics:
    """Project the level out of whitened columns and multiply them together.

    Parameters
    ----------
    fixed, recent, gain : ndarray
        As of :class:`Block`, whitened.
    constant : ndarray, shape (a,)
        Log density of the whitened data at 0.
    recent_scale : ndarray, shape (n_recent,)
    """
    level = fixed[..., 0]
    information = np.sum(level**2, axis=-1)
    known = np.where(information > 0, information, 1.0)
    direction = level / np.sqrt(known)[:, None]

    def projected(white: Vector) -> Vector:
        return white - direction[..., None] * (direction[:, None, :] @ white)

    fixed, recent, gain = projected(fixed), projected(recent), projected(gain)
    log_power, other = fixed[..., 1:2], fixed[..., 2:]
    gram, cross = _node_products(log_power, other, recent, gain, recent_scale)
    density = constant - 0.5 * np.log(known)
    return Statistics(gram, cross, np.sum(log_power**2, axis=-2), density[:, None])


def _node_products(
    log_power: Vector, other: Vector, recent: Vector, gain: Vector, recent_scale: Vector
) -> tuple[Vector, Vector]:
    """Return gram and cross of the columns (gain, scale x gain - recent, other) of each node."""
    athletes, n_recent, n_gain = len(gain), recent.shape[-1], gain.shape[-1]
    size = 2 + other.shape[-1]
    # Each product is taken once per pair of columns, then spread over the nodes that share it.
    gain_t, recent_t = np.swapaxes(gain, -1, -2), np.swapaxes(recent, -1, -2)
    gain_gain = np.sum(gain**2, axis=-2)[:, :, None]
    gain_recent = gain_t @ recent
    recent_recent = np.sum(recent**2, axis=-2)[:, None, :]
    gram = np.empty((size, size, athletes, n_gain, n_recent))
    cross = np.empty((size, athletes, n_gain, n_recent))
    gram[0, 0] = gain_gain
    gram[0, 1] = gram[1, 0] = recent_scale * gain_gain - gain_recent
    gram[1, 1] = recent_scale**2 * gain_gain - 2 * recent_scale * gain_recent + recent_recent
    cross[0] = gain_t @ log_power
    cross[1] = recent_scale * cross[0] - np.swapaxes(recent_t @ log_power, -1, -2)
    for i in range(other.shape[-1]):
        column = other[..., i : i + 1]
        gram[0, 2 + i] = gram[2 + i, 0] = gain_t @ column
        recent_other = np.swapaxes(recent_t @ column, -1, -2)
        gram[1, 2 + i] = gram[2 + i, 1] = recent_scale * gram[0, 2 + i] - recent_other
        cross[2 + i] = np.sum(column * log_power, axis=-2)[..., None]
        for j in range(other.shape[-1]):
            gram[2 + i, 2 + j] = np.sum(column[..., 0] * other[..., j], axis=-1)[:, None, None]
    nodes = n_gain * n_recent
    return gram.reshape(size, size, athletes, nodes), cross.reshape(size, athletes, nodes)


def _block(designs: Sequence[Design], index: npt.NDArray[np.intp]) -> Block:
    chosen = [designs[i] for i in index]
    longest = max(1, *(len(design.day) for design in chosen))

    def padded(arrays: Sequence[npt.NDArray[np.generic]], value: float) -> Vector:
        result = np.full((len(arrays), longest, *arrays[0].shape[1:]), value, dtype=float)
        for row, array in zip(result, arrays, strict=True):
            row[: len(array)] = array
        return result

    fixed = [np.c_[np.ones(len(d.day)), d.log_power, d.columns.other] for d in chosen]
    return Block(
        index=index,
        day=padded([design.day for design in chosen], -1.0).astype(np.int64),
        se=padded([design.se for design in chosen], np.inf),
        fixed=padded(fixed, 0.0),
        recent=padded([design.columns.recent for design in chosen], 0.0),
        gain=padded([design.columns.gain for design in chosen], 0.0),
    )
