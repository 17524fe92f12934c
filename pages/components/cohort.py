"""What a fit says of all its athletes at one dose."""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from analytics.response import ResponseFit
from analytics.response.evidence.verdicts import FEWEST_TEST_DAYS
from pages.components.answer import N_DOSES, NARROW, SHORTEST_AU, Curve, beyond
from pages.components.verdict import Row

LEAST: Final = 6
"""With fewer athletes a page of individuals says more than one of a cohort."""
SPREAD_WEEKS: Final = 8
"""How much athletes differ is judged after so many weeks."""
_ANSWER: Final = ["mean", "lower", "upper", "narrow_lower", "narrow_upper", "p_gain"]


@dataclass(frozen=True, slots=True)
class Spread:
    """How much true responses differ between athletes, in %.

    Attributes
    ----------
    dose_au : float
        Weekly dose of which it holds, the nearest to that asked for.
    sd, lower, upper : float
        Between athletes, with its interval.
    """

    dose_au: float
    sd: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class CohortAnswer:
    """What a weekly dose does after so many weeks, for the cohort and each athlete in it.

    Attributes
    ----------
    dose_au, weeks, level, swc_percent : float
        What was asked, the coverage of the intervals, the smallest change worth having.
    mean, lower, upper : float
        Mean response of the cohort, %.
    newcomer : tuple of float
        Interval of an athlete not yet seen, %.
    athletes : DataFrame
        ``athlete_id``, ``mean``, ``lower``, ``upper``, ``narrow_lower``, ``narrow_upper`` (%),
        ``p_gain``, ``n_tests`` (usable test days), ``verdict`` (missing without one), ``is_own``:
        whether the answer is the athlete's own, not that of others; these first, the largest
        mean first; ``is_beyond``: whether the dose is far above the largest that whoever the
        answer is of has done.
    found : mapping or None
        What was found of the cohort together; None while it is not assessed.
    spread : Spread or None
        None while it is not assessed, and for fewer than four athletes.
    largest_au : float
        The largest weekly dose anyone in it has done.
    """

    dose_au: float
    weeks: int
    level: float
    swc_percent: float
    mean: float
    lower: float
    upper: float
    newcomer: tuple[float, float]
    athletes: pd.DataFrame
    found: Row | None
    spread: Spread | None
    largest_au: float = math.inf


def answer(fit: ResponseFit, dose_au: float, weeks: int) -> CohortAnswer:
    """Read off a fit what one weekly dose does for everyone in it."""
    wide, narrow = (one.cohort_response([dose_au], weeks=weeks).iloc[0] for one in _levels(fit))
    largest_au = _largest_au(fit)
    rows = _athletes(fit, dose_au, weeks, largest_au)
    # Whoever's own data say too little is given the answer of an athlete not yet seen.
    rows.loc[~rows["is_own"], _ANSWER] = [
        *wide[["mean", "new_lower", "new_upper"]],
        *narrow[["new_lower", "new_upper"]],
        np.nan,
    ]
    # Ids settle ties, so that the order does not change from one visit to the next.
    rows = rows.sort_values(
        ["is_own", "mean", "athlete_id"], ascending=[False, False, True], ignore_index=True
    )
    return CohortAnswer(
        dose_au=dose_au,
        weeks=weeks,
        level=fit.model.level,
        swc_percent=fit.model.swc_percent,
        mean=float(wide["mean"]),
        lower=float(wide["lower"]),
        upper=float(wide["upper"]),
        newcomer=(float(wide["new_lower"]), float(wide["new_upper"])),
        athletes=rows,
        found=None if fit.proof is None or fit.proof.cohort.empty else _first(fit.proof.cohort),
        spread=None if fit.proof is None else _spread(fit.proof.differences, dose_au),
        largest_au=largest_au.max(),
    )


def curve(fit: ResponseFit, weeks: int, up_to_au: float = SHORTEST_AU) -> Curve:
    """Read the cohort's curve off a fit, with a new athlete's band in ``wide``."""
    # Of most athletes, not of the one who jumps most: beyond it the curve is all prior.
    largest = float(_largest_au(fit).quantile(0.9))
    last = max(SHORTEST_AU, up_to_au, 20.0 * np.ceil(1.5 * largest / 20.0))
    doses = np.linspace(0.0, last, N_DOSES)
    wide, narrow = (one.cohort_response(doses, weeks=weeks) for one in _levels(fit))
    return Curve(wide, narrow)


def _levels(fit: ResponseFit) -> tuple[ResponseFit, ResponseFit]:
    """Return the fit, and the same with 50 % intervals."""
    return fit, replace(fit, model=replace(fit.model, level=NARROW))


def _largest_au(fit: ResponseFit) -> pd.Series:
    return fit.summary()["largest_weekly_dose_au"].fillna(0)


def _athletes(fit: ResponseFit, dose_au: float, weeks: int, largest_au: pd.Series) -> pd.DataFrame:
    wide, narrow = (one.response([dose_au], weeks=weeks) for one in _levels(fit))
    tests = fit.tests()
    days = tests[tests["is_used"]].groupby("athlete_id")["date"].nunique()
    largest_au = largest_au.set_axis(wide.index)
    rows = wide.assign(
        narrow_lower=narrow["lower"],
        narrow_upper=narrow["upper"],
        p_gain=fit.gain_probability([dose_au], weeks=weeks)["probability"],
        n_tests=wide["athlete_id"].map(days).fillna(0).astype(int),
        verdict=None,
    )
    if fit.proof is not None:
        verdicts = fit.proof.athletes.set_index("athlete_id")["verdict"]
        rows["verdict"] = rows["athlete_id"].map(verdicts)
    too_little = (rows["n_tests"] < FEWEST_TEST_DAYS) | (largest_au == 0)
    rows["verdict"] = rows["verdict"].astype(object).mask(too_little, "insufficient")
    is_own = rows["verdict"] != "insufficient"
    done_au = largest_au.where(is_own, largest_au.max())
    return rows.assign(
        is_own=is_own, is_beyond=[beyond(dose_au, largest) != "" for largest in done_au]
    )


def _first(rows: pd.DataFrame) -> Row:
    return {str(name): value for name, value in rows.iloc[0].items()}


def _spread(differences: pd.DataFrame, dose_au: float) -> Spread | None:
    if differences.empty:
        return None
    nearest = int((differences["weekly_dose_au"] - dose_au).abs().argmin())
    return Spread(*differences[["weekly_dose_au", "sd", "lower", "upper"]].iloc[nearest])
