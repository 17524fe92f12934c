"""What no plan changes of a tissue's rules: the recent days, and the runs to come."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.progression.history import RECENT_D
from analytics.progression.stress_outlook import TissueOutlook
from analytics.progression.tissue_rules import WEEK_D, WEEKS_BEFORE
from analytics.progression.windows import seven_day_sums

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

BEFORE_D = WEEK_D * WEEKS_BEFORE
"""Days before the first to come whose week still counts."""


@dataclass(frozen=True, slots=True, eq=False)
class RunsAlone:
    """What no plan changes: the recent days, and the runs to come.

    Attributes
    ----------
    daily : ndarray of float, shape (legs, 42 + n_days, 3 + n)
    weeks, plyo_weeks : ndarray of float, shape (legs, 28 + n_days, 3 + n)
        Seven days that end with each, from 28 days before the first to come; all of them, and
        their plyometrics.
    largest : ndarray of float, shape (legs, n_days, 3 + n)
        The largest of the four weeks before those that end with each day to come.
    has_run : ndarray of bool, shape (n_days,)
        Whether there is a run in the seven days that end with each day to come.
    """

    daily: Vector
    weeks: Vector
    plyo_weeks: Vector
    largest: Vector
    has_run: Flags


def runs_alone(outlook: TissueOutlook) -> RunsAlone:
    """Add up the recent days and the runs to come."""
    past, n_legs = outlook.history, len(outlook.residual)
    to_come = np.broadcast_to(outlook.runs, (n_legs, *outlook.runs.shape))
    jumped = past.plyo[:n_legs]
    daily = np.concatenate([jumped + past.run[:n_legs], to_come], axis=1)
    plyo = np.concatenate([jumped, np.zeros_like(to_come)], axis=1)
    first = RECENT_D - BEFORE_D - (WEEK_D - 1)
    run = np.concatenate([past.run[0, 1 - WEEK_D :, :1], outlook.runs[:, :1]])
    has_run = seven_day_sums(run)[:, 0] > 0
    weeks, plyo_weeks = (seven_day_sums(one[:, first:]) for one in (daily, plyo))
    return RunsAlone(daily, weeks, plyo_weeks, largest_before(weeks), has_run)


def weeks_of(plyo: Vector) -> Vector:
    """Return a plan's seven days that end with each day to come, shape (n_days, 3 + n)."""
    before = np.zeros((WEEK_D - 1, plyo.shape[1]))
    return seven_day_sums(np.concatenate([before, plyo]))


def largest_before(weeks: Vector) -> Vector:
    """Return the largest of the weeks that ended 7, 14, 21 and 28 days before each day to come."""
    n_days = weeks.shape[1] - BEFORE_D
    return np.asarray(
        np.maximum.reduce([weeks[:, skip : skip + n_days] for skip in range(0, BEFORE_D, WEEK_D)])
    )
