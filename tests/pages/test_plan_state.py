"""The board of plans: what counts, what each step changes, and every step back."""

from dataclasses import replace
from datetime import date

import pytest

from analytics.errors import InputError
from pages.components import plan_state
from pages.components.plan_state import Board, Desk, Draft, PlannedSet, Wishes

WISHES = Wishes(date(2026, 11, 23), date(2027, 2, 15))
POGO = PlannedSet(date(2026, 11, 24), "pogo", 3, 10, None, 60.0)
DROP = PlannedSet(date(2026, 11, 27), "drop-jump", 2, 5, 0.3, 60.0)
MINE = Draft((POGO, DROP))


def board(**drafts):
    return Board(WISHES, drafts or {"A": MINE})


def test_each_change_can_be_taken_back_and_made_again():
    desk = Desk(board())
    longer = replace(desk.now, wishes=replace(WISHES, goal_date=date(2027, 3, 1)))
    changed = desk.changed(longer)
    assert changed.now == longer
    assert changed.undone().now == desk.now
    assert changed.undone().redone() == changed


def test_a_change_after_a_step_back_forgets_what_was_taken_back():
    desk = Desk(board()).changed(board(A=replace(MINE, scale=1.2))).undone()
    assert desk.future
    assert not desk.changed(board(A=replace(MINE, scale=0.8))).future


def test_looking_at_another_plan_is_no_step_to_take_back():
    desk = Desk(board(A=MINE, B=MINE))
    looked = desk.changed(replace(desk.now, focus="B"))
    assert looked.now.focus == "B"
    assert not looked.past


def test_nothing_to_take_back_leaves_all_as_it_is():
    desk = Desk(board())
    assert desk.undone() == desk
    assert desk.redone() == desk
    assert desk.changed(desk.now) == desk


def test_steps_back_are_many_but_not_endless():
    desk = Desk(board())
    for n in range(plan_state.MOST_STEPS + 20):
        desk = desk.changed(board(A=replace(MINE, scale=1 + n / 1000 + 0.001)))
    assert len(desk.past) == plan_state.MOST_STEPS


def test_a_plan_scaled_has_whole_repetitions_and_one_at_least():
    small = replace(MINE, sets=(POGO._replace(reps=1), DROP), scale=0.5)
    assert [one.reps for one in small.within(WISHES)] == [1, 3]
    assert small.sets[1].reps == 5


def test_sets_outside_the_days_do_not_count_but_come_back_with_them():
    late = replace(MINE, sets=(*MINE.sets, POGO._replace(date=date(2027, 2, 15))))
    assert len(late.within(WISHES)) == 2
    assert late.n_outside(WISHES) == 1
    assert len(late.within(replace(WISHES, goal_date=date(2027, 2, 16)))) == 3


def test_another_plan_never_takes_the_letter_one_looks_at():
    assert board().free() == "B"
    assert board(A=MINE, B=MINE).free() == "C"
    full = board(A=MINE, B=MINE, C=MINE, D=MINE)
    assert full.free() == "D"
    assert replace(full, focus="D").free() == "C"


def test_plans_stand_in_the_order_of_their_letters():
    made = board(A=MINE).with_draft("C", MINE).with_draft("B", MINE, focus=False)
    assert list(made.drafts) == ["A", "B", "C"]
    assert made.focus == "C"
    assert made.without("C").focus == "A"


def test_sets_go_to_a_plan_and_back():
    plan = plan_state.as_plan((DROP, POGO), WISHES.first_day, WISHES.goal_date)
    assert plan_state.of_plan(plan) == (POGO, DROP)


def test_a_plan_without_sets_is_a_plan():
    plan = plan_state.as_plan((), WISHES.first_day, WISHES.goal_date)
    assert plan.sets.empty
    assert plan.n_weeks == 12


def test_a_set_outside_the_days_is_refused():
    with pytest.raises(InputError, match="outside the plan"):
        plan_state.as_plan(
            (POGO._replace(date=date(2026, 1, 1)),), date(2026, 11, 23), date(2027, 1, 1)
        )
