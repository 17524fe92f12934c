"""What each verdict says, word for word: nothing may be softened or left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from typing import Any, Final

import pandas as pd

from analytics.charts.template import VERDICTS
from analytics.charts.wording import MISSING, number, percent
from analytics.response.evidence.verdicts import CONFOUNDED_R2, FEWEST_TEST_DAYS, LEAST_CONTRAST_AU
from pages.components.days import day

USUAL_WEEKS: Final = 2
"""Weeks between tests of an athlete who has no habit yet."""
RAREST_WEEKS: Final = 4
"""Weeks between tests that one would advise: who tests once a quarter is not told to go on so."""
Row = Mapping[str, Any]

_COLOURS: Final = {
    "shown": "blue",
    "not_shown": "blue",
    "confounded": "yellow",
    "insufficient": "gray",
}
_HEADS: Final = {
    "shown": "Dose effect shown.",
    "not_shown": "Dose effect not shown.",
    "confounded": "Cannot be separated.",
    "insufficient": "Too little to judge:",
}


@dataclass(frozen=True, slots=True)
class Possible:
    """When a verdict may be given: from a day on, with a test every so many weeks."""

    first: date
    weeks: int


@dataclass(frozen=True, slots=True)
class About:
    """Whom a verdict is about, and what of the answer its sentence repeats.

    Attributes
    ----------
    athlete_id : str
    whose : str
        The curve that stands in where the data are too few: ``the cohort's, 24 athletes``.
    lower, upper : float
        Interval of the answer, %.
    possible : Possible or None
        When a verdict may come; None where more tests alone will not do.
    own_share : float
        How much of the answer is the athlete's own, 0 to 1.
    """

    athlete_id: str
    whose: str
    lower: float
    upper: float
    possible: Possible | None = None
    own_share: float = 1.0


def sentence(found: Row, about: About) -> str:
    """Return the sentence of a verdict, without its glyph.

    Parameters
    ----------
    found : mapping
        A row of :attr:`analytics.response.evidence.Evidence.athletes`.
    about : About
    """
    verdict = str(found["verdict"])
    said = {
        "shown": _shown,
        "not_shown": _not_shown,
        "confounded": _confounded,
        "insufficient": _insufficient,
    }[verdict](found, about)
    return f"{_HEADS[verdict]} {said}"


def marked(found: Row, about: About) -> str:
    """Return the sentence as Markdown: glyph first, its head in bold."""
    verdict = str(found["verdict"])
    head = _HEADS[verdict]
    rest = sentence(found, about).removeprefix(head)
    return f":{_COLOURS[verdict]}[{VERDICTS[verdict].glyph}] **{head}**{rest}"


def _shown(found: Row, about: About) -> str:
    return (
        f"Forecasts of {about.athlete_id}'s tests have {_share(found['skill_no_dose'])} % less "
        f"squared error with the dose than without it and {_share(found['skill_running_mean'])} % "
        f"less than the mean of the tests before. {number(found['n_as_good'])} of "
        f"{number(found['n_shifts'])} copies of the dose shifted in time fitted as well."
    )


def _not_shown(found: Row, about: About) -> str:
    why = []
    if not found["n_forecasts"]:
        why.append("no test could be forecast from the ones before")
    else:
        if not found["beats_no_dose"]:
            why.append("the dose did not improve the forecasts")
        if not found["beats_running_mean"]:
            why.append("the mean of the tests before forecast as well")
    if not found["n_shifts"]:
        why.append("the log is too short for shifted copies of the dose")
    elif not found["beats_placebo"]:
        why.append(
            f"{number(found['n_as_good'])} of {number(found['n_shifts'])} shifted copies of the "
            "dose fitted as well"
        )
    if not why:
        why.append("the interval holds 0 at every dose from 50 to 300 AU a week")
    return (
        f"There are enough tests ({number(found['n_tests'])} days), but {_listed(why)}. That is "
        f"not proof of no effect: {percent(about.lower)} to {percent(about.upper)} % remains "
        f"possible.{_owed(about)}"
    )


def _owed(about: About) -> str:
    """Say to whom it is owed that the interval of an athlete without evidence leaves out 0."""
    if about.lower <= 0 <= about.upper or about.own_share >= 0.5:
        return ""
    return (
        f" That this leaves out 0 is owed to the others: {about.athlete_id}'s own tests carry "
        f"{number(100 * about.own_share)} % of the answer."
    )


def _confounded(found: Row, about: About) -> str:  # noqa: ARG001 - one signature for all four
    before, after = found["slope_percent"], found["slope_with_trend_percent"]
    if isfinite(before) and isfinite(after):
        slopes = (
            f"with a time trend the slope goes from {percent(before)} to {percent(after)} % per "
            "100 AU a week"
        )
    else:
        slopes = "with a time trend no slope is left to estimate"
    return (
        f"The dose moved together with {_together(found)}; "
        f"{slopes}. Do not read this curve as the effect of the dose."
    )


def _together(found: Row) -> str:
    """Return what the dose moved with, and the R² of just that."""
    alone = {"the calendar": found["r2_time"], "run load": found["r2_run"]}
    r2 = alone[found["moves_with"]]
    if r2 > CONFOUNDED_R2:
        return f"{found['moves_with']} (R² {r2:.2f})"
    return f"the calendar and run load together (R² {found['r2_calendar']:.2f})"


def _insufficient(found: Row, about: About) -> str:
    n_tests, contrast_au = int(found["n_tests"]), found["dose_contrast_au"]
    hardly = not contrast_au >= LEAST_CONTRAST_AU  # a contrast nobody knows is none
    curve = f"The curve is {about.whose}, not {about.athlete_id}'s."
    if n_tests >= FEWEST_TEST_DAYS:
        said = f"there are {n_tests} test days, but the dose hardly varied between them"
        when = f"the weekly dose differs by {LEAST_CONTRAST_AU:.0f} AU or more between tests"
        return f"{said}. {curve} A verdict is possible once {when}."
    said = f"{n_tests} of {FEWEST_TEST_DAYS} test days"
    if hardly and n_tests > 1:
        said += ", and the dose hardly varied between them"
    if about.possible is None:
        return f"{said}. {curve}"
    every = "week" if about.possible.weeks == 1 else f"{about.possible.weeks} weeks"
    return (
        f"{said}. {curve} A verdict is possible from {day(about.possible.first)} with a test "
        f"every {every}."
    )


def possible(tested: pd.Series, n_usable: int, usable_from: date, today: date) -> Possible | None:
    """Return when the eighth usable test may have been made, at the usual pace or every 4 weeks.

    Parameters
    ----------
    tested : Series of datetime
        Days of the tests so far, in order.
    n_usable : int
        Test days that count.
    usable_from : date
        Tests before it do not count: the training before them is unknown.
    today : date

    Returns
    -------
    Possible or None
        None without a test to go on from, or with enough of them.
    """
    missing = FEWEST_TEST_DAYS - n_usable
    days = tested.drop_duplicates()
    if missing <= 0 or days.empty:
        return None
    apart = days.diff().dropna().dt.days
    usual = round(apart.median() / 7) if len(apart) else USUAL_WEEKS
    weeks = min(max(1, usual), RAREST_WEEKS)
    pace = timedelta(weeks=weeks)
    first = max(days.iloc[-1].date() + pace, usable_from, today)
    return Possible(first + (missing - 1) * pace, weeks)


def _share(skill: float) -> str:
    return number(100 * skill) if isfinite(skill) else MISSING


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
