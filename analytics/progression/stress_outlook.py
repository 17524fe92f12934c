"""How stress of each tissue and leg goes on under a plan, in every draw."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.draws import band
from analytics.load.residuals import over
from analytics.load.stress import left_over
from analytics.load.tissue import SIDES
from analytics.progression.history import History, TissueHistory
from analytics.progression.limits import Limits
from analytics.progression.runs_to_come import RunsToCome

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TissueOutlook:
    """Stress of one tissue on the days to come, plyometrics left out.

    Attributes
    ----------
    history : TissueHistory
    runs : ndarray of float, shape (n_days, 3 + n)
        Easy steps of each leg.
    residual : ndarray of float, shape (2, n_days, 3 + n)
        What is left of the past and of those runs.
    """

    history: TissueHistory
    runs: Vector
    residual: Vector

    def with_plan(self, plyo: Vector) -> Vector:
        """Return the residual with the easy steps of a plan, shape (2, n_days, 3 + n)."""
        half_life_d = self.history.tissue.half_life_d.value
        return np.asarray(self.residual + left_over(plyo, half_life_d))


def stress_outlook(history: History, runs: RunsToCome) -> tuple[TissueOutlook, ...]:
    """Work out what no plan changes: what is left of the past, and the runs."""
    found = []
    for one in history.tissues:
        of_runs = runs.equivalents[one.tissue.name]
        kept = 2.0 ** (-(np.arange(len(runs.days)) + 1) / one.tissue.half_life_d.value)
        past = one.residual[:, None, :] * kept[:, None]
        to_come = left_over(of_runs, one.tissue.half_life_d.value)
        found.append(TissueOutlook(one, of_runs, past + to_come))
    return tuple(found)


def stress_table(
    outlooks: tuple[TissueOutlook, ...],
    plyo: Mapping[str, Vector],
    residuals: Mapping[str, Vector],
    limits: Limits,
    level: float,
) -> pd.DataFrame:
    """Return stress of each day, tissue and leg; without the days.

    Parameters
    ----------
    outlooks : tuple of TissueOutlook
    plyo, residuals : mapping of str to ndarray of float
        By tissue, easy steps of the plan on one leg, and what is left of all, as
        :meth:`TissueOutlook.with_plan`.
    limits : Limits
    level : float
        Share of the draws that a band holds.
    """
    blocks = []
    for outlook in outlooks:
        name, high = outlook.history.tissue.name, outlook.history.own_high
        steps, runs = plyo[name][:, 0], outlook.runs[:, 0]
        limit = residual_limit(limits, high[:, 0], len(runs))
        for leg, side in enumerate(SIDES):
            residual = residuals[name][leg]
            percent = 100.0 * over(residual, high[leg])
            lower, upper = band(percent, level)
            blocks.append(
                pd.DataFrame(
                    {
                        "tissue": name,
                        "side": side,
                        "plyo_equivalents": steps,
                        "run_equivalents": runs,
                        "equivalents": steps + runs,
                        "residual": residual[:, 0],
                        "percent": percent[:, 0],
                        "percent_lower": lower,
                        "percent_upper": upper,
                        "limit_percent": 100.0 * over(limit[leg], high[leg, :1]),
                    }
                )
            )
    return pd.concat(blocks, ignore_index=True)


def residual_limit(limits: Limits, own_high: Vector, n_days: int) -> Vector:
    """Return what may be left on each day, in easy steps, shape (2, n_days) or (2, n_days, n).

    Missing where nobody knows the own high, or without the rule.
    """
    growth = grown_limit(limits, n_days).reshape(n_days, *[1] * (own_high.ndim - 1))
    allowed = growth * own_high[:, None]
    return np.where(np.isnan(allowed), np.nan, np.maximum(allowed, limits.introduction_steps))


def grown_limit(limits: Limits, n_days: int) -> Vector:
    """Return the limit of the residual on each day, as a multiple of own high of the last day."""
    limit = np.nan if limits.residual is None else limits.residual
    weeks = (np.arange(n_days) + 1) / 7
    return np.asarray(limit * (1 + limits.residual_growth_per_week) ** weeks)
