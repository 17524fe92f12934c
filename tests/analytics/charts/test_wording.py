from datetime import date
from math import inf, nan

import pytest

from analytics.charts.wording import day, number, percent, probability


@pytest.mark.parametrize(
    ("value", "text"),
    [(2.14, "+2.1"), (-0.36, "−0.4"), (0.04, "0.0"), (-0.04, "0.0"), (nan, "–"), (inf, "–")],
)
def test_a_change_has_a_sign_and_a_true_minus(value, text):
    assert percent(value) == text


@pytest.mark.parametrize(
    ("value", "digits", "text"), [(12345.6, 0, "12\u202f346"), (-3.25, 1, "−3.2"), (nan, 0, "–")]
)
def test_thousands_are_apart_and_missing_is_a_dash(value, digits, text):
    assert number(value, digits) == text


@pytest.mark.parametrize(("share", "text"), [(0.78, "78 %"), (0.001, "< 1 %"), (0.999, "> 99 %")])
def test_a_probability_is_never_nothing_or_all(share, text):
    assert probability(share) == text


def test_the_year_is_said_unless_it_is_this_one():
    assert day(date(2026, 11, 24), date(2026, 1, 1)) == "Tue 24 Nov"
    assert day(date(2025, 11, 24), date(2026, 1, 1)) == "Mon 24 Nov 2025"
