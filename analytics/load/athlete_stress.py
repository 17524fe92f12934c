"""The stress of one tissue of one athlete in every draw, on plain arrays: leg, day, draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.load import own_high, unknown_days
from analytics.load.draws import band
from analytics.load.residuals import Model, over, residuals

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
class Jumps:
    """Contacts by day and by way of landing.

    Attributes
    ----------
    contacts : ndarray of float, shape (2, n_days, n_ways)
        Of the left and the right leg.
    loads : ndarray of float, shape (n_ways,)
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
    ratios : ndarray of float, shape (n_runs,)
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


def plyo_stress(jumps: Jumps, model: Model, own_reference: float) -> Vector:
    """Return what plyometrics add, shape (2, n_days, 1 + n).

    Parameters
    ----------
    jumps : Jumps
    model : Model
    own_reference : float
        The own easy step over that of the catalogue.
    """
    loads = jumps.loads[:, None] * jumps.factors
    weights = (loads / (model.reference * own_reference)) ** model.exponent
    return np.asarray(jumps.contacts @ weights)


def run_stress(running: Running, model: Model, n_days: int) -> Vector:
    """Return what runs add to each leg, shape (n_days, 1 + n)."""
    added = np.zeros((n_days, model.exponent.size))
    if running.day.size:
        day, first = np.unique(running.day, return_index=True)
        steps = running.steps[:, None] * np.exp(np.log(running.ratios)[:, None] * model.exponent)
        added[day] = np.add.reduceat(steps, first, axis=0)
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
    plyo, run : ndarray of float, shapes (2, n_days, 1 + n) and (n_days, 1 + n)
    known : Known
    model : Model
    rng : Generator
        Of this athlete.
    percent_days : int
        Days at the end for which the band of the percentage is wanted.

    Returns
    -------
    mapping of str to ndarray of float, shape (2, n_days)
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
        **residuals(unknown_days.fill(total, both, rng), both, model, percent_days),
    }
