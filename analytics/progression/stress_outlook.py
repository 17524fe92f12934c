"""How stress of each tissue and leg goes on under a plan, in every draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

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

_COLUMNS: Final = (
    "plyo_equivalents",
    "run_equivalents",
    "equivalents",
    "residual",
    "percent",
    "percent_lower",
    "percent_upper",
    "limit_percent",
    "added_percent",
)


@dataclass(frozen=True, slots=True, eq=False)
class TissueOutlook:
    """Stress of one tissue on the days to come, plyometrics left out.

    Attributes
    ----------
    history : TissueHistory
    runs : ndarray of float, shape (n_days, 3 + n)
        Easy steps of each leg.
    own_high : ndarray of float, shape (legs, 3 + n)
        Of one leg alone where the past of both is the same, for so will be what is to come.
    residual : ndarray of float, shape (legs, n_days, 3 + n)
        What is left of the past and of those runs.
    """

    history: TissueHistory
    runs: Vector
    own_high: Vector
    residual: Vector

    @property
    def legs(self) -> dict[str, int]:
        """Which of the legs kept stands for which side."""
        return {side: min(leg, len(self.residual) - 1) for leg, side in enumerate(SIDES)}

    def with_plan(self, plyo: Vector) -> Vector:
        """Return the residual with the easy steps of a plan, shape (legs, n_days, 3 + n)."""
        half_life_d = self.history.tissue.half_life_d.value
        return np.asarray(self.residual + left_over(plyo, half_life_d))


def stress_outlook(history: History, runs: RunsToCome) -> tuple[TissueOutlook, ...]:
    """Work out what no plan changes: what is left of the past, and the runs."""
    found = []
    for one in history.tissues:
        half_life_d, legs = one.tissue.half_life_d.value, slice(0, _n_legs(one))
        kept = 2.0 ** (-(np.arange(len(runs.days)) + 1) / half_life_d)
        past = one.residual[legs, None] * kept[:, None]
        of_runs = runs.equivalents[one.tissue.name]
        residual = past + left_over(of_runs, half_life_d)
        found.append(TissueOutlook(one, of_runs, one.own_high[legs], residual))
    return tuple(found)


def _n_legs(of: TissueHistory) -> int:
    pasts = (of.plyo, of.residual, of.own_high)
    return 1 if all(np.array_equal(one[0], one[1], equal_nan=True) for one in pasts) else 2


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
    found: dict[str, list[Vector]] = {name: [] for name in _COLUMNS}
    sides: list[tuple[str, str]] = []
    for outlook in outlooks:
        name, high = outlook.history.tissue.name, outlook.own_high
        steps, runs = plyo[name][:, 0], outlook.runs[:, 0]
        percent = 100.0 * over(residuals[name], high[:, None])
        lower, upper = band(percent, level)
        limit = 100.0 * over(residual_limit(limits, high[:, 0], len(runs)), high[:, :1])
        added = added_percent(outlook, plyo[name])
        for side, leg in outlook.legs.items():
            ends = percent[leg, :, 0], lower[leg], upper[leg], limit[leg], added[leg]
            columns = steps, runs, steps + runs, residuals[name][leg][:, 0], *ends
            for values, column in zip(found.values(), columns, strict=True):
                values.append(column)
            sides.append((name, side))
    repeated = [np.repeat([one[i] for one in sides], len(runs)) for i in (0, 1)]
    names = dict(zip(("tissue", "side"), repeated, strict=True))
    return pd.DataFrame(names | {name: np.concatenate(parts) for name, parts in found.items()})


def added_percent(outlook: TissueOutlook, plyo: Vector) -> Vector:
    """Return what sessions add to the residual, in % of own high, shape (legs, n_days).

    At the values of all; missing where the residual or the own high is.
    """
    steps = left_over(plyo[:, :1], outlook.history.tissue.half_life_d.value)[:, 0]
    added = np.where(np.isnan(outlook.residual[..., 0]), np.nan, steps)
    return np.asarray(100.0 * over(added, outlook.own_high[:, :1]))


def residual_limit(limits: Limits, own_high: Vector, n_days: int) -> Vector:
    """Return what may be left on each day, in easy steps, shape (legs, n_days[, n]).

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
