"""A plan as a linear program: contacts of each session and drill, limits as rows, gain on top."""

from copy import copy
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.errors import ConvergenceError
from analytics.progression.compiled import Compiled
from analytics.progression.first_days import first_exposures
from analytics.progression.objective import Objective
from analytics.progression.plan_limits import rows
from analytics.progression.plan_row import Row
from analytics.progression.task import Task

Vector = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]

N_LINES = 24
"""Straight lines above each curve of the gain; the error falls with their square."""

OBJECTIVE_SCALE = 100.0
"""The solver stops at 1e-7 of what it is asked; a gain is a few per cent."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Contacts, shape (n_sessions, n_drills), and the value of the program, in log %."""

    contacts: Vector
    value: float


class Program:
    """Everything of a plan that is linear, whatever supports its limits rest on.

    Parameters
    ----------
    task : Task
    objective : Objective
    """

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
        self._lay_out()
        self.limit_by(rows(task))

    def under(self, task: Task) -> "Program":
        """Return the program of the same sessions and drills under other limits."""
        other = copy(self)
        other.task = task
        other.caps = other.session_most()
        other.new_drills, other.new_drills_at = first_exposures(
            task, float(other.caps[-2].max(initial=0.0)), self.n_variables
        )
        other.limit_by(rows(task))
        return other

    def limit_by(self, found: list[Row]) -> None:
        """Take these rows for the limits, in order of day.

        Those that sessions of the most contacts and minutes cannot reach are left out.
        """
        sizes = (self.n_quantities - 2, self.n_quantities - 1)
        kept = [
            one
            for one in found
            if one.quantity % self.n_quantities in sizes
            or one.weights @ self.caps[one.quantity] > one.room
        ]
        self.compiled = Compiled.of(kept, self.n_quantities, self.task.n_sessions)
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

    def _lay_out(self) -> None:
        from scipy import sparse

        n_s, n_k, n_q = self.task.n_sessions, self.n_drills, self.n_quantities
        n_tau = len(self.lines)
        self.at_cost = n_s * n_k
        self.at_exposure = self.at_cost + n_q * n_s
        self.at_curve = self.at_exposure + n_tau
        self.n_variables = self.at_curve + n_tau
        adds = sparse.kron(sparse.csr_matrix(self.costs_of_one), sparse.eye_array(n_s))
        # Contacts lie session by session, costs quantity by quantity.
        order = np.arange(n_s * n_k).reshape(n_s, n_k).T.ravel()
        adds = sparse.csr_array(adds)[:, np.argsort(order)]
        session = np.tile(np.arange(n_s), n_tau) + self.response * n_s
        of_response = sparse.csr_array(
            (self.objective.kernel.ravel(), (np.repeat(np.arange(n_tau), n_s), session)),
            shape=(n_tau, n_q * n_s),
        )
        self.equal = sparse.csr_array(
            sparse.block_array(
                [
                    [-adds, sparse.eye_array(n_q * n_s), None, None],
                    [None, -of_response, sparse.eye_array(n_tau), sparse.csr_array((n_tau, n_tau))],
                ]
            )
        )
        self.equal_to = np.concatenate([np.zeros(n_q * n_s), self.objective.start])
        tau = np.repeat(np.arange(n_tau), [len(one.at) for one in self.lines])
        slope = np.concatenate([one.slope for one in self.lines])
        row = np.arange(len(tau))
        self.curves = sparse.csr_array(
            (
                np.concatenate([np.ones(len(tau)), -slope]),
                (np.tile(row, 2), np.concatenate([self.at_curve + tau, self.at_exposure + tau])),
            ),
            shape=(len(tau), self.n_variables),
        )
        self.curves_at = np.concatenate([one.at for one in self.lines])
        self.new_drills, self.new_drills_at = first_exposures(
            self.task, float(self.caps[-2].max(initial=0.0)), self.n_variables
        )
        self.asked: list[object] = []
        self.asked_at: list[Vector] = []
        self.goal = np.zeros(self.n_variables)
        self.goal[self.at_curve :] = -OBJECTIVE_SCALE
        response = slice(
            self.at_cost + self.response * n_s, self.at_cost + (self.response + 1) * n_s
        )
        self.goal[response] = OBJECTIVE_SCALE * self.objective.fatigue

    def sparing(self, target: float, weight: Vector) -> "Program":
        """Return the program of the least stress that promises a gain.

        Parameters
        ----------
        target : float
            In log %.
        weight : ndarray of float, shape (n_tissues,)
            Of an easy step of each tissue.
        """
        from scipy import sparse

        other = copy(self)
        gain = sparse.csr_array(self.goal.reshape(1, -1) / OBJECTIVE_SCALE)
        other.asked, other.asked_at = [gain], [np.array([self.objective.constant - target])]
        other.goal = np.zeros(self.n_variables)
        n_s = self.task.n_sessions
        steps = slice(self.at_cost, self.at_cost + self.task.n_tissues * n_s)
        other.goal[steps] = np.repeat(weight, n_s)
        return other

    def cost_rows(self, quantity: Index, weights: Vector) -> object:
        """Return rows of weights on the costs of sessions, as a sparse matrix."""
        from scipy import sparse

        row, session = np.nonzero(weights)
        column = self.at_cost + quantity[row] * self.task.n_sessions + session
        return sparse.csr_array(
            (weights[row, session], (row, column)), shape=(len(weights), self.n_variables)
        )

    def solve(
        self,
        matrix: object,
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
        from scipy import sparse
        from scipy.optimize import linprog

        bounds = np.empty((self.n_variables, 2))
        bounds[:, 0], bounds[:, 1] = 0.0, np.inf
        bounds[self.at_curve :, 0] = -np.inf
        n_contacts = highest.size
        bounds[:n_contacts, 1] = highest.ravel()
        if lowest is not None:
            bounds[:n_contacts, 0] = lowest.ravel()
        found = linprog(
            self.goal,
            A_ub=sparse.vstack([self.curves, self.new_drills, *self.asked, matrix], format="csr"),
            b_ub=np.concatenate([self.curves_at, self.new_drills_at, *self.asked_at, most]),
            A_eq=self.equal,
            b_eq=self.equal_to,
            bounds=bounds,
            method="highs",
        )
        if found.status == 2:
            return None
        if found.status != 0:
            raise ConvergenceError(f"The planner's program was not solved: {found.message}")
        contacts = found.x[:n_contacts].reshape(highest.shape)
        value = -float(self.goal @ found.x) / OBJECTIVE_SCALE + self.objective.constant
        return Answer(contacts, value)
