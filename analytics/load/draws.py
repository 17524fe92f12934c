"""Draws of what stress is reckoned with: exponents, references, and how far a force may be off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load.tissue import Setting, Tissue

Vector = npt.NDArray[np.float64]

N_FIXED: Final = 3
"""Columns before the draws: all at its value, then with the exponent at its low and high end."""

COMMON_SHARE: Final = 0.5
"""Share of the variance of a force (of its logarithm) that all drills of an athlete have in common,
as technique and build are; the rest is the drill's own (assumption: nobody measured either, so
they are halves)."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """How bands are drawn.

    Parameters
    ----------
    draws : int
        Of exponent, reference, forces and unknown days, 1 or more.
    seed : int
        0 or more. What is drawn for one athlete depends on no other.
    level : float
        Share of the draws every band holds, above 0 and below 1.
    percent_days : int, optional
        For how many days at the end of each log the band of the percentage is wanted; all
        by default. It takes most of the time, so a cohort may ask for fewer: the others are
        missing then. Everything else is there for all days.

    Raises
    ------
    InputError
        If there is nothing to draw, or a number is beyond its scale.
    """

    draws: int = 200
    seed: int = 0
    level: float = 0.90
    percent_days: int | None = None

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise InputError(f"draws must be 1 or more; got {self.draws}.")
        if self.seed < 0:
            raise InputError(f"seed must not be negative; got {self.seed}.")
        if not 0 < self.level < 1:
            raise InputError(f"level must be between 0 and 1; got {self.level:g}.")
        if self.percent_days is not None and self.percent_days < 0:
            raise InputError(f"percent_days must not be negative; got {self.percent_days}.")


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Draws by the name of a tissue or a drill.

    The first three of each are no draws: the value itself, so that what is worked out of it is
    the formula as it stands, and the same with the exponent at its low and its high end.

    Attributes
    ----------
    exponents, references : mapping of str to ndarray of float, shape (3 + n,)
        By tissue.
    factors : mapping of str to ndarray of float, shape (3 + n,)
        By drill, around 1.
    """

    exponents: Mapping[str, Vector]
    references: Mapping[str, Vector]
    factors: Mapping[str, Vector]


def make(tissues: Sequence[Tissue], catalogue: pd.DataFrame, drawing: Drawing) -> Draws:
    """Draw what is common to all athletes and days.

    Parameters
    ----------
    tissues : sequence of Tissue
    catalogue : DataFrame
        ``drill_id`` and ``force_cv_percent``, how far a force of the catalogue may be off.
    drawing : Drawing
        Each tissue and drill has a stream of its own, so that its draws do not depend on
        which others there are.

    Returns
    -------
    Draws

    Raises
    ------
    InputError
        If a variation is missing, negative or infinite.

    Notes
    -----
    Exponents and references are triangular over their band, highest at the value; factors are
    log-normal with median 1, half of their variance common to all drills (assumptions). The
    half-life is not drawn.
    """
    n, seed = drawing.draws, drawing.seed
    cv = catalogue["force_cv_percent"].to_numpy(dtype=float, na_value=np.nan) / 100
    if not (np.isfinite(cv) & (cv >= 0)).all():
        raise InputError("force_cv_percent must be known and not negative for every drill.")
    sd_of_log = np.sqrt(np.log1p(cv**2))
    common = np.sqrt(COMMON_SHARE) * stream(seed, "force", "common").standard_normal(n)
    exponents, references = {}, {}
    for one in tissues:
        b, reference = one.exponent, one.reference
        drawn = triangular(b, stream(seed, one.name, "exponent").random(n))
        exponents[one.name] = np.concatenate([[b.value, b.low, b.high], drawn])
        drawn = triangular(reference, stream(seed, one.name, "reference").random(n))
        references[one.name] = np.concatenate([np.full(N_FIXED, reference.value), drawn])
    factors = {}
    for drill_id, sd in zip(catalogue["drill_id"], sd_of_log, strict=True):
        own = np.sqrt(1 - COMMON_SHARE) * stream(seed, drill_id).standard_normal(n)
        factors[drill_id] = np.exp(sd * np.concatenate([np.zeros(N_FIXED), common + own]))
    return Draws(exponents, references, factors)


def stream(seed: int, *names: str) -> np.random.Generator:
    """Return random numbers that belong to a name, and do not change with other names."""
    return np.random.default_rng([seed, *(crc32(str(name).encode()) for name in names)])


def triangular(setting: Setting, shares: Vector) -> Vector:
    """Return the quantiles of a setting at the shares given."""
    low, value, high = setting.low, setting.value, setting.high
    rise, fall = (value - low) * (high - low), (high - value) * (high - low)
    return np.where(
        shares * (high - low) < value - low,
        low + np.sqrt(shares * rise),
        high - np.sqrt((1 - shares) * fall),
    )


def band(drawn: Vector, level: float) -> tuple[Vector, Vector]:
    """Return the ends of the band that draws span around what comes before them.

    Parameters
    ----------
    drawn : ndarray of float, shape (..., 3 + n)
        The value, the same at the low and at the high exponent, then the draws.
    level : float
        Share of the draws within.

    Returns
    -------
    tuple of ndarray of float, shape (...)
        Widened where it must be to hold those three: the range of exponents is shown whole,
        and the sum of many steep powers has nearly all its draws above the sum of the values.
    """
    # Rows are many and short: sorting them is faster than asking for quantiles.
    ordered = np.sort(drawn[..., N_FIXED:], axis=-1)
    fixed = drawn[..., :N_FIXED]
    lower, upper = (of_sorted(ordered, (1 + sign * level) / 2) for sign in (-1, 1))
    return np.minimum(lower, fixed.min(axis=-1)), np.maximum(upper, fixed.max(axis=-1))


def of_sorted(ordered: Vector, share: float) -> Vector:
    """Return a quantile of values sorted along the last axis, interpolated between two."""
    place = share * (ordered.shape[-1] - 1)
    below = int(place)
    above = min(below + 1, ordered.shape[-1] - 1)
    return ordered[..., below] + (place - below) * (ordered[..., above] - ordered[..., below])
