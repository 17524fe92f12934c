"""Whether dose can be told apart from what moved with it: calendar, run load, a covariate."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.response import history
from analytics.response.design import Convention, Design, dose
from analytics.response.evidence.findings import CALENDAR, NOTHING, RUN_LOAD
from analytics.response.logs import Log
from analytics.response.noise import Noise

Vector = npt.NDArray[np.float64]


class Explained(NamedTuple):
    """Squares of exposure about its mean, and what of them is left after each explanation.

    Attributes
    ----------
    total, both, time, run : float
        Sum of squares, (AU a week)²: in all; left after calendar and run load; after either.
    """

    total: float
    both: float
    time: float
    run: float


class Slope(NamedTuple):
    """Change of power, in %, per 100 AU a week of exposure, other things held.

    Attributes
    ----------
    adjusted_for : str
        ``nothing``, ``calendar``, ``run load`` or a covariate.
    slope_percent, se_percent : float
        NaN where the tests cannot tell.
    """

    adjusted_for: str
    slope_percent: float
    se_percent: float


def chronic_au(log: Log, design: Design, convention: Convention, tau_d: float) -> Vector:
    """Return chronic exposure on test days, in AU a week, shape (n_tests,)."""
    daily = history.exposure(
        dose(log, convention).daily,
        np.array([tau_d]),
        same_day=convention.same_day,
        from_zero=convention.from_zero,
    )
    on_tests: Vector = 7.0 * daily[0, design.day - log.first_day]
    return on_tests


def explained(exposure_au: Vector, day: Vector, run_relative: Vector) -> Explained:
    """Explain exposure on test days by the calendar, by run load, and by both."""
    return Explained(
        total=_left(exposure_au),
        both=_left(exposure_au, day, run_relative),
        time=_left(exposure_au, day),
        run=_left(exposure_au, run_relative),
    )


def slopes(
    exposure_au: Vector, design: Design, noise: Noise, covariates: tuple[str, ...]
) -> list[Slope]:
    """Fit lines to an athlete's own tests: exposure alone, and beside each rival explanation.

    Generalised least squares with the errors of the noise setting; nothing is pooled, and
    nothing saturates: this is what a scatter plot shows, not the model's answer.
    """
    other = design.columns.other
    rivals: dict[str, Vector | None] = {
        NOTHING: None,
        CALENDAR: design.day.astype(float),
        RUN_LOAD: other[:, 0],
    }
    rivals |= {name: other[:, 1 + i] for i, name in enumerate(covariates)}
    return [
        Slope(name, *_slope(exposure_au / 100.0, rival, design, noise))
        for name, rival in rivals.items()
    ]


def _slope(
    exposure: Vector, rival: Vector | None, design: Design, noise: Noise
) -> tuple[float, float]:
    columns = np.c_[_centred(exposure), np.ones(len(exposure))]
    if rival is not None:
        columns = np.c_[columns, _centred(rival)]
    if len(exposure) <= columns.shape[1] or np.linalg.matrix_rank(columns) < columns.shape[1]:
        return np.nan, np.nan
    lower = np.linalg.cholesky(noise.covariance(design.day, design.se))
    white = np.linalg.solve(lower, np.c_[columns, design.log_power])
    orthogonal, upper = np.linalg.qr(white[:, :-1])
    estimate = np.linalg.solve(upper, orthogonal.T @ white[:, -1])
    error = np.linalg.solve(upper.T, np.eye(len(upper))[0])
    unit = exposure.std()
    return float(estimate[0] / unit), float(np.sqrt(error @ error) / unit)


def _left(values: Vector, *explanations: Vector) -> float:
    """Return the squares of values about the line that the explanations draw."""
    columns = np.column_stack([np.ones(len(values)), *map(_centred, explanations)])
    found, *_ = np.linalg.lstsq(columns, values, rcond=None)
    return float(np.sum((values - columns @ found) ** 2))


def _centred(values: Vector) -> Vector:
    """Return values about their mean in units of their spread; zeros if they never change."""
    spread = values.std() if len(values) else 0.0
    # Rounding leaves a constant column a spread of its own.
    changes = spread > 1e-9 * max(1.0, float(np.max(np.abs(values), initial=0.0)))
    return (values - values.mean()) / spread if changes else np.zeros_like(values)
