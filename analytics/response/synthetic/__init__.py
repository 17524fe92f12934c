"""A made-up cohort whose true response is known: what a fit finds can be checked."""

from dataclasses import dataclass

import pandas as pd

from analytics.response.synthetic import athlete
from analytics.response.synthetic.parameters import Parameters
from analytics.response.synthetic.truth import Truth

__all__ = ["Cohort", "Parameters", "Truth", "generate"]


@dataclass(frozen=True, slots=True, eq=False)
class Cohort:
    """Made-up athletes, their logs, and the truth behind them.

    Parameters
    ----------
    parameters : Parameters
    athletes : DataFrame
        ``athlete_id``, ``name``, ``sex``, ``birth_year``, ``height_m``, ``time_zone``.
    body_mass : DataFrame
        ``athlete_id``, ``date``, ``mass_kg``.
    sets : DataFrame
        As :data:`analytics.frames.SETS`, with ``set_number``, ``reps`` and ``rest_s``; at
        most one session a day.
    runs : DataFrame
        As :data:`analytics.frames.RUNS`, with ``distance_m``, ``mean_cadence_spm`` and
        ``mean_contact_ms``.
    tests : DataFrame
        As :data:`analytics.frames.TESTS` and :data:`analytics.frames.POWER_TESTS`, with
        ``mass_kg``.
    other_sessions : DataFrame
        ``athlete_id``, ``date``, ``kind``, ``session_rpe``, ``duration_min``: strength and
        mobility. Power does not answer to them.
    symptoms : DataFrame
        ``athlete_id``, ``date``, ``site``, ``side``, ``moment``, ``pain_0_10``, ``is_bone``,
        ``limp``. They come by chance, whatever the training.
    day_status : DataFrame
        ``athlete_id``, ``date``, ``channel``, ``status``: days the athlete spoke of.
    truth : DataFrame
        ``athlete_id``, ``weeks``, ``weekly_dose_au``, ``response_percent``.
    power : DataFrame
        ``athlete_id``, ``date``, ``power_w_kg``: true power of each morning, drift included.
    truths : tuple of Truth
        What was planted, in the order of ``athletes``.
    """

    parameters: Parameters
    athletes: pd.DataFrame
    body_mass: pd.DataFrame
    sets: pd.DataFrame
    runs: pd.DataFrame
    tests: pd.DataFrame
    other_sessions: pd.DataFrame
    symptoms: pd.DataFrame
    day_status: pd.DataFrame
    truth: pd.DataFrame
    power: pd.DataFrame
    truths: tuple[Truth, ...]


def generate(catalogue: pd.DataFrame, parameters: Parameters | None = None) -> Cohort:
    """Make a cohort; the same parameters make the same one.

    Parameters
    ----------
    catalogue : DataFrame
        Drills, as :data:`analytics.load.drills.CATALOGUE`. Power answers to exactly what
        :func:`analytics.load.dose.daily_dose` makes of the sets and these.
    parameters : Parameters, optional

    Returns
    -------
    Cohort

    Notes
    -----
    Power follows the law of the response model: a saturating gain from chronic exposure,
    a cost of recent exposure, an effect of run load, drift and noise; the load of a day
    acts from the next. Training went on before the log begins. Some days are unknown:
    what was done on them acts, and is not in the log.
    """
    told = parameters or Parameters()
    made = [athlete.make(told, number, catalogue) for number in range(told.athletes)]
    frames = {
        name: pd.concat([log[name] for _, log in made], ignore_index=True) for name in made[0][1]
    }
    return Cohort(parameters=told, truths=tuple(planted for planted, _ in made), **frames)
