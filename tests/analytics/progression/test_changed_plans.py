"""No change of a plan that keeps to all limits promises more than its bound."""

from dataclasses import replace

import numpy as np
import pytest

from analytics.progression.check import check, verdict
from analytics.progression.verdict import breaks
from tests.analytics.progression import planning_cases
from tests.analytics.progression.many_plans import Many, Plans, moved

N_MOVED = 2000
TRIED_AT_ONCE = 1500
REFERENCES = {
    "reference, milder exponents": lambda: planning_cases.reference(milder=True),
    "reference, default exponents": lambda: planning_cases.reference(milder=False),
    "random": lambda: replace(planning_cases.problem(16), session_weekdays=(0, 1, 3, 5)),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_none_of_2000_feasible_changes_is_better_by_more_than_the_gap(name):
    given = REFERENCES[name]()
    found = given.optimise()
    many, rng = Many(given), np.random.default_rng(7)
    start = many.of_plan(found.plan)
    n, best = 0, -np.inf
    while n < N_MOVED:
        tried = moved(start, many.most_reps, TRIED_AT_ONCE, rng)
        feasible = tried[many.allowed(tried)]
        gains = many.gain_percent(feasible)
        n += len(gains)
        if len(gains) and gains.max() > best:
            best = gains.max()
            # From the best so far, so that the search climbs as far as it can.
            start = feasible[[int(gains.argmax())]]
    assert best <= found.upper_bound_percent + 1e-9


@pytest.mark.parametrize("seed", range(8))
def test_many_plans_at_once_are_held_like_one(seed):
    given = planning_cases.problem(seed)
    many, rng = Many(given), np.random.default_rng(seed)
    shape = (1, len(many.days), len(many.places))
    few = rng.random(shape) < 0.05
    drawn = Plans(np.where(few, 2, 0), np.where(few, rng.integers(1, 5, shape), 0))
    tried = moved(drawn, many.most_reps, 25, rng)
    light = many._light(many.contacts(tried) @ many.dose_au)
    for number, is_allowed in enumerate(many.allowed(tried)):
        plan = many.as_plan(tried, number)
        rows = check(plan, given.history, given.runs, given.catalogue, given.limits)
        if light[number]:
            assert is_allowed == (not breaks(rows)), verdict(rows)
