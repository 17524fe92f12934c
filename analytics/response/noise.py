"""What tests scatter by: their own error, the day, and slow drift."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.response.priors import Prior

Vector = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]


class Noise(NamedTuple):
    """One setting of the noise, common to the cohort, in % of power.

    Attributes
    ----------
    drift_sd, drift_tau_d : float
        Standard deviation and time scale of slow drift (Ornstein-Uhlenbeck).
    day_sd : float
        Day-to-day standard deviation, shared by the tests of one day.
    """

    drift_sd: float
    drift_tau_d: float
    day_sd: float

    def drift(self, day: Days, other: Days) -> Vector:
        """Return the covariance of drift between two sets of days, shape (..., n, m)."""
        apart = np.abs(day[..., :, None] - other[..., None, :])
        drift: Vector = self.drift_sd**2 * np.exp(-apart / self.drift_tau_d)
        return drift

    def covariance(self, day: Days, se: Vector) -> Vector:
        """Return the covariance of tests given the model, shape (..., n, n).

        A test with ``se`` of infinity stands for none: its row is that of the identity.
        """
        none = np.isinf(se)
        same_day = day[..., :, None] == day[..., None, :]
        total = self.drift(day, day) + np.where(same_day, self.day_sd**2, 0.0)
        total = np.where(none[..., :, None] | none[..., None, :], 0.0, total)
        diagonal = np.arange(day.shape[-1])
        total[..., diagonal, diagonal] += np.where(none, 1.0, se**2)
        return total


def settings(prior: Prior) -> list[tuple[Noise, float]]:
    """Return the noise settings weighed against each other, with their prior weights."""
    drift_sd, drift_tau = prior.many("drift_sd"), prior.many("drift_tau")
    day_sd = prior.many("day_sd")
    day_weight = np.exp(-0.5 * (day_sd / prior["day_sd_scale"]) ** 2) * np.gradient(day_sd)
    day_weight /= day_weight.sum()
    result = []
    for sd in drift_sd:
        # Without drift its time scale means nothing, so it is one setting, not two.
        scales = drift_tau if sd > 0 else drift_tau[:1]
        for tau in scales:
            weight = day_weight / len(drift_sd) / len(scales)
            result += [
                (Noise(float(sd), float(tau), float(day)), float(w))
                for day, w in zip(day_sd, weight, strict=True)
            ]
    return result
