"""What past training leaves an athlete with on the evening before a plan, as the model sees it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.progression.history import History
from analytics.progression.runs_to_come import RunsToCome
from analytics.response import history as channel
from analytics.response import logs
from analytics.response.design import Convention, dose
from analytics.response.exposure import exponential_mean
from analytics.response.fit import ResponseFit
from analytics.response.prediction import answerable, joined

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Exposures:
    """How exposure on each day to come follows from planned doses: a start, and a kernel.

    Attributes
    ----------
    start : ndarray of float, shape (n_tau, n_days)
        AU a week, without plyometrics from the first of the days on.
    kernel : ndarray of float, shape (n_tau, n_days, n_days)
        What one AU on a day (last axis) adds on another.
    """

    start: Vector
    kernel: Vector

    def of(self, dose_au: Vector) -> Vector:
        """Return the exposures of daily doses, shape (n_tau, n_days)."""
        return np.asarray(self.start + np.einsum("tij,j->ti", self.kernel, dose_au))


@dataclass(frozen=True, slots=True, eq=False)
class PowerStart:
    """Where a plan begins.

    Attributes
    ----------
    chronic, recent : Exposures
        By time constants of gain and of fatigue.
    run_load : ndarray of float, shape (n_days,)
        Exposure to run load, relative to the athlete's own.
    is_told : ndarray of bool, shape (n_days,)
        Whether enough is known of the training before each day to say its power in W/kg.
    assumes_none : bool
        Whether nobody knows the training before, and none is taken for it.
    """

    chronic: Exposures
    recent: Exposures
    run_load: Vector
    is_told: Flags
    assumes_none: bool


def power_start(
    fit: ResponseFit, athlete_id: str, history: History, runs: RunsToCome
) -> PowerStart:
    """Work out where a plan begins, and how its doses fade.

    Notes
    -----
    After a gap too long to fill the model lets the first weeks stand in for those before. A plan
    says nothing of the weeks before it: there exposure is what the days since the gap left, from
    none.
    """
    state = fit.state
    known, convention = state.logs[state.position(athlete_id)], state.convention
    log = joined(known, _log(fit, athlete_id, history, runs))
    n_days = len(runs.days)
    past = dose(log, convention).daily[: log.n_days - n_days]
    chronic, assumes_none = _after(past, state.grid.tau_gain_d, convention)
    recent, _ = _after(past, state.grid.tau_fatigue_d, convention)
    days = np.arange(log.n_days - n_days, log.n_days)
    told = np.zeros_like(days, dtype=bool) if assumes_none else answerable(
        log, log, days, convention
    )  # fmt: skip
    return PowerStart(
        chronic=_exposures(chronic, state.grid.tau_gain_d, n_days, convention),
        recent=_exposures(recent, state.grid.tau_fatigue_d, n_days, convention),
        run_load=_run_load(log.daily[1], known.daily[1], convention)[days],
        is_told=told,
        assumes_none=assumes_none,
    )


def _log(fit: ResponseFit, athlete_id: str, history: History, runs: RunsToCome) -> logs.Log:
    """Return the days of a history, then those to come without plyometrics."""
    to_come = pd.DataFrame(
        {
            "athlete_id": athlete_id,
            "date": runs.days,
            "plyo_dose_au": 0.0,
            "run_load_au": runs.run_load_au,
        }
    )
    past = history.loads[history.loads["date"] <= history.last_day].assign(athlete_id=athlete_id)
    days = pd.concat([past, to_come], ignore_index=True) if len(past) else to_come
    # A covariate nobody plans stays at the athlete's own mean.
    missing = {name: np.nan for name in fit.model.covariates if name not in days}
    model = fit.model
    (read,) = logs.read_loads(days.assign(**missing), model.covariates, model.dose_unit_au)
    return read


def _after(past: Vector, tau_d: Vector, convention: Convention) -> tuple[Vector, bool]:
    """Return exposure on the last evening, per day, and whether none was taken for the past."""
    known = channel.stretches(past)
    is_open = not known or known[-1].stop < past.size
    if not is_open:
        of_days = channel.exposure(past, tau_d, same_day=True, from_zero=convention.from_zero)
        if not np.isnan(of_days[:, -1]).any():
            return of_days[:, -1], False
    since = np.zeros(0) if is_open else past[known[-1].start :]
    if not since.size:
        return np.zeros(len(tau_d)), True
    return np.array([exponential_mean(since, tau)[-1] for tau in tau_d]), True


def _exposures(after: Vector, tau_d: Vector, n_days: int, convention: Convention) -> Exposures:
    kept = np.exp(-1.0 / tau_d)[:, None]
    number = np.arange(n_days)
    lag = 0 if convention.same_day else 1
    start = 7.0 * after[:, None] * kept ** (number + 1 - lag)
    age = number[:, None] - number - lag
    kernel = 7.0 * (1.0 - kept)[:, :, None] * kept[:, :, None] ** np.maximum(age, 0)
    return Exposures(start, np.where(age >= 0, kernel, 0.0))


def _run_load(load: Vector, usual: Vector, convention: Convention) -> Vector:
    tau_d = np.array([convention.tau_run_d])

    def exposure(values: Vector) -> Vector:
        filled, _ = channel.fill(values)
        same_day = convention.same_day
        return channel.exposure(filled, tau_d, same_day=same_day, from_zero=False)[0]

    return channel.relative(exposure(load), exposure(usual))
