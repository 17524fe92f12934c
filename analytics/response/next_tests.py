"""How much narrower further tests would make an athlete's answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.response import curves, history
from analytics.response.design import Columns, Design, columns, dose
from analytics.response.logs import Log
from analytics.response.posterior import loadings
from analytics.response.prediction import under
from analytics.response.state import State, conditioned

MOST: Final = 100
USUAL_D: Final = 28


def next_tests(
    state: State,
    position: int,
    loading: npt.NDArray[np.float64],
    level: float,
    n: Sequence[int],
    every_d: int,
) -> pd.DataFrame:
    """Return the expected width of one athlete's interval after further tests.

    The usual training goes on: the mean of the last 28 days. At each node of the grid how
    certain an answer will be depends on when tests are made, not on their outcome: that
    variance is exact. Nodes keep their weights, which is what they are expected to be, and
    differ as they will if the tests come out as forecast.

    Parameters
    ----------
    state : State
    position : int
    loading : ndarray, shape (1, 2, n_nodes)
        Of the response asked for.
    level : float
        Probability inside the interval.
    n : sequence of int
        Numbers of further tests.
    every_d : int
        Days from one test to the next, the first so many days after the loads end.

    Returns
    -------
    DataFrame
        ``n_tests``, 0 first, and ``width`` of the interval in %; missing where the training
        of the last 28 days is not known.
    """
    numbers = sorted({0, *n})
    if not 0 <= numbers[0] <= numbers[-1] <= MOST or any(one != int(one) for one in numbers):
        raise InputError(f"n holds whole numbers of tests from 0 to {MOST}; got {tuple(n)}.")
    if every_d < 1 or every_d != int(every_d):
        raise InputError(f"every_d is a whole number of days, 1 or more; got {every_d}.")
    now = state.posteriors[position]
    further = planned(state, position, int(numbers[-1]), int(every_d))
    if further is None:
        found = [now, *[None] * (len(numbers) - 1)]
    else:
        design = state.designs[position]
        after = conditioned(state, [joined(design, further, int(one)) for one in numbers])
        found = [now, *(replace(one, weight=now.weight) for one in after[1:])]
    bands = [one and curves.band(curves.components(one, loading), level) for one in found]
    width = [float(band.upper[0] - band.lower[0]) if band else np.nan for band in bands]
    return pd.DataFrame({"n_tests": numbers, "width": width})


def planned(state: State, position: int, n: int, every_d: int) -> Design | None:
    """Return the tests to come, as they are forecast; None if the training is unknown."""
    known, design, convention = state.logs[position], state.designs[position], state.convention
    log = continued(known, n * every_d)
    days = known.n_days - 1 + every_d * np.arange(1, n + 1)
    usable = history.usable(dose(log, convention).daily, from_zero=convention.from_zero)[days]
    if n and not usable[-1]:
        return None
    days = days[usable]
    at = columns(log, state.grid, convention, days, relative_to=known)
    se = np.median(design.se) if len(design.se) else convention.default_se_percent
    return replace(
        design,
        day=days + log.first_day,
        log_power=forecast(state, position, at, days + log.first_day),
        se=np.full(len(days), se),
        columns=at,
    )


def forecast(
    state: State, position: int, at: Columns, days: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Return the log power to expect on days, less the design's level; shape (n,), in log %."""
    own = state.posteriors[position]
    if len(state.designs[position].day) == 0:
        # The level is anyone's guess, and tells nothing: only what is above it counts.
        apart = loadings(at.gain, at.recent, at.other, state.grid.recent_scale)
        level: npt.NDArray[np.float64] = np.einsum("tpj,psj,sj->t", apart, own.mean, own.weight)
        return level
    parts = [under(state, position, s, at, days) for s in range(len(own.weight))]
    return np.sum([mean @ weight for weight, mean, _, _ in parts], axis=0)


def continued(log: Log, days: int) -> Log:
    """Return a log in which each channel goes on at its mean of the last 28 days."""
    filled = np.array([history.fill(channel)[0][-USUAL_D:] for channel in log.daily])
    n_known = np.sum(~np.isnan(filled), axis=1)
    enough = n_known >= min(history.LEAST_KNOWN_D, filled.shape[1])
    usual = np.where(enough, np.nansum(filled, axis=1) / np.maximum(n_known, 1), np.nan)
    return replace(log, daily=np.c_[log.daily, np.repeat(usual[:, None], days, axis=1)])


def joined(design: Design, further: Design, n: int) -> Design:
    """Return a design with the first so many of further tests."""
    now, then = design.columns, further.columns
    return replace(
        design,
        day=np.r_[design.day, further.day[:n]],
        log_power=np.r_[design.log_power, further.log_power[:n]],
        se=np.r_[design.se, further.se[:n]],
        columns=Columns(
            gain=np.r_[now.gain, then.gain[:n]],
            recent=np.r_[now.recent, then.recent[:n]],
            other=np.r_[now.other, then.other[:n]],
        ),
    )
