"""What came in: each athlete's raw daily loads and tests, checked and laid on a calendar."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.frames import LOADS, TESTS
from analytics.response import checks

Vector = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]

CHANNELS = ("plyo_dose_au", "run_load_au")


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """One athlete's raw data, in the units they came in.

    Attributes
    ----------
    first_day : int
        Days from 1970-01-01 to the first row of ``loads``.
    daily : ndarray of float, shape (2 + n_covariates, n_days)
        Plyometric dose, run load, covariates; NaN is a day nobody knows.
    test_day : ndarray of int, shape (n_tests,)
        Days since the first, in order.
    power_w_kg, se_w_kg : ndarray of float, shape (n_tests,)
        Tested power and its standard error, NaN where there is none.
    """

    athlete_id: str
    first_day: int
    daily: Vector
    test_day: Days
    power_w_kg: Vector
    se_w_kg: Vector

    @property
    def n_days(self) -> int:
        """Days from the first row of ``loads`` to the last."""
        return self.daily.shape[1]


def read_loads(loads: pd.DataFrame, covariates: tuple[str, ...], unit_au: float) -> tuple[Log, ...]:
    """Check loads alone and return logs without tests, as :func:`read` does."""
    channels = (*CHANNELS, *covariates)
    days = checks.loads(LOADS.check(loads), channels, unit_au)
    return tuple(_log(name, rows, None, channels) for name, rows in _athletes(days))


def read(
    loads: pd.DataFrame, tests: pd.DataFrame, covariates: tuple[str, ...] = (), unit_au: float = 1.0
) -> tuple[Log, ...]:
    """Check both tables and return one log per athlete of ``loads``, in order of id.

    Parameters
    ----------
    loads, tests : DataFrame
        As :data:`analytics.frames.LOADS` and :data:`analytics.frames.TESTS`.
    covariates : tuple of str
        Further columns of ``loads``.
    unit_au : float
        AU per unit of ``plyo_dose_au``, for the check of its size.

    Raises
    ------
    InputError
        If a column is missing, a value impossible, a day double, or a test
        lies outside its athlete's loads.
    """
    channels = (*CHANNELS, *covariates)
    days = checks.loads(LOADS.check(loads), channels, unit_au)
    tested = checks.tests(TESTS.check(tests))
    by_athlete = dict(_athletes(tested))
    logs = tuple(
        _log(name, rows, by_athlete.pop(name, None), channels) for name, rows in _athletes(days)
    )
    if by_athlete:
        name, rows = next(iter(by_athlete.items()))
        raise InputError(
            f"{name} has {len(rows)} power tests but no row of loads. "
            "Add the days of training, or leave the tests out."
        )
    return logs


def read_one(
    athlete_id: str,
    loads: pd.DataFrame,
    tests: pd.DataFrame,
    covariates: tuple[str, ...] = (),
    unit_au: float = 1.0,
) -> Log:
    """Check both tables of one athlete and return its log, as :func:`read` does.

    Raises
    ------
    InputError
        If a row is of someone else, or as :func:`read` says.
    """
    for table, frame in (("loads", loads), ("tests", tests)):
        if "athlete_id" not in frame.columns:
            continue  # Named below, with every other column that is missing.
        others = frame["athlete_id"].astype(str) != athlete_id
        if others.any():
            raise InputError(
                f"{table} has {others.sum()} rows that are not of {athlete_id}, the first of "
                f"{frame['athlete_id'][others].iloc[0]}. Give the rows of that athlete alone."
            )
    (log,) = read(loads, tests, covariates, unit_au)
    return log


def sha256(logs: tuple[Log, ...]) -> str:
    """Return a fingerprint of the data, equal for equal data whatever their row order."""
    digest = hashlib.sha256()
    for log in logs:
        digest.update(f"{log.athlete_id}\0{log.first_day}\0{log.daily.shape}".encode())
        for array in (log.daily, log.power_w_kg, log.se_w_kg):
            # One bit pattern for every NaN and for both zeros.
            digest.update((np.where(np.isnan(array), np.nan, array) + 0.0).tobytes())
        digest.update(log.test_day.tobytes())
    return digest.hexdigest()


def _athletes(rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the rows of each athlete; ``rows`` are sorted."""
    names = rows["athlete_id"].to_numpy()
    edges = [*np.flatnonzero(names[1:] != names[:-1]) + 1, len(rows)] if len(rows) else []
    for start, stop in zip([0, *edges], edges, strict=False):
        yield str(names[start]), rows.iloc[start:stop]


def _log(
    name: str, rows: pd.DataFrame, tested: pd.DataFrame | None, channels: tuple[str, ...]
) -> Log:
    day = rows["day"].to_numpy()
    first, last = int(day[0]), int(day[-1])
    values = np.full((len(channels), last - first + 1), np.nan)
    values[:, day - first] = rows[list(channels)].to_numpy(dtype=float).T
    if tested is None:
        none = np.empty(0)
        return Log(name, first, values, np.empty(0, dtype=np.int64), none, none)
    test_day = tested["day"].to_numpy()
    outside = (test_day < first) | (test_day > last)
    if outside.any():
        raise InputError(
            f"{outside.sum()} of the {len(test_day)} tests of {name} lie outside its loads "
            f"({_text(first)} to {_text(last)}), the first on {_text(test_day[outside][0])}. "
            "Add the days of training around them, or leave them out."
        )
    power, se = tested["power_w_kg"].to_numpy(), tested["se_w_kg"].to_numpy()
    return Log(name, first, values, test_day - first, power, se)


def _text(day: int) -> str:
    return f"{pd.Timestamp(0) + pd.Timedelta(days=int(day)):%d %b %Y}"
