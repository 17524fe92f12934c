from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.progression.runs_to_come import runs_to_come
from tests.analytics.progression import planning_cases


@pytest.fixture(scope="module")
def given():
    return planning_cases.reference()


def named(history, *rows):
    """Each row: days after the last, run load, and what else is told of it."""
    frame = pd.DataFrame(rows).rename(columns={0: "day", 1: "run_load_au"})
    return frame.assign(date=history.last_day + pd.to_timedelta(frame["day"], unit="D"))


def test_the_median_week_is_the_median_of_each_weekday_in_each_draw(given):
    for seed in range(8):
        case = planning_cases.problem(seed)
        found = runs_to_come(case.history, None, case.goal_date)
        assert found.is_median_week
        assert found.run_load_au == pytest.approx(case.runs.run_load_au, nan_ok=True)
        assert (found.is_hard == case.runs.is_hard).all()
        for name, steps in found.equivalents.items():
            assert steps == pytest.approx(case.runs.equivalents[name])


def test_runs_of_named_steps_cost_those_steps_by_their_speed(given):
    history = given.history
    runs = named(history, (2, 50.0)).assign(steps_per_leg=4000.0, speed_m_s=4.0, is_hard=True)
    found = runs_to_come(history, runs, history.last_day + pd.Timedelta(days=3))
    achilles = history.tissues[0]
    load = 8.2 + 1.9 / 1.79 * (4.0 - 2.68)
    easy = (8.2 + 1.9 / 1.79 * (3.0 - 2.68)) * achilles.reference[0] / 6.0
    expected = 4000 * (load / easy) ** achilles.exponent
    assert found.equivalents["achilles"][1] == pytest.approx(expected)
    assert not found.equivalents["achilles"][[0, 2]].any()
    assert found.is_hard.tolist() == [False, True, False]
    assert found.run_load_au.tolist() == [0, 50, 0]


def test_runs_without_steps_have_those_of_the_median_week_at_their_load(given):
    history = given.history
    goal = history.last_day + pd.Timedelta(days=7)
    week = runs_to_come(history, None, goal)
    doubled = pd.DataFrame({"date": week.days, "run_load_au": 2 * week.run_load_au})
    found = runs_to_come(history, doubled, goal)
    for name, steps in week.equivalents.items():
        assert found.equivalents[name].sum(axis=0) == pytest.approx(2 * steps.sum(axis=0))


def test_who_never_ran_has_no_steps_and_no_run_load(given):
    history = given.history
    tissues = tuple(replace(one, run=np.zeros_like(one.run)) for one in history.tissues)
    never = replace(
        history,
        tissues=tissues,
        knows_run=np.zeros(42, dtype=bool),
        run_load_au=np.full(42, np.nan),
        left_out="run",
    )
    found = runs_to_come(never, None, given.goal_date)
    assert np.isnan(found.run_load_au).all()
    assert not any(steps.any() for steps in found.equivalents.values())
    with pytest.raises(InputError, match="Give steps_per_leg"):
        runs_to_come(never, named(never, (1, 50.0)), given.goal_date)


def test_a_goal_that_is_past_is_refused(given):
    with pytest.raises(InputError, match="The goal must be after"):
        runs_to_come(given.history, None, given.history.last_day)


def test_a_negative_load_is_refused_with_its_number(given):
    with pytest.raises(InputError, match="run_load_au of a run to come cannot be -3"):
        runs_to_come(given.history, named(given.history, (1, -3.0)), given.goal_date)


def test_runs_made_for_a_later_goal_are_cut(given):
    sooner = given.goal_date - pd.Timedelta(days=10)
    found = runs_to_come(given.history, given.runs, sooner)
    assert found.days[-1] == sooner
    assert len(found.run_load_au) == len(found.days) == len(found.is_hard)
