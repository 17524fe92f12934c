from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from pages.components import verdict
from pages.components.verdict import About, Possible

ABOUT = About("mara-k", "the cohort's, 24 athletes", -0.4, 3.8, Possible(date(2027, 1, 3), 2))
NUMBERS = {
    "verdict": "shown",
    "n_tests": 20,
    "dose_contrast_au": 80.0,
    "r2_calendar": 0.913,
    "r2_time": 0.863,
    "r2_run": 0.12,
    "moves_with": "the calendar",
    "slope_percent": 1.84,
    "slope_with_trend_percent": -0.26,
    "n_forecasts": 15,
    "n_shifts": 200,
    "n_as_good": 3,
    "skill_no_dose": 0.12,
    "skill_running_mean": 0.25,
    "beats_no_dose": True,
    "beats_running_mean": True,
    "beats_placebo": True,
    "excludes_zero": True,
}


def said(about=ABOUT, **numbers):
    return verdict.sentence(NUMBERS | numbers, about)


def test_shown():
    assert said() == (
        "Dose effect shown. Forecasts of mara-k's tests have 12 % less squared error with the "
        "dose than without it and 25 % less than the mean of the tests before. 3 of 200 copies of "
        "the dose shifted in time fitted as well."
    )


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ({"beats_no_dose": False}, "the dose did not improve the forecasts"),
        ({"beats_running_mean": False}, "the mean of the tests before forecast as well"),
        (
            {"beats_placebo": False, "n_as_good": 31},
            "31 of 200 shifted copies of the dose fitted as well",
        ),
        (
            {"beats_no_dose": False, "beats_running_mean": False, "beats_placebo": False},
            "the dose did not improve the forecasts, the mean of the tests before forecast as "
            "well and 3 of 200 shifted copies of the dose fitted as well",
        ),
        ({"excludes_zero": False}, "the interval holds 0 at every dose from 50 to 300 AU a week"),
        (
            {"n_shifts": 0, "n_as_good": 0, "beats_placebo": False},
            "the log is too short for shifted copies of the dose",
        ),
        ({"n_forecasts": 0}, "no test could be forecast from the ones before"),
    ],
)
def test_not_shown_says_every_reason_and_what_remains_possible(numbers, why):
    assert said(verdict="not_shown", **numbers) == (
        f"Dose effect not shown. There are enough tests (20 days), but {why}. That is not proof "
        "of no effect: −0.4 to +3.8 % remains possible."
    )


@pytest.mark.parametrize(
    ("numbers", "what"),
    [
        ({}, "the calendar (R² 0.86)"),
        ({"moves_with": "run load", "r2_run": 0.88}, "run load (R² 0.88)"),
        ({"r2_time": 0.7}, "the calendar and run load together (R² 0.91)"),
        ({"r2_time": float("nan")}, "the calendar and run load together (R² 0.91)"),
    ],
)
def test_confounded_says_with_what_the_dose_moved_and_how_closely(numbers, what):
    assert said(verdict="confounded", **numbers) == (
        f"Cannot be separated. The dose moved together with {what}; with a time trend "
        "the slope goes from +1.8 to −0.3 % per 100 AU a week. Do not read this curve as the "
        "effect of the dose."
    )


def test_confounded_without_a_slope_left_says_so():
    sentence = said(verdict="confounded", slope_with_trend_percent=float("nan"))
    assert "; with a time trend no slope is left to estimate. Do not read" in sentence


@pytest.mark.parametrize(
    ("contrast_au", "hardly"),
    [
        (80.0, ""),
        (12.0, ", and the dose hardly varied between them"),
        (float("nan"), ", and the dose hardly varied between them"),
    ],
)
def test_insufficient_says_whose_curve_it_is_and_when_a_verdict_is_possible(contrast_au, hardly):
    assert said(verdict="insufficient", n_tests=5, dose_contrast_au=contrast_au) == (
        f"Too little to judge: 5 of 8 test days{hardly}. The curve is the cohort's, 24 athletes, "
        "not mara-k's. A verdict is possible from Sun 3 Jan 2027 with a test every 2 weeks."
    )


def test_insufficient_for_want_of_other_doses_does_not_ask_for_tests():
    assert said(verdict="insufficient", n_tests=14, dose_contrast_au=3.0) == (
        "Too little to judge: there are 14 test days, but the dose hardly varied between them. "
        "The curve is the cohort's, 24 athletes, not mara-k's. A verdict is possible once the "
        "weekly dose differs by 30 AU or more between tests."
    )


def test_insufficient_of_an_athlete_alone_names_the_prior():
    alone = About("mara-k", "the published prior's", 0.0, 1.0, Possible(date(2027, 1, 3), 1))
    sentence = said(alone, verdict="insufficient", n_tests=0)
    assert "The curve is the published prior's, not mara-k's." in sentence
    assert sentence.endswith("with a test every week.")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("shown", ":blue[●] **Dose effect shown.** Forecasts"),
        ("not_shown", ":blue[○] **Dose effect not shown.** There"),
        ("confounded", ":yellow[◇] **Cannot be separated.** The dose"),
        ("insufficient", ":gray[–] **Too little to judge:** "),
    ],
)
def test_every_verdict_begins_with_its_glyph(name, start):
    assert verdict.marked(NUMBERS | {"verdict": name}, ABOUT).startswith(start)


def every(days, n):
    return pd.Series(pd.date_range("2026-10-01", periods=n, freq=f"{days}D"))


def possible(tested, n_usable, usable_from=date(2026, 1, 1), today=date(2026, 10, 1)):
    return verdict.possible(tested, n_usable, usable_from, today)


def test_a_verdict_is_possible_after_the_missing_tests_at_the_usual_pace():
    # The fifth test was on 24 Dec; the eighth is three times three weeks later.
    assert possible(every(21, 5), 5) == Possible(date(2027, 2, 25), 3)


@pytest.mark.parametrize(
    ("tested", "n_usable", "expected"),
    [
        (every(14, 1), 1, Possible(date(2027, 1, 7), 2)),  # no pace yet: every two weeks
        (every(3, 4), 4, Possible(date(2026, 11, 7), 1)),  # a week at the least
        (every(91, 3), 3, Possible(date(2027, 8, 19), 4)),  # not once a quarter for ever
        (every(14, 8), 8, None),
        (every(14, 0), 0, None),
    ],
)
def test_the_pace_is_the_athletes_own_if_there_is_one(tested, n_usable, expected):
    assert possible(tested, n_usable) == expected


def test_tests_that_cannot_count_yet_and_days_gone_by_are_not_promised():
    tested = every(14, 2)
    late = possible(tested, 0, usable_from=date(2026, 12, 1))
    assert late == Possible(date(2027, 3, 9), 2)
    long_ago = possible(tested, 2, today=date(2027, 6, 1))
    assert long_ago == Possible(date(2027, 8, 10), 2)


def test_an_interval_that_leaves_out_0_without_evidence_says_to_whom_that_is_owed():
    about = replace(ABOUT, lower=0.9, upper=3.8, own_share=0.29)
    said = verdict.sentence(NUMBERS | {"verdict": "not_shown", "beats_no_dose": False}, about)
    assert "+0.9 to +3.8 % remains possible. That this leaves out 0 is owed to the others" in said
    assert "own tests carry 29 % of the answer." in said
    for other in (replace(about, lower=-0.1), replace(about, own_share=0.6)):
        assert "owed" not in verdict.sentence(NUMBERS | {"verdict": "not_shown"}, other)
