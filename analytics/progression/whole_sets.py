"""Contacts in whole sets of whole repetitions."""

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.progression.drill_options import Options
from analytics.progression.plan_limits import TOLERANCE
from analytics.progression.program import Program
from analytics.progression.task import MOST_CONTACTS

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]

LEAST_REPS: Final = 4
"""Repetitions below which a set is none (assumption); fewer where a choice asks for fewer."""

MOST_DRILLS: Final = 6
"""Drills of a session at most: each has to be set up (assumption)."""

MANY: Final = 4
"""Drills of a session beyond which fewer numbers of each are looked at (for speed)."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """What one drill can be done in: repetitions, and of each the fewest sets that make it.

    Attributes
    ----------
    contacts, sets, minutes : ndarray of float, shape (n,)
        The first is nothing.
    parts : tuple
        Of each, sets x repetitions: one pair where all sets are alike, else two, the longer
        sets first and one repetition longer.
    """

    contacts: Vector
    sets: Vector
    minutes: Vector
    parts: tuple[tuple[tuple[int, int], ...], ...]


def counts(drills: Options, most_contacts: float) -> list[Counts]:
    """Return what each drill can be done in, up to so many contacts of a session."""
    return [
        _of_drill(drills, k, min(most_contacts, float(drills.most[k]), MOST_CONTACTS))
        for k in range(len(drills.choices))
    ]


def _of_drill(drills: Options, k: int, most_contacts: float) -> Counts:
    most_reps, per_rep = int(drills.reps[k]), float(drills.per_rep[k])
    least = min(LEAST_REPS, most_reps)
    totals, parts = [0], [()]
    for reps in range(least, int(most_contacts / per_rep * (1 + TOLERANCE)) + 1):
        sets = -(-reps // most_reps)
        shorter, longer = reps // sets, reps % sets
        if shorter >= least:
            totals.append(reps)
            alike = ((longer, shorter + 1), (sets - longer, shorter))
            parts.append(tuple(one for one in alike if one[0]))
    reps_of = np.array(totals, dtype=float)
    n_sets = np.array([sum(n for n, _ in one) for one in parts], dtype=float)
    minutes = reps_of * drills.rep_min[k] + n_sets * drills.rest_min[k]
    return Counts(reps_of * per_rep, n_sets, minutes, tuple(parts))


class Draft:
    """A plan in whole sets while it is made, always within all limits.

    Sessions only grow in it: a limit that one session uses never rests on that same session, so
    that what a session may still cost is the least room of the limits it is in.
    """

    def __init__(self, program: Program, high: Flags) -> None:
        self.program, self.high = program, high
        task = program.task
        self.counts = counts(task.options, float(program.caps[-2].max(initial=0.0)))
        self.chosen = np.zeros((task.n_sessions, program.n_drills), dtype=np.int64)
        limit = task.limits.first_exposure_contacts
        self.first_most = np.inf if limit is None else limit
        self.ids = np.array([one.drill_id for one in task.options.choices], dtype=object)

    @property
    def contacts(self) -> Vector:
        """Contacts of each session and drill."""
        return np.array(
            [one.contacts[self.chosen[:, k]] for k, one in enumerate(self.counts)]
        ).T.reshape(self.chosen.shape)

    def costs(self) -> Vector:
        """Return what the sessions cost, minutes by their true sets."""
        found = self.program.costs(self.contacts)
        found[-1] = sum(one.minutes[self.chosen[:, k]] for k, one in enumerate(self.counts))
        return found

    def room(self, costs: Vector) -> Vector:
        """Return by how much the cost of each session may still rise, shape as ``costs``."""
        given = self.program.compiled
        allowed, _ = given.allowed(costs)
        left = allowed * (1 + TOLERANCE / 2) - given.used(costs)
        found = np.full(costs.shape, np.inf)
        with np.errstate(divide="ignore", invalid="ignore"):
            per_session = np.where(given.weights > 0, left[:, None] / given.weights, np.inf)
        np.minimum.at(found, given.quantity, per_session)
        quiet = self.high_matters & ~self.high
        dose = self.program.response + 1
        from analytics.load.day_facts import HIGH_DOSE_AU

        found[dose, quiet] = np.minimum(found[dose, quiet], HIGH_DOSE_AU - costs[dose, quiet])
        return found

    @property
    def high_matters(self) -> bool:
        """Whether any limit asks which sessions are high."""
        limits = self.program.task.limits
        return limits.hours_between_high is not None or limits.hours_after_hard_run is not None

    def may_do(self, s: int) -> Vector:
        """Return the most contacts of each drill in a session, by what else is limited."""
        drills = self.program.task.options
        most = np.minimum(drills.most, self.program.task.most_contacts).astype(float)
        if self.high_matters and not self.high[s]:
            most[drills.is_high] = 0.0
        contacts = self.contacts
        for k in np.flatnonzero(drills.is_new):
            same = self.ids == self.ids[k]
            if not contacts[:s, same].any():
                others = contacts[s, same].sum() - contacts[s, k]
                most[k] = min(most[k], max(0.0, self.first_most - others))
        return most

    def place(self, s: int, wanted: Vector) -> None:
        """Choose the whole sets of an empty session that come nearest to the contacts wanted."""
        response = self.program.costs_of_one[self.program.response]
        room, most = self.room(self.costs())[:, s], self.may_do(s)
        drills = [k for k in np.argsort(-wanted * response) if wanted[k] >= 1][:MOST_DRILLS]
        if not drills:
            return
        near = [self._near(k, wanted[k], most[k], len(drills)) for k in drills]
        combinations = np.array(list(product(*near)), dtype=np.int64)
        contacts = np.array(
            [self.counts[k].contacts[combinations[:, i]] for i, k in enumerate(drills)]
        )
        cost = self.program.costs_of_one[:, drills] @ contacts
        cost[-1] = sum(self.counts[k].minutes[combinations[:, i]] for i, k in enumerate(drills))
        able = np.all(cost <= room[:, None] + 1e-9, axis=0)
        able &= self._within_first(drills, contacts, s)
        if not able.any():
            return
        gap = np.abs(cost[self.program.response] - wanted @ response)
        # Of those as near, the one with fewer sets.
        sets = sum(self.counts[k].sets[combinations[:, i]] for i, k in enumerate(drills))
        best = np.lexsort((sets, np.where(able, np.round(gap, 6), np.inf)))[0]
        self.chosen[s, drills] = combinations[best]

    def _within_first(self, drills: list[int], contacts: Vector, s: int) -> Flags:
        """Hold two heights of one new drill against the measure of its first day together."""
        able = np.ones(contacts.shape[1], dtype=bool)
        new = self.program.task.options.is_new
        done = self.contacts[:s]
        for name in {self.ids[k] for k in drills if new[k]}:
            same = [i for i, k in enumerate(drills) if self.ids[k] == name]
            if not done[:, self.ids == name].any():
                able &= contacts[same].sum(axis=0) <= self.first_most
        return able

    def _near(self, k: int, wanted: float, most: float, n_drills: int) -> list[int]:
        """Return nothing, and the numbers next to the one wanted: fewer, the more drills."""
        able = self.counts[k].contacts
        n = int(np.searchsorted(able, most * (1 + TOLERANCE), side="right"))
        above = int(np.searchsorted(able[:n], wanted - 1e-6))
        below, beyond = (3, 2) if n_drills <= MANY else (1, 1)
        return sorted({0, *range(max(0, above - below), min(n, above + beyond))})

    def top_up(self) -> int:
        """Add repetitions where all limits hold and the gain rises, the best first.

        Returns
        -------
        int
            How often something was added.
        """
        n_added, response = 0, self.program.response
        while True:
            costs = self.costs()
            worth = self.program.objective.slope(costs[response])
            step = self._best_step(costs, worth)
            if step is None:
                return n_added
            s, k, choice = step
            before, old = self.program.gain(costs), self.chosen[s, k]
            self.chosen[s, k] = choice
            if self.program.gain(self.costs()) <= before:
                self.chosen[s, k] = old
                return n_added
            n_added += 1

    def _best_step(self, costs: Vector, worth: Vector) -> tuple[int, int, int] | None:
        of_one, contacts = self.program.costs_of_one, self.contacts
        room = self.room(costs)
        best, found = 1e-12, None
        for s in np.flatnonzero(worth > 0):
            most = self.may_do(int(s))
            with np.errstate(divide="ignore", invalid="ignore"):
                more = np.min(
                    np.where(of_one[:-1] > 0, room[:-1, [s]] / of_one[:-1], np.inf), axis=0
                )
            is_full = np.count_nonzero(self.chosen[s]) >= MOST_DRILLS
            for k in range(len(more)):
                if is_full and not self.chosen[s, k]:
                    continue
                of_drill, now = self.counts[k], self.chosen[s, k]
                top = min(most[k], contacts[s, k] + more[k] + 1e-9)
                choice = int(np.searchsorted(of_drill.contacts, top, side="right")) - 1
                while choice > now and (
                    of_drill.minutes[choice] - of_drill.minutes[now] > room[-1, s] + 1e-9
                ):
                    choice -= 1
                added = of_drill.contacts[choice] - of_drill.contacts[now]
                gain = worth[s] * added * of_one[self.program.response, k]
                if choice > now and gain > best:
                    best, found = gain, (int(s), k, choice)
        return found
