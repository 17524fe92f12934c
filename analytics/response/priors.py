"""What the literature says before any data: the priors, read from ``priors.csv``."""

import csv
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, TypedDict

import numpy as np
import numpy.typing as npt

from analytics.errors import InputError
from analytics.response import prior_checks

Vector = npt.NDArray[np.float64]
Values = tuple[tuple[str, tuple[float, ...]], ...]


class Own(TypedDict):
    """A prior of one's own, as JSON has it."""

    base: str
    changed: dict[str, list[float]]


Choice = str | Own

NAMES: Final = ("default", "sceptic", "optimist")
_FILE = Path(__file__).parent / "priors.csv"


@dataclass(frozen=True, slots=True)
class Prior:
    """A column of ``priors.csv``, as it stands there or with values of one's own.

    Made by :func:`read` and :func:`own`.

    Attributes
    ----------
    base : str
        The column.
    changed : tuple of (parameter, values)
        What is one's own, in order of parameter.
    values : tuple of (parameter, values)
        Of every parameter; each row of the file says meaning, unit and source.
    """

    base: str
    changed: Values
    values: Values

    def __getitem__(self, parameter: str) -> float:
        (value,) = dict(self.values)[parameter]
        return value

    def __str__(self) -> str:
        """Return the column, and which values are others."""
        others = ", ".join(
            f"{name} {'; '.join(f'{one:g}' for one in values)}" for name, values in self.changed
        )
        return f"{self.base} but for {others}" if others else self.base

    @property
    def sha256(self) -> str:
        """Fingerprint of the values, equal for equal values."""
        return hashlib.sha256(json.dumps(dict(self.values), sort_keys=True).encode()).hexdigest()

    def many(self, parameter: str) -> Vector:
        """Return the values of a parameter that has several, shape (n,)."""
        return np.array(dict(self.values)[parameter])

    def mean(self, n_covariates: int) -> Vector:
        """Return the population mean of (gain, fatigue, run load, covariates), in %."""
        return np.array([self["gain_mean"], self["fatigue_mean"], *[0.0] * (1 + n_covariates)])

    def mean_covariance(self, n_covariates: int) -> Vector:
        """Return the uncertainty of that population mean, in %², shape (p, p)."""
        run = [self["run_mean_sd"]] * (1 + n_covariates)
        return np.diag(np.square([self["gain_mean_sd"], self["fatigue_mean_sd"], *run]))

    def spread(self, n_covariates: int) -> Vector:
        """Return the covariance between athletes, in %², shape (p, p)."""
        run = [self["run_athlete_sd"]] * (1 + n_covariates)
        return np.diag(np.square([self["gain_athlete_sd"], self["fatigue_athlete_sd"], *run]))


@lru_cache
def read(name: str) -> Prior:
    """Return the prior of that name.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    if name not in NAMES:
        raise InputError(
            f"prior is one of {', '.join(NAMES)}; got {name!r}. "
            "priors.own makes one with values of your own."
        )
    values = ((row["parameter"], tuple(map(float, row[name].split(";")))) for row in table())
    return Prior(name, (), tuple(values))


def own(base: str = "default", **changed: float | Sequence[float]) -> Prior:
    """Return the prior of that name with some values of one's own.

    Parameters
    ----------
    base : {"default", "sceptic", "optimist"}
        Where the other values come from.
    **changed : float or sequence of float
        Parameters of ``priors.csv``, in the units named there. ``gamma``, ``drift_sd``,
        ``drift_tau`` and ``day_sd`` take one value or more, ``gamma_weight`` as many as ``gamma``.

    Raises
    ------
    InputError
        If there is no such parameter, or a value is impossible.

    Examples
    --------
    >>> print(own("default", gain_mean=1.0, gain_mean_sd=0.5))
    default but for gain_mean 1, gain_mean_sd 0.5
    """
    start = dict(read(base).values)
    mine = {name: prior_checks.numbers(name, changed[name], start) for name in sorted(changed)}
    whole = start | mine
    prior_checks.possible(whole)
    return Prior(base, tuple(mine.items()), tuple(whole.items()))


def chosen(prior: "str | Prior") -> Prior:
    """Return the prior that a name or a prior means."""
    if isinstance(prior, Prior):
        return prior
    return read(prior)


def as_json(prior: "str | Prior") -> Choice:
    """Return a choice of prior as JSON has it: its name, or its base and what is one's own."""
    if isinstance(prior, Prior):
        return {"base": prior.base, "changed": {name: list(one) for name, one in prior.changed}}
    return prior


def from_json(choice: Choice) -> "str | Prior":
    """Return the choice that :func:`as_json` wrote down."""
    if isinstance(choice, str):
        return choice
    return own(choice["base"], **choice["changed"])


def table() -> list[dict[str, str]]:
    """Return every row of ``priors.csv``: parameter, meaning, unit, values, grade, source."""
    with _FILE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
