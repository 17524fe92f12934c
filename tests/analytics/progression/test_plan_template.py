from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.progression.block_weeks import PlannedDrill
from analytics.progression.introduced import introduced
from analytics.progression.limits import Limits
from analytics.progression.plan_blocks import PlanBlock
from analytics.progression.plan_template import Template, of_plan
from analytics.progression.template_scaling import for_athlete
from analytics.progression.tolerated import Borne, tolerated_week_au
from tests.analytics.progression.papers import CATALOGUE, MONDAY, plan

POGOS = Template("Pogos", (PlanBlock("emphasis", 4, (PlannedDrill("pogo", 4, 10),)),))
KNOWN = frozenset(CATALOGUE["drill_id"])


FREE = Limits(introduction_dose_au=0, dose_ramp_per_week=None)


def scaled(template=POGOS, tolerated_au=160.0, done=KNOWN, limits=None):
    # Every week twice, on the days of the plan.
    dose_au = np.tile([0, tolerated_au / 2, 0, 0, tolerated_au / 2, 0, 0], 6)
    borne = Borne(MONDAY - timedelta(days=1), dose_au, done)
    return for_athlete(template, MONDAY, borne, CATALOGUE, limits or Limits())


def weekly(of):
    days = of.plan.daily(CATALOGUE)
    return days.groupby((days["date"] - MONDAY).dt.days // 7)["plyo_dose_au"].sum().tolist()


def test_the_first_week_is_that_share_of_what_was_borne_in_whole_sets():
    assert weekly(scaled())[0] == pytest.approx(160)
    assert scaled(tolerated_au=165.0).first_week_au == pytest.approx(160)
    half = Template("Half", POGOS.blocks, start_share=0.5)
    assert weekly(scaled(half, 240.0))[0] == pytest.approx(120)
    assert scaled(half, 240.0).said == (
        "First week at most 120 AU: 50 % of the largest week of the last 28 days.",
    )


@pytest.mark.parametrize("tolerated_au", [float("nan"), 0.0, 79.0])
def test_whoever_bore_little_begins_with_the_introduction_and_is_told(tolerated_au):
    found = scaled(tolerated_au=tolerated_au)
    assert found.first_week_au == pytest.approx(80)
    assert found.said[0].startswith("First week at most 80 AU, the introduction: ")


def test_no_seven_days_are_more_than_the_ramp_lets_grow_from_the_log():
    found = scaled(tolerated_au=200.0)
    dose_au = np.concatenate([np.tile([0, 100, 0, 0, 100, 0, 0], 6), np.zeros(28)])
    days = found.plan.daily(CATALOGUE)
    np.add.at(dose_au, 42 + (days["date"] - MONDAY).dt.days.to_numpy(), days["plyo_dose_au"])
    weeks = np.convolve(dose_au, np.ones(7), mode="full")[: dose_au.size]
    for day in range(42, dose_au.size):
        assert weeks[day] <= max(1.15 * weeks[[day - 7, day - 14, day - 21, day - 28]].max(), 80)
    assert weekly(found)[3] <= 0.6 * weekly(found)[2]


def test_after_a_week_of_none_the_second_week_stays_within_the_introduction_too():
    found = scaled(tolerated_au=0.0)
    days = found.plan.daily(CATALOGUE).set_index("date")["plyo_dose_au"]
    assert days.iloc[1] + days.iloc[2] <= 80


def test_a_plan_becomes_a_template_and_at_its_own_dose_the_same_plan_again():
    of = plan()
    template = of_plan("Mine", of)
    own_au = of.daily(CATALOGUE)["plyo_dose_au"].iloc[:2].sum()
    again = scaled(template, float(own_au), limits=Limits(introduction_dose_au=0))
    pd.testing.assert_frame_equal(again.plan.sets, of.sets, check_dtype=False)
    assert again.plan.goal_date == of.goal_date


def test_half_the_dose_halves_the_sets_and_what_does_not_fit_is_said():
    of = plan((1, 15), [("pogo", 4, 10, np.nan, 60), ("bound", 1, 30, np.nan, 150)])
    found = scaled(of_plan("Mine", of), 20.0, limits=FREE)
    assert found.plan.sets["sets"].tolist() == [2, 2]
    assert "Left out, for not even one set of it fits: Bound." in found.said
    assert "No session in week 2, 4." in found.said
    none = scaled(of_plan("Mine", of), 1.0, limits=FREE)
    assert none.plan.sets.empty
    assert none.said[-1] == "Not even one set fits; the plan is empty."


def test_a_session_longer_than_the_limit_is_cut_to_it():
    of = of_plan("Mine", plan((1,), [("pogo", 10, 10, np.nan, 60)]))
    found = scaled(of, 400.0, limits=Limits(contacts_per_session=90))
    assert found.plan.daily(CATALOGUE)["contacts"].tolist() == [90]
    assert "The first week has 90 AU: whole sets" in found.said[-1]


@pytest.mark.parametrize(
    "template", [POGOS, of_plan("Mine", plan((1,), [("pogo", 4, 10, np.nan, 60)]))]
)
@pytest.mark.parametrize("most", [0, 25, 60])
def test_no_session_of_any_template_has_more_contacts_than_the_limit(template, most):
    days = scaled(template, limits=Limits(contacts_per_session=most)).plan.daily(CATALOGUE)
    assert (days["contacts"] <= most).all()
    assert days.empty == (most == 0)


def test_a_first_week_below_what_was_borne_is_told_with_all_that_may_hold_it_down():
    late = of_plan("Late", plan((8,), [("pogo", 4, 10, np.nan, 60)]))
    assert scaled(late).said[1:] == ("No session in week 1, 3, 4.",)
    early = of_plan("Early", plan((0,), [("pogo", 1, 5, np.nan, 60)], weeks=1))
    assert scaled(early).said[1].endswith("no seven days above the ramp of the dose.")


def test_new_drills_are_few_on_their_first_day_and_only_then():
    found = scaled(done=frozenset({"bound"}))
    days = found.plan.daily(CATALOGUE)
    assert days["contacts"].iloc[0] == 20
    assert days["contacts"].iloc[1] == 80


def test_of_a_new_drill_sets_go_first_then_repetitions():
    of = plan((1, 3), [("pogo", 2, 15, np.nan, 60), ("pogo", 1, 8, np.nan, 60)])
    first, second = introduced(of, frozenset(), 20, CATALOGUE).sets.groupby("date")
    assert first[1][["sets", "reps"]].to_numpy().tolist() == [[1, 15], [1, 5]]
    assert second[1][["sets", "reps"]].to_numpy().tolist() == [[2, 15], [1, 8]]
    long = introduced(plan((1,), [("pogo", 1, 50, np.nan, 60)]), frozenset(), 20, CATALOGUE)
    assert long.sets[["sets", "reps"]].to_numpy().tolist() == [[1, 20]]
    assert introduced(of, frozenset({"pogo"}), 20, CATALOGUE).sets.equals(of.sets)
    assert introduced(of, frozenset(), None, CATALOGUE) is of
    assert introduced(of, frozenset(), 0, CATALOGUE).sets["date"].unique().tolist() == [
        MONDAY + timedelta(days=3)
    ]


def test_the_largest_week_is_of_seven_days_in_a_row_and_what_is_unknown_counts_nothing():
    dose_au = np.full(42, np.nan)
    dose_au[[5, 30, 36, 37]] = [500, 50, 60, 70]
    borne = Borne(MONDAY, dose_au, KNOWN)
    assert tolerated_week_au(borne) == 130
    assert np.isnan(tolerated_week_au(Borne(MONDAY, np.full(42, np.nan), KNOWN)))
    assert borne.until(MONDAY + timedelta(days=3)).size == 44


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "blocks, or weeks"),
        ({"weeks": ((), ())}, "blocks, or weeks"),
        ({"blocks": POGOS.blocks, "weeks": ((PlannedDrill("pogo", 1, 1),),)}, "one of the two"),
        ({"blocks": POGOS.blocks, "start_share": 0.0}, "1 to 200 %"),
    ],
)
def test_a_template_that_cannot_be_is_refused(told, said):
    with pytest.raises(InputError, match=said):
        Template("X", **told)


@pytest.mark.parametrize("tolerated_au", [float("nan"), 0.0])
def test_after_28_days_without_plyometrics_no_template_above_level_1_is_scaled(tolerated_au):
    high = Template("Highs", (PlanBlock("emphasis", 4, (PlannedDrill("bound", 4, 10),)),))
    with pytest.raises(InputError, match=r"in the last 28 days, and Highs has drills of level \d"):
        scaled(high, tolerated_au)
    assert scaled(high, 1.0).plan is not None
    assert not scaled(POGOS, tolerated_au).plan.sets.empty
