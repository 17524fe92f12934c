"""Cut the sets and runs of a cohort into the arrays of one athlete."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.athlete_stress import Jumps, Running
from analytics.load.draws import Draws
from analytics.load.stress_days import CHANNELS, Calendar
from analytics.load.tissue import Tissue

Flags = npt.NDArray[np.bool_]


class JumpsOf:
    """The sets of each athlete, like ones together.

    Parameters
    ----------
    items : DataFrame
        As of :func:`analytics.load.stress_items.of_sets`.
    drawn : Draws
    tissues : sequence of Tissue
    """

    def __init__(self, items: pd.DataFrame, drawn: Draws, tissues: Sequence[Tissue]) -> None:
        names = [one.name for one in tissues]
        ways = items.groupby(["drill_id", *names], sort=False)
        self._way = ways.ngroup().to_numpy()
        first = items.drop_duplicates(["drill_id", *names])
        self._loads = first[names].to_numpy(dtype=float).T
        factors = [drawn.factors[drill_id] for drill_id in first["drill_id"]]
        n = next(iter(drawn.exponents.values())).size
        self._factors = np.array(factors).reshape(len(first), n)
        self._row = items["row"].to_numpy()
        self._legs = items[["left", "right"]].to_numpy(dtype=float).T

    def __call__(self, rows: slice) -> tuple[Jumps, ...]:
        """Return those of the athlete whose days are these rows, for each tissue."""
        some = slice(*np.searchsorted(self._row, [rows.start, rows.stop]))
        n_days = rows.stop - rows.start
        ways, way = np.unique(self._way[some], return_inverse=True)
        cell = (self._row[some] - rows.start) * ways.size + way
        contacts = [
            np.bincount(cell, weights=leg[some], minlength=n_days * ways.size) for leg in self._legs
        ]
        by_leg = np.stack(contacts).astype(float).reshape(2, n_days, ways.size)
        return tuple(Jumps(by_leg, loads[ways], self._factors[ways]) for loads in self._loads)


class RunningOf:
    """The runs of each athlete.

    Parameters
    ----------
    items : DataFrame
        As of :func:`analytics.load.stress_items.of_runs`.
    tissues : sequence of Tissue
    """

    def __init__(self, items: pd.DataFrame, tissues: Sequence[Tissue]) -> None:
        self._row = items["row"].to_numpy()
        self._steps = items["left"].fillna(0.0).to_numpy(dtype=float)
        self._ratios = items[[one.name for one in tissues]].to_numpy(dtype=float).T

    def __call__(self, rows: slice) -> tuple[Running, ...]:
        """Return those of the athlete whose days are these rows, for each tissue."""
        some = slice(*np.searchsorted(self._row, [rows.start, rows.stop]))
        day = self._row[some] - rows.start
        return tuple(Running(day, self._steps[some], ratios[some]) for ratios in self._ratios)


def known(on: Calendar, items: pd.DataFrame, channel: str) -> Flags:
    """Tell of each day of all athletes whether its stress in a channel is known.

    Parameters
    ----------
    on : Calendar
    items : DataFrame
        The sets or runs that count.
    channel : str
        ``plyo`` or ``run``.

    Returns
    -------
    ndarray of bool, shape (n_days,)
        Of rest it is; of training if its sets or runs are there, each with a size, and its
        load did not come as a number instead.
    """
    status = on.days[f"{channel}_status"].to_numpy(dtype=object)
    came_as_number = on.days[f"is_{channel}_number"].to_numpy(dtype=bool)
    listed = np.zeros(len(status), dtype=bool)
    listed[items["row"].to_numpy()] = True
    listed[items.loc[items["left"].isna(), "row"].to_numpy()] = False
    return (status == "rest") | ((status == "trained") & listed & ~came_as_number)


def never_logged(on: Calendar) -> dict[str, str]:
    """Return which channel each athlete never logged, for who logged but the other.

    Parameters
    ----------
    on : Calendar

    Returns
    -------
    dict of str to str
        ``plyo`` or ``run`` by ``athlete_id``: nothing is known of it on any day of the log.
    """
    found = {}
    for athlete_id, rows in on.athletes():
        days = on.days[rows]
        silent = [name for name in CHANNELS if (days[f"{name}_status"] == "unknown").all()]
        if len(silent) == 1:
            found[athlete_id] = silent[0]
    return found


def estimated(on: Calendar, runs: pd.DataFrame) -> Flags:
    """Tell of each day whether one of its runs lacked speed or cadence."""
    flags = np.zeros(len(on.days), dtype=bool)
    flags[runs.loc[runs["is_estimated"].astype(bool), "row"].to_numpy()] = True
    return flags
