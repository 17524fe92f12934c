"""How a guard rail's number is written."""

import pandas as pd
import pytest

from analytics.progression import Limits
from data import tissues
from pages.components import drill_constants, stress_limits, stress_rails

RULES = tissues.guard_rails().set_index("rule", drop=False)


@pytest.mark.parametrize(
    ("rule", "value", "said"),
    [
        ("ramp_per_week", 0.12, "12 % above the largest of 4 weeks"),
        ("dose_ramp_per_week", -0.3, "30 % below the largest of 4 weeks"),
        ("plyo_share", 0.03, "3 % of 7 days"),
        ("spike", 1.34, "1.34 ×"),
        ("hours_between_high", 24.0, "24 h"),
        ("pain_stop", 3.0, "3/10"),
        ("spike", float("nan"), stress_limits.MISSING),
    ],
)
def test_a_value_says_what_it_is_of(rule, value, said):
    assert stress_limits.said(value, RULES.loc[rule], is_whole=True) == said


def test_a_limit_is_short_where_it_is_told_and_says_what_it_is_of_where_it_is_picked():
    rule = RULES.loc["ramp_per_week"]
    assert stress_limits.said(0.10, rule) == "10 %"
    assert stress_limits.unit(rule) == "% above the largest of 4 weeks"
    assert drill_constants.of_rule(rule).value == "10 % above the largest of 4 weeks"


def test_what_guard_rails_are_defined_by_is_written_with_its_unit():
    said = [drill_constants.of_rule(row).value for _, row in tissues.definitions().iterrows()]
    assert said[:2] == ["500 easy steps", "80 AU"]
    assert "95 % of those days" in said


def flags(**said):
    """Return the flags of a day: within all limits but as said, rule by rule."""
    usual = {"value": 1.0, "limit": 1.1, "is_above": False, "detail": "", "is_perhaps": False}
    rows = [{"rule": rule, "tissue": None, "side": None} | usual for rule in RULES.index]
    made = pd.DataFrame([one | said.get(one["rule"], {}) for one in rows])
    return made.astype({"is_above": "boolean"})


ABOVE = {"is_above": True}
OPEN = {"is_above": pd.NA, "value": float("nan"), "detail": "not known of this day"}
PERHAPS = {
    "is_above": pd.NA,
    "is_perhaps": True,
    "value": 1.49,
    "detail": "of what is logged, 5 of 30 days not whole",
}


def test_what_is_above_stands_first_pain_before_all_then_perhaps_then_the_unknown():
    made = flags(spike=PERHAPS, residual=ABOVE, pain_stop=ABOVE, minutes_per_session=OPEN)
    rows = stress_rails.table(made, Limits(plyo_share=None))
    assert rows["name"].tolist()[:4] == [
        "Pain",
        "Residual",
        "Largest day",
        "Minutes of a session",
    ]
    assert rows["name"].iloc[-1] == "Plyometric share"
    assert stress_rails.summary(rows) == (
        "Of 11: 2 above (Pain, Residual), 1 perhaps above, 1 cannot be known, 6 kept, "
        "1 off. A flag cannot be ruled out."
    )


def test_a_day_above_all_that_is_logged_is_perhaps_above():
    row = stress_rails.table(flags(spike=PERHAPS), Limits()).iloc[0]
    assert row["state"] == "▲ perhaps: 1.49 × of what is logged, 5 of 30 days not whole"


def test_what_cannot_be_known_leads_where_nothing_is_above():
    rows = stress_rails.table(flags(spike=OPEN), Limits())
    assert stress_rails.summary(rows).startswith("Of 11: 1 cannot be known, 10 kept.")


def test_a_day_without_a_high_session_has_no_go():
    none = {"value": float("nan"), "detail": "no high session this day"}
    rows = stress_rails.table(flags(hours_between_high=none), Limits()).set_index("name")
    assert rows.loc["Between high sessions", "state"] == "no high session this day"
    assert rows.loc["After a hard run", "state"] == stress_rails.LONG
