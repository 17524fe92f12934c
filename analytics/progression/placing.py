"""The whole sets of one session that stand best for the contacts it should have."""

from itertools import combinations, product
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.progression.draft import Draft
from analytics.progression.plan_row import TOLERANCE
from analytics.progression.whole_sets import Counts

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]

MOST_DRILLS: Final = 6
"""Drills of a session at most: each has to be set up (assumption)."""

FEW: Final = 3
"""Drills of a session one would rather not exceed (assumption)."""

CRUMB: Final = 10.0
"""Contacts of a drill below which it is hardly worth setting up (assumption)."""

PER_DRILL: Final = 0.001
PER_ODD: Final = 0.006
PER_CRUMB: Final = 0.01
PER_MISSING: Final = 0.05
"""What a drill, sets that are not alike, a crumb, and a new drill put off cost a session, in shares
of the week's dose: of two sessions as good as each other the plainer one is taken (assumption)."""

SOME: Final = 0.01
"""Contacts of a new drill from which on it is wanted: later days may rest on it."""


def place(draft: Draft, s: int, wanted: Vector, week_au: float) -> None:
    """Choose the whole sets of an empty session that stand best for the contacts wanted.

    Near in dose, of few drills, in sets that are alike, and of no drill next to nothing.

    Parameters
    ----------
    draft : Draft
    s : int
    wanted : ndarray of float, shape (n_drills,)
    week_au : float
        Dose of the week, against which a missing AU is weighed.
    """
    response = draft.program.costs_of_one[draft.program.response]
    room, most = draft.room(draft.costs())[:, s], draft.may_do(s)
    first = draft.first_of(s) & (wanted > SOME)
    least = [of.contacts[1] if len(of.contacts) > 1 else 0.0 for of in draft.counts]
    wanted = np.where(first, np.maximum(wanted, least), wanted)
    tried = _tried(draft, wanted, most)
    if not len(tried):
        return
    contacts = np.array([of.contacts[tried[:, k]] for k, of in enumerate(draft.counts)])
    cost = draft.program.costs_of_one @ contacts
    cost[-1] = sum(of.minutes[tried[:, k]] for k, of in enumerate(draft.counts))
    able = np.all(cost <= room[:, None] + 1e-9, axis=0) & _within_first(draft, contacts, s)
    gap = np.abs(cost[draft.program.response] - wanted @ response) / max(week_au, 1.0)
    missing = PER_MISSING * (first & (tried == 0)).sum(axis=1)
    score = np.where(
        able, gap + missing + draft.plain * _untidy(draft, tried, contacts, first), np.inf
    )
    best = int(np.argmin(score))
    if np.isfinite(score[best]):
        draft.chosen[s] = tried[best]


def _tried(draft: Draft, wanted: Vector, most: Vector) -> Index:
    """Return numbers of each drill, shape (n, n_drills): nothing, and near each few drills."""
    response = draft.program.costs_of_one[draft.program.response]
    order = [int(k) for k in np.argsort(-wanted * response) if wanted[k] >= 1][:MOST_DRILLS]
    groups = [one for n in range(1, FEW + 1) for one in combinations(order, n)]
    if len(order) > FEW:
        groups.append(tuple(order))
    found = [np.zeros((1, len(wanted)), dtype=np.int64)]
    for group in groups:
        some = list(group)
        # What is left out is asked of those that stay.
        scaled = wanted[some] * (wanted @ response) / (wanted[some] @ response[some])
        near = [
            _near(draft.counts[k], float(one), most[k], len(some))
            for k, one in zip(some, scaled, strict=True)
        ]
        of_group = np.array(list(product(*near)), dtype=np.int64)
        tried = np.zeros((len(of_group), len(wanted)), dtype=np.int64)
        tried[:, some] = of_group
        found.append(tried)
    return np.vstack(found)


def _untidy(draft: Draft, tried: Index, contacts: Vector, first: Flags) -> Vector:
    """Return what a session is less worth for its many drills, odd sets and crumbs."""
    done = tried > 0
    single = np.array([of.sets[tried[:, k]] == 1 for k, of in enumerate(draft.counts)]).T
    odd = np.array([~of.is_even[tried[:, k]] for k, of in enumerate(draft.counts)]).T
    n = done.sum(axis=1)
    # What is done for the first time is meant to be little.
    crumbs = done & ~first & ((contacts.T < CRUMB) | (single & (n > 1)[:, None]))
    return np.asarray(PER_DRILL * n + PER_ODD * odd.sum(axis=1) + PER_CRUMB * crumbs.sum(axis=1))


def _within_first(draft: Draft, contacts: Vector, s: int) -> Flags:
    """Hold two heights of one new drill against the measure of its first day together."""
    able = np.ones(contacts.shape[1], dtype=bool)
    new, done = draft.program.task.options.is_new, draft.contacts[:s]
    for name in dict.fromkeys(draft.ids[new]):
        same = draft.ids == name
        if not done[:, same].any():
            able &= contacts[same].sum(axis=0) <= draft.first_most
    return able


def _near(of: Counts, wanted: float, most: float, n_drills: int) -> list[int]:
    """Return numbers next to the one wanted, and such of sets that are alike."""
    n = int(np.searchsorted(of.contacts, most * (1 + TOLERANCE), side="right"))
    above = int(np.searchsorted(of.contacts[:n], wanted - 1e-6))
    below, beyond = (4, 2) if n_drills == 1 else (2, 1) if n_drills <= FEW else (1, 1)
    even = np.flatnonzero(of.is_even[:n])
    place = int(np.searchsorted(even, above))
    near = {*range(max(1, above - below), min(n, above + beyond))}
    return sorted(near | set(even[max(1, place - 2) : place + 1].tolist())) or [0]
