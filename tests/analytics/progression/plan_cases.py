"""Plans of the reference problem, and their simulation, for the tests of simulation."""

from functools import lru_cache

import pandas as pd

from analytics.progression import simulate
from tests.analytics.progression.planning_cases import planned, reference


@lru_cache(maxsize=2)
def given(seed=0):
    return reference(seed=seed)


def of(case, plan, limits=None, runs=None, **how):
    runs = case.runs if runs is None else runs
    limits = case.limits if limits is None else limits
    return simulate(
        case.fit, case.athlete_id, plan, case.history, runs, case.catalogue, limits, **how
    )


def weeks_of(case, n_weeks, *rows):
    """Each row: weekday from the first day, drill, sets, reps; the same every week."""
    days = [
        (case.first_day + pd.Timedelta(days=7 * week + day), *what)
        for week in range(n_weeks)
        for day, *what in rows
    ]
    return planned(case, days)
