"""What a plan gains and what it costs, with bands: power, stress, and each limit's odds."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.progression.held import rows
from analytics.progression.history import History
from analytics.progression.limits import Limits
from analytics.progression.outlook import Outlook
from analytics.progression.plan import Plan
from analytics.progression.plan_rules import held
from analytics.progression.planned_days import WEEK_D, PlannedDays, planned_days
from analytics.progression.power_outlook import Gain
from analytics.progression.runs_to_come import RunsToCome, runs_to_come
from analytics.progression.stress_outlook import stress_table
from analytics.response.fit import ResponseFit

Vector = npt.NDArray[np.float64]

TRIED: Final = 1.5
"""Times the largest week so far, above which a week of a plan is beyond anything tried
(assumption)."""


@dataclass(frozen=True, slots=True, eq=False)
class Simulation:
    """A plan with what is expected of it.

    Attributes
    ----------
    plan : Plan
    gain : Gain
    power : DataFrame
        One row per day from the one after the history to the goal: ``date``; power in W/kg as
        ``mean``, ``lower``, ``upper``, ``lower_50``, ``upper_50``, and of a single test
        ``test_lower``, ``test_upper`` (missing without tests, or where nobody knows the training
        before); and the change since the first of these days in %, ``gain``, ``gain_lower``,
        ``gain_upper``, ``gain_lower_50``, ``gain_upper_50``.
    stress : DataFrame
        One row per day, tissue and leg: ``date``, ``tissue``, ``side``, ``plyo_equivalents``,
        ``run_equivalents``, ``equivalents`` in easy steps, ``residual``; ``percent`` of the own
        high of the history's last day, with ``percent_lower`` and ``percent_upper``;
        ``limit_percent``; and ``added_percent``, what is left of the plan's sets alone.
    probabilities : DataFrame
        ``rule``, ``tissue``, ``side``, ``probability``: of the draws of stress, the share in which
        the plan passes the limit on a day; missing where it can be known of no day.
    flags : DataFrame
        The days above a limit, as :func:`analytics.progression.guard_rails.flags`, with
        ``by_runs``.
    gain_draws : ndarray of float, shape (draws,)
        Gain in %. Draws of the same fit, history and seed go together.
    weekly : DataFrame
        ``week`` (1 is the plan's first), ``date`` of its first day, ``contacts``, ``sessions``,
        ``dose_au``, ``minutes``.
    beyond_tried : bool
        Whether seven days hold more than 1.5 times the dose of any seven before; False where
        nothing is known of those.
    assumes_none : bool
        Whether nobody knows the training before, and none is taken for it.
    """

    plan: Plan
    gain: Gain
    power: pd.DataFrame
    stress: pd.DataFrame
    probabilities: pd.DataFrame
    flags: pd.DataFrame
    gain_draws: Vector
    weekly: pd.DataFrame
    beyond_tried: bool
    assumes_none: bool


def simulate(  # noqa: PLR0913, PLR0917 - the interface
    fit: ResponseFit,
    athlete_id: str,
    plan: Plan,
    history: History,
    runs: RunsToCome | pd.DataFrame | None,
    catalogue: pd.DataFrame,
    limits: Limits,
    draws: int = 1000,
    seed: int = 0,
    *,
    outlook: Outlook | None = None,
) -> Simulation:
    """Simulate a plan.

    Parameters
    ----------
    fit : ResponseFit
    athlete_id : str
        One the fit knows.
    plan : Plan
    history : History
        Its draws are those of stress.
    runs : RunsToCome, DataFrame or None
        As :func:`analytics.progression.runs_to_come.runs_to_come`.
    catalogue : DataFrame
        As :meth:`Plan.daily` needs it, with ``drill_class`` and ``high_from_m``.
    limits : Limits
    draws, seed : int, optional
        Of power.
    outlook : Outlook, optional
        As of :meth:`Outlook.of` with the same arguments, where it is at hand.

    Raises
    ------
    InputError
        If the fit does not know the athlete, or the plan does not follow on the history.
    """
    if outlook is None:
        to_come = runs_to_come(history, runs, plan.goal_date)
        outlook = Outlook.of(fit, athlete_id, history, to_come, draws, seed)
    known = outlook
    if known.runs.days[-1] != plan.goal_date or known.history is not history:
        raise InputError("The outlook was prepared for another goal or history. Prepare it anew.")
    planned = planned_days(plan, history, known.costs(catalogue))
    effect = known.power.effect(planned.model_dose_au)
    drawn = known.power.drawn(effect)
    residuals = known.residuals(planned.equivalents)
    stress = stress_table(known.tissues, planned.equivalents, residuals, limits, known.power.level)
    found = list(held(known, planned, residuals, limits))
    return Simulation(
        plan=plan,
        gain=known.power.gain(effect),
        power=_dated(known.power.table(effect, drawn), known.runs.days),
        stress=_dated(stress, known.runs.days),
        probabilities=pd.DataFrame(
            [(one.rule, one.tissue, one.side, one.probability) for one in found],
            columns=["rule", "tissue", "side", "probability"],
        ),
        flags=rows(found, known.runs.days, athlete_id, above_only=True),
        gain_draws=100.0 * np.expm1((drawn[-1] - drawn[0]) / 100.0),
        weekly=planned.weekly(plan.first_day),
        beyond_tried=_beyond_tried(planned, history),
        assumes_none=known.power.start.assumes_none or _nothing_known(history),
    )


def _dated(table: pd.DataFrame, days: pd.DatetimeIndex) -> pd.DataFrame:
    table.insert(0, "date", np.tile(days.to_numpy(), len(table) // len(days)))
    return table


def _beyond_tried(planned: PlannedDays, history: History) -> bool:
    before = np.nan_to_num(history.dose_au[1 - WEEK_D :], nan=0.0)
    daily = np.concatenate([before, planned.dose_au])
    largest = np.lib.stride_tricks.sliding_window_view(daily, WEEK_D).sum(axis=-1).max()
    return bool(largest > TRIED * history.largest_week_au)


def _nothing_known(history: History) -> bool:
    return bool(history.loads["plyo_dose_au"].isna().all())
