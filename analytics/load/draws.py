"""Draws of what stress is reckoned with: exponents, references, and how far a force may be off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load.tissue import Setting, Tissue

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Draws by the name of a tissue or a drill.

    The first of each is no draw but the value itself, so that what is worked out of the first
    is the formula as it stands.

    Attributes
    ----------
    exponents, references : mapping of str to ndarray of float, shape (1 + n,)
        By tissue.
    factors : mapping of str to ndarray of float, shape (1 + n,)
        By drill, around 1.
    """

    exponents: Mapping[str, Vector]
    references: Mapping[str, Vector]
    factors: Mapping[str, Vector]


def make(tissues: Sequence[Tissue], catalogue: pd.DataFrame, n: int, seed: int) -> Draws:
    """Draw what is common to all athletes and days.

    Parameters
    ----------
    tissues : sequence of Tissue
    catalogue : DataFrame
        ``drill_id`` and ``force_cv_percent``, how far a force of the catalogue may be off.
    n : int
        Draws beside the value itself, 1 or more.
    seed : int
        0 or more. Each tissue and drill has a stream of its own, so that its draws do not
        depend on which others there are.

    Returns
    -------
    Draws

    Raises
    ------
    InputError
        If there is nothing to draw, the seed is negative, or a variation is missing, negative
        or infinite.

    Notes
    -----
    Exponents and references are triangular over their band, highest at the value; factors are
    log-normal with median 1 (assumptions). The half-life is not drawn.
    """
    if n < 1 or seed < 0:
        raise InputError(f"draws must be 1 or more and seed not negative; got {n} and {seed}.")
    cv = catalogue["force_cv_percent"].to_numpy(dtype=float, na_value=np.nan) / 100
    if not (np.isfinite(cv) & (cv >= 0)).all():
        raise InputError("force_cv_percent must be known and not negative for every drill.")
    sd_of_log = np.sqrt(np.log1p(cv**2))
    return Draws(
        exponents={
            one.name: triangular(one.exponent, stream(seed, one.name, "exponent").random(n))
            for one in tissues
        },
        references={
            one.name: triangular(one.reference, stream(seed, one.name, "reference").random(n))
            for one in tissues
        },
        factors={
            drill_id: np.exp(sd * np.append(0.0, stream(seed, drill_id).standard_normal(n)))
            for drill_id, sd in zip(catalogue["drill_id"], sd_of_log, strict=True)
        },
    )


def stream(seed: int, *names: str) -> np.random.Generator:
    """Return random numbers that belong to a name, and do not change with other names."""
    return np.random.default_rng([seed, *(crc32(str(name).encode()) for name in names)])


def triangular(setting: Setting, shares: Vector) -> Vector:
    """Return a setting's value and, after it, its quantiles at the shares given."""
    low, value, high = setting.low, setting.value, setting.high
    rise, fall = (value - low) * (high - low), (high - value) * (high - low)
    quantiles = np.where(
        shares * (high - low) < value - low,
        low + np.sqrt(shares * rise),
        high - np.sqrt((1 - shares) * fall),
    )
    return np.append(value, quantiles)


def band(drawn: Vector, level: float) -> tuple[Vector, Vector]:
    """Return the ends of the band that draws span around the value that comes first.

    Parameters
    ----------
    drawn : ndarray of float, shape (..., 1 + n)
        The value, then its draws.
    level : float
        Share of the draws within.

    Returns
    -------
    tuple of ndarray of float, shape (...)
        Widened where it must be to hold the value itself: the sum of many steep powers has
        nearly all its draws above the sum of the values.
    """
    # Rows are many and short: sorting them is faster than asking for quantiles.
    ordered = np.sort(drawn[..., 1:], axis=-1)
    value = drawn[..., 0]
    lower, upper = (of_sorted(ordered, (1 + sign * level) / 2) for sign in (-1, 1))
    return np.minimum(lower, value), np.maximum(upper, value)


def of_sorted(ordered: Vector, share: float) -> Vector:
    """Return a quantile of values sorted along the last axis, interpolated between two."""
    place = share * (ordered.shape[-1] - 1)
    below = int(place)
    above = min(below + 1, ordered.shape[-1] - 1)
    return ordered[..., below] + (place - below) * (ordered[..., above] - ordered[..., below])
