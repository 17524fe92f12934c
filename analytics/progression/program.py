"""A plan as a linear program: contacts of each session and drill, limits as rows, gain on top."""

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analytics.errors import ConvergenceError
from analytics.progression.compiled import Compiled
from analytics.progression.first_days import first_exposures
from analytics.progression.objective import Objective
from analytics.progression.plan_limits import rows
from analytics.progression.plan_row import Row
from analytics.progression.program_layout import OBJECTIVE_SCALE, layout
from analytics.progression.sparse_rows import first_columns, sparse, stacked
from analytics.progression.task import Task

if TYPE_CHECKING:
    from analytics.progression.sparse_rows import Matrix

Vector = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]

N_LINES = 24
"""Straight lines above each curve of the gain; the error falls with their square."""

SOLVED, INFEASIBLE = 0, 2
"""What SciPy says of a program."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Contacts, shape (n_sessions, n_drills), and the value of the program, in log %."""

    contacts: Vector
    value: float


class Program:
    """Everything of a plan that is linear, whatever supports its limits rest on."""

    def __init__(self, task: Task, objective: Objective) -> None:
        self.task, self.objective = task, objective
        drills = task.options
        self.costs_of_one = np.vstack(
            [
                drills.steps,
                drills.response_au[None],
                drills.dose_au[None],
                np.ones((1, len(drills.choices))),
                drills.minutes[None],
            ]
        )
        self.n_quantities, self.n_drills = self.costs_of_one.shape
        self.response = task.n_tissues
        self.caps = self.session_most()
        self.lines = objective.lines(self.caps[self.response], N_LINES)
        self.slack = sum(one.slack for one in self.lines)
        costs = self.costs_of_one
        self.ratio = np.max(costs[:, None] / np.maximum(costs[None], 1e-12), axis=2)
        self.layout = layout(costs, self.response, objective, self.lines)
        self.goal = self.layout.goal
        self.asked: list[Matrix] = []
        self.asked_at: list[Vector] = []
        self.new_drills, self.new_drills_at = self._first_exposures()
        self.limit_by(rows(task))

    def _first_exposures(self) -> "tuple[Matrix, Vector]":
        most = float(self.caps[-2].max(initial=0.0))
        return first_exposures(self.task, most, self.layout.n_variables)

    def under(self, task: Task, found: list[Row] | None = None) -> "Program":
        """Return the program of the same sessions and drills under other limits or rows."""
        other = copy(self)
        other.task = task
        other.caps = other.session_most()
        other.new_drills, other.new_drills_at = other._first_exposures()
        other.limit_by(rows(task) if found is None else found)
        return other

    def limit_by(self, found: list[Row]) -> None:
        """Take these rows for the limits, in order of day.

        Those that sessions of the most contacts and minutes cannot reach are left out. A plan
        that is made has only open sessions, see :class:`Row`.
        """
        sizes = (self.n_quantities - 2, self.n_quantities - 1)
        kept = [
            one
            for one in found
            if one.quantity % self.n_quantities in sizes
            or one.weights @ self.caps[one.quantity] > one.room
        ]
        self.compiled = Compiled.of(kept, self.n_quantities, self.task.n_sessions)
        self.is_open = ~np.any(self.compiled.weights[self.compiled.closes] > 0, axis=0)
        self.row_matrix = self.cost_rows(self.compiled.quantity, self.compiled.weights)

    def session_most(self) -> Vector:
        """Return the most that each session may cost by its own size alone."""
        limits, drills = self.task.limits, self.task.options
        of_drill = np.minimum(drills.most, self.task.most_contacts)
        if limits.minutes_per_session is not None:
            of_drill = np.minimum(of_drill, limits.minutes_per_session / self.costs_of_one[-1])
        most = np.repeat(self._most_of(of_drill)[:, None], self.task.n_sessions, axis=1)
        if limits.first_exposure_contacts is not None and self.task.n_sessions:
            first = np.where(drills.is_new, limits.first_exposure_contacts, np.inf)
            most[:, 0] = self._most_of(np.minimum(of_drill, first))
        return most

    def _most_of(self, of_drill: Vector) -> Vector:
        """Return the most a session costs of each quantity, with so many contacts of each drill."""
        costs, minutes = self.costs_of_one, self.task.limits.minutes_per_session
        most = np.sum(costs * of_drill, axis=1)
        able = of_drill > 0
        if np.isfinite(self.task.most_contacts) and able.any():
            most = np.minimum(most, self.task.most_contacts * costs[:, able].max(axis=1))
        if minutes is not None and able.any():
            most = np.minimum(most, minutes * (costs / costs[-1])[:, able].max(axis=1))
        return most

    def costs(self, contacts: Vector) -> Vector:
        """Return what contacts cost, shape (n_quantities, n_sessions)."""
        return np.asarray(self.costs_of_one @ contacts.T)

    def gain(self, costs: Vector) -> float:
        """Return the exact log effect of sessions of these costs, in %."""
        return float(self.objective.value(costs[self.response]))

    def sparing(self, target: float, weight: Vector) -> "Program":
        """Return the program of the least stress that promises a gain.

        Parameters
        ----------
        target : float
            In log %.
        weight : ndarray of float, shape (n_tissues,)
            Of an easy step of each tissue.
        """
        other, n_s = copy(self), self.task.n_sessions
        other.asked = [first_columns(self.goal[None] / OBJECTIVE_SCALE, len(self.goal))]
        other.asked_at = [np.array([self.objective.constant - target])]
        other.goal = np.zeros(len(self.goal))
        first = self.layout.at_cost
        other.goal[first : first + self.task.n_tissues * n_s] = np.repeat(weight, n_s)
        return other

    def cost_rows(self, quantity: Index, weights: Vector) -> "Matrix":
        """Return rows of weights on the costs of sessions."""
        row, session = np.nonzero(weights)
        column = self.layout.at_cost + quantity[row] * self.task.n_sessions + session
        shape = (len(weights), self.layout.n_variables)
        return sparse(weights[row, session], row, column, shape)

    def solve(
        self,
        matrix: "Matrix",
        most: Vector,
        highest: Vector,
        lowest: Vector | None = None,
    ) -> Answer | None:
        """Solve with further rows; None where nothing is feasible.

        Parameters
        ----------
        matrix, most
            Rows as :meth:`cost_rows` makes them, and their right sides.
        highest, lowest : ndarray of float, shape (n_sessions, n_drills)
            Contacts at most, and at least.
        """
        from scipy.optimize import linprog

        layout, n_contacts = self.layout, highest.size
        bounds = np.empty((layout.n_variables, 2))
        bounds[:, 0], bounds[:, 1] = 0.0, np.inf
        bounds[layout.at_curve :, 0] = -np.inf
        bounds[:n_contacts, 1] = highest.ravel()
        if lowest is not None:
            bounds[:n_contacts, 0] = lowest.ravel()
        found = linprog(  # type: ignore[call-overload]  # whose stubs know no sparse rows
            self.goal,
            A_ub=stacked([layout.curves, self.new_drills, *self.asked, matrix]),
            b_ub=np.concatenate([layout.curves_at, self.new_drills_at, *self.asked_at, most]),
            A_eq=layout.equal,
            b_eq=layout.equal_to,
            bounds=bounds,
            method="highs",
        )
        if found.status == INFEASIBLE:
            return None
        if found.status != SOLVED:
            raise ConvergenceError(f"The planner's program was not solved: {found.message}")
        contacts = found.x[:n_contacts].reshape(highest.shape)
        value = -float(self.goal @ found.x) / OBJECTIVE_SCALE + self.objective.constant
        return Answer(contacts, value)
