"""How high the residual of a plan goes, what sessions add to it, and rows that hold that down."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from analytics.load.tissue import SIDES
from analytics.progression.plan_row import Row
from analytics.progression.task import Task

Vector = npt.NDArray[np.float64]

CAP = "stress cap"
"""Name of rows that are no limit of one's own, but what a plan is asked to stay below."""


def _by_runs(task: Task, tissue: int, leg: int) -> Vector:
    of, run = task.history.tissues[tissue], task.run_steps(tissue)
    kept, left = 2.0 ** (-1 / of.tissue.half_life_d.value), of.residual[leg, 0]
    found = np.empty(task.n_days)
    for day in range(task.n_days):
        left = kept * left + run[day]
        found[day] = left
    return found


def _known(task: Task) -> Iterator[tuple[int, int]]:
    for tissue, of in enumerate(task.history.tissues):
        for leg in range(2):
            if np.isfinite(of.residual[leg, 0]) and of.own_high[leg, 0] > 0:
                yield tissue, leg


def highest_percent(task: Task, steps: Vector) -> float:
    """Return the highest residual on any day to come, of any tissue and leg.

    Parameters
    ----------
    task : Task
    steps : ndarray of float, shape (n_tissues, n_sessions)

    Returns
    -------
    float
        In % of own high today; missing where no own high is known.
    """
    highest = np.nan
    for tissue, leg in _known(task):
        of = task.history.tissues[tissue]
        kept = 2.0 ** (-1 / of.tissue.half_life_d.value)
        age = np.arange(task.n_days)[:, None] - task.day
        fades = np.where(age >= 0, kept ** np.maximum(age, 0), 0.0)
        residual = _by_runs(task, tissue, leg) + fades @ steps[tissue]
        highest = np.fmax(highest, 100 * float(residual.max()) / of.own_high[leg, 0])
    return float(highest)


def added_percent(task: Task, steps: Vector) -> float:
    """Return the most that sessions add to any residual, in % of own high today.

    What runs alone leave is not in it: often they reach higher than any session could, on a
    day on which sessions add next to nothing.

    Parameters
    ----------
    task : Task
    steps : ndarray of float, shape (n_tissues, n_sessions)
    """
    highest = np.nan
    for tissue, leg in _known(task):
        added = _fades(task, tissue) @ steps[tissue]
        own_high = task.history.tissues[tissue].own_high[leg, 0]
        highest = np.fmax(highest, 100 * float(added.max(initial=0.0)) / own_high)
    return float(highest)


def _fades(task: Task, tissue: int) -> Vector:
    """Return what is left of each session on the day of each, shape (n_sessions, n_sessions)."""
    kept = 2.0 ** (-1 / task.history.tissues[tissue].tissue.half_life_d.value)
    age = task.day[:, None] - task.day
    return np.where(age >= 0, kept ** np.maximum(age, 0), 0.0)


def caps(task: Task, percent: float) -> list[Row]:
    """Return rows that hold what sessions add below so many per cent of own high today.

    It is highest on the day of a session: from there it fades.
    """
    found = []
    for tissue, leg in _known(task):
        of, fades = task.history.tissues[tissue], _fades(task, tissue)
        named, most = (CAP, of.tissue.name, SIDES[leg]), percent / 100 * float(of.own_high[leg, 0])
        found += [
            Row(*named, tissue, int(day), fades[s], 0.0, most) for s, day in enumerate(task.day)
        ]
    return found
