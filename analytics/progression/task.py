"""What a planner is asked, laid out: sessions on days to come, and what was before them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.own_high import LARGEST_D
from analytics.progression.deload import is_deload
from analytics.progression.drill_options import Options
from analytics.progression.history import RECENT_D, History
from analytics.progression.limits import Limits
from analytics.progression.runs_to_come import RunsToCome

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int64]

MOST_CONTACTS: Final = 500.0
"""Contacts a planner puts on one day at most where neither contacts nor minutes are limited: four
times the most that is advised (assumption)."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Sessions a plan may have, on days counted from the first after the history.

    Attributes
    ----------
    history : History
    runs : RunsToCome
    limits : Limits
    options : Options
    deload : str
    first_day, goal_date : Timestamp
    day : ndarray of int, shape (n_sessions,)
        Of each session one may plan.
    may_be_high : ndarray of bool, shape (n_sessions,)
        Whether neither the past nor a hard run forbids a high session.
    """

    history: History
    runs: RunsToCome
    limits: Limits
    options: Options
    deload: str
    first_day: pd.Timestamp
    goal_date: pd.Timestamp
    day: Days
    may_be_high: Flags

    @property
    def n_sessions(self) -> int:
        """Sessions one may plan."""
        return len(self.day)

    @property
    def n_tissues(self) -> int:
        """Tissues whose stress is known."""
        return len(self.history.tissues)

    @property
    def n_days(self) -> int:
        """Days to come, that of the goal included."""
        return len(self.runs.days)

    @property
    def week(self) -> Days:
        """Week of each session, from 0."""
        offset = (self.first_day - self.runs.days[0]).days
        return (self.day - offset) // 7

    @property
    def is_light(self) -> Flags:
        """Whether each session lies in a lighter week."""
        return np.array([is_deload(int(week), self.deload) for week in self.week], dtype=bool)

    @property
    def most_contacts(self) -> float:
        """Contacts of a session."""
        most = self.limits.contacts_per_session
        if most is None and self.limits.minutes_per_session is None:
            return MOST_CONTACTS
        return np.inf if most is None else float(most)

    def run_steps(self, tissue: int) -> Vector:
        """Return easy steps of one leg by running on each day to come, shape (n_days,)."""
        name = self.history.tissues[tissue].tissue.name
        return np.asarray(self.runs.equivalents[name][:, 0], dtype=float)

    def sessions_in(self, first: int, last: int) -> Flags:
        """Tell which sessions are on the days from the first to the last, both included."""
        return (self.day >= first) & (self.day <= last)


def days_between(hours: float | None) -> int:
    """Return how many days apart two days are at least that are so many hours apart."""
    return 0 if hours is None else int(np.ceil(hours / 24))


def may_be_high(history: History, runs: RunsToCome, limits: Limits, day: Days) -> Flags:
    """Tell on which days to come a high session breaks no spacing by what is known today."""
    apart = days_between(limits.hours_between_high)
    after_run = days_between(limits.hours_after_hard_run)
    was_high = np.array([one is True or one == True for one in history.is_high])  # noqa: E712
    was_hard = np.array([one is True or one == True for one in history.is_hard_run])  # noqa: E712
    hard = np.concatenate([was_hard, runs.is_hard])
    high = np.concatenate([was_high, np.zeros(len(runs.days), dtype=bool)])
    found = np.ones(len(day), dtype=bool)
    for i, here in enumerate(day + RECENT_D):
        found[i] &= not high[max(0, here - apart + 1) : here].any()
        if after_run:
            found[i] &= not hard[max(0, here - after_run + 1) : here + 1].any()
    return found


def largest_before(daily: Vector, day: int) -> float:
    """Return the largest of the 30 days before a day to come; ``daily`` begins with the history."""
    here = RECENT_D + day
    return float(daily[here - LARGEST_D : here].max())
