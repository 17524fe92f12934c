"""Expected gain in power as a function of the doses of sessions to come, exact over the nodes."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.progression.envelope import Lines, lines
from analytics.progression.history import History
from analytics.progression.power_start import power_start
from analytics.progression.runs_to_come import RunsToCome
from analytics.response.exposure import hill
from analytics.response.fit import ResponseFit

Vector = npt.NDArray[np.float64]

POINTS: Final = 600
"""Points at which a curve is looked at to find the lines above it."""


@dataclass(frozen=True, slots=True, eq=False)
class Objective:
    """Log effect on the day of the goal, less that of today, in %.

    For each time constant of the gain the effect is a curve of one exposure, and exposure is
    linear in the doses; so is fatigue.

    Attributes
    ----------
    start : ndarray of float, shape (n_tau,)
        Exposure on the day of the goal without any session to come, in AU a week.
    kernel : ndarray of float, shape (n_tau, n_sessions)
        What one AU of each session adds to it.
    weight, d50_au, gamma : ndarray of float, shape (n_tau, n), (n,), (n,)
        Of the curves' parts.
    fatigue : ndarray of float, shape (n_sessions,)
        What one AU of each session takes by fatigue, in %.
    constant : float
        What does not depend on the sessions, in %.
    """

    start: Vector
    kernel: Vector
    weight: Vector
    d50_au: Vector
    gamma: Vector
    fatigue: Vector
    constant: float

    def curve(self, tau: int, exposure: Vector) -> Vector:
        """Return the effect of an exposure by one time constant, in %."""
        share = hill(exposure[..., None], self.d50_au, self.gamma)
        return np.asarray(share @ self.weight[tau])

    def value(self, doses: Vector) -> Vector:
        """Return the log effect of doses, shape (..., n_sessions), in AU."""
        exposure = self.start + doses @ self.kernel.T
        gains = [self.curve(tau, exposure[..., tau]) for tau in range(len(self.start))]
        return np.asarray(np.sum(gains, axis=0) - doses @ self.fatigue + self.constant)

    def slope(self, doses: Vector) -> Vector:
        """Return what a further AU of each session brings, shape (n_sessions,)."""
        exposure = self.start + doses @ self.kernel.T
        step = 1e-4 * np.maximum(exposure, 1.0)
        rise = [
            float(self.curve(tau, exposure[[tau]] + step[tau])[0]
                  - self.curve(tau, exposure[[tau]])[0]) / step[tau]
            for tau in range(len(self.start))
        ]  # fmt: skip
        return np.asarray(np.array(rise) @ self.kernel - self.fatigue)

    def lines(self, most_au: Vector, n: int) -> list[Lines]:
        """Return lines above each curve, for doses of each session up to the most."""
        found = []
        for tau, start in enumerate(self.start):
            top = start + self.kernel[tau] @ most_au
            # Closer together where the curve bends.
            x = start + (top - start) * np.linspace(0.0, 1.0, POINTS) ** 2
            x = np.unique(x)
            middle = (x[:-1] + x[1:]) / 2 if len(x) > 1 else x
            y = self.curve(tau, x)
            found.append(lines(x, y, (middle, self.curve(tau, middle)), n))
        return found


def percent(log_percent: float) -> float:
    """Return a log effect as a change in %."""
    return float(100.0 * np.expm1(log_percent / 100.0))


def log_percent(change: float) -> float:
    """Return a change in % as a log effect."""
    return float(100.0 * np.log1p(change / 100.0))


def objective(
    fit: ResponseFit,
    athlete_id: str,
    history: History,
    runs: RunsToCome,
    session_day: npt.NDArray[np.int64],
) -> Objective:
    """Work out the objective of sessions on some of the days to come.

    Parameters
    ----------
    session_day : ndarray of int
        Counted from the first day after the history.
    """
    state, begin = fit.state, power_start(fit, athlete_id, history, runs)
    own = state.posteriors[state.position(athlete_id)]
    mean = np.einsum("psn,sn->pn", own.mean, own.weight / own.weight.sum())
    n_gain, n_recent = len(state.grid.gain_scale), len(state.grid.recent_scale)
    gain, fatigue = mean[0].reshape(n_gain, n_recent), mean[1].reshape(n_gain, n_recent)
    by_gain = (gain + fatigue * state.grid.recent_scale).sum(axis=1)
    by_recent = fatigue.sum(axis=0) / 100.0
    today = state.grid.gain(begin.chronic.start[:, :1])[0] @ by_gain
    today -= begin.recent.start[:, 0] @ by_recent
    run_load = (begin.run_load[-1] - begin.run_load[0]) * mean[2].sum()
    n_tau, n_d50, n_gamma, _ = state.grid.shape
    return Objective(
        start=begin.chronic.start[:, -1],
        kernel=begin.chronic.kernel[:, -1, session_day],
        weight=(by_gain / state.grid.gain_scale).reshape(n_tau, n_d50 * n_gamma),
        d50_au=np.repeat(state.grid.d50_au, n_gamma),
        gamma=np.tile(state.grid.gamma, n_d50),
        fatigue=by_recent @ begin.recent.kernel[:, -1, session_day],
        constant=float(run_load - today - by_recent @ begin.recent.start[:, -1]),
    )
