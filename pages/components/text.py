"""The sentences and words of the screens, in one place, so that none is softened on one page."""

from datetime import datetime
from typing import Final

from analytics.charts.wording import day, number
from pages.components.answer import Standing

WORDS: Final = {
    "dose": "foot contacts weighted by drill intensity",
    "AU": "the dose of one two-legged pogo contact",
    "response": "% change of maximal sustainable power after so many weeks of a dose, "
    "net of fatigue",
    "interval": "holds the truth 9 times in 10 if the model is right; we test that",
    "own doses": "the weekly doses this athlete has really done",
    "SWC": "the smallest change worth having; a setting",
    "pooled": "own data drawn toward the cohort, the more so the fewer they are",
    "critical power": "the highest power that is sustainable; above it W' is spent",
    "run load": "hours x (power / critical power) squared x 100: an hour at critical power is 100",
}
NOT_ASSESSED: Final = "Not assessed yet."
NO_TEST: Final = (
    "No test yet. One maximal effort of 3 to 12 minutes starts the series. "
    "Import power tests, or make a test from runs on the Athlete page."
)


def stale(fitted_at: datetime, seconds: float, days: int, tests: int) -> str:
    """Return what came in since a fit. A correction may leave the counts as they were."""
    came = f"{number(days)} days and {number(tests)} tests came in"
    if days <= 0 and tests <= 0:
        came = "data were changed"
    return f"Out of date: {came} since this fit of {day(fitted_at)}. Refit ({seconds:.0f} s)."


def standing(own: Standing, gain: str) -> str:
    """Return the verdict, the chance of a gain, and how much of the answer is the athlete's own."""
    share = (
        f"own data {100 * own.own_share:.0f} %, cohort and prior {100 - 100 * own.own_share:.0f} %"
    )
    return " · ".join(part for part in (f"**{NOT_ASSESSED}**", gain, share) if part)
