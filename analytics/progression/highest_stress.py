"""How high the residual of a plan goes, in per cent of own high, and rows that hold it down."""

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


def caps(task: Task, percent: float) -> list[Row]:
    """Return rows that hold every residual below so many per cent of own high today."""
    found = []
    for tissue, leg in _known(task):
        of = task.history.tissues[tissue]
        kept = 2.0 ** (-1 / of.tissue.half_life_d.value)
        most, by_runs = percent / 100 * of.own_high[leg, 0], _by_runs(task, tissue, leg)
        for s, day in enumerate(task.day):
            until = task.day[s + 1] if s + 1 < task.n_sessions else task.n_days
            days = np.arange(day, until)
            hardest = int(days[np.argmin((most - by_runs[days]) / kept ** (days - day))])
            age = hardest - task.day
            weights = np.where(age >= 0, kept ** np.maximum(age, 0), 0.0)
            named = (CAP, of.tissue.name, SIDES[leg])
            found.append(
                Row(*named, tissue, hardest, weights, float(by_runs[hardest]), float(most))
            )
    return found
