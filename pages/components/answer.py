"""The answer a fit gives for one athlete and one dose, and the exact sentence that says it."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.charts.wording import number, percent, probability
from analytics.response import ResponseFit

DRAWS = 4000
STEP_AU = 5.0
NARROW = 0.50


@dataclass(frozen=True, slots=True)
class Answer:
    """What a weekly dose is expected to do after so many weeks, and how sure that is.

    Attributes
    ----------
    dose_au : float
        Weekly dose asked for, AU.
    weeks : int
        Length of the block.
    level : float
        Coverage of ``wide``.
    wide, narrow : DataFrame
        ``weekly_dose_au``, ``mean``, ``lower``, ``upper`` (%), at ``level`` and at 50 %.
    mean, lower, upper : float
        At ``dose_au``, %.
    p_gain : float or None
        Probability of a gain above the smallest worth having; None for a cohort's curve.
    """

    dose_au: float
    weeks: int
    level: float
    wide: pd.DataFrame
    narrow: pd.DataFrame
    mean: float
    lower: float
    upper: float
    p_gain: float | None

    def sentence(self) -> str:
        """Return the first line of the page, nothing softened."""
        return (
            f"{number(self.dose_au)} AU a week for {self.weeks} weeks: {percent(self.mean)} % "
            f"running power ({100 * self.level:.0f} % interval {percent(self.lower)} to "
            f"{percent(self.upper)} %)."
        )

    def gain_sentence(self, swc_percent: float) -> str:
        """Return the chance of a gain worth having; empty for a cohort's curve."""
        if self.p_gain is None:
            return ""
        return f"P(gain above {swc_percent:.1f} %) = {probability(self.p_gain)}"


def answer(fit: ResponseFit, athlete_id: str, whose: str, dose_au: float, weeks: int) -> Answer:
    """Read a curve off a fit: an athlete's ``own``, the ``cohort``'s or a ``new athlete``'s."""
    largest = float(fit.summary()["largest_weekly_dose_au"].max())
    last = max(300.0, 2.0 * largest, dose_au)
    doses = np.unique(np.append(np.arange(0.0, last + STEP_AU, STEP_AU), dose_au))
    wide, narrow = (
        _curve(replace(fit, model=replace(fit.model, level=level)), athlete_id, whose, doses, weeks)
        for level in (fit.model.level, NARROW)
    )
    p_gain = None
    if whose == "own":
        draws = fit.draws(athlete_id, [dose_au], n=DRAWS, seed=0, weeks=weeks)
        p_gain = float((draws > fit.model.swc_percent).mean())
    at = wide.loc[wide["weekly_dose_au"] == dose_au].iloc[0]
    return Answer(
        dose_au, weeks, fit.model.level, wide, narrow, at["mean"], at["lower"], at["upper"], p_gain
    )


def _curve(
    fit: ResponseFit, athlete_id: str, whose: str, doses: npt.NDArray[np.float64], weeks: int
) -> pd.DataFrame:
    if whose == "own":
        return fit.response(doses, weeks=weeks, athlete_id=athlete_id)
    cohort = fit.cohort_response(doses, weeks=weeks)
    if whose == "new athlete":
        cohort = cohort.assign(lower=cohort["new_lower"], upper=cohort["new_upper"])
    return cohort
