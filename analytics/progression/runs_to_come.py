"""The runs of the days to come: those one names, else the median week of the last 28 days."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load.easy_step import reference_ratios
from analytics.load.running import EASY_SPEED_M_S
from analytics.progression.history import History, TissueHistory

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MEDIAN_OF_D: Final = 28
"""Known days whose median week stands in for the runs nobody named (assumption)."""

_WEEK_D: Final = 7


@dataclass(frozen=True, slots=True, eq=False)
class RunsToCome:
    """Running on each day after the last of a history.

    Attributes
    ----------
    days : DatetimeIndex, length n_days
        From the day after the history's last to the goal's day.
    run_load_au : ndarray of float, shape (n_days,)
        Missing where the athlete's run load is not known.
    equivalents : mapping of str to ndarray of float, shape (n_days, 3 + n)
        By tissue, easy steps of each leg in every draw; 0 where running was never logged.
    is_hard : ndarray of bool, shape (n_days,)
    is_median_week : bool
        Whether nobody named them, and the median week of the last 28 days stands in.
    """

    days: pd.DatetimeIndex
    run_load_au: Vector
    equivalents: Mapping[str, Vector]
    is_hard: Flags
    is_median_week: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Week:
    """Running of a median week, Monday first."""

    run_load_au: Vector
    equivalents: Mapping[str, Vector]
    is_hard: Flags


def runs_to_come(
    history: History, runs: RunsToCome | pd.DataFrame | None, goal_date: pd.Timestamp
) -> RunsToCome:
    """Return the running on each day from the one after a history to the goal.

    Parameters
    ----------
    history : History
    runs : RunsToCome, DataFrame or None
        None: each weekday is the median of its days among the last 28 known ones, in each draw
        by itself. A frame names every run: ``date`` and ``run_load_au``, and where known
        ``steps_per_leg``, ``speed_m_s`` and ``is_hard``; on days without a row nobody runs, and
        rows of other days are left out. Without steps a run has those of the median week at its
        run load, without a speed each step is an easy one.
    goal_date : Timestamp

    Raises
    ------
    InputError
        If a number cannot be, the goal is past, or neither steps nor a logged week tell what a
        run costs.
    """
    days = pd.date_range(history.last_day + pd.Timedelta(days=1), goal_date)
    if not len(days):
        raise InputError(
            f"The goal must be after {history.last_day:%d %b %Y}, the last day there is; "
            f"got {goal_date:%d %b %Y}."
        )
    if isinstance(runs, RunsToCome):
        if len(runs.days) < len(days) or runs.days[0] != days[0]:
            raise InputError("The runs to come must begin after the history and reach the goal.")
        return runs if len(runs.days) == len(days) else _cut(runs, len(days))
    week = _median_week(history)
    if runs is not None:
        return _named(history, runs, days, week)
    on = days.day_of_week.to_numpy()
    return RunsToCome(
        days=days,
        run_load_au=week.run_load_au[on],
        equivalents={name: of_week[on] for name, of_week in week.equivalents.items()},
        is_hard=week.is_hard[on],
        is_median_week=True,
    )


def _cut(runs: RunsToCome, n: int) -> RunsToCome:
    equivalents = {name: steps[:n] for name, steps in runs.equivalents.items()}
    return RunsToCome(
        runs.days[:n], runs.run_load_au[:n], equivalents, runs.is_hard[:n], runs.is_median_week
    )


def _median_week(history: History) -> _Week:
    weekday = history.recent_days.day_of_week.to_numpy()
    loads = _by_weekday(history.run_load_au, ~np.isnan(history.run_load_au), weekday)
    told = np.array([one is not None for one in history.is_hard_run])
    hard = _by_weekday(np.array([one is True for one in history.is_hard_run], float), told, weekday)
    equivalents = {}
    for one in history.tissues:
        # Both legs run the same steps.
        of_week = _by_weekday(one.run[0], history.knows_run, weekday)
        equivalents[one.tissue.name] = np.nan_to_num(of_week, nan=0.0)
    return _Week(loads, equivalents, hard >= 0.5)


def _by_weekday(values: Vector, known: Flags, weekday: npt.NDArray[np.int32]) -> Vector:
    """Return the median of each weekday among the last known days; of all where it is not there."""
    last = np.flatnonzero(known)[-MEDIAN_OF_D:]
    found = np.full((_WEEK_D, *values.shape[1:]), np.nan)
    for day in range(_WEEK_D if last.size else 0):
        here = last[weekday[last] == day]
        found[day] = np.median(values[here if here.size else last], axis=0)
    return found


def _named(history: History, runs: pd.DataFrame, days: pd.DatetimeIndex, week: _Week) -> RunsToCome:
    runs = runs[runs["date"].isin(days)].reset_index(drop=True)
    place = days.get_indexer(pd.DatetimeIndex(runs["date"]))
    load, steps, speed = (
        _numbers(runs, name) for name in ("run_load_au", "steps_per_leg", "speed_m_s")
    )
    loads = np.bincount(place, weights=load, minlength=len(days)) if len(runs) else 0.0
    is_hard = np.zeros(len(days), dtype=bool)
    if "is_hard" in runs:
        is_hard[place[runs["is_hard"].eq(True).to_numpy(dtype=bool)]] = True
    equivalents = {}
    for one in history.tissues:
        name = one.tissue.name
        of_runs = np.where(
            np.isnan(steps)[:, None],
            load[:, None] * _per_load(week, name, needed=bool(np.isnan(steps).any())),
            np.nan_to_num(steps)[:, None] * _step(one, speed),
        )
        equivalents[name] = np.zeros((len(days), one.exponent.size))
        np.add.at(equivalents[name], place, of_runs)
    return RunsToCome(days, loads + np.zeros(len(days)), equivalents, is_hard, False)


def _numbers(runs: pd.DataFrame, name: str) -> Vector:
    if name not in runs and name != "run_load_au":
        return np.full(len(runs), np.nan)
    if name not in runs:
        raise InputError("runs to come have no column run_load_au.")
    values = runs[name].to_numpy(dtype=float, na_value=np.nan)
    bad = np.isinf(values) | (values < 0) | ((values == 0) & (name == "speed_m_s"))
    if bad.any():
        raise InputError(f"{name} of a run to come cannot be {values[bad][0]:g}.")
    return values


def _per_load(week: _Week, tissue: str, *, needed: bool) -> Vector:
    """Return the easy steps of one AU of run load in the median week, shape (3 + n,)."""
    steps, load_au = week.equivalents[tissue].sum(axis=0), float(week.run_load_au.sum())
    if load_au > 0:
        return np.asarray(steps / load_au)
    if needed:
        raise InputError(
            "Nothing logged tells how many steps such runs have. Give steps_per_leg of each."
        )
    return np.zeros_like(steps)


def _step(of: TissueHistory, speed_m_s: Vector) -> Vector:
    """Return the easy steps that one step of each run is worth, shape (n_runs, 3 + n)."""
    own = of.reference[0] / of.tissue.reference.value
    ratio = reference_ratios(np.nan_to_num(speed_m_s, nan=EASY_SPEED_M_S))[of.tissue.name] / own
    ratio = np.where(np.isnan(speed_m_s), 1.0, ratio)
    return np.asarray(ratio[:, None] ** of.exponent)
