"""What is read off one plan of a board: what it leads to, and what the check of limits says."""

from dataclasses import dataclass

import pandas as pd

from analytics.progression.plan import Plan
from analytics.progression.simulate import Simulation
from analytics.progression.verdict import switched_off, verdict
from pages.components import sources
from pages.components.plan_state import Board, Draft, PlannedSet, Wishes
from pages.components.sources.plan_basis import Basis


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One plan of a board.

    Attributes
    ----------
    basis : Basis
    board : Board
    letter : str
    draft : Draft
    wishes : Wishes
        Of the days that are still to come.
    sets : tuple of PlannedSet
        Those on days to come.
    plan : Plan
        Of the days to come.
    simulation : Simulation
    """

    basis: Basis
    board: Board
    letter: str
    draft: Draft
    wishes: Wishes
    sets: tuple[PlannedSet, ...]
    plan: Plan
    simulation: Simulation

    @property
    def name(self) -> str:
        """The plan as people read it."""
        return f"{self.letter} {self.draft.title}"

    @property
    def whole(self) -> Plan:
        """The plan with the days of it that are past."""
        return sources.planned(self.board.sets(self.letter), self.board.wishes)

    @property
    def level(self) -> float:
        """Share that every interval holds."""
        return sources.fit_of(self.basis).model.level

    @property
    def rows(self) -> pd.DataFrame:
        """What the check of limits says, apart from the simulation; it takes its while."""
        return sources.checked(self.basis, self.sets, self.wishes)

    @property
    def verdict(self) -> str:
        """What every copy says of limits."""
        return verdict(self.rows, switched_off(self.wishes.settings.limits))

    @property
    def above(self) -> pd.DataFrame:
        """Days and limits the plan's own sets are above, as simulated."""
        flags = self.simulation.flags
        return flags[~flags["by_runs"].astype(bool)]


def read(basis: Basis, board: Board, letter: str | None = None) -> Reading | None:
    """Return what is read off a plan of a board, by default the one in focus; None without one."""
    letter = letter or board.focus
    draft = board.drafts.get(letter)
    if draft is None:
        return None
    wishes = board.wishes.after(sources.history_of(basis).last_day.date())
    sets = draft.within(wishes)
    return Reading(
        basis,
        board,
        letter,
        draft,
        wishes,
        sets,
        sources.planned(sets, wishes),
        sources.simulated(basis, sets, wishes),
    )
