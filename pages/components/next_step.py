"""What would help most with an athlete's data, in one sentence."""

from datetime import date
from typing import Any

from analytics.charts.wording import MISSING, day

NO_MASS = "Import body mass: W/kg needs it"
NO_TEST = "Test power: one maximal effort of 3 to 12 minutes"
TEST_FROM_RUNS = "Make a test: Athlete › Test from runs, or a maximal effort of 3 to 12 minutes"
NO_DOSE = "Log or import plyometric sessions"
NO_RUN = "Import runs"
NO_FIT = "Fit the response"


def pain(row: Any, today: date) -> str:  # noqa: ANN401 - a row of itertuples has no type
    """Return the pain to look at before anything else, for a row of recent pain."""
    side = "" if row.side == "both" else f"{row.side} "
    where = side + row.site.replace("_", " ").replace("achilles", "Achilles")
    return f"Pain {row.pain_0_10:g}/10, {where}, {day(row.date, today)}: see Athlete › Stress"


def next_step(row: Any, is_fitted: bool) -> str:  # noqa: ANN401 - a row of itertuples has no type
    """Return the next step for a row of :func:`data.overview.overview`; a dash if none waits."""
    if row.n_runs_with_power and not row.n_masses:
        return NO_MASS
    if not row.n_tests:
        return TEST_FROM_RUNS if row.n_runs_with_power else NO_TEST
    if not row.n_sessions and not row.n_daily_loads:
        return NO_DOSE
    if not is_fitted:
        return NO_FIT
    return NO_RUN if not row.n_runs and not row.n_daily_loads else MISSING
