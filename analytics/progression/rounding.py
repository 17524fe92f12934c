"""A plan of contacts made whole, session by session: after each the rest is solved anew."""

from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.progression.draft import Draft
from analytics.progression.placing import place
from analytics.progression.program import Program
from analytics.progression.supports import Found, improved, resting_at
from analytics.progression.topping import top_up

Vector = npt.NDArray[np.float64]

CLOSER: Final = 0.1
"""How much drills and odd sets count where plain sessions cost too much."""

WORTH_TRYING: Final = 0.01
"""Gap, as a share of the bound or of half of what plyometrics can bring, from which on it is looked
what plain sessions cost."""

WORTH_LOSING: Final = 0.003
"""Share of the same that plainer sessions may cost (assumption)."""

NOTHING: Final = 0.05
"""Contacts of a session below which it is none."""

HOPES: Final = ((1.0, 1), (0.9, 2), (0.0, 4))
"""Shares of what was planned before that are hoped for of the sessions to come, when it is seen
what limits rest on, and turns of the solution. With none of it there is always a solution."""


def plainest(program: Program, found: Found, bound: float) -> Draft:
    """Return the plan in whole sets, plain ones unless that costs much of what is possible.

    Parameters
    ----------
    program : Program
    found : Found
    bound : float
        In log %.
    """
    plain = made_whole(program, found, 1.0)
    gain, nothing = (program.gain(costs) for costs in (plain.costs(), 0 * plain.costs()))
    scale = max(abs(bound), (bound - nothing) / 2)
    if bound - gain <= WORTH_TRYING * scale:
        return plain
    closer = made_whole(program, found, CLOSER)
    return closer if program.gain(closer.costs()) > gain + WORTH_LOSING * scale else plain


def made_whole(
    program: Program, found: Found, plain: float, until: float = np.inf, *, weekly: bool = False
) -> Draft:
    """Return the plan in whole sets, within all limits.

    What a session lost by being made whole is asked of those after it, so that nothing is lost
    from week to week.

    Parameters
    ----------
    program : Program
    found : Found
    plain : float
        How much a session's drills and odd sets count against it, 1 as they are meant to; then
        no drill has sets that differ.
    until : float
        Gain, in log %, that is enough.
    weekly : bool
        Whether the rest is solved anew after each week only: a third of the time.
    """
    week = program.task.week
    draft, now = Draft(program, found.high, plain), found
    most = np.full(now.answer.contacts.shape, np.inf)
    for s in range(program.task.n_sessions):
        dose = program.costs(now.answer.contacts)[program.response]
        week_au = float(dose[week == week[s]].sum())
        place(draft, s, now.answer.contacts[s], week_au)
        settled = draft.contacts
        if not settled[s].any() and now.answer.contacts[s].sum() < NOTHING:
            continue  # as it was planned
        if weekly and s + 1 < len(week) and week[s + 1] == week[s]:
            continue
        following = _solved_from(program, now, settled, most, s + 1)
        if following is not None:
            now = following
    top_up(draft, until)
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
    for share, turns in HOPES:
        hoped = np.vstack([settled[:first], share * now.answer.contacts[first:]])
        again = improved(program, now.high, resting_at(program, hoped), (least, top), turns)
        if again is not None:
            return again
    return None
