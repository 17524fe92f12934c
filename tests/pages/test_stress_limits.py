"""How a guard rail's number is written."""

import pytest

from data import tissues
from pages.components import drill_constants, stress_limits

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
