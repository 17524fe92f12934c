import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.progression import Limits, Outlook, compare, p_better, scaled_gain, simulate
from tests.analytics.progression.planning_cases import planned, problem, reference

CASE = reference()
OUTLOOK = Outlook.of(CASE.fit, CASE.athlete_id, CASE.history, CASE.runs)


def weeks_of(*rows):
    """Each row: weekday from the first day, drill, sets, reps; the same for all weeks."""
    days = [
        (CASE.first_day + pd.Timedelta(days=7 * week + day), *what)
        for week in range(CASE.weeks)
        for day, *what in rows
    ]
    return planned(CASE, days)


def of(plan, limits=None):
    return simulate(
        CASE.fit, CASE.athlete_id, plan, CASE.history, CASE.runs, CASE.catalogue,
        limits or Limits(), outlook=OUTLOOK,
    )  # fmt: skip


FEW, MANY = weeks_of((0, "pogo", 1, 8)), weeks_of((0, "pogo", 4, 10), (3, "drop-jump", 6, 10))


@pytest.fixture(scope="module")
def both():
    return {"A": of(FEW), "B": of(MANY, Limits(contacts_per_session=50))}


def test_each_plan_has_a_row_with_what_it_gains_costs_and_breaks(both):
    table = compare(both).set_index("plan")
    assert table.index.tolist() == ["A", "B"]
    assert table.loc["A", "contacts"] == CASE.weeks * 8
    assert table.loc["B", "gain"] == both["B"].gain.mean
    assert table.loc["B", "minutes_per_week"] == pytest.approx(
        both["B"].weekly["minutes"].sum() / CASE.weeks
    )
    assert table.loc["B", "n_days_above"] >= CASE.weeks  # sixty drop jumps, once a week
    assert table.loc["B", "first_above"] == both["B"].flags["date"].min()
    assert table.loc["A", "highest_percent"] == both["A"].stress["percent"].max()


def test_no_plan_makes_an_empty_table():
    assert compare({}).columns.tolist()[:2] == ["plan", "gain"]


def test_a_plan_is_as_good_as_itself_and_odds_of_two_add_up(both):
    a, b = both.values()
    assert p_better(a, a) == 0.5
    assert p_better(a, b) + p_better(b, a) == pytest.approx(1)


def test_odds_come_of_paired_draws(both):
    a, b = both.values()
    difference = b.gain_draws - a.gain_draws
    assert p_better(b, a) == (difference > 0).mean()
    # One athlete's draws go together: the difference is surer than draws apart would have it.
    apart = np.hypot(a.gain_draws.std(), b.gain_draws.std())
    assert difference.std() < apart


def test_plans_to_different_goals_are_not_compared(both):
    other = simulate(
        CASE.fit, CASE.athlete_id, planned(CASE, []), CASE.history, None, CASE.catalogue,
        Limits(), draws=10,
    )  # fmt: skip
    with pytest.raises(InputError, match="as many draws"):
        p_better(both["A"], other)


def test_a_factor_of_contacts_gives_what_that_plan_gives():
    doubled = weeks_of((0, "pogo", 2, 8))
    found = scaled_gain(
        CASE.fit, CASE.athlete_id, FEW, CASE.history, CASE.runs, CASE.catalogue, (0, 1, 2)
    )
    for row, plan in zip(found.to_dict("records"), (planned(CASE, []), FEW, doubled), strict=True):
        simulated = of(plan)
        assert row["gain"] == pytest.approx(simulated.gain.mean, abs=1e-10)
        assert row["lower"] == pytest.approx(simulated.gain.lower, abs=1e-6)
        assert row["highest_percent"] == pytest.approx(simulated.stress["percent"].max())
        assert row["added_percent"] == pytest.approx(simulated.stress["added_percent"].max())


def test_a_negative_factor_is_refused():
    with pytest.raises(InputError, match="0 to 10 times"):
        scaled_gain(CASE.fit, CASE.athlete_id, FEW, CASE.history, CASE.runs, CASE.catalogue, [-1.0])


def test_what_sessions_add_is_the_residual_less_that_of_the_same_days_without_them(both):
    none = of(planned(CASE, [])).stress
    assert (none["added_percent"] == 0).all()
    for one in both.values():
        apart = one.stress["percent"] - none["percent"]
        assert one.stress["added_percent"].to_numpy() == pytest.approx(apart.to_numpy(), abs=1e-9)
    table = compare(both).set_index("plan")
    assert 0 < table.loc["A", "added_percent"] < table.loc["B", "added_percent"]
    assert table.loc["B", "added_where"].split()[0] in {"L", "R"}
    assert pd.isna(compare({"none": of(planned(CASE, []))})["added_where"].iloc[0])


def test_the_planner_says_of_its_plan_what_the_simulation_says_sessions_add():
    given = problem(10)
    found = given.optimise()
    simulated = simulate(
        given.fit, given.athlete_id, found.plan, given.history, given.runs, given.catalogue,
        given.limits, draws=10,
    )  # fmt: skip
    assert simulated.stress["added_percent"].max() == pytest.approx(found.added_percent, abs=1e-9)
