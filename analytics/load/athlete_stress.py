"""The stress of one tissue of one athlete in every draw, on plain arrays: leg, day, draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.load import own_high, unknown_days
from analytics.load.draws import band
from analytics.load.residuals import Model, over, residuals
from analytics.load.stress import steps_of_one
from analytics.load.stress_days import CHANNELS
from analytics.load.tissue import SIDES

Vector = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

FLOATS: Final = (
    "equivalents",
    "plyo_equivalents",
    "run_equivalents",
    "known_equivalents",
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
    factors : ndarray of float, shape (n_ways, 3 + n)
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
class Channel:
    """What runs or plyometrics add to a tissue.

    Attributes
    ----------
    added : ndarray of float, shape (2, n_days, 3 + n)
        To each leg; on unknown days what is listed all the same.
    known : ndarray of bool, shape (n_days,)
    rng : Generator
        Of this athlete and channel, the same for every tissue.
    """

    added: Vector
    known: Flags
    rng: np.random.Generator


def plyo_stress(jumps: Jumps, model: Model, own_reference: Vector) -> Vector:
    """Return what plyometrics add, shape (2, n_days, 3 + n).

    Parameters
    ----------
    jumps : Jumps
    model : Model
    own_reference : ndarray of float, shape (n_days,)
        The load of the own easy step as of each day over that of the catalogue's.
    """
    loads = jumps.loads[:, None] * jumps.factors
    weights = steps_of_one(loads, model.reference, model.exponent)
    added = np.zeros((*jumps.contacts.shape[:2], model.exponent.size))
    day = np.flatnonzero(jumps.contacts.any(axis=(0, 2)))
    own = steps_of_one(np.ones(1), own_reference[day, None], model.exponent)
    added[:, day] = jumps.contacts[:, day] @ weights * own
    return added


def run_stress(running: Running, model: Model, n_days: int) -> Vector:
    """Return what runs add to each leg, shape (2, n_days, 3 + n)."""
    added = np.zeros((n_days, model.exponent.size))
    if running.day.size:
        day, first = np.unique(running.day, return_index=True)
        steps = running.steps[:, None] * steps_of_one(running.ratios[:, None], 1.0, model.exponent)
        added[day] = np.add.reduceat(steps, first, axis=0)
    return np.broadcast_to(added, (len(SIDES), *added.shape))


def summaries(
    channels: Mapping[str, Channel], model: Model, percent_days: int
) -> Mapping[str, Vector]:
    """Return the columns of :data:`FLOATS` and ``n_unknown``.

    Parameters
    ----------
    channels : mapping of str to Channel
        ``plyo`` and ``run``; one that was never logged is left out.
    model : Model
    percent_days : int
        Days at the end for which the band of the percentage is wanted.

    Returns
    -------
    mapping of str to ndarray of float, shape (2, n_days)
    """
    total = reduce(np.add, [one.added for one in channels.values()])
    known = np.all([one.known for one in channels.values()], axis=0)
    some = np.any([one.known for one in channels.values()], axis=0)
    lower, upper = band(total, model.level)
    equivalents = np.where(known, total[..., 0], np.nan)
    largest = own_high.largest(equivalents)
    nothing = np.full(equivalents.shape, np.nan)
    of_channels = {
        f"{name}_equivalents": np.where(one.known, one.added[..., 0], np.nan)
        for name, one in channels.items()
    }
    filled = reduce(
        np.add, [unknown_days.fill(one.added, one.known, one.rng) for one in channels.values()]
    )
    settled = np.all(
        [unknown_days.settled(one.known, model.half_life_d) for one in channels.values()], axis=0
    )
    return {
        **{f"{name}_equivalents": nothing for name in CHANNELS},
        **of_channels,
        "equivalents": equivalents,
        "known_equivalents": np.where(some | (total[..., 0] > 0), total[..., 0], np.nan),
        "lower": np.where(known, lower, np.nan),
        "upper": np.where(known, upper, np.nan),
        "largest_30d": largest,
        "spike_ratio": over(equivalents, largest),
        **residuals(filled, known, settled, model, percent_days),
    }
