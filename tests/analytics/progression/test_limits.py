from dataclasses import fields

import pytest

from analytics.errors import InputError
from analytics.progression import Limits
from data.tissues import guard_rails

ALWAYS = {"introduction_steps", "introduction_dose_au", "residual_growth_per_week"}
RULES = {field.name for field in fields(Limits)} - ALWAYS


def test_the_defaults_are_those_of_the_interface():
    assert Limits() == Limits(
        spike=1.10,
        residual=1.10,
        ramp_per_week=0.10,
        dose_ramp_per_week=0.15,
        hours_between_high=48,
        hours_after_hard_run=24,
        plyo_share=0.25,
        contacts_per_session=120,
        minutes_per_session=40,
        pain_stop=5,
    )


def test_every_default_stands_in_the_catalogue_with_its_source():
    rails = guard_rails().set_index("rule")
    for rule in RULES:
        assert rails.loc[rule, "default"] == getattr(Limits(), rule)
        assert rails.loc[rule, "source"]
    assert set(rails.index) >= RULES


@pytest.mark.parametrize("rule", sorted(RULES))
def test_none_switches_a_rule_off(rule):
    assert getattr(Limits(**{rule: None}), rule) is None


@pytest.mark.parametrize("limit", [-1, float("nan"), float("inf")])
@pytest.mark.parametrize("rule", [*sorted(RULES), "introduction_steps"])
def test_a_limit_that_cannot_be_is_refused(rule, limit):
    with pytest.raises(InputError, match=f"{rule} must be finite, not negative"):
        Limits(**{rule: limit})


@pytest.mark.parametrize(("rule", "limit"), [("plyo_share", 25), ("pain_stop", 50)])
def test_a_limit_beyond_its_scale_is_refused(rule, limit):
    with pytest.raises(InputError, match=rf"{rule} must be finite, not negative and at most"):
        Limits(**{rule: limit})


@pytest.mark.parametrize("limit", [True, "1.1", [1.1], 1j])
@pytest.mark.parametrize("rule", ["spike", "introduction_steps"])
def test_a_limit_that_is_no_number_is_refused(rule, limit):
    with pytest.raises(InputError, match=f"{rule} must be a number"):
        Limits(**{rule: limit})


@pytest.mark.parametrize("rule", ["hours_between_high", "hours_after_hard_run"])
def test_hours_beyond_a_year_are_refused(rule):
    assert getattr(Limits(**{rule: 24 * 365}), rule) == 8760
    with pytest.raises(InputError, match=f"{rule} must be finite, not negative and at most 8760"):
        Limits(**{rule: 1e12})


def test_an_introduction_cannot_be_switched_off():
    with pytest.raises(InputError, match="introduction_dose_au"):
        Limits(introduction_dose_au=None)
