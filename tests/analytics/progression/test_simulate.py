"""Simulation beside sums written out by hand and predictions of the fit, and at its edges."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.dose import daily_dose
from analytics.progression import Limits, Outlook, Plan, simulate
from analytics.progression.contact_costs import with_own_times
from analytics.progression.plan import PLANNED_SETS
from analytics.progression.plan_rules import held_rows
from analytics.progression.runs_to_come import RunsToCome, runs_to_come
from tests.analytics.progression import planning_cases
from tests.analytics.progression.plan_cases import given, of, weeks_of
from tests.analytics.progression.planning_cases import problem, random_plan


def row(found, day, tissue="achilles", side="left"):
    here = (found.stress["tissue"] == tissue) & (found.stress["side"] == side)
    return found.stress[here].iloc[day]


def test_a_week_of_two_sessions_by_hand():
    case = given()
    history, achilles = case.history, case.history.tissues[0]
    quiet = RunsToCome(
        case.runs.days,
        np.zeros(len(case.runs.days)),
        {name: np.zeros_like(steps) for name, steps in case.runs.equivalents.items()},
        np.zeros(len(case.runs.days), dtype=bool),
        is_median_week=False,
    )
    plan = weeks_of(case, 1, (0, "pogo", 3, 10), (3, "pogo", 2, 10), (3, "drop-jump", 2, 5))
    case = replace(case, history=replace(history, own_times=history.own_times.iloc[:0]))
    found = of(case, plan, runs=quiet)
    # Dose: 30 pogos of 2.3 BW a leg; 20 of them and ten drop jumps of 2.35 BW from 0.3 m.
    assert found.weekly["dose_au"].tolist()[:2] == pytest.approx([50 + 10 * 2.35 / 2.3, 0])
    assert found.weekly["contacts"].tolist()[:2] == [60, 0]
    # Load of the tissue: 2.4 times the force, in easy steps of the own reference, to the ninth...
    load = achilles.reference[0]
    b = achilles.exponent[0]
    pogo, drop = ((2.4 * peak / load) ** b for peak in (2.3, 2.35))
    first, second = 30 * pogo, 20 * pogo + 10 * drop
    assert row(found, 0)["plyo_equivalents"] == pytest.approx(first)
    assert row(found, 3)["plyo_equivalents"] == pytest.approx(second)
    # What is left: half in two days.
    kept = 2**-0.5
    left = achilles.residual[0, 0] * kept + first
    assert row(found, 0)["residual"] == pytest.approx(left)
    assert row(found, 3)["residual"] == pytest.approx(left * kept**3 + second)
    assert row(found, 3)["percent"] == pytest.approx(
        100 * (left * kept**3 + second) / achilles.own_high[0, 0]
    )
    # Spike: against the largest of the 30 days before, of which four are to come.
    largest = max(*(achilles.plyo + achilles.run)[0, -27:, 0], first)
    outlook = Outlook.of(case.fit, case.athlete_id, case.history, quiet, 10)
    spikes = held_rows(outlook, plan, case.catalogue, Limits()).query(
        "rule == 'spike' and tissue == 'achilles' and side == 'left'"
    )
    assert spikes["value"].iloc[3] == pytest.approx(second / largest)


@pytest.mark.parametrize("seed", range(6))
def test_power_is_that_which_the_fit_predicts_of_the_same_loads(seed):
    case = problem(seed)
    plan = random_plan(case, np.random.default_rng(seed))
    found = of(case, plan, draws=4000)
    daily = pd.DataFrame({"date": found.power["date"]}).merge(
        plan_dose(case, plan), on="date", how="left"
    )
    to_come = daily.assign(
        athlete_id=case.athlete_id,
        plyo_dose_au=daily["plyo_dose_au"].fillna(0.0),
        run_load_au=case.runs.run_load_au,
    )
    predicted = case.fit.predict(pd.concat([case.history.loads, to_come]))
    predicted = predicted.tail(len(to_come)).reset_index(drop=True)
    mean, expected = (one["mean"].to_numpy() for one in (found.power, predicted))
    told = ~np.isnan(mean)
    assert (told == ~np.isnan(expected)).all() or not told.any()
    assert mean[told] == pytest.approx(expected[told], rel=1e-4)
    for end in ("lower", "upper", "test_lower", "test_upper"):
        # A quantile of 4000 draws is off by some hundredths of a standard deviation.
        width = (predicted["test_upper"] - predicted["test_lower"])[told]
        assert (np.abs(found.power[end] - predicted[end])[told] < 0.04 * width).all()


def plan_dose(case, plan):
    """Return the dose of each day as the log of an athlete with these own times would have it."""
    sets = with_own_times(plan.as_sets(case.catalogue), case.history.own_times)
    return daily_dose(sets, case.catalogue)[["date", "plyo_dose_au"]]


def test_the_gain_is_the_change_of_power_by_training_and_holds_its_own_draws():
    case = given()
    plan = weeks_of(case, 12, (0, "pogo", 3, 10), (3, "skip", 3, 10))
    found = of(case, plan, draws=4000)
    last = found.power.iloc[-1]
    assert last["gain"] == pytest.approx(found.gain.mean, abs=1e-12)
    assert found.power["gain"].iloc[0] == 0
    ends = np.quantile(found.gain_draws, [0.05, 0.95])
    assert ends == pytest.approx([found.gain.lower, found.gain.upper], abs=0.08)
    above = (found.gain_draws > found.gain.swc_percent).mean()
    assert found.gain.p_above_swc == pytest.approx(above, abs=0.03)


def test_a_plan_without_sets_gains_nothing_over_nothing():
    case = given()
    bare = pd.DataFrame(columns=list(PLANNED_SETS.labels))
    found = of(case, Plan(bare, case.first_day, case.goal_date))
    assert found.gain.over_nothing == pytest.approx((0.0, 0.0, 0.0), abs=1e-9)
    assert found.weekly["contacts"].sum() == 0
    assert found.flags.empty


def test_the_same_seed_gives_the_same_and_another_seed_other_draws():
    case = given()
    plan = weeks_of(case, 4, (0, "pogo", 3, 10))
    once, again, other = (of(case, plan, draws=50, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(once.gain_draws, again.gain_draws)
    assert once.power.equals(again.power)
    assert not np.array_equal(once.gain_draws, other.gain_draws)
    assert once.gain == other.gain


def test_an_outlook_prepared_before_changes_nothing():
    case = given()
    plan = weeks_of(case, 12, (0, "pogo", 3, 10))
    outlook = Outlook.of(case.fit, case.athlete_id, case.history, case.runs)
    prepared, alone = of(case, plan, outlook=outlook), of(case, plan)
    assert prepared.power.equals(alone.power)
    assert prepared.stress.equals(alone.stress)
    with pytest.raises(InputError, match="Prepare it anew"):
        of(case, Plan(plan.sets, plan.first_day, plan.goal_date - pd.Timedelta(days=1)),
           outlook=outlook)  # fmt: skip


def test_an_athlete_without_tests_has_a_gain_and_no_power():
    case = next(one for one in map(problem, range(40)) if one.fit.n_tests == 0)
    found = of(case, random_plan(case, np.random.default_rng(0)))
    assert found.power[["mean", "lower", "test_upper"]].isna().all(axis=None)
    assert found.power[["gain", "gain_lower", "gain_upper"]].notna().all(axis=None)
    assert found.gain.lower < found.gain.mean < found.gain.upper


def test_without_known_training_before_none_is_taken_and_said_to_be():
    case = given()
    plan = weeks_of(case, 12, (0, "pogo", 3, 10), (3, "skip", 3, 10))
    loads = case.history.loads.copy()
    loads.loc[loads.index[-30:], "plyo_dose_au"] = np.nan
    found = of(replace(case, history=replace(case.history, loads=loads)), plan)
    assert found.assumes_none
    assert found.power["mean"].isna().all()
    # From none the same sessions gain at least what they gain over nothing.
    assert found.gain.mean > 0
    assert not of(case, plan).assumes_none


def test_a_week_far_above_all_before_is_beyond_anything_tried():
    case = given()
    largest = case.history.largest_week_au
    reps = int(np.ceil(1.6 * largest))
    assert of(case, weeks_of(case, 1, (0, "pogo", 1, reps))).beyond_tried
    assert not of(case, weeks_of(case, 1, (0, "pogo", 1, int(largest / 2)))).beyond_tried


def test_a_plan_over_logged_days_is_refused():
    case = given()
    first = case.history.last_day
    plan = Plan(planning_cases.planned(case, []).sets, first, case.goal_date)
    with pytest.raises(InputError, match="is logged already"):
        of(case, plan)


def test_an_athlete_the_fit_does_not_know_is_refused_with_what_to_do():
    case = given()
    plan = weeks_of(case, 4, (0, "pogo", 3, 10))
    with pytest.raises(InputError, match="Fit again with the data of that athlete"):
        simulate(case.fit, "nobody", plan, case.history, None, case.catalogue, Limits())


def test_a_height_that_is_missing_is_refused():
    case = given()
    frame = pd.DataFrame(
        [(case.first_day, "drop-jump", 1, 5, np.nan, 60.0)], columns=list(PLANNED_SETS.labels)
    )
    plan = Plan(frame, case.first_day, case.goal_date)
    with pytest.raises(InputError, match="drop-jump needs height_m"):
        of(case, plan)


def test_runs_left_out_are_the_median_week():
    case = given()
    plan = weeks_of(case, 4, (0, "pogo", 3, 10))
    week = runs_to_come(case.history, None, case.goal_date)
    named, left_out = of(case, plan, runs=week), simulate(
        case.fit, case.athlete_id, plan, case.history, None, case.catalogue, case.limits
    )  # fmt: skip
    assert named.stress.equals(left_out.stress)
