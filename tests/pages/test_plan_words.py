"""What is said of a plan: bounds told apart, limits named once, what days and pattern do not do."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from data.plan_settings import PlanSettings
from pages.components import plan_beside, plan_words


def row(rule, day, value, limit, tissue=None, side=None):
    return {
        "rule": rule,
        "date": pd.Timestamp(day),
        "value": value,
        "limit": limit,
        "tissue": tissue,
        "side": side,
    }


@pytest.mark.parametrize(
    ("most", "gain", "said"),
    [
        (1.9, 1.5, "than +1.9 %; this one promises +1.5 %, at most 0.4 points below."),
        (1.58, 1.57, "than +1.58 %; this one promises +1.57 %, at most 0.01 points below."),
        (1.64, 1.56, "than +1.64 %; this one promises +1.56 %, at most 0.08 points below."),
        (1.58, 1.579, "than +1.58 %; this one promises +1.58 %, less than 0.01 points below."),
        (1.55, 2.0, "than +1.55 %; this one promises +2.00 %."),
    ],
)
def test_a_bound_is_told_from_what_a_plan_promises(most, gain, said):
    found = SimpleNamespace(upper_bound_percent=most)
    assert plan_words.bound(found, gain).endswith(said)


def test_a_banner_names_two_limits_and_that_there_are_more():
    rows = pd.DataFrame(
        [
            row("contacts_per_session", "2026-11-27", 184.0, 120.0),
            row("contacts_per_session", "2026-12-01", 184.0, 120.0),
            row("residual", "2026-12-04", 1.3, 1.2, "achilles", "left"),
            row("minutes_per_session", "2026-12-08", 70.0, 60.0),
        ]
    )
    said = plan_words.broken(rows)
    assert said.startswith("3 limits broken: Contacts of a session, Fri 27 Nov")
    assert "; L Achilles, Fri 4 Dec" in said
    assert said.endswith("; …")
    assert len(plan_words.list_rows(rows)) == 3
    assert ", and 1 more day to Tue 1 Dec" in plan_words.list_rows(rows)[0]


def test_a_value_that_rounds_to_its_limit_gets_a_digit_more():
    said = plan_words.conflict(row("dose_ramp_per_week", "2026-11-27", 0.1512, 0.15))
    assert "15.1 %" in said
    assert "15.0 %" in said


def test_sessions_on_days_that_are_not_allowed_are_counted():
    days = [date(2026, 11, 24), date(2026, 11, 27)]  # a Tuesday and a Friday
    settings = PlanSettings(session_weekdays=(1,), deload="none")
    said = plan_beside.beside_wishes(days, [100.0], settings)
    assert said.startswith("1 session is on days not allowed. Days and pattern move no session")
    both = PlanSettings(session_weekdays=(1, 4), deload="none")
    assert not plan_beside.beside_wishes(days, [100.0], both)


def test_a_week_the_pattern_wants_lighter_is_named():
    settings = PlanSettings(session_weekdays=(1,), deload="2:1")
    said = plan_beside.beside_wishes([], [100.0, 100.0, 90.0, 100.0, 100.0, 60.0], settings)
    assert said.startswith("Week 3 not lighter, as pattern 2:1 asks.")


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ([1.0, 1.5], "■ Above a limit from × 1.0 on."),
        ([0.5, 1.0, 1.5], "■ Above a limit at every factor."),
        ([0.5, 1.5], "■ Above a limit at × 0.5, 1.5."),
    ],
)
def test_it_says_from_which_factor_on_a_limit_breaks(above, said):
    assert plan_words.above_from(above, (0.5, 1.0, 1.5)) == said
