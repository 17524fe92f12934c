"""Further repetitions where a plan in whole sets has room for them."""

from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.progression.draft import Draft
from analytics.progression.placing import CRUMB, MOST_DRILLS
from analytics.progression.whole_sets import Counts

Vector = npt.NDArray[np.float64]

WORTH_ODD: Final = 0.002
"""Gain, in log %, for which sets may be unlike when a plan is topped up (assumption)."""


def top_up(draft: Draft, until: float = np.inf) -> None:
    """Add repetitions where all limits hold and the gain rises, the best first.

    Parameters
    ----------
    draft : Draft
    until : float
        Gain, in log %, that is enough.
    """
    response = draft.program.response
    while True:
        costs = draft.costs()
        if draft.program.gain(costs) >= until:
            return
        worth = draft.program.objective.slope(costs[response])
        step = _best_step(draft, costs, worth)
        if step is None:
            return
        s, k, choice = step
        before, old = draft.program.gain(costs), draft.chosen[s, k]
        draft.chosen[s, k] = choice
        if draft.program.gain(draft.costs()) <= before:
            draft.chosen[s, k] = old
            return


def _best_step(draft: Draft, costs: Vector, worth: Vector) -> tuple[int, int, int] | None:
    of_one, contacts = draft.program.costs_of_one, draft.contacts
    room = draft.room(costs)
    best, found = 1e-12, None
    for s in np.flatnonzero(worth > 0):
        most = draft.may_do(int(s))
        with np.errstate(divide="ignore", invalid="ignore"):
            more = np.min(np.where(of_one[:-1] > 0, room[:-1, [s]] / of_one[:-1], np.inf), axis=0)
        is_full = np.count_nonzero(draft.chosen[s]) >= MOST_DRILLS
        for k in range(len(more)):
            if is_full and not draft.chosen[s, k]:
                continue
            of_drill, now = draft.counts[k], draft.chosen[s, k]
            top = min(most[k], contacts[s, k] + more[k] + 1e-9)
            choice = int(np.searchsorted(of_drill.contacts, top, side="right")) - 1
            while choice > now and (
                of_drill.minutes[choice] - of_drill.minutes[now] > room[-1, s] + 1e-9
            ):
                choice -= 1
            au = worth[s] * of_one[draft.program.response, k]
            gain, choice = _plainer(of_drill, int(now), choice, float(au))
            if not now and of_drill.contacts[choice] < CRUMB:
                continue
            if choice > now and gain > best:
                best, found = gain, (int(s), k, choice)
    return found


def _plainer(of: Counts, now: int, choice: int, worth: float) -> tuple[float, int]:
    """Return the gain of a choice, or of fewer contacts in sets alike if about as good."""
    gain = worth * (of.contacts[choice] - of.contacts[now])
    if of.is_even[choice]:
        return gain, choice
    even = np.flatnonzero(of.is_even[: choice + 1])[-1]
    other = worth * (of.contacts[even] - of.contacts[now])
    if other > 0 and gain - other < WORTH_ODD:
        return other, int(even)
    return (gain, choice) if gain > WORTH_ODD or not of.is_even[now] else (0.0, now)
