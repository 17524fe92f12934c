"""Sums and maxima over windows of days, along the last axis but one."""

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


def seven_day_sums(daily: Vector) -> Vector:
    """Return the sums of seven consecutive days, shape (..., n_days - 6, n)."""
    two = daily[..., :-1, :] + daily[..., 1:, :]
    four = two[..., :-2, :] + two[..., 2:, :]
    return np.asarray(four[..., :-3, :] + two[..., 4:-1, :] + daily[..., 6:, :])


def largest_of(daily: Vector, days: int) -> Vector:
    """Return the largest of so many consecutive days, shape (..., n_days - days + 1, n)."""
    largest, width = daily, 1
    while 2 * width <= days:
        largest = np.maximum(largest[..., :-width, :], largest[..., width:, :])
        width *= 2
    rest = days - width
    n = daily.shape[-2] - days + 1
    return np.asarray(np.maximum(largest[..., :n, :], largest[..., rest : rest + n, :]))
