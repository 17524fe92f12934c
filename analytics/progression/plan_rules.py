"""Hold the days to come of a plan against every limit, in every draw."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.progression import session_held, tissue_held
from analytics.progression.held import Held, rows
from analytics.progression.history import History
from analytics.progression.limits import Limits
from analytics.progression.outlook import Outlook
from analytics.progression.plan import Plan
from analytics.progression.planned_days import WEEK_D, PlannedDays, planned_days
from analytics.progression.runs_alone import weeks_of
from analytics.progression.tissue_held import TissueCase

Vector = npt.NDArray[np.float64]


def held(
    known: Outlook, planned: PlannedDays, residuals: Mapping[str, Vector], limits: Limits
) -> Iterator[Held]:
    """Hold each rule that is on.

    Parameters
    ----------
    known : Outlook
    planned : PlannedDays
    residuals : mapping of str to ndarray of float
        As :meth:`Outlook.residuals`.
    limits : Limits
    """
    history = known.history
    knows_week = _knows_week(history, len(planned.days))
    for outlook, alone in zip(known.tissues, known.alone, strict=True):
        name = outlook.history.tissue.name
        case = TissueCase(
            outlook=outlook,
            alone=alone,
            plyo=planned.equivalents[name],
            plyo_weeks=weeks_of(planned.equivalents[name]),
            residual=residuals[name],
            limits=limits,
            is_session=planned.is_session,
            knows_week=knows_week,
        )
        for rule, hold in tissue_held.RULES.items():
            # Where a channel was never logged, no share is known.
            is_share = rule == "plyo_share" and history.left_out
            if getattr(limits, rule) is not None and not is_share:
                yield from hold(case)
    yield from session_held.held(planned, history, known.runs, limits)


def held_rows(known: Outlook, plan: Plan, catalogue: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """Return every day to come against every limit.

    Returns
    -------
    DataFrame
        As :func:`analytics.progression.held.rows`: rules of a tissue and of the dose on every day,
        those of a session on its day.
    """
    planned = planned_days(plan, known.history, known.costs(catalogue))
    found = held(known, planned, known.residuals(planned.equivalents), limits)
    return rows(found, known.runs.days, known.history.athlete_id)


def _knows_week(history: History, n_days: int) -> npt.NDArray[np.bool_]:
    """Tell of each day to come whether all of the seven days that end with it is known."""
    channels = {"plyo": history.knows_plyo, "run": history.knows_run}
    counted = [known for name, known in channels.items() if name != history.left_out]
    past = np.all(counted, axis=0)[1 - WEEK_D :]
    known = np.concatenate([past, np.ones(n_days, dtype=bool)])
    return np.asarray(np.lib.stride_tricks.sliding_window_view(known, WEEK_D).all(axis=-1))
