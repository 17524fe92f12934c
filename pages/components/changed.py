"""What changed since the fit before: the numbers then and now, and what came in between."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from analytics.charts.wording import MINUS, percent
from data.fits import MODEL_VERSION, SavedFit
from data.settings import DEFAULT_DOSE_MEASURE
from pages.components.answer import Answer, answer
from pages.components.days import day, local

_FRACTIONS: Final = {
    0.1: "a tenth",
    0.2: "a fifth",
    0.25: "a quarter",
    1 / 3: "a third",
    0.5: "half",
    2 / 3: "two thirds",
    0.75: "three quarters",
    1.0: "its whole width",
}
_SAME: Final = 0.05
_SETTINGS: Final = {
    "prior": "prior",
    "same_day": "day convention",
    "history_before": "plyometrics before the log",
    "dose_unit_au": "AU in one unit of dose",
    "level": "level of the interval",
    "covariates": "covariates",
    "swc_percent": "smallest change worth having",
}


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier fit of the series said of the same athlete and dose.

    Attributes
    ----------
    created_at : datetime
    answer : Answer
    n_tests, n_days : int
        The athlete's, then.
    n_all_tests : int
        Of everyone in it.
    settings : dict
    model_version : str
    dose_measure : str
        What its doses were counted by, a name of ``MEASURES``.
    """

    created_at: datetime
    answer: Answer
    n_tests: int
    n_days: int
    n_all_tests: int
    settings: dict[str, Any]
    model_version: str = MODEL_VERSION
    dose_measure: str = DEFAULT_DOSE_MEASURE


def of(saved: SavedFit, athlete_id: str, dose_au: float, weeks: int) -> Before:
    """Return what a saved fit says of an athlete and a dose."""
    fit = saved.fit
    row = fit.summary(athlete_id).to_dict("records")[0]
    return Before(
        saved.created_at,
        answer(fit, athlete_id, "own", dose_au, weeks),
        int(row["n_tests"]),
        int(row["n_days"]),
        fit.n_tests,
        fit.settings,
        saved.model_version,
        saved.dose_measure,
    )


def sentence(then: Before, now: Before) -> str:
    """Return what moved the answer since the fit before, or which setting is another."""
    other = [
        words
        for name, words in _SETTINGS.items()
        if then.settings.get(name) != now.settings.get(name)
    ]
    if then.dose_measure != now.dose_measure:
        other.append("measure of dose")
    since = f"Since {day(local(then.created_at))}: "
    moved = _moved(then.answer, now.answer)
    if other:
        return f"{since}another setting ({', '.join(other)}) {moved}."
    return f"{since}{_came(then, now)} {moved}; the interval {_width(then.answer, now.answer)}."


def _came(then: Before, now: Before) -> str:
    for more, what in (
        (now.n_tests - then.n_tests, "test"),
        (now.n_days - then.n_days, "day"),
        (now.n_all_tests - then.n_all_tests, "test of others"),
    ):
        if more:
            sign = "+" if more > 0 else MINUS
            return f"{sign}{abs(more)} {_plural(what, abs(more))}"
    return "changed data" if then.model_version == now.model_version else "a mended model"


def _plural(what: str, count: int) -> str:
    first, *rest = what.split(" ")
    return " ".join([first if count == 1 else f"{first}s", *rest])


def _moved(then: Answer, now: Answer) -> str:
    before, after = percent(then.mean), percent(now.mean)
    if before == after:
        return f"left this at {after} %"
    return f"moved this from {before} to {after} %"


def _width(then: Answer, now: Answer) -> str:
    before, after = then.upper - then.lower, now.upper - now.lower
    change = after / before - 1.0 if before > 0 else 0.0
    if abs(change) < _SAME:
        return "is as wide as it was"
    if change > 1.0:
        return f"is {after / before:.1f} times as wide"
    nearest = min(_FRACTIONS, key=lambda fraction: abs(fraction - abs(change)))
    return f"{'narrowed' if change < 0 else 'widened'} by {_FRACTIONS[nearest]}"
