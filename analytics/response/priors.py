"""What the literature says before any data: the priors, read from ``priors.csv``."""

import csv
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics.errors import InputError

Vector = npt.NDArray[np.float64]

NAMES: Final = ("default", "sceptic", "optimist")
_FILE = Path(__file__).parent / "priors.csv"


@dataclass(frozen=True, slots=True)
class Prior:
    """One column of ``priors.csv``; each row there says meaning, unit and source."""

    values: dict[str, tuple[float, ...]]

    def __getitem__(self, parameter: str) -> float:
        (value,) = self.values[parameter]
        return value

    @property
    def sha256(self) -> str:
        """Fingerprint of the values, equal for equal values."""
        return hashlib.sha256(json.dumps(self.values, sort_keys=True).encode()).hexdigest()

    def many(self, parameter: str) -> Vector:
        """Return the values of a parameter that has several, shape (n,)."""
        return np.array(self.values[parameter])

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
        raise InputError(f"prior is one of {', '.join(NAMES)}; got {name!r}.")
    return Prior(
        {row["parameter"]: tuple(map(float, row[name].split(";"))) for row in table()},
    )


def table() -> list[dict[str, str]]:
    """Return every row of ``priors.csv``: parameter, meaning, unit, values, grade, source."""
    with _FILE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
