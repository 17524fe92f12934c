"""A plan of contacts made whole, session by session: after each the rest is solved anew."""

import numpy as np
import numpy.typing as npt

from analytics.progression.program import Program
from analytics.progression.supports import Found, improved, resting_at
from analytics.progression.whole_sets import Draft

Vector = npt.NDArray[np.float64]


def made_whole(program: Program, found: Found) -> Draft:
    """Return the plan in whole sets, within all limits.

    What a session lost by being made whole is asked of those after it, so that nothing is lost
    from week to week.
    """
    draft, now = Draft(program, found.high), found
    most = np.full(now.answer.contacts.shape, np.inf)
    for s in range(program.task.n_sessions):
        draft.place(s, now.answer.contacts[s])
        settled = draft.contacts
        following = _solved_from(program, now, settled, most, s + 1)
        if following is not None:
            now = following
    draft.top_up()
    return draft


def _solved_from(
    program: Program, now: Found, settled: Vector, most: Vector, first: int
) -> Found | None:
    if first >= program.task.n_sessions:
        return None
    least = np.zeros_like(settled)
    least[:first] = settled[:first]
    top = most.copy()
    top[:first] = settled[:first]
    hoped = np.vstack([settled[:first], now.answer.contacts[first:]])
    by = resting_at(program, hoped)
    again = improved(program, now.high, by, (least, top), turns=1)
    return again or improved(program, now.high, now.by, (least, top), turns=1)
