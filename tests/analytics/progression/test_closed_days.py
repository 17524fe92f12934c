"""Days on which runs alone break a tissue's limit have no session, and it is said."""

from dataclasses import replace

import numpy as np
import pytest

from analytics.errors import InfeasibleError
from analytics.progression.asked import WEEKDAYS
from analytics.progression.check import check
from analytics.progression.verdict import breaks
from tests.analytics.progression import planning_cases

RULES = ("residual", "spike", "ramp_per_week")


def case(weekdays=(0, 2, 4)):
    """The reference problem on these days of the week."""
    return replace(planning_cases.reference(), session_weekdays=weekdays)


def with_run(given, factor, days):
    """The same with runs so many times as long as the longest on these days."""
    equivalents = {name: steps.copy() for name, steps in given.runs.equivalents.items()}
    for steps in equivalents.values():
        steps[days] = np.multiply.outer(factor * np.ones(len(days)), steps.max(axis=0))
    runs = replace(given.runs, equivalents=equivalents, is_median_week=False)
    return replace(given, runs=runs)


def sessions_on(found, given):
    return set((found.plan.sets["date"] - given.runs.days[0]).dt.days)


def session_days(given):
    on = np.isin(given.runs.days.day_of_week, given.session_weekdays)
    return np.flatnonzero(on & (given.runs.days < given.goal_date))


def test_no_session_lies_on_a_day_on_which_runs_leave_too_much():
    given = case()
    day = int(session_days(given)[10])
    closed = with_run(given, 6.0, [day])
    free, found = given.optimise(), closed.optimise()
    assert day in sessions_on(free, given)
    assert day not in sessions_on(found, closed)
    said = [one for one in found.notes if one.startswith("No session on")]
    assert said
    assert f"{given.runs.days[day]:%a %-d %b}" in said[0]
    assert "the runs alone put the" in said[0]
    rows = check(found.plan, closed.history, closed.runs, closed.catalogue, closed.limits)
    assert not breaks(rows)
    assert found.gain_percent <= found.upper_bound_percent


def longer_and_longer():
    """A run each Wednesday, eight times the longest, then 1.3 times the one before."""
    given = case(weekdays=(2,))
    days = session_days(given)
    return with_run(given, 8.0 * 1.3 ** np.arange(len(days)), days)


def test_runs_that_close_every_day_are_refused_with_what_would_open_one():
    closed = longer_and_longer()
    with pytest.raises(InfeasibleError, match="on each allowed day the runs alone put") as told:
        closed.optimise()
    (change,) = told.value.changes
    assert change.startswith("one more allowed day: ")
    weekday = WEEKDAYS.index(change.removeprefix("one more allowed day: "))
    assert len(replace(closed, session_weekdays=(2, weekday)).optimise().plan.sets)


@pytest.mark.parametrize("rule", RULES)
def test_a_limit_let_go_as_far_as_is_said_has_room_for_a_set(rule):
    closed = longer_and_longer()
    limits = replace(closed.limits, **dict.fromkeys(set(RULES) - {rule}), plyo_share=None)
    with pytest.raises(InfeasibleError) as told:
        replace(closed, limits=limits).optimise()
    (said,) = [one for one in told.value.changes if one.endswith("%")]
    value = float(said.split()[-2]) / 100
    enough = replace(closed, limits=replace(limits, **{rule: value}))
    days = session_days(closed)
    plans = [
        planning_cases.planned(enough, [(closed.runs.days[day], "pogo", 1, 4)]) for day in days
    ]
    broken = [
        breaks(check(one, enough.history, enough.runs, enough.catalogue, enough.limits))
        for one in plans
    ]
    assert not all(broken)
    enough.optimise()


def test_a_plan_may_lie_between_days_that_runs_close():
    # What the runs of a Wednesday leave is told on Thursday, too; a session there is the plan's.
    given = case(weekdays=(2, 3))
    closed = with_run(given, 20.0, session_days(given)[:1])
    found = closed.optimise()
    rows = check(found.plan, closed.history, closed.runs, closed.catalogue, closed.limits)
    assert not breaks(rows)
    assert rows["by_runs"].any()


def test_of_runs_nobody_knows_it_is_said_that_none_is_counted():
    given = case(weekdays=(2,))
    history = replace(given.history, knows_run=np.zeros_like(given.history.knows_run))
    found = replace(given, history=history).optimise(runs=None, weeks=4)
    assert any(one.startswith("No run of the last 42 days is known") for one in found.notes)


def test_a_plan_without_a_set_says_that_nothing_has_room():
    given = case(weekdays=(2,))
    limits = replace(given.limits, dose_ramp_per_week=0.0, introduction_dose_au=0.0)
    history = replace(given.history, dose_au=np.zeros_like(given.history.dose_au))
    found = replace(given, history=history, limits=limits).optimise()
    assert found.plan.sets.empty
    assert "Within these limits no whole set has room." in found.notes
