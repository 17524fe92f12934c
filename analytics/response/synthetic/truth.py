"""The planted truth: how one made-up athlete's power answers to training."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.signal import lfilter

from analytics.response.synthetic.parameters import Parameters

Vector = npt.NDArray[np.float64]

REFERENCE_DOSE_AU: Final = 220.0
REFERENCE_WEEKS: Final = 8
TAU_RUN_D: Final = 42.0
STANDARD_WEEK: Final = np.array([0, 0.5, 0, 0, 0.5, 0, 0])
"""Shares of the week's dose: two equal sessions, on days 2 and 5."""


@dataclass(frozen=True, slots=True)
class Truth:
    """How power answers, in % on the log scale.

    Parameters
    ----------
    level_w_kg : float
        Power without plyometric training, at usual run load.
    gain_percent : float
        What endless plyometric exposure would bring.
    d50_au, gamma : float
        Weekly exposure that brings half of it, and the Hill exponent.
    tau_gain_d, tau_fatigue_d : float
        Time constants.
    fatigue_percent : float
        Cost of 100 AU a week of recent exposure.
    run_percent : float
        Effect of run load one own mean above usual.
    """

    level_w_kg: float
    gain_percent: float
    d50_au: float
    gamma: float
    tau_gain_d: float
    tau_fatigue_d: float
    fatigue_percent: float
    run_percent: float


def draw(rng: np.random.Generator, told: Parameters) -> Truth:
    """Draw one athlete from the population."""
    net_percent = rng.normal(told.gain_mean_percent, told.gain_sd_percent)
    truth = Truth(
        level_w_kg=float(np.clip(4.0 * np.exp(rng.normal(0, 0.11)), 2.8, 5.6)),
        gain_percent=1.0,
        d50_au=told.d50_median_au * told.d50_gsd ** rng.normal(),
        gamma=told.gamma,
        tau_gain_d=told.tau_gain_median_d * told.tau_gain_gsd ** rng.normal(),
        tau_fatigue_d=told.tau_fatigue_median_d * told.tau_fatigue_gsd ** rng.normal(),
        fatigue_percent=rng.normal(told.fatigue_mean_percent, told.fatigue_sd_percent),
        run_percent=rng.normal(0, told.run_sd_percent),
    )
    return _scaled(truth, net_percent)


def response_percent(truth: Truth, weekly_dose_au: npt.ArrayLike, weeks: int) -> Vector:
    """Return the change of power, in %, on the day after standard weeks from no training."""
    doses_au = np.asarray(weekly_dose_au, dtype=float)
    week = np.tile(STANDARD_WEEK, weeks)
    # Exposure is linear in dose, so the weeks of 1 AU stand for all doses.
    chronic = 7 * faded_mean(week, truth.tau_gain_d)[-1]
    recent = 7 * faded_mean(week, truth.tau_fatigue_d)[-1]
    return 100 * np.expm1(_effect(truth, doses_au * chronic, doses_au * recent) / 100)


def plyo_effect(truth: Truth, daily_dose_au: Vector) -> Vector:
    """Return what dose has done to power by the morning after each day, in log %."""
    chronic_au = 7 * faded_mean(daily_dose_au, truth.tau_gain_d)
    recent_au = 7 * faded_mean(daily_dose_au, truth.tau_fatigue_d)
    return _effect(truth, chronic_au, recent_au)


def _effect(truth: Truth, chronic_au: Vector, recent_au: Vector) -> Vector:
    half = truth.d50_au**truth.gamma
    share = chronic_au**truth.gamma / (chronic_au**truth.gamma + half)
    return truth.gain_percent * share - truth.fatigue_percent * recent_au / 100


def daily_power(
    truth: Truth,
    daily_dose_au: Vector,
    run_load_au: Vector,
    told: Parameters,
    rng: np.random.Generator,
) -> Vector:
    """Return the power of each morning, in W/kg, before that day's training.

    Parameters
    ----------
    truth : Truth
    daily_dose_au, run_load_au : ndarray of float, shape (n,)
        From the first day of the burn-in.
    told : Parameters
        For the drift and the length of the burn-in.
    rng : Generator
    """
    plyo = plyo_effect(truth, daily_dose_au)
    level = faded_mean(run_load_au, TAU_RUN_D, start=float(run_load_au.mean()))
    usual = level[told.burn_in_days :].mean()
    run = truth.run_percent * (level / usual - 1) if usual > 0 else np.zeros_like(level)
    # The load of a day acts from the next.
    effect = np.r_[0.0, (plyo + run)[:-1]] + _drift(rng, told, daily_dose_au.size)
    return truth.level_w_kg * np.exp(effect / 100)


def faded_mean(daily: Vector, tau_d: float, start: float = 0.0) -> Vector:
    """Return the exponentially weighted mean after each day."""
    kept = np.exp(-1 / tau_d)
    mean, _ = lfilter([1 - kept], [1, -kept], daily, zi=[kept * start])
    return np.asarray(mean, dtype=float)


def _scaled(truth: Truth, net_percent: float) -> Truth:
    """Give the athlete the gain that leads to the drawn net response to the reference."""
    idle = replace(truth, gain_percent=0.0)
    unit = replace(truth, fatigue_percent=0.0)
    weeks = np.tile(REFERENCE_DOSE_AU * STANDARD_WEEK, REFERENCE_WEEKS)
    cost = -plyo_effect(idle, weeks)[-1]
    return replace(truth, gain_percent=float((net_percent + cost) / plyo_effect(unit, weeks)[-1]))


def _drift(rng: np.random.Generator, told: Parameters, n_days: int) -> Vector:
    """Return an Ornstein-Uhlenbeck path in its stationary state, in log %."""
    kept = np.exp(-1 / told.drift_tau_d)
    steps = rng.normal(0, told.drift_sd_percent, n_days)
    steps[1:] *= np.sqrt(1 - kept**2)
    return np.asarray(lfilter([1.0], [1.0, -kept], steps), dtype=float)
