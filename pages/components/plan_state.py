"""What is planned on the page so far: up to four plans within the same frame, and every step back.

Values in, values out: each change makes a new board, and the old one is what undo returns to.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import pandas as pd

from analytics.progression.plan import PLANNED_SETS, Plan
from data.plan_settings import PlanSettings

LETTERS: Final = ("A", "B", "C", "D")
"""Plans side by side; more are not told apart in a chart."""
MOST_STEPS: Final = 50


class PlannedSet(NamedTuple):
    """One drill of a session."""

    date: date
    drill_id: str
    sets: int
    reps: int
    height_m: float | None
    rest_s: float


@dataclass(frozen=True, slots=True)
class Wishes:
    """The frame all plans of a board keep to.

    Attributes
    ----------
    first_day, goal_date : date
    settings : PlanSettings
    """

    first_day: date
    goal_date: date
    settings: PlanSettings = field(default_factory=PlanSettings)

    @property
    def n_weeks(self) -> int:
        """Whole weeks from the first day to the goal."""
        return (self.goal_date - self.first_day).days // 7

    def after(self, last_day: date) -> "Wishes":
        """Return what counts of them after the last day that is logged: no name, no past day."""
        first_day = max(self.first_day, last_day + timedelta(days=1))
        return replace(
            self, first_day=first_day, settings=replace(self.settings, event="", level=None)
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """One plan as it stands.

    Attributes
    ----------
    sets : tuple of PlannedSet
        As laid out; those outside the days of the board are kept, and not counted.
    title : str
        Such as ``mine``.
    scale : float
        What repetitions are multiplied by.
    plan_id : str or None
        Under which it is saved.
    version : int or None
    newest : int or None
        The newest version there was when this one was opened.
    """

    sets: tuple[PlannedSet, ...] = ()
    title: str = "mine"
    scale: float = 1.0
    plan_id: str | None = None
    version: int | None = None
    newest: int | None = None

    def within(self, wishes: Wishes) -> tuple[PlannedSet, ...]:
        """Return the sets on the days of a board, repetitions scaled and whole, one at least."""
        inside = (one for one in self.sets if wishes.first_day <= one.date < wishes.goal_date)
        if self.scale == 1.0:
            return tuple(inside)
        return tuple(
            one._replace(reps=max(1, int(self.scale * one.reps + 0.5)))  # halves go up
            for one in inside
        )

    def n_outside(self, wishes: Wishes) -> int:
        """Return how many sets lie outside the days of a board."""
        return sum(not wishes.first_day <= one.date < wishes.goal_date for one in self.sets)


@dataclass(frozen=True, slots=True)
class Board:
    """The plans one compares, and the one in focus."""

    wishes: Wishes
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    focus: str = "A"

    @property
    def draft(self) -> Draft | None:
        """The plan in focus; None where there is none yet."""
        return self.drafts.get(self.focus)

    def sets(self, letter: str | None = None) -> tuple[PlannedSet, ...]:
        """Return the sets that count of a plan, by default of the one in focus."""
        draft = self.drafts.get(letter or self.focus)
        return () if draft is None else draft.within(self.wishes)

    def with_draft(self, letter: str, draft: Draft, *, focus: bool = True) -> "Board":
        """Return the board with a plan under a letter."""
        drafts: dict[str, Draft] = {
            one: self.drafts[one] for one in self.drafts if one != letter
        } | {letter: draft}
        ordered: dict[str, Draft] = {one: drafts[one] for one in LETTERS if one in drafts}
        return replace(self, drafts=ordered, focus=letter if focus else self.focus)

    def without(self, letter: str) -> "Board":
        """Return the board without a plan, focus on the first of the others."""
        drafts: dict[str, Draft] = {
            one: draft for one, draft in self.drafts.items() if one != letter
        }
        focus = self.focus if self.focus in drafts else next(iter(drafts), "A")
        return replace(self, drafts=drafts, focus=focus)

    def free(self, wanted: str = "B") -> str:
        """Return the letter for another plan: the wanted one, else the first free, else the last.

        Never that of the plan in focus.
        """
        free = [one for one in LETTERS if one not in self.drafts]
        if wanted in free:
            return wanted
        others = [one for one in LETTERS if one != self.focus]
        return free[0] if free else others[-1]


@dataclass(frozen=True, slots=True)
class Desk:
    """A board with the steps that led to it, and those that were taken back."""

    now: Board
    past: tuple[Board, ...] = ()
    future: tuple[Board, ...] = ()

    def changed(self, board: Board) -> "Desk":
        """Return the desk a step on; the same board is no step, another focus none to go back."""
        if board == self.now:
            return self
        if replace(board, focus=self.now.focus) == self.now:
            return replace(self, now=board)
        return Desk(board, (*self.past, self.now)[-MOST_STEPS:])

    def undone(self) -> "Desk":
        """Return the desk a step back, as it is if there is none."""
        if not self.past:
            return self
        return Desk(self.past[-1], self.past[:-1], (self.now, *self.future))

    def redone(self) -> "Desk":
        """Return the desk with the step that was taken back."""
        if not self.future:
            return self
        return Desk(self.future[0], (*self.past, self.now), self.future[1:])


def as_plan(sets: Iterable[PlannedSet], first_day: date, goal_date: date) -> Plan:
    """Return sets as a plan, which refuses what cannot be."""
    frame = pd.DataFrame(list(sets), columns=list(PlannedSet._fields))
    frame["date"] = pd.to_datetime(frame["date"])
    numbers: Any = dict.fromkeys(("sets", "reps", "height_m", "rest_s"), float)
    frame = PLANNED_SETS.check(frame.astype({"drill_id": "str", **numbers}))
    return Plan(frame, pd.Timestamp(first_day), pd.Timestamp(goal_date))


def of_plan(plan: Plan) -> tuple[PlannedSet, ...]:
    """Return the sets of a plan, day by day."""
    ordered = plan.sets.sort_values("date", kind="stable")
    return tuple(
        PlannedSet(
            row["date"].date(),
            str(row["drill_id"]),
            int(row["sets"]),
            int(row["reps"]),
            None if pd.isna(row["height_m"]) else float(row["height_m"]),
            float(row["rest_s"]),
        )
        for row in ordered.to_dict("records")
    )
