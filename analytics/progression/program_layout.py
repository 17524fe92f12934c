"""What every program of a plan has in common: its variables, what they cost, what that brings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from analytics.progression.envelope import Lines
from analytics.progression.objective import Objective
from analytics.progression.sparse_rows import sparse

if TYPE_CHECKING:
    from analytics.progression.sparse_rows import Matrix

Vector = npt.NDArray[np.float64]

OBJECTIVE_SCALE: Final = 100.0
"""The solver stops at 1e-7 of what it is asked; a gain is a few per cent."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Variables: contacts by session and drill, costs by quantity and session, exposures, effects.

    Attributes
    ----------
    at_cost, at_exposure, at_curve, n_variables : int
        Where each kind begins, and how many there are in all.
    equal, equal_to
        Rows that make costs of contacts, and exposures of doses.
    curves, curves_at
        Rows that hold each effect below the lines of its exposure.
    goal : ndarray of float, shape (n_variables,)
        What is made small: less than nothing for a gain.
    """

    at_cost: int
    at_exposure: int
    at_curve: int
    n_variables: int
    equal: "Matrix"
    equal_to: Vector
    curves: "Matrix"
    curves_at: Vector
    goal: Vector


def layout(costs_of_one: Vector, response: int, objective: Objective, lines: list[Lines]) -> Layout:
    """Lay out the variables of a program.

    Parameters
    ----------
    costs_of_one : ndarray of float, shape (n_quantities, n_drills)
    response : int
        Which quantity is the dose the response follows.
    objective : Objective
    lines : list of Lines
        Above each of its curves.
    """
    (n_q, n_k), (n_tau, n_s) = costs_of_one.shape, objective.kernel.shape
    at_cost = n_s * n_k
    at_exposure = at_cost + n_q * n_s
    at_curve = at_exposure + n_tau
    n_variables = at_curve + n_tau
    quantity, s, k = np.meshgrid(np.arange(n_q), np.arange(n_s), np.arange(n_k), indexing="ij")
    tau, session = np.meshgrid(np.arange(n_tau), np.arange(n_s), indexing="ij")
    row = n_q * n_s + np.arange(n_tau)
    each = np.arange(n_q * n_s)
    values = [-costs_of_one[quantity, k], np.ones(n_q * n_s), -objective.kernel, np.ones(n_tau)]
    rows = [quantity * n_s + s, each, row[tau], row]
    columns = [
        s * n_k + k,
        at_cost + each,
        at_cost + response * n_s + session,
        at_exposure + np.arange(n_tau),
    ]
    of_line = np.repeat(np.arange(n_tau), [len(one.at) for one in lines])
    slope = np.concatenate([one.slope for one in lines])
    line = np.arange(len(of_line))
    goal = np.zeros(n_variables)
    goal[at_curve:] = -OBJECTIVE_SCALE
    first = at_cost + response * n_s
    goal[first : first + n_s] = OBJECTIVE_SCALE * objective.fatigue
    return Layout(
        at_cost,
        at_exposure,
        at_curve,
        n_variables,
        equal=sparse(
            np.concatenate([one.ravel() for one in values]),
            np.concatenate([one.ravel() for one in rows]),
            np.concatenate([one.ravel() for one in columns]),
            (n_q * n_s + n_tau, n_variables),
        ),
        equal_to=np.concatenate([np.zeros(n_q * n_s), objective.start]),
        curves=sparse(
            np.concatenate([np.ones(len(line)), -slope]),
            np.tile(line, 2),
            np.concatenate([at_curve + of_line, at_exposure + of_line]),
            (len(line), n_variables),
        ),
        curves_at=np.concatenate([one.at for one in lines]),
        goal=goal,
    )
