"""How power goes on under a plan: exact means, and bands of draws that all plans share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.draws import of_sorted
from analytics.progression.history import History
from analytics.progression.own_response import OwnResponse, own_response, quantiles
from analytics.progression.power_base import PowerBase, power_base
from analytics.progression.power_start import PowerStart, power_start
from analytics.progression.runs_to_come import RunsToCome
from analytics.response import curves, threads
from analytics.response.curves import Components
from analytics.response.fit import ResponseFit

Vector = npt.NDArray[np.float64]

MIDDLE: Final = 0.50
"""Share of the draws that the inner band holds (definition)."""


class Effect(NamedTuple):
    """Columns of the model on the days to come, before coefficients weigh them.

    Attributes
    ----------
    gain, recent : ndarray of float, shape (n_days, n_gain), (n_days, n_recent)
    """

    gain: Vector
    recent: Vector


class Gain(NamedTuple):
    """Change in power from the first day to come to the goal's, in %, by training alone.

    Attributes
    ----------
    mean, lower, upper : float
    p_above_swc : float
        Probability that it is above ``swc_percent``, the smallest change worth having.
    swc_percent : float
    over_nothing : tuple of float
        Mean, lower and upper end against the same days without plyometrics.
    """

    mean: float
    lower: float
    upper: float
    p_above_swc: float
    swc_percent: float
    over_nothing: tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class PowerOutlook:
    """Everything of an athlete's power that no plan changes.

    Attributes
    ----------
    start : PowerStart
    own : OwnResponse
    base : PowerBase
    nothing : Effect
        Without plyometrics.
    level : float
        Share that every band holds.
    swc_percent : float
    """

    start: PowerStart
    own: OwnResponse
    base: PowerBase
    nothing: Effect
    level: float
    swc_percent: float

    def effect(self, dose_au: Vector) -> Effect:
        """Return the columns that daily doses lead to, shape (n_days,)."""
        return _effect(self.own, self.start, dose_au)

    def mean(self, effect: Effect) -> Vector:
        """Return the expected log effect of training on each day, in %, exact over the nodes."""
        own = self.own
        trained = effect.gain @ own.of_gain - effect.recent @ own.of_recent
        return np.asarray(trained + self.start.run_load * own.of_run_load)

    def drawn(self, effect: Effect) -> Vector:
        """Return the same in each draw, shape (n_days, n)."""
        return self.own.drawn(effect.gain, effect.recent, self.start.run_load[:, None])

    def gain(self, effect: Effect) -> Gain:
        """Return the change to the goal's day, from its distribution function."""
        found = self._to_goal([effect])
        over = self._over_nothing(effect)
        ends, over_ends = (quantiles(one, self._shares)[:, 0] for one in (found, over))
        mean, nothing = self.mean(effect), self.mean(self.nothing)
        return Gain(
            mean=percent(mean[-1] - mean[0]),
            lower=float(ends[0]),
            upper=float(ends[1]),
            p_above_swc=float(curves.probability(found, self.swc_percent)[0]),
            swc_percent=self.swc_percent,
            over_nothing=(
                percent(mean[-1] - nothing[-1]),
                float(over_ends[0]),
                float(over_ends[1]),
            ),
        )

    def gains(self, effects: Sequence[Effect]) -> pd.DataFrame:
        """Return the change to the goal's day of several plans: ``gain``, ``lower``, ``upper``."""
        lower, upper = quantiles(self._to_goal(effects), self._shares)
        means = [self.mean(one) for one in effects]
        gain = [percent(one[-1] - one[0]) for one in means]
        return pd.DataFrame({"gain": gain, "lower": lower, "upper": upper})

    @property
    def _shares(self) -> list[float]:
        return [(1.0 - self.level) / 2.0, (1.0 + self.level) / 2.0]

    def _to_goal(self, effects: Sequence[Effect]) -> Components:
        """Return the mixture of each plan's change to the goal's day."""
        run_load = self.start.run_load[-1] - self.start.run_load[0]
        return self.own.change(
            np.array([one.gain[-1] - one.gain[0] for one in effects]),
            np.array([one.recent[-1] - one.recent[0] for one in effects]),
            np.full(len(effects), run_load),
        )

    def _over_nothing(self, effect: Effect) -> Components:
        gain, recent = (
            one[[-1]] - other[-1] for one, other in zip(effect, self.nothing, strict=True)
        )
        return self.own.change(gain, recent, np.zeros(1))

    def table(self, effect: Effect, drawn: Vector) -> pd.DataFrame:
        """Return power and gain of each day with their bands; without the days."""
        mean = self.mean(effect)
        gain = drawn - drawn[0]
        power = self.base.drawn + drawn
        spread = power.var(axis=1) / 2e4
        told = self.start.is_told
        watts = {
            "mean": np.exp((self.base.mean + mean) / 100.0 + spread),
            **_ends(np.exp(power / 100.0), self.level, ""),
            **_ends(np.exp((power + self.base.scatter) / 100.0), self.level, "test_", inner=False),
        }
        change = {
            "gain": 100.0 * np.expm1((mean - mean[0]) / 100.0),
            **_ends(100.0 * np.expm1(gain / 100.0), self.level, "gain_"),
        }
        return pd.DataFrame(
            {name: np.where(told, values, np.nan) for name, values in watts.items()} | change
        )


def power_outlook(
    fit: ResponseFit, athlete_id: str, history: History, runs: RunsToCome, draws: int, seed: int
) -> PowerOutlook:
    """Work out all of an athlete's power that does not depend on a plan."""
    with threads.single():
        start = power_start(fit, athlete_id, history, runs)
        own = own_response(fit.state, athlete_id, draws, seed)
        day = runs.days.as_unit("s").asi8 // 86_400
        base = power_base(own, athlete_id, day, seed)
    nothing = _effect(own, start, np.zeros(len(runs.days)))
    return PowerOutlook(start, own, base, nothing, fit.model.level, fit.model.swc_percent)


def percent(log_percent: float) -> float:
    """Return a log effect as a change in %."""
    return float(100.0 * np.expm1(log_percent / 100.0))


def _effect(own: OwnResponse, start: PowerStart, dose_au: Vector) -> Effect:
    chronic, recent = start.chronic.of(dose_au), start.recent.of(dose_au)
    return Effect(own.state.grid.gain(chronic), recent.T / 100.0)


def _ends(drawn: Vector, level: float, name: str, *, inner: bool = True) -> dict[str, Vector]:
    """Return the ends of the bands of each row, under names that begin alike."""
    ordered = np.sort(drawn, axis=-1)
    shares = {"lower": (1 - level) / 2, "upper": (1 + level) / 2}
    if inner:
        shares |= {"lower_50": (1 - MIDDLE) / 2, "upper_50": (1 + MIDDLE) / 2}
    return {f"{name}{end}": of_sorted(ordered, share) for end, share in shares.items()}
