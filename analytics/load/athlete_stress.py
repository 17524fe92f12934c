"""The stress of one athlete in every draw, on plain arrays: tissue, leg, day, draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.load import own_high, unknown_days
from analytics.load.draws import band

Vector = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

FLOATS: Final = (
    "equivalents",
    "plyo_equivalents",
    "run_equivalents",
    "lower",
    "upper",
    "residual",
    "residual_lower",
    "residual_upper",
    "own_high",
    "percent",
    "percent_lower",
    "percent_upper",
    "largest_30d",
    "spike_ratio",
)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What stress is reckoned with; of each row of draws the first is the value.

    Attributes
    ----------
    exponents, references : ndarray of float, shape (n_tissues, 1 + n)
    half_lives_d : ndarray of float, shape (n_tissues,)
    level : float
    """

    exponents: Vector
    references: Vector
    half_lives_d: Vector
    level: float


@dataclass(frozen=True, slots=True, eq=False)
class Jumps:
    """Contacts by day and by way of landing.

    Attributes
    ----------
    contacts : ndarray of float, shape (2, n_days, n_ways)
        Of the left and the right leg.
    loads : ndarray of float, shape (n_tissues, n_ways)
        Of one contact, in the tissue's unit.
    factors : ndarray of float, shape (n_ways, 1 + n)
        How far the load may be off.
    """

    contacts: Vector
    loads: Vector
    factors: Vector


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """Runs in the order of their days.

    Attributes
    ----------
    day : ndarray of int, shape (n_runs,)
    steps : ndarray of float, shape (n_runs,)
        Of each leg; those nobody knows are 0 here, and their days unknown.
    ratios : ndarray of float, shape (n_tissues, n_runs)
        Load of a step over that of the easy step.
    """

    day: Counts
    steps: Vector
    ratios: Vector


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Which days are known of either channel, each of shape (n_days,)."""

    plyo: Flags
    run: Flags


def plyo_stress(jumps: Jumps, model: Model, own_reference: Vector) -> Vector:
    """Return what plyometrics add, shape (n_tissues, 2, n_days, 1 + n).

    Parameters
    ----------
    jumps : Jumps
    model : Model
    own_reference : ndarray of float, shape (n_tissues,)
        The own easy step over that of the catalogue.
    """
    references = (model.references * own_reference[:, None])[:, None, :]
    loads = jumps.loads[:, :, None] * jumps.factors
    weights = (loads / references) ** model.exponents[:, None, :]
    return np.asarray(jumps.contacts @ weights[:, None])


def run_stress(running: Running, model: Model, n_days: int) -> Vector:
    """Return what runs add to each leg, shape (n_tissues, 1, n_days, 1 + n)."""
    n_tissues, n = model.exponents.shape
    added = np.zeros((n_tissues, 1, n_days, n))
    if not running.day.size:
        return added
    day, first = np.unique(running.day, return_index=True)
    for k, (exponent, ratio) in enumerate(zip(model.exponents, running.ratios, strict=True)):
        steps = running.steps[:, None] * np.exp(np.log(ratio)[:, None] * exponent)
        added[k, 0, day] = np.add.reduceat(steps, first, axis=0)
    return added


def summaries(
    plyo: Vector,
    run: Vector,
    known: Known,
    model: Model,
    rng: np.random.Generator,
    percent_days: int,
) -> Mapping[str, Vector]:
    """Return the columns of :data:`FLOATS` and ``n_unknown``.

    Parameters
    ----------
    plyo, run : ndarray of float, shape (n_tissues, 2 or 1, n_days, 1 + n)
    known : Known
    model : Model
    rng : Generator
        Of this athlete.
    percent_days : int
        Days at the end for which the band of the percentage is wanted.

    Returns
    -------
    mapping of str to ndarray of float, shape (n_tissues, 2, n_days)
    """
    both = known.plyo & known.run
    total = plyo + run
    lower, upper = band(total, model.level)
    plyo_equivalents = np.where(known.plyo, plyo[..., 0], np.nan)
    run_equivalents = np.broadcast_to(run[..., 0], plyo_equivalents.shape)
    equivalents = np.where(both, total[..., 0], np.nan)
    largest = own_high.largest(equivalents)
    return {
        "equivalents": equivalents,
        "plyo_equivalents": plyo_equivalents,
        "run_equivalents": np.where(known.run, run_equivalents, np.nan),
        "lower": np.where(both, lower, np.nan),
        "upper": np.where(both, upper, np.nan),
        "largest_30d": largest,
        "spike_ratio": over(equivalents, largest),
        **_residuals(unknown_days.fill(total, both, rng), both, model, percent_days),
    }


def over(value: Vector, base: Vector) -> Vector:
    """Return a ratio, missing where its base is 0 or missing."""
    ratio = np.full(np.broadcast_shapes(value.shape, base.shape), np.nan)
    return np.divide(value, base, out=ratio, where=base > 0)


def _residuals(
    filled: Vector, known: Flags, model: Model, percent_days: int
) -> Mapping[str, Vector]:
    residual = _left(filled, model.half_lives_d)
    settled = np.stack([unknown_days.settled(known, one) for one in model.half_lives_d])
    weighing = np.stack([unknown_days.still_weighing(known, one) for one in model.half_lives_d])
    told = settled[:, None]
    lower, upper = band(residual, model.level)
    columns = {
        "residual": np.where(told, residual[..., 0], np.nan),
        "residual_lower": np.where(told, lower, np.nan),
        "residual_upper": np.where(told, upper, np.nan),
        "n_unknown": np.broadcast_to(weighing[:, None], lower.shape).astype(float),
    }
    return columns | _percent(residual, settled, known, model.level, percent_days)


def _left(filled: Vector, half_lives_d: Vector) -> Vector:
    """Return :func:`analytics.load.stress.residual_stress` of all tissues and draws at once."""
    kept = 2.0 ** (-1 / half_lives_d)[:, None, None]
    left, residual = np.zeros(filled[:, :, 0].shape), np.empty_like(filled)
    for day in range(filled.shape[2]):
        left = left * kept + filled[:, :, day]
        residual[:, :, day] = left
    return residual


def _percent(
    residual: Vector, settled: Flags, known: Flags, level: float, percent_days: int
) -> Mapping[str, Vector]:
    shape, last = residual.shape[:3], min(percent_days, residual.shape[2])
    high = np.empty(shape)
    lower, upper = np.full(shape, np.nan), np.full(shape, np.nan)
    for k, leg in np.ndindex(shape[:2]):
        one, counts = residual[k, leg], settled[k] & known
        high[k, leg] = own_high.high(one[:, :1], counts, shape[2])[:, 0]
        if last:
            recent = shape[2] - last
            percent = 100 * over(one[recent:], own_high.high(one, counts, last))
            lower[k, leg, recent:], upper[k, leg, recent:] = band(percent, level)
    told = settled[:, None]
    return {
        "own_high": np.where(told, high, np.nan),
        "percent": np.where(told, 100 * over(residual[..., 0], high), np.nan),
        "percent_lower": np.where(told, lower, np.nan),
        "percent_upper": np.where(told, upper, np.nan),
    }
