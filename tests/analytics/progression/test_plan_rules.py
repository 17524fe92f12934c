"""Limits on the days to come: as the independent check has them, and in every draw."""

from dataclasses import replace

import numpy as np
import pytest

from analytics.progression import Limits, Outlook
from analytics.progression.check import check
from analytics.progression.plan_rules import held_rows
from tests.analytics.progression.plan_cases import given, of, weeks_of
from tests.analytics.progression.planning_cases import problem, random_plan


def test_more_contacts_never_mean_less_stress():
    case = given()
    few, many = (
        of(case, weeks_of(case, 12, (0, "pogo", sets, 10), (3, "drop-jump", sets, 5)))
        for sets in (2, 3)
    )
    for name in ("equivalents", "residual", "percent", "percent_lower", "percent_upper"):
        assert (many.stress[name] >= few.stress[name]).all(), name
    both = many.probabilities.merge(few.probabilities, on=["rule", "tissue", "side"])
    assert (both["probability_x"] >= both["probability_y"]).all()


@pytest.mark.parametrize("seed", range(12))
def test_every_rule_says_what_the_independent_check_says(seed):
    case = problem(seed)
    plan = random_plan(case, np.random.default_rng(seed))
    outlook = Outlook.of(case.fit, case.athlete_id, case.history, case.runs, 10)
    ours = held_rows(outlook, plan, case.catalogue, case.limits)
    theirs = check(plan, case.history, case.runs, case.catalogue, case.limits)
    keys = ["rule", "tissue", "side", "date"]
    ours, theirs = (
        one.fillna({"tissue": "", "side": ""}).set_index(keys).sort_index()
        for one in (ours, theirs)
    )
    assert ours.index.equals(theirs.index)
    for name in ("value", "limit"):
        np.testing.assert_allclose(ours[name], theirs[name], rtol=1e-9)
    assert ours["is_above"].equals(theirs["is_above"])
    assert ours["by_runs"].equals(theirs["by_runs"])


@pytest.mark.parametrize("seed", range(12, 18))
def test_probabilities_are_shares_of_the_draws_and_flags_the_days_above(seed):
    case = problem(seed)
    plan = random_plan(case, np.random.default_rng(seed))
    found = of(case, plan)
    shares = found.probabilities["probability"].dropna() * case.history.n_draws
    assert shares.between(0, case.history.n_draws).all()
    of_tissue = found.probabilities["tissue"].notna()[shares.index]
    assert shares[of_tissue].to_numpy() == pytest.approx(shares[of_tissue].round())
    theirs = check(plan, case.history, case.runs, case.catalogue, case.limits)
    assert len(found.flags) == theirs["is_above"].sum()
    assert found.flags["is_above"].all()


def test_a_limit_passed_at_every_value_is_passed_in_every_draw():
    case = given()
    plan = weeks_of(case, 2, (0, "drop-jump", 30, 20))
    found = of(case, plan, Limits(contacts_per_session=100))
    by_rule = found.probabilities.groupby("rule")["probability"].max()
    assert by_rule["contacts_per_session"] == 1
    assert by_rule["minutes_per_session"] == 1
    assert by_rule["dose_ramp_per_week"] == 1


def test_odds_of_what_cannot_be_known_are_missing():
    case = given()
    tissues = tuple(
        replace(one, residual=np.full_like(one.residual, np.nan)) for one in case.history.tissues
    )
    history = replace(case.history, tissues=tissues, pain_0_10=np.nan, stop_pain_0_10=np.nan)
    found = of(replace(case, history=history), weeks_of(case, 2, (0, "pogo", 3, 10)))
    by_rule = found.probabilities.groupby("rule")["probability"]
    assert by_rule.get_group("residual").isna().all()
    assert by_rule.get_group("pain_stop").isna().all()
    assert by_rule.get_group("spike").notna().all()
    assert found.stress["percent"].isna().all()
