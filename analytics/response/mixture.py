"""Mixtures of Gaussians: their exact quantiles, without a sampler."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

Vector = npt.NDArray[np.float64]

_ITERATIONS: Final = 60
_TOLERANCE: Final = 1e-5
"""Newton step, in standard deviations of the narrowest component, that leaves about its square."""
_NARROW: Final = 1e-9
"""Bracket, in standard deviations, that needs no further halving."""
_FAR: Final = 12.0
"""Standard deviations beyond which no component has mass that counts."""
_AT_ONCE: Final = 16_384
"""Components taken at once: few enough for the processor's cache."""


def quantile(
    weight: npt.ArrayLike, mean: npt.ArrayLike, sd: npt.ArrayLike, share: npt.ArrayLike
) -> Vector:
    """Return quantiles of mixtures of Gaussians.

    Newton's method on the distribution function, kept inside a bracket: exact
    to 1e-9 of the mixture's own standard deviation.

    Parameters
    ----------
    weight : array_like of float, shape (k,) or (n, k)
        Weights of the components, summing to 1.
    mean, sd : array_like of float, shape (n, k)
        Of each component of each of n mixtures. ``sd`` may be 0.
    share : array_like of float, shape (q,)
        Probabilities, between 0 and 1.

    Returns
    -------
    ndarray of float, shape (q, n)
        NaN where the mixture is.

    Examples
    --------
    >>> quantile([0.5, 0.5], [[1, 3]], [[1, 1]], [0.5]).round(6)
    array([[2.]])
    """
    mean, sd = np.asarray(mean, dtype=float), np.asarray(sd, dtype=float)
    weight = np.broadcast_to(np.asarray(weight, dtype=float), mean.shape)
    levels = np.asarray(share, dtype=float)
    result = np.empty((len(levels), len(mean)))
    n_rows = max(1, _AT_ONCE // mean.shape[-1])
    for start in range(0, len(mean), n_rows):
        rows = slice(start, start + n_rows)
        for row, level in zip(result, levels, strict=True):
            row[rows] = _root(weight[rows], mean[rows], sd[rows], float(level))
    return result


def moments(weight: Vector, mean: Vector, sd: Vector) -> tuple[Vector, Vector]:
    """Return mean and standard deviation of each mixture, shape (n,)."""
    centre = np.sum(weight * mean, axis=-1)
    variance = np.sum(weight * (sd**2 + (mean - centre[..., None]) ** 2), axis=-1)
    return centre, np.sqrt(variance)


def _root(weight: Vector, mean: Vector, sd: Vector, level: float) -> Vector:
    centre, scale = moments(weight, mean, sd)
    # A mixture without width is a number, its own quantile.
    wide = scale > 1e-12
    unit = np.where(wide, scale, 1.0)
    z = (mean - centre[:, None]) / unit[:, None]
    width = np.maximum(sd / unit[:, None], 1e-9)
    low, high = (z - _FAR * width).min(axis=-1), (z + _FAR * width).max(axis=-1)
    small = _TOLERANCE * np.minimum(width.min(axis=-1), 1.0)
    x = np.clip(np.full(len(z), ndtri(level)), low, high)
    for _ in range(_ITERATIONS):
        standard = (x[:, None] - z) / width
        excess = np.sum(weight * ndtr(standard), axis=-1) - level
        density = np.sum(weight * np.exp(-0.5 * standard**2) / width, axis=-1) / np.sqrt(2 * np.pi)
        low, high = np.where(excess < 0, x, low), np.where(excess < 0, high, x)
        step = x - excess / np.maximum(density, 1e-300)
        near = np.abs(step - x) < small
        done = near | (high - low < _NARROW)
        x = np.where(near | ((step > low) & (step < high)), step, 0.5 * (low + high))
        if (done | ~wide).all():
            break
    result: Vector = np.where(np.isnan(centre), np.nan, centre + np.where(wide, x * scale, 0.0))
    return result
