"""Rows that hold down the first day of a drill never done before."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analytics.progression.sparse_rows import first_columns
from analytics.progression.task import Task

if TYPE_CHECKING:
    from analytics.progression.sparse_rows import Matrix

Vector = npt.NDArray[np.float64]


def first_exposures(task: Task, most: float, n_variables: int) -> "tuple[Matrix, Vector]":
    """Let a new drill go beyond its first measure only if it was done before.

    Parameters
    ----------
    task : Task
    most : float
        Contacts of a session at most.
    n_variables : int
        Of the program; the contacts come first, session by session.

    Returns
    -------
    tuple of sparse matrix and ndarray of float
        Rows and their right sides. One repetition on an earlier day is enough, so that every
        plan that keeps the limit keeps them.
    """
    limit, drills = task.limits.first_exposure_contacts, task.options
    n_s, n_k = task.n_sessions, len(drills.choices)
    if limit is None or not drills.is_new.any():
        return first_columns(np.zeros((0, n_s * n_k)), n_variables), np.zeros(0)
    ids = np.array([one.drill_id for one in drills.choices], dtype=object)
    found = []
    for name in dict.fromkeys(ids[drills.is_new]):
        same = ids == name
        rise = max(most - limit, 0.0) / drills.per_rep[same].min()
        for s in range(n_s):
            one = np.zeros((n_s, n_k))
            one[s, same], one[:s, same] = 1.0, -rise
            found.append(one.ravel())
    return first_columns(np.array(found), n_variables), np.full(len(found), limit)
