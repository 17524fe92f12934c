"""What was found: the tables that stand behind the verdicts."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

NOTHING: Final = "nothing"
CALENDAR: Final = "calendar"
RUN_LOAD: Final = "run load"
RIVALS: Final = (NOTHING, CALENDAR, RUN_LOAD)
"""What a slope is adjusted for, beside covariates."""


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Verdicts and what they rest on; kept with the fit they judge.

    Attributes
    ----------
    athletes : DataFrame
        One row per athlete: ``athlete_id``, ``verdict`` (``shown``, ``not_shown``,
        ``confounded``, ``insufficient``), ``n_tests`` (usable test days), ``dose_contrast_au``
        (P90 less P10 of chronic exposure on them, AU a week), ``r2_calendar`` (of that exposure
        from calendar and run load; ``r2_time`` and ``r2_run`` from each alone), ``moves_with``,
        ``slope_percent`` and ``slope_with_trend_percent`` (per 100 AU a week, own tests alone),
        ``n_forecasts``, ``n_inside`` (tests inside the interval made before them), ``skill_*``
        (1 less the squared error over that of a baseline), ``n_shifts``, ``n_as_good``,
        ``placebo_share``, and the conditions of ``shown``, each true or false:
        ``beats_running_mean``, ``beats_no_dose``, ``beats_placebo``, ``excludes_zero``.
    cohort : DataFrame
        One row with the same columns for the athletes together, and ``n_athletes`` of them.
    forecasts : DataFrame
        ``athlete_id``, ``date``, ``tested_w_kg``, ``mean``, ``lower``, ``upper`` of one test
        forecast from what was known before it, and of the baselines ``running_mean``,
        ``last_value``, ``log_day``, ``no_dose``, ``no_fatigue``; all W/kg.
    shifts : DataFrame
        ``athlete_id``, ``shift_d`` (0 is the real dose), ``log_ratio``: log evidence of the
        data given the shifted dose, less that given the real one.
    exposures : DataFrame
        ``athlete_id``, ``date``, ``exposure_au`` (AU a week), ``run_relative`` (run exposure
        over its own mean, less 1) on usable test days.
    slopes : DataFrame
        ``athlete_id``, ``adjusted_for``, ``slope_percent``, ``se_percent``.
    differences : DataFrame
        ``weekly_dose_au``, ``sd``, ``lower``, ``upper``: how much true responses after 8 weeks
        differ between athletes, in %; empty where there are too few.
    """

    athletes: pd.DataFrame
    cohort: pd.DataFrame
    forecasts: pd.DataFrame
    shifts: pd.DataFrame
    exposures: pd.DataFrame
    slopes: pd.DataFrame
    differences: pd.DataFrame
