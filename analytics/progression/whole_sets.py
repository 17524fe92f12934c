"""What a drill can be done in: whole sets of whole repetitions."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.progression.drill_options import Options
from analytics.progression.plan_row import TOLERANCE
from analytics.progression.task import MOST_CONTACTS

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LEAST_REPS: Final = 4
"""Repetitions below which a set is none (assumption); fewer where a choice asks for fewer."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """What one drill can be done in: repetitions, and of each the fewest sets that make it.

    Attributes
    ----------
    contacts, sets, minutes : ndarray of float, shape (n,)
        The first is nothing.
    is_even : ndarray of bool, shape (n,)
        Whether all sets are alike.
    parts : tuple
        Of each, sets x repetitions: one pair where all sets are alike, else two, the longer
        sets first and one repetition longer.
    """

    contacts: Vector
    sets: Vector
    minutes: Vector
    is_even: Flags
    parts: tuple[tuple[tuple[int, int], ...], ...]


def counts(drills: Options, most_contacts: float, *, alike: bool = False) -> list[Counts]:
    """Return what each drill can be done in, up to so many contacts of a session.

    Parameters
    ----------
    drills : Options
    most_contacts : float
    alike : bool
        Whether all sets must be alike.
    """
    found = [
        _of_drill(drills, k, min(most_contacts, float(drills.most[k]), MOST_CONTACTS))
        for k in range(len(drills.choices))
    ]
    return [_even(one) for one in found] if alike else found


def _even(of: Counts) -> Counts:
    parts = tuple(one for one, is_even in zip(of.parts, of.is_even, strict=True) if is_even)
    some = of.is_even
    return Counts(of.contacts[some], of.sets[some], of.minutes[some], some[some], parts)


def _of_drill(drills: Options, k: int, most_contacts: float) -> Counts:
    most_reps, per_rep = int(drills.reps[k]), float(drills.per_rep[k])
    least = min(LEAST_REPS, most_reps)
    totals: list[int] = [0]
    parts: list[tuple[tuple[int, int], ...]] = [()]
    for reps in range(least, int(most_contacts / per_rep * (1 + TOLERANCE)) + 1):
        fewest = -(-reps // most_reps)
        if reps // fewest < least:
            continue
        # One set more, if that makes all alike.
        sets = next(
            (n for n in (fewest, fewest + 1) if reps % n == 0 and reps // n >= least), fewest
        )
        shorter, longer = reps // sets, reps % sets
        alike = ((longer, shorter + 1), (sets - longer, shorter))
        totals.append(reps)
        parts.append(tuple(one for one in alike if one[0]))
    reps_of = np.array(totals, dtype=float)
    n_sets = np.array([sum(n for n, _ in one) for one in parts], dtype=float)
    minutes = reps_of * drills.rep_min[k] + n_sets * drills.rest_min[k]
    is_even = np.array([len(one) < 2 for one in parts], dtype=bool)
    return Counts(reps_of * per_rep, n_sets, minutes, is_even, tuple(parts))
