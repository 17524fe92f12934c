"""A plan in whole sets while it is made."""

import numpy as np
import numpy.typing as npt

from analytics.load.day_facts import HIGH_DOSE_AU
from analytics.progression.plan_row import TOLERANCE
from analytics.progression.program import Program
from analytics.progression.supports import high_matters
from analytics.progression.whole_sets import counts

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Draft:
    """A plan in whole sets while it is made, always within all limits.

    Sessions only grow in it: a limit that one session uses never rests on that same session, so
    that what a session may still cost is the least room of the limits it is in.
    """

    def __init__(self, program: Program, high: Flags, plain: float = 1.0) -> None:
        self.program, self.high, self.plain = program, high, plain
        task = program.task
        most = float(program.caps[-2].max(initial=0.0))
        # A plain plan has no drill in two rows of a session.
        self.counts = counts(task.options, most, alike=plain >= 1)
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
        quiet = ~self.high if high_matters(self.program) else np.zeros_like(self.high)
        dose = self.program.response + 1
        found[dose, quiet] = np.minimum(found[dose, quiet], HIGH_DOSE_AU - costs[dose, quiet])
        return found

    def may_do(self, s: int) -> Vector:
        """Return the most contacts of each drill in a session, by what else is limited."""
        drills = self.program.task.options
        if not self.program.is_open[s]:
            return np.zeros(self.program.n_drills)
        most = np.minimum(drills.most, self.program.task.most_contacts).astype(float)
        if high_matters(self.program) and not self.high[s]:
            most[drills.is_high] = 0.0
        contacts = self.contacts
        for k in np.flatnonzero(drills.is_new):
            same = self.ids == self.ids[k]
            if not contacts[:s, same].any():
                others = contacts[s, same].sum() - contacts[s, k]
                most[k] = min(most[k], max(0.0, self.first_most - others))
        return most

    def first_of(self, s: int) -> Flags:
        """Tell which drills are new, and not done before this session."""
        done = self.contacts[:s]
        before = [bool(done[:, self.ids == name].any()) for name in self.ids]
        return np.asarray(self.program.task.options.is_new & ~np.array(before, dtype=bool))
