"""The sentences of a cohort: what was found, why, and how much athletes differ."""

from datetime import datetime
from typing import Any, Final

import pandas as pd

from analytics.charts.template import VERDICTS
from analytics.charts.wording import number, percent, probability
from pages.components import text, verdict
from pages.components.answer import beyond
from pages.components.cohort import SPREAD_WEEKS, CohortAnswer
from pages.components.days import day
from pages.components.verdict import About


def headline(answer: CohortAnswer) -> str:
    """Return what was found of the cohort, nothing softened, and how much athletes differ."""
    sentence = f"{_effect(answer)} {differ(answer)}".strip()
    found = answer.found
    return sentence if found is None else f"{VERDICTS[found['verdict']].glyph} {sentence}"


def _effect(answer: CohortAnswer) -> str:
    # The verdict is of the cohort's data, the number of the dose asked for: never one sentence.
    number_said = (
        f"{number(answer.dose_au)} AU a week for {answer.weeks} weeks: {percent(answer.mean)} % "
        f"running power ({100 * answer.level:.0f} % interval {percent(answer.lower)} to "
        f"{percent(answer.upper)} %)"
    )
    far = beyond(answer.dose_au, answer.largest_au)
    match None if answer.found is None else answer.found["verdict"]:
        case None:
            return f"{text.NOT_ASSESSED} {number_said}{far}."
        case "shown":
            return f"Dose effect shown in the cohort. {number_said}{far}."
        case "not_shown":
            return f"Dose effect not shown in the cohort. {number_said} remains possible{far}."
        case "confounded":
            return (
                f"Cannot be separated in the cohort. {number_said} is not to be read as the "
                f"effect of the dose{far}."
            )
        case _:
            return (
                f"Too little to judge in the cohort. {number_said}, mostly the published "
                f"prior's{far}."
            )


def differ(answer: CohortAnswer) -> str:
    """Return how much true responses differ; under half the smallest worth having is little."""
    spread = answer.spread
    if spread is None:
        return ""
    asked = answer.weeks == SPREAD_WEEKS and answer.dose_au == spread.dose_au
    of = "" if asked else f" to {spread.dose_au:.0f} AU a week for {SPREAD_WEEKS} weeks"
    little = answer.swc_percent / 2
    said = "they differ"
    if spread.lower < little:
        said = "they may differ little" if spread.upper >= little else "they differ little"
    return (
        f"True responses{of} differ with sd {spread.sd:.1f} % ({spread.lower:.1f} to "
        f"{spread.upper:.1f} %): {said}."
    )


def reason(answer: CohortAnswer) -> str:
    """Return what the cohort's verdict rests on; empty while there is none."""
    found = answer.found
    if found is None:
        return ""
    data = (
        f"Judged from {text.counted(found['n_tests'], 'usable test day')} of "
        f"{text.counted(found['n_athletes'], 'athlete')}"
    )
    if found["verdict"] == "insufficient":
        return f"{data}; the dose differs by {number(found['dose_contrast_au'])} AU a week."
    about = About("the cohort", "", answer.lower, answer.upper)
    _, _, why = verdict.sentence(found, about).partition(". ")  # the headline says the first
    return f"{data}. {why}"


def about(fitted_at: datetime, n_athletes: int) -> str:
    """Return what the numbers of the headline are of."""
    return (
        f"From no plyometrics and net of fatigue: the mean of "
        f"{text.counted(n_athletes, 'athlete')}, fit of {day(fitted_at)}."
    )


def who(n_shown: int, n_all: int) -> str:
    """Return how many of the cohort are shown, and that a filter does not change the fit."""
    if n_shown == n_all:
        return f"**{n_all} athletes**"
    return (
        f"**{n_shown} of {n_all} athletes** · the filter changes who is shown; the fit and its "
        "cohort stay"
    )


def one(answer: CohortAnswer, row: "pd.Series[Any]") -> str:
    """Return what is known of one athlete at this dose."""
    said = [
        f"**{row['athlete_id']}** {row['verdict_word']}",
        f"{percent(row['mean'])} % ({percent(row['lower'])} to {percent(row['upper'])} %)",
    ]
    if row["is_own"]:
        said.append(f"P(gain above {answer.swc_percent:.1f} %) {probability(row['p_gain'])}")
    else:
        said.append("the cohort’s, not the athlete’s own")
    if row["is_beyond"]:
        said.append("beyond anything tried")
    return " · ".join(said)


def no_spread(answer: CohortAnswer) -> str:
    """Return why there is no figure of how much athletes differ."""
    if answer.found is None:
        return f"{text.NOT_ASSESSED} How much athletes differ is judged with the verdicts."
    return "Fewer than 4 athletes: how much they differ cannot be told."


def spread_caption(answer: CohortAnswer) -> str:
    """Return how to read the sd between athletes."""
    return (
        f"How much the responses of athletes truly differ after {SPREAD_WEEKS} weeks, apart from "
        f"the error of their tests: the sd between athletes with its {100 * answer.level:.0f} % "
        "interval."
    )


SHRINKAGE: Final = (
    "Hollow: what an athlete’s own tests say alone, with the interval in grey. Filled: the "
    "estimate pooled with the cohort, which is the one shown everywhere else. The fewer and the "
    "noisier the tests, the longer the way between them."
)
