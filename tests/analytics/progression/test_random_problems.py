"""Two hundred random problems: every plan passes the checker and promises what it says."""

import sys

import numpy as np
import pytest

from analytics.progression import simulate
from analytics.progression.check import check, verdict
from analytics.progression.verdict import breaks
from tests.analytics.progression import planning_cases
from tests.analytics.progression.many_plans import Many

N_PROBLEMS = 200


@pytest.fixture(scope="module")
def answers():
    problems = [planning_cases.problem(seed) for seed in range(N_PROBLEMS)]
    return [(given, given.optimise()) for given in problems]


def test_every_plan_passes_the_checker(answers):
    for seed, (given, found) in enumerate(answers):
        rows = check(found.plan, given.history, given.runs, given.catalogue, given.limits)
        assert not breaks(rows), f"problem {seed}: {verdict(rows)}"


def test_every_plan_has_lighter_weeks_and_promises_what_another_sum_says(answers):
    for seed, (given, found) in enumerate(answers):
        many = Many(given)
        plan = many.of_plan(found.plan)
        assert many.allowed(plan).all(), seed
        assert many.gain_percent(plan)[0] == pytest.approx(found.gain_percent, abs=1e-9), seed


def test_simulation_promises_the_same(answers):
    for given, found in answers[:20]:
        done = simulate(
            given.fit,
            given.athlete_id,
            found.plan,
            given.history,
            given.runs,
            given.catalogue,
            given.limits,
            draws=20,
        )
        assert done.gain.mean == pytest.approx(found.gain_percent, abs=1e-9)


def test_the_gap_of_bound_and_plan_is_small(answers):
    gap = np.array([found.gap_percent for _, found in answers])
    worth = np.array([found.upper_bound_percent - found.nothing_percent for _, found in answers])
    share = np.divide(gap, worth, out=np.zeros_like(gap), where=worth > 1e-6)
    for name, found in (("in points", gap), ("as a share of what sessions bring", share)):
        told = ", ".join(f"{np.quantile(found, one):.4f}" for one in (0.5, 0.9, 1))
        sys.stdout.write(f"gap {name}: median, 90 %, most {told}\n")
    assert (gap >= 0).all()
    assert np.median(share) < 0.02
    assert np.quantile(share, 0.9) < 0.06
    assert gap.max() < 0.30
