"""Contacts in whole sets of whole repetitions."""

from dataclasses import dataclass
from itertools import combinations, product
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

FEW: Final = 3
"""Drills of a session one would rather not exceed (assumption)."""

CRUMB: Final = 10.0
"""Contacts of a drill below which it is hardly worth setting up (assumption)."""

PER_DRILL: Final = 0.001
PER_ODD: Final = 0.001
PER_CRUMB: Final = 0.01
PER_MISSING: Final = 0.05
"""What a drill, sets that are not alike, a crumb, and a new drill put off cost a session, in shares of
the week's dose: of two sessions as good as each other the plainer one is taken (assumption)."""

SOME: Final = 0.01
"""Contacts of a new drill from which on it is wanted: later days may rest on it."""

WORTH_ODD: Final = 0.0005
"""Gain, in log %, for which sets may be unlike when a plan is topped up (assumption)."""


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


def counts(drills: Options, most_contacts: float) -> list[Counts]:
    """Return what each drill can be done in, up to so many contacts of a session."""
    return [
        _of_drill(drills, k, min(most_contacts, float(drills.most[k]), MOST_CONTACTS))
        for k in range(len(drills.choices))
    ]


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


class Draft:
    """A plan in whole sets while it is made, always within all limits.

    Sessions only grow in it: a limit that one session uses never rests on that same session, so
    that what a session may still cost is the least room of the limits it is in.
    """

    def __init__(self, program: Program, high: Flags, plain: float = 1.0) -> None:
        self.program, self.high, self.plain = program, high, plain
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

    def place(self, s: int, wanted: Vector, week_au: float) -> None:
        """Choose the whole sets of an empty session that stand best for the contacts wanted.

        Near in dose, of few drills, in sets that are alike, and of no drill next to nothing.

        Parameters
        ----------
        s : int
        wanted : ndarray of float, shape (n_drills,)
        week_au : float
            Dose of the week, against which a missing AU is weighed.
        """
        response = self.program.costs_of_one[self.program.response]
        room, most = self.room(self.costs())[:, s], self.may_do(s)
        first = self._first(s) & (wanted > SOME)
        least = [of.contacts[1] if len(of.contacts) > 1 else 0.0 for of in self.counts]
        wanted = np.where(first, np.maximum(wanted, least), wanted)
        tried = self._tried(wanted, most, response)
        if not len(tried):
            return
        contacts = np.array([of.contacts[tried[:, k]] for k, of in enumerate(self.counts)])
        cost = self.program.costs_of_one @ contacts
        cost[-1] = sum(of.minutes[tried[:, k]] for k, of in enumerate(self.counts))
        able = np.all(cost <= room[:, None] + 1e-9, axis=0) & self._within_first(contacts, s)
        gap = np.abs(cost[self.program.response] - wanted @ response) / max(week_au, 1.0)
        missing = PER_MISSING * (first & (tried == 0)).sum(axis=1)
        score = np.where(
            able, gap + missing + self.plain * self._untidy(tried, contacts, first), np.inf
        )
        best = int(np.argmin(score))
        if np.isfinite(score[best]):
            self.chosen[s] = tried[best]

    def _tried(self, wanted: Vector, most: Vector, response: Vector) -> Index:
        """Return numbers of each drill, shape (n, n_drills): nothing, and near each few drills."""
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
                self._near(k, float(one), most[k], len(some))
                for k, one in zip(some, scaled, strict=True)
            ]
            of_group = np.array(list(product(*near)), dtype=np.int64)
            tried = np.zeros((len(of_group), len(wanted)), dtype=np.int64)
            tried[:, some] = of_group
            found.append(tried)
        return np.vstack(found)

    def _first(self, s: int) -> Flags:
        """Tell which drills are new, and not done before this session."""
        done = self.contacts[:s]
        before = [bool(done[:, self.ids == name].any()) for name in self.ids]
        return np.asarray(self.program.task.options.is_new & ~np.array(before, dtype=bool))

    def _untidy(self, tried: Index, contacts: Vector, first: Flags) -> Vector:
        """Return what a session is less worth for its many drills, odd sets and crumbs."""
        done = tried > 0
        single = np.array([of.sets[tried[:, k]] == 1 for k, of in enumerate(self.counts)]).T
        odd = np.array([~of.is_even[tried[:, k]] for k, of in enumerate(self.counts)]).T
        n = done.sum(axis=1)
        # What is done for the first time is meant to be little.
        crumbs = done & ~first & ((contacts.T < CRUMB) | (single & (n > 1)[:, None]))
        return np.asarray(
            PER_DRILL * n + PER_ODD * odd.sum(axis=1) + PER_CRUMB * crumbs.sum(axis=1)
        )

    def _within_first(self, contacts: Vector, s: int) -> Flags:
        """Hold two heights of one new drill against the measure of its first day together."""
        able = np.ones(contacts.shape[1], dtype=bool)
        new, done = self.program.task.options.is_new, self.contacts[:s]
        for name in dict.fromkeys(self.ids[new]):
            same = self.ids == name
            if not done[:, same].any():
                able &= contacts[same].sum(axis=0) <= self.first_most
        return able

    def _near(self, k: int, wanted: float, most: float, n_drills: int) -> list[int]:
        """Return numbers next to the one wanted, and such of sets that are alike."""
        of = self.counts[k]
        n = int(np.searchsorted(of.contacts, most * (1 + TOLERANCE), side="right"))
        above = int(np.searchsorted(of.contacts[:n], wanted - 1e-6))
        below, beyond = (4, 2) if n_drills == 1 else (2, 1) if n_drills <= FEW else (1, 1)
        even = np.flatnonzero(of.is_even[:n])
        place = int(np.searchsorted(even, above))
        near = {*range(max(1, above - below), min(n, above + beyond))}
        return sorted(near | set(even[max(1, place - 2) : place + 1].tolist())) or [0]

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
                au = worth[s] * of_one[self.program.response, k]
                gain, choice = self._plainer(of_drill, int(now), choice, float(au))
                if not now and of_drill.contacts[choice] < CRUMB:
                    continue
                if choice > now and gain > best:
                    best, found = gain, (int(s), k, choice)
        return found

    @staticmethod
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
