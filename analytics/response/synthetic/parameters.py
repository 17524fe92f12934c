"""What the generator of made-up cohorts is told."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from analytics.errors import InputError


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the generator is told; gains and errors are % of power, on the log scale.

    Parameters
    ----------
    athletes, days : int
        Size of the cohort and length of the log.
    seed : int
        Same seed, same cohort; an athlete does not change when the cohort grows.
    noise_percent : float
        Standard error of a test, known and stored with it.
    tests_per_year : float
        Power tests.
    last_day : date
        Last day of the log, taken as a Sunday.
    burn_in_days : int
        Training before the log, which is not in it.
    unknown_per_year : float
        Stretches of 1 to 5 days of which nobody knows.
    gain_mean_percent, gain_sd_percent : float
        Net response to 220 AU a week after 8 weeks, among athletes.
    d50_median_au, d50_gsd : float
        Weekly exposure that brings half of the largest gain.
    gamma : float
        Hill exponent of the saturation.
    tau_gain_median_d, tau_gain_gsd, tau_fatigue_median_d, tau_fatigue_gsd : float
        Time constants.
    fatigue_mean_percent, fatigue_sd_percent : float
        Cost of 100 AU a week of recent exposure.
    run_sd_percent : float
        Effect of run load one own mean above usual, among athletes; its mean is 0.
    drift_sd_percent, drift_tau_d : float
        Slow drift that nothing explains.
    day_sd_percent : float
        From day to day, beside the error of the test.
    """

    athletes: int = 24
    days: int = 365
    seed: int = 1
    noise_percent: float = 1.5
    tests_per_year: float = 30.0
    last_day: date = date(2026, 11, 15)
    burn_in_days: int = 150
    unknown_per_year: float = 4.0
    gain_mean_percent: float = 2.0
    gain_sd_percent: float = 1.5
    d50_median_au: float = 150.0
    d50_gsd: float = 1.8
    gamma: float = 1.0
    tau_gain_median_d: float = 35.0
    tau_gain_gsd: float = 1.5
    tau_fatigue_median_d: float = 7.0
    tau_fatigue_gsd: float = 1.3
    fatigue_mean_percent: float = 0.6
    fatigue_sd_percent: float = 0.3
    run_sd_percent: float = 1.0
    drift_sd_percent: float = 0.7
    drift_tau_d: float = 60.0
    day_sd_percent: float = 0.7

    def __post_init__(self) -> None:
        for name, least in (("athletes", 1), ("days", 60), ("seed", 0), ("burn_in_days", 0)):
            if getattr(self, name) < least:
                raise InputError(f"{name} must be {least} or more; got {getattr(self, name)}.")
        for name, most in (
            ("noise_percent", 20.0),
            ("tests_per_year", 366.0),
            ("unknown_per_year", 366.0),
        ):
            if not 0 <= getattr(self, name) <= most:
                raise InputError(
                    f"{name} must lie within 0 and {most:g}; got {getattr(self, name)}."
                )

    def to_dict(self) -> dict[str, Any]:
        """Return the parameters as JSON can hold them."""
        return {**asdict(self), "last_day": self.last_day.isoformat()}
