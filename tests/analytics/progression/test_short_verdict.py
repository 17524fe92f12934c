"""The line on which a copy of a plan says whether it keeps to its limits."""

from analytics.progression.short_verdict import beside, short_verdict
from tests.analytics.progression.papers import BROKEN, NO_ROWS, above, rows


def test_a_rule_is_said_by_its_worst_value_and_the_count_of_its_days():
    found = rows(*(above("contacts_per_session", 51.0 - n, 30.0, n) for n in range(20)))
    assert short_verdict(found) == "BREAKS A LIMIT: contacts 51 of 30 on 20 days"
    hours = rows(*(above("hours_between_high", one, 48.0, 2) for one in (24.0, 12.0)))
    assert short_verdict(hours) == (
        "BREAKS A LIMIT: 12 h between high sessions (limit 48 h) on Wed 25 Nov"
    )


def test_both_legs_of_a_tissue_are_named_once_and_the_worst_tissue_of_a_rule():
    found = rows(
        above("spike", 1.2, 1.1, 1, "achilles", "left"),
        above("spike", 1.3, 1.1, 4, "tibia", "left"),
        above("spike", 1.3, 1.1, 4, "tibia", "right"),
    )
    assert short_verdict(found) == (
        "BREAKS A LIMIT: L and R tibia largest day 1.30 × (limit 1.10) on 2 days"
    )


def test_three_rules_are_named_and_the_others_counted():
    said = short_verdict(BROKEN)
    assert said.startswith("BREAKS A LIMIT: L Achilles largest day 1.23 × (limit 1.10) on Tue")
    assert said.count(";") == 3
    assert said.endswith("; and 1 more")


def test_what_is_no_breach_of_the_plans_own_is_said_beside_it():
    unknown = above("residual", 0.0, 0.0) | {"is_above": None}
    runs = above("spike", 1.5, 1.1, 3, "tibia", "left") | {"by_runs": True}
    found, off = rows(unknown, runs), ("minutes",)
    assert short_verdict(found, off) == (
        "all limits met by the plan's sets as far as can be known, of those switched on"
    )
    assert beside(found, off) == (
        "Cannot be known: residual. By runs alone: largest day, 1 day. Switched off: minutes"
    )
    assert (short_verdict(NO_ROWS), beside(NO_ROWS)) == ("all limits met", "")
