"""The checker against sums by hand: a runner of 1 000 easy steps a day, a pogo worth one step."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.contact_load import contact_loads
from analytics.progression.check import check, verdict
from analytics.progression.guard_rails import flags
from analytics.progression.history import RECENT_D, History, TissueHistory
from analytics.progression.limits import Limits
from analytics.progression.plan import PLANNED_SETS, Plan
from analytics.progression.runs_to_come import RunsToCome
from analytics.progression.verdict import switched_off
from data.drills import catalogue
from data.tissues import tissues
from tests.analytics.progression import planning_cases

LAST = pd.Timestamp("2026-11-22")
N_DAYS = 28
OFF = Limits(**dict.fromkeys(Limits.__dataclass_fields__.keys() - {
    "introduction_steps", "introduction_dose_au", "residual_growth_per_week"}))  # fmt: skip
DRILLS = catalogue()


def day(n):
    """The n-th planned day; 1 is the day after the history's last, a Monday."""
    return LAST + pd.Timedelta(days=n)


def history(run=1000.0, plyo=0.0, runs_on=None, residual=3414.2, own_high=3414.2, **changes):
    """Every day the same; ``runs_on`` names other easy steps by days ago, 1 the last day."""
    pogo = pd.DataFrame({"drill_id": ["pogo"], "side": "both", "height_m": np.nan})
    loads = contact_loads(pogo, DRILLS)
    steps = np.full(RECENT_D, run)
    for ago, other in (runs_on or {}).items():
        steps[-ago] = other
    shape = (2, RECENT_D, 4)
    of_tissues = tuple(
        TissueHistory(
            tissue=one,
            exponent=np.full(4, one.exponent.value),
            reference=np.full(4, loads[one.name].iloc[0]),
            plyo=np.full(shape, plyo),
            run=np.broadcast_to(steps[None, :, None], shape).copy(),
            residual=np.full((2, 4), residual),
            own_high=np.full((2, 4), own_high),
        )
        for one in tissues()
    )
    usual = History(
        athlete_id="ada",
        last_day=LAST,
        loads=pd.DataFrame(),
        dose_measure="model_force",
        tissues=of_tissues,
        factors={drill_id: np.ones(4) for drill_id in DRILLS["drill_id"]},
        knows_plyo=np.ones(RECENT_D, dtype=bool),
        knows_run=np.ones(RECENT_D, dtype=bool),
        left_out=None,
        dose_au=np.full(RECENT_D, plyo),
        is_high=np.full(RECENT_D, False, dtype=object),
        is_hard_run=np.full(RECENT_D, False, dtype=object),
        run_load_au=np.full(RECENT_D, 30.0),
        drills_done=frozenset(DRILLS["drill_id"]),
        own_times=pd.DataFrame(columns=["drill_id", "height_m", "own_contact_s", "own_flight_s"]),
        pain_0_10=0.0,
        stop_pain_0_10=0.0,
        largest_week_au=100.0,
    )
    return replace(usual, **changes)


def flag(agos, told=True):
    """Flags of the recent days, True or unknown so many days ago, 1 the last day."""
    found = np.full(RECENT_D, False, dtype=object)
    found[[-ago for ago in agos]] = told
    return found


def runs(steps=1000.0, on=None, hard=(), n=N_DAYS):
    daily = np.full(n, steps)
    for number, other in (on or {}).items():
        daily[number - 1] = other
    return RunsToCome(
        days=pd.date_range(day(1), periods=n),
        run_load_au=np.full(n, 30.0),
        equivalents={one.name: np.repeat(daily[:, None], 4, axis=1) for one in tissues()},
        is_hard=np.isin(np.arange(1, n + 1), hard),
        is_median_week=False,
    )


def plan(*rows):
    """Rows of (day, drill, contacts, height), one set each."""
    full = [(*row, np.nan)[:4] for row in rows]
    frame = pd.DataFrame(
        [(day(n), drill, 1, reps, height, 60.0) for n, drill, reps, height in full],
        columns=list(PLANNED_SETS.labels),
    )
    return Plan(frame.astype({"height_m": float}), day(1), day(N_DAYS))


def pogos(**contacts):
    """``on_3=50`` are 50 pogos on the third day."""
    return plan(*((int(name[3:]), "pogo", n) for name, n in contacts.items()))


def told(planned, rule, before=None, to_come=None, **changed):
    """Rows of a rule (left Achilles, if it is one of tissues) by number of day, all else off."""
    value = changed.pop("limit", getattr(Limits(), rule))
    limits = replace(OFF, **{rule: value}, **changed)
    rows = check(planned, before or history(), to_come or runs(), DRILLS, limits)
    assert set(rows["rule"]) <= {rule}
    rows = rows[rows["tissue"].isna() | ((rows["tissue"] == "achilles") & (rows["side"] == "left"))]
    return rows.assign(day=(rows["date"] - LAST).dt.days).set_index("day")


def above(rows):
    return sorted(rows.index[rows["is_above"].fillna(False)])


@pytest.mark.parametrize(("contacts", "days"), [(100, []), (101, [3])])
def test_a_day_may_be_1_10_of_the_largest_of_30_days_and_no_more(contacts, days):
    rows = told(pogos(on_3=contacts), "spike")
    assert above(rows) == days
    assert rows.loc[3, "value"] == pytest.approx(1 + contacts / 1000)
    assert rows.loc[3, "limit"] == 1.10


def test_the_largest_of_30_days_is_looked_for_in_the_history_too():
    longer = history(runs_on={30: 2000.0})
    assert above(told(pogos(on_1=1200), "spike", longer)) == []
    assert above(told(pogos(on_2=1200), "spike", longer)) == [2]


def test_a_planned_day_is_the_largest_for_those_after_it():
    assert above(told(pogos(on_1=100, on_5=210), "spike")) == []
    assert above(told(pogos(on_1=100, on_5=211), "spike")) == [5]


@pytest.mark.parametrize(("contacts", "days"), [(500, []), (501, [2])])
def test_up_to_500_steps_after_nothing_are_an_introduction(contacts, days):
    rows = told(pogos(on_2=contacts), "spike", history(run=0.0), runs(0.0))
    assert above(rows) == days
    assert np.isnan(rows.loc[2, "value"])


def test_a_run_too_long_is_told_and_not_blamed_on_the_plan():
    rows = told(pogos(on_2=10), "spike", to_come=runs(on={4: 1200.0}))
    assert above(rows) == [4]
    assert rows.loc[4, "by_runs"]


def test_a_session_on_top_of_a_run_too_long_is_blamed():
    rows = told(pogos(on_4=1), "spike", to_come=runs(on={4: 1200.0}))
    assert above(rows) == [4]
    assert not rows.loc[4, "by_runs"]


def test_of_an_unknown_day_in_the_window_what_is_known_counts():
    knows = np.ones(RECENT_D, dtype=bool)
    knows[-5] = False
    rows = told(pogos(on_3=101), "spike", history(knows_run=knows))
    assert above(rows) == [3]
    assert rows.loc[3, "detail"] == "1 of these 31 days are not wholly known"
    assert rows.loc[28, "detail"] == ""


def test_the_residual_decays_by_half_lives_and_its_limit_grows_by_weeks():
    rows = told(
        pogos(on_8=3000), "residual", history(0.0, residual=1000.0, own_high=1000.0), runs(0.0)
    )
    left = 1000 * 2 ** (-8 / 2) + 3000  # Achilles: half-life 2 days
    assert rows.loc[8, "value"] == pytest.approx(left / 1000)
    assert rows.loc[8, "limit"] == pytest.approx(1.10 * 1.10 ** (8 / 7))
    assert above(rows) == [8, 9, 10]


@pytest.mark.parametrize(("contacts", "days"), [(407, []), (408, [1])])
def test_the_residual_may_be_its_limit_and_no_more(contacts, days):
    # 1.1 × 1.1^(1/7) × 1000 = 1115.08, of which 1000 × 2^(-1/2) = 707.11 are left over.
    before = history(0.0, residual=1000.0, own_high=1000.0)
    assert above(told(pogos(on_1=contacts), "residual", before, runs(0.0))) == days


def test_a_residual_nobody_knows_is_held_against_nothing():
    for unknown in ({"residual": np.nan}, {"own_high": np.nan}):
        rows = told(pogos(on_1=5000), "residual", history(**unknown))
        assert rows["is_above"].isna().all()
        assert rows["detail"].str.contains("not known").all()


def test_a_residual_so_little_is_an_introduction():
    before = history(0.0, residual=10.0, own_high=10.0)
    assert above(told(pogos(on_1=490), "residual", before, runs(0.0))) == []
    assert above(told(pogos(on_1=500), "residual", before, runs(0.0))) == [1]


@pytest.mark.parametrize(("contacts", "days"), [(350, []), (351, [5, 6, 7])])
def test_seven_days_may_grow_by_a_tenth(contacts, days):
    rows = told(pogos(on_1=contacts, on_5=350), "ramp_per_week")
    assert above(rows) == days


def test_a_week_is_held_against_the_largest_of_four_before():
    older = history(runs_on=dict.fromkeys(range(15, 22), 1500.0))
    # On day 7 the week that ended 21 days before is the one of 7 × 1 500.
    for contacts, is_above in ((4550, False), (4551, True)):
        rows = told(pogos(on_7=contacts), "ramp_per_week", older)
        assert rows.loc[7, "is_above"] == is_above
        assert rows.loc[7, "value"] == pytest.approx((7000 + contacts) / 10500 - 1)


def test_runs_that_grow_too_fast_by_themselves_are_not_blamed_on_the_plan():
    rows = told(pogos(on_3=10), "ramp_per_week", to_come=runs(on={2: 3000.0}))
    assert above(rows) == list(range(2, 9))
    assert sorted(rows.index[rows["by_runs"]]) == [2, 4, 5, 6, 7, 8]


def test_a_session_is_blamed_on_a_day_on_which_runs_leave_too_much_by_themselves():
    # 2 000 a day leave more than 1.1 × 3 414 at once: 3 414 × 2^(-1/2) + 2 000 = 4 414.
    rows = told(pogos(on_2=1), "residual", to_come=runs(on={1: 2000.0, 2: 2000.0}))
    assert above(rows)[:2] == [1, 2]
    assert rows.loc[1, "by_runs"]
    assert not rows.loc[2, "by_runs"]
    assert rows.loc[above(rows)[2:], "by_runs"].all()


def test_a_session_is_blamed_in_a_week_whose_dose_was_too_much_before_it():
    # 210 AU in the seven days to day 3, once 60 in those before: 80 would be an introduction.
    dose_au = np.zeros(RECENT_D)
    dose_au[[-10, -3]] = 60.0, 210.0
    rows = told(pogos(on_3=1), "dose_ramp_per_week", history(dose_au=dose_au))
    assert above(rows) == [1, 2, 3, 4]
    assert sorted(rows.index[rows["by_runs"]]) == [1, 2, 4]


@pytest.mark.parametrize(("contacts", "days"), [(115, []), (116, [7])])
def test_the_dose_of_seven_days_may_grow_by_15_percent(contacts, days):
    before = history(dose_au=np.tile([100.0, 0, 0, 0, 0, 0, 0], 6))
    assert above(told(pogos(on_7=contacts), "dose_ramp_per_week", before)[:7]) == days


@pytest.mark.parametrize(("contacts", "n"), [(80, 0), (81, 7)])
def test_a_week_of_80_au_after_nothing_is_an_introduction(contacts, n):
    for au in (0.0, np.nan):
        before = history(dose_au=np.full(RECENT_D, au))
        assert len(above(told(pogos(on_9=contacts), "dose_ramp_per_week", before))) == n


@pytest.mark.parametrize(("contacts", "n"), [(2333, 0), (2334, 7)])
def test_plyometrics_may_be_a_quarter_of_seven_days(contacts, n):
    rows = told(pogos(on_9=contacts), "plyo_share")
    assert len(above(rows)) == n
    assert rows.loc[9, "value"] == pytest.approx(contacts / (7000 + contacts))


def test_the_share_is_not_asked_where_a_channel_is_unknown_or_nobody_ran():
    knows = np.ones(RECENT_D, dtype=bool)
    knows[-2] = False
    rows = told(pogos(on_5=4000), "plyo_share", history(knows_plyo=knows))
    assert rows.loc[:5, "is_above"].isna().all()
    assert above(rows) == list(range(6, 12))
    assert told(pogos(on_5=4000), "plyo_share", history(left_out="run")).empty
    no_run = told(pogos(on_5=4000), "plyo_share", to_come=runs(0.0))
    assert above(no_run) == [5, 6]
    assert no_run.loc[7:, "is_above"].isna().all()


def test_high_sessions_are_48_hours_apart():
    rows = told(plan((1, "bound", 5), (2, "bound", 5), (4, "bound", 5)), "hours_between_high")
    assert rows["value"].tolist()[1:] == [24, 48]
    assert above(rows) == [2]


@pytest.mark.parametrize(
    ("row", "is_high"),
    [
        (("pogo", 100), False),
        (("pogo", 101), True),
        (("drop-jump", 5, 0.20), False),
        (("drop-jump", 5, 0.30), True),
        (("bound", 1), True),
    ],
)
def test_a_session_is_high_by_drill_height_or_dose(row, is_high):
    rows = told(plan((1, *row)), "hours_between_high", history(is_high=flag([1])))
    assert above(rows) == ([1] if is_high else [])


def test_an_unknown_day_leaves_the_hours_between_high_sessions_open():
    before = history(is_high=flag([1], told=None))
    rows = told(plan((1, "bound", 5)), "hours_between_high", before)
    assert rows["is_above"].isna().tolist() == [True]
    both = history(is_high=np.where(np.arange(RECENT_D) < 41, flag([]), True))
    assert above(told(plan((1, "bound", 5)), "hours_between_high", both)) == [1]
    far = history(is_high=flag([2], told=None))
    assert above(told(plan((1, "bound", 5)), "hours_between_high", far)) == []


@pytest.mark.parametrize(("limit", "days"), [(0, []), (24, [5]), (48, [5, 6])])
def test_hours_after_a_hard_run_count_from_0_on_its_day(limit, days):
    jumps = plan((4, "bound", 5), (5, "bound", 5), (6, "bound", 5))
    rows = told(jumps, "hours_after_hard_run", to_come=runs(hard=[5]), limit=limit)
    assert above(rows) == days
    low = told(pogos(on_5=10), "hours_after_hard_run", to_come=runs(hard=[5]))
    assert low.empty


def test_a_hard_run_of_the_history_counts():
    before = history(is_hard_run=flag([1]))
    rows = told(plan((1, "bound", 5)), "hours_after_hard_run", before, limit=48)
    assert above(rows) == [1]
    assert rows.loc[1, "value"] == 24


def test_contacts_of_a_session_count_each_landing():
    assert above(told(plan((1, "pogo", 60), (1, "bound", 60)), "contacts_per_session")) == []
    assert above(told(plan((1, "pogo", 60), (1, "bound", 61)), "contacts_per_session")) == [1]


def test_minutes_are_sets_of_repetitions_and_the_rest_after_each():
    # A pogo takes 0.17 + 0.33 s: 80 of them 40 s, and 60 s of rest, are 100 s.
    rows = told(plan((1, "pogo", 80), (1, "pogo", 80)), "minutes_per_session", limit=200 / 60)
    assert rows.loc[1, "value"] == pytest.approx(200 / 60)
    assert above(rows) == []
    assert above(told(pogos(on_1=81), "minutes_per_session", limit=100 / 60)) == [1]


def test_a_new_drill_begins_with_20_contacts_once():
    before = history(drills_done=frozenset({"pogo"}))
    again = plan((1, "bound", 20), (2, "bound", 60), (2, "pogo", 60))
    assert above(told(again, "first_exposure_contacts", before)) == []
    rows = told(plan((1, "bound", 15), (1, "bound", 6)), "first_exposure_contacts", before)
    assert above(rows) == [1]
    assert rows.loc[1, "detail"] == "bound"


@pytest.mark.parametrize(
    ("worst", "stops", "expected"),
    [(5.0, 0.0, False), (6.0, 0.0, True), (1.0, 1.0, True), (np.nan, np.nan, None)],
)
def test_pain_is_asked_of_the_first_session_alone(worst, stops, expected):
    before = history(pain_0_10=worst, stop_pain_0_10=stops)
    rows = told(pogos(on_3=10, on_5=10), "pain_stop", before)
    assert rows.index.tolist() == [3]
    assert (None if rows["is_above"].isna().iloc[0] else bool(rows["is_above"].iloc[0])) is expected


def test_own_times_change_the_force_and_so_the_steps():
    own = pd.DataFrame([("pogo", np.nan, 0.15, 0.40)],
        columns=["drill_id", "height_m", "own_contact_s", "own_flight_s"])  # fmt: skip
    rows = told(pogos(on_3=100), "spike", history(own_times=own))
    # Half sine: the peak grows as (t_f + t_c) / t_c, 3.67 against 2.94; Achilles, exponent 9.
    steps = 100 * ((0.55 / 0.15) / (0.50 / 0.17)) ** 9
    assert rows.loc[3, "value"] == pytest.approx(1 + steps / 1000, rel=0.02)


def test_a_limit_that_is_off_has_no_rows():
    rows = check(pogos(on_1=5000), history(), runs(), DRILLS, OFF)
    assert rows.empty
    assert verdict(rows) == "all limits met"


def test_plan_history_and_runs_must_follow_on_each_other():
    early = replace(pogos(on_1=1), first_day=LAST)
    with pytest.raises(InputError, match="begins after the last day"):
        check(early, history(), runs(), DRILLS, Limits())
    with pytest.raises(InputError, match="each day from 2026-11-23 to 2026-12-20"):
        check(pogos(on_1=1), history(), runs(n=20), DRILLS, Limits())


def test_the_verdict_names_what_is_broken_and_keeps_the_rest_apart():
    rows = check(pogos(on_2=150), history(), runs(), DRILLS, replace(OFF, spike=1.10))
    assert verdict(rows) == (
        "BREAKS A LIMIT: L and R Achilles 1.15 × the largest day (limit 1.10) on Tue 24 Nov; "
        "L and R patellar tendon 1.15 × the largest day (limit 1.10) on Tue 24 Nov; "
        "L and R tibia 1.15 × the largest day (limit 1.10) on Tue 24 Nov"
    )
    unknown = replace(history(), pain_0_10=np.nan)
    limits = replace(OFF, pain_stop=5.0, contacts_per_session=120)
    rows = check(pogos(on_2=150, on_4=150), unknown, runs(), DRILLS, limits)
    assert verdict(rows) == (
        "BREAKS A LIMIT: 150 contacts in a session (limit 120) on Tue 24 Nov and 1 more day. "
        "Cannot be known: pain (no pain was asked or told in the last 7 days)"
    )


def test_the_verdict_says_apart_what_the_runs_break_by_themselves():
    rows = check(pogos(on_2=10), history(), runs(on={4: 1200.0}), DRILLS, replace(OFF, spike=1.10))
    kept, runs_alone = verdict(rows).split(". ")
    assert kept == "all limits met by the plan's sets"
    assert runs_alone.startswith(
        "Broken without the plan's sets, too: L and R Achilles 1.19 × the largest"
    )


def test_the_verdict_says_that_not_all_is_known_before_what_is_not():
    unknown = replace(history(), pain_0_10=np.nan)
    limits = replace(OFF, pain_stop=5.0)
    rows = check(pogos(on_2=10), unknown, runs(), DRILLS, limits)
    said = "all limits met as far as can be known. Cannot be known: pain (no pain was asked or "
    assert verdict(rows).startswith(said)


def test_the_verdict_names_the_limits_that_are_switched_off():
    off = switched_off(replace(Limits(), residual=None, pain_stop=None))
    assert verdict(check(pogos(), history(), runs(), DRILLS, OFF), off) == (
        "all limits met. Switched off: residual, pain"
    )
    assert switched_off(Limits()) == ()
    assert len(switched_off(OFF)) == 11


def test_the_verdict_tells_two_numbers_apart_that_look_alike():
    rows = check(pogos(on_2=101), history(), runs(), DRILLS, replace(OFF, spike=1.10))
    assert "1.101 × the largest day (limit 1.100)" in verdict(rows)


@pytest.mark.parametrize("seed", range(12))
def test_the_guard_rails_of_the_log_say_the_same_of_the_same_days(seed):
    given = planning_cases.problem(seed)
    known = np.ones(RECENT_D, dtype=bool)
    before = replace(given.history, knows_plyo=known, knows_run=known)
    before = replace(before, dose_au=np.nan_to_num(before.dose_au), is_high=before.is_high == True,  # noqa: E712
        is_hard_run=before.is_hard_run == True)  # noqa: E712  # fmt: skip
    planned = planning_cases.random_plan(given, np.random.default_rng(seed))
    limits = replace(Limits(), residual=None, pain_stop=None, first_exposure_contacts=None)
    ours = check(planned, before, given.runs, given.catalogue, limits)
    stress, facts = as_log(planned, before, given)
    theirs = flags(stress, facts, limits)
    keys = ["date", "rule", "tissue", "side"]
    both = ours.merge(theirs, on=keys, suffixes=("", "_log"), how="left")
    asked = both["is_above"].notna()
    assert (both["is_above"] == both["is_above_log"])[asked].all()
    assert asked.mean() > 0.95
    np.testing.assert_allclose(both["value"][asked], both["value_log"][asked], rtol=1e-9)


def as_log(planned, before, given):
    """Lay history and plan out as if all of it had been logged."""
    daily = planned.daily(given.catalogue).set_index("date")
    days = pd.DatetimeIndex([*before.recent_days, *given.runs.days])
    own = planned.as_sets(given.catalogue).merge(before.own_times, on="drill_id", how="left")
    own = own.rename(columns={"height_m_x": "height_m"}).assign(height_m=lambda f: f["height_m"])
    loads = contact_loads(own, given.catalogue)
    one_leg = own["drill_id"].map(given.catalogue.set_index("drill_id")["legs"]) == 1
    per_leg = own["contacts"] / np.where(one_leg, 2, 1)
    frames = []
    for of in before.tissues:
        steps = per_leg * (loads[of.tissue.name] / of.reference[0]) ** of.exponent[0]
        to_come = steps.groupby(own["date"]).sum().reindex(given.runs.days, fill_value=0.0)
        for leg, side in enumerate(("left", "right")):
            plyo = np.r_[of.plyo[leg, :, 0], to_come]
            run = np.r_[of.run[leg, :, 0], given.runs.equivalents[of.tissue.name][:, 0]]
            total = pd.Series(plyo + run)
            frames.append(pd.DataFrame({"athlete_id": before.athlete_id, "date": days,
                "tissue": of.tissue.name, "side": side, "equivalents": total,
                "plyo_equivalents": plyo, "run_equivalents": run,
                "largest_30d": total.rolling(30, min_periods=1).max().shift(1)}))  # fmt: skip
    sizes = daily.reindex(given.runs.days, fill_value=0.0)
    high = given.catalogue.query("drill_class == 'high' and high_from_m.isna()")["drill_id"]
    by_height = given.catalogue.set_index("drill_id")["high_from_m"]
    is_high = own["drill_id"].isin(high) | (own["height_m"] >= own["drill_id"].map(by_height))
    high_days = set(own.loc[is_high, "date"]) | set(daily.index[daily["plyo_dose_au"] > 100])
    none = np.zeros(RECENT_D)
    planned_high = given.runs.days.isin(list(high_days))
    facts = pd.DataFrame({"athlete_id": before.athlete_id, "date": days,
        "plyo_dose_au": np.r_[before.dose_au, sizes["plyo_dose_au"]],
        "plyo_contacts": np.r_[none, sizes["contacts"]],
        "plyo_minutes": np.r_[none, sizes["minutes"]],
        "is_high": np.r_[before.is_high.astype(bool), planned_high],
        "n_high_sessions": np.r_[before.is_high.astype(float), planned_high],
        "hard_run": np.r_[before.is_hard_run.astype(bool), given.runs.is_hard],
        "max_pain_0_10": 0.0, "max_stop_pain_0_10": 0.0,
        "first_exposure_contacts": 0.0})  # fmt: skip
    return SimpleNamespace(daily=pd.concat(frames, ignore_index=True)), facts
