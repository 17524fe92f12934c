"""The answer a fit gives for one athlete and one dose, and the exact sentence that says it."""

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.charts.marks import BEYOND
from analytics.charts.wording import number, percent, probability
from analytics.response import ResponseFit
from analytics.response.evidence.verdicts import FEWEST_TEST_DAYS

DRAWS = 4000
N_DOSES = 41
SHORTEST_AU = 300.0
NARROW = 0.50
HELD_AT_AU = (50.0, 100.0, 150.0, 200.0, 250.0, 300.0)


@dataclass(frozen=True, slots=True)
class Curve:
    """Change of power against weekly dose after so many weeks.

    Attributes
    ----------
    wide, narrow : DataFrame
        ``weekly_dose_au``, ``mean``, ``lower``, ``upper`` (%), at the fit's level and at 50 %.
    """

    wide: pd.DataFrame
    narrow: pd.DataFrame


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
        Coverage of the interval.
    mean, lower, upper : float
        Change of power, %.
    p_gain : float or None
        Probability of a gain above the smallest worth having; None for a cohort's curve.
    largest_au : float
        The largest weekly dose that whoever the curve is of has done, AU.
    """

    dose_au: float
    weeks: int
    level: float
    mean: float
    lower: float
    upper: float
    p_gain: float | None
    largest_au: float = math.inf

    def sentence(self) -> str:
        """Return the first line of the page, nothing softened."""
        return (
            f"{number(self.dose_au)} AU a week for {self.weeks} weeks: {percent(self.mean)} % "
            f"running power ({100 * self.level:.0f} % interval {percent(self.lower)} to "
            f"{percent(self.upper)} %){beyond(self.dose_au, self.largest_au)}."
        )

    def gain_sentence(self, swc_percent: float) -> str:
        """Return the chance of a gain worth having; empty for a cohort's curve."""
        if self.p_gain is None:
            return ""
        said = probability(self.p_gain)
        return f"P(gain above {swc_percent:.1f} %) {said if said[0] in '<>' else f'= {said}'}"


def beyond(dose_au: float, largest_au: float) -> str:
    """Return the words for a dose far above the largest done; empty for any other."""
    return "; beyond anything tried" if dose_au > BEYOND * largest_au else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of a fit is an athlete's own.

    Attributes
    ----------
    n_tests, n_used : int
        Tests given to the fit, and tests it could use.
    n_days : int
        Days of the tests it could use.
    own_share : float
        Share of the answer at 100 AU a week that own data settle, 0 to 1.
    usual_au, largest_au : float
        Own weekly dose, AU: mean of the last 28 days, and of the 28 days with most; NaN if
        no dose is logged.
    n_pooled : int
        Athletes in the fit.
    """

    n_tests: int
    n_used: int
    n_days: int
    own_share: float
    usual_au: float
    largest_au: float
    n_pooled: int

    @property
    def has_dose(self) -> bool:
        """Tell whether any plyometric dose is logged."""
        return self.largest_au > 0

    @property
    def is_too_little(self) -> bool:
        """Tell what is known without evidence: the data cannot give a curve of their own."""
        return self.n_days < FEWEST_TEST_DAYS or not self.has_dose


@dataclass(frozen=True, slots=True)
class Held:
    """How often intervals hold the planted curve of a synthetic cohort.

    Attributes
    ----------
    n_here, n_doses : int
        Doses at which they do for one athlete, of how many.
    first_au, last_au : float
        Least and largest of those doses, AU a week.
    share : float
        Over all athletes and doses, 0 to 1.
    """

    n_here: int
    n_doses: int
    first_au: float
    last_au: float
    share: float


def held(fit: ResponseFit, planted: pd.DataFrame, athlete_id: str, whose: str) -> Held:
    """Count where intervals hold the planted curves, at 50 to 300 AU a week.

    Parameters
    ----------
    fit : ResponseFit
    planted : DataFrame
        ``athlete_id``, ``weeks`` (one value), ``weekly_dose_au``, ``response_percent``.
    athlete_id : str
    whose : str
        Whose curve is drawn for that athlete.
    """
    planted = planted[planted["weekly_dose_au"].isin(HELD_AT_AU)]
    weeks = int(planted["weeks"].iloc[0])
    doses = np.sort(planted["weekly_dose_au"].unique())
    here = planted[planted["athlete_id"] == athlete_id]
    mine = _response(fit, athlete_id, whose, doses, weeks).merge(here, on="weekly_dose_au")
    everyone = fit.response(doses, weeks=weeks).merge(planted, on=["athlete_id", "weekly_dose_au"])
    return Held(
        int(_holds(mine).sum()),
        len(mine),
        float(doses[0]),
        float(doses[-1]),
        float(_holds(everyone).mean()),
    )


def _holds(joined: pd.DataFrame) -> "pd.Series[bool]":
    return joined["response_percent"].between(joined["lower"], joined["upper"])


def standing(fit: ResponseFit, athlete_id: str) -> Standing:
    """Read off a fit how much of it is an athlete's own."""
    row = fit.summary(athlete_id).to_dict("records")[0]
    tests = fit.tests()
    used = tests[(tests["athlete_id"] == athlete_id) & tests["is_used"]]
    return Standing(
        int(row["n_tests"]),
        int(row["n_tests_used"]),
        used["date"].nunique(),
        row["own_share"],
        row["usual_weekly_dose_au"],
        row["largest_weekly_dose_au"],
        len(fit.athlete_ids),
    )


def curve(
    fit: ResponseFit, athlete_id: str, whose: str, weeks: int, up_to_au: float = SHORTEST_AU
) -> Curve:
    """Read a curve off a fit: an athlete's ``own``, the ``cohort``'s or a ``new athlete``'s.

    It goes up to twice the largest dose done, and to ``up_to_au`` at least.
    """
    twice = 20.0 * np.ceil(2.0 * largest_au(fit, athlete_id if whose == "own" else None) / 20.0)
    doses = np.linspace(0.0, max(SHORTEST_AU, up_to_au, twice), N_DOSES)
    wide, narrow = (
        _response(
            replace(fit, model=replace(fit.model, level=level)), athlete_id, whose, doses, weeks
        )
        for level in (fit.model.level, NARROW)
    )
    return Curve(wide, narrow)


def answer(fit: ResponseFit, athlete_id: str, whose: str, dose_au: float, weeks: int) -> Answer:
    """Read off a fit what one weekly dose does."""
    dose = np.array([dose_au])
    row = _response(fit, athlete_id, whose, dose, weeks).to_dict("records")[0]
    p_gain = None
    if whose == "own":
        p_gain = float(fit.gain_probability(dose, athlete_id, weeks)["probability"].iloc[0])
    return Answer(
        dose_au,
        weeks,
        fit.model.level,
        row["mean"],
        row["lower"],
        row["upper"],
        p_gain,
        largest_au(fit, athlete_id if whose == "own" else None),
    )


def largest_au(fit: ResponseFit, athlete_id: str | None = None) -> float:
    """Return the largest weekly dose of an athlete, or of anyone in the fit; 0 without one."""
    return float(fit.summary(athlete_id)["largest_weekly_dose_au"].fillna(0).max())


def _response(
    fit: ResponseFit, athlete_id: str, whose: str, doses: npt.NDArray[np.float64], weeks: int
) -> pd.DataFrame:
    if whose == "own":
        return fit.response(doses, weeks=weeks, athlete_id=athlete_id)
    cohort = fit.cohort_response(doses, weeks=weeks)
    if whose == "new athlete":
        cohort = cohort.assign(lower=cohort["new_lower"], upper=cohort["new_upper"])
    return cohort
