from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.daily_stress import stress
from analytics.load.draws import Drawing
from analytics.progression import Limits
from analytics.progression.guard_rails import DAY_RULES, TISSUE_RULES, flags
from tests.analytics.load.stress_cases import CATALOGUE, FIRST, TISSUES, days_of, runs_of, sets_of

N = 80


def facts_of(n=N, **columns):
    """Each column: {day: value}; other days have 0, False, or no pain told."""
    quiet = {
        "plyo_dose_au": 0.0,
        "plyo_contacts": 0.0,
        "plyo_minutes": 0.0,
        "is_high": False,
        "n_high_sessions": 0.0,
        "hard_run": False,
        "max_pain_0_10": np.nan,
        "max_stop_pain_0_10": 0.0,
        "first_exposure_contacts": 0.0,
    }
    date = (FIRST + pd.to_timedelta(np.arange(n), unit="D")).astype("datetime64[us]")
    frame = pd.DataFrame({"athlete_id": "ada", "date": date})
    for name, usual in quiet.items():
        frame[name] = pd.Series([columns.get(name, {}).get(day, usual) for day in range(n)])
    return frame


def stress_of(runs, sets=None, unknown=(), n=N):
    sets = sets_of() if sets is None else sets
    calendar = days_of(n, sets, runs, unknown=unknown)
    return stress(sets, runs, calendar, CATALOGUE, TISSUES, Drawing(3))


def even(n=N, **hours):
    """An hour a day at 3 m/s, other hours on days named like ``day_40``."""
    return runs_of(*[(day, hours.get(f"day_{day}", 1.0), 3.0, 165) for day in range(n)])


NO_STRESS = SimpleNamespace(daily=stress_of(even(1), n=1).daily.iloc[:0])


def of_tissue(found, rule, day, tissue="patellar", **limits):
    told = flags(found, facts_of(0), Limits(**limits))
    here = (told["rule"] == rule) & (told["tissue"] == tissue) & (told["side"] == "left")
    return told[here].sort_values("date").iloc[day]


def of_day(rule, day, limits=None, **columns):
    told = flags(NO_STRESS, facts_of(**columns), limits or Limits())
    return told[told["rule"] == rule].iloc[day]


@pytest.mark.parametrize(("hours", "is_above"), [(1.1, False), (1.12, True)])
def test_a_day_is_held_against_1_10_of_the_largest_of_30_days(hours, is_above):
    row = of_tissue(stress_of(even(day_40=hours)), "spike", 40)
    assert row["is_above"] is is_above or row["is_above"] == is_above
    assert (row["value"], row["limit"]) == (pytest.approx(hours), 1.10)


def test_an_unknown_day_among_the_30_may_have_been_larger():
    row = of_tissue(stress_of(even(day_40=1.5), unknown=[20, 25]), "spike", 40)
    assert pd.isna(row["is_above"])
    assert row["is_perhaps"]
    assert row["detail"] == "of what is logged, 2 of 30 days not whole"
    within = of_tissue(stress_of(even(), unknown=[20, 25]), "spike", 40)
    assert not within["is_perhaps"]
    assert within["is_above"] == False  # noqa: E712


def partly_known(found, known):
    """Leave of each leg's total what is known of named days."""
    daily = found.daily.assign(known_equivalents=found.daily["equivalents"])
    for day, steps in known.items():
        on_day = daily["date"] == FIRST + pd.Timedelta(days=day)
        daily.loc[on_day, ["equivalents", "spike_ratio"]] = np.nan
        daily.loc[on_day, "known_equivalents"] = steps
    return SimpleNamespace(daily=daily)


@pytest.mark.parametrize("rule", ["spike", "ramp_per_week"])
def test_a_run_above_the_limit_is_above_whatever_the_plyometrics_of_the_day_were(rule):
    found = partly_known(stress_of(even()), {40: 4 * 4950.0})
    row = of_tissue(found, rule, 40)
    assert row["is_above"] == True  # noqa: E712
    assert row["value"] == pytest.approx({"spike": 4, "ramp_per_week": 3 / 7}[rule])
    assert row["detail"].startswith("at least")


@pytest.mark.parametrize("rule", ["spike", "ramp_per_week"])
def test_a_run_within_the_limit_leaves_a_day_of_unknown_plyometrics_open(rule):
    row = of_tissue(partly_known(stress_of(even()), {40: 1.05 * 4950.0}), rule, 40)
    assert pd.isna(row["is_above"])
    assert row["detail"].startswith("at least")
    nothing = of_tissue(partly_known(stress_of(even()), {40: np.nan}), "spike", 40)
    assert pd.isna(nothing["is_above"])
    assert nothing["detail"] == "the day is unknown"


def test_a_week_known_in_part_and_below_those_before_has_no_growth_one_could_tell():
    row = of_day("dose_ramp_per_week", 57, plyo_dose_au={50: 100.0, 55: np.nan, 57: 30.0})
    assert np.isnan(row["value"])
    assert pd.isna(row["is_above"])
    assert row["detail"] == "1 of the 7 days are not wholly known"


def test_a_run_above_the_largest_known_day_is_open_while_another_may_have_been_larger():
    row = of_tissue(partly_known(stress_of(even()), {30: 4950.0, 40: 4 * 4950.0}), "spike", 40)
    assert pd.isna(row["is_above"])
    assert row["detail"] == (
        "at least of what is logged; part of the day is unknown, 1 of 30 days not whole"
    )


def test_the_first_days_of_a_log_are_no_spike_one_could_know():
    assert pd.isna(of_tissue(stress_of(even(day_5=3.0)), "spike", 5)["is_above"])


def test_a_first_km_is_an_introduction_and_not_a_spike():
    quiet = runs_of((40, 1 / 12, 3.0, 165), (75, 0.5, 3.0, 165))
    found = stress_of(quiet)
    first, back = (of_tissue(found, "spike", day) for day in (40, 75))
    assert (first["is_above"], back["is_above"]) == (False, True)
    assert np.isnan(back["value"])
    assert back["detail"] == "nothing in the 30 days before"


def test_what_is_left_is_held_against_the_own_95th_percentile():
    found = stress_of(even(day_70=3.0))
    row = of_tissue(found, "residual", 70)
    daily = found.daily.query("tissue == 'patellar' and side == 'left'").iloc[70]
    assert row["value"] == pytest.approx(daily["residual"] / daily["own_high"])
    assert row["is_above"] == True  # noqa: E712
    assert of_tissue(found, "residual", 69)["is_above"] == False  # noqa: E712
    early = of_tissue(found, "residual", 20)
    assert pd.isna(early["is_above"])
    assert early["detail"] == "fewer than 28 of the 42 days before are known"


@pytest.mark.parametrize(("hours", "is_above"), [(1.6, False), (1.8, True)])
def test_seven_days_are_held_against_the_largest_of_four_weeks_before(hours, is_above):
    row = of_tissue(stress_of(even(day_40=hours)), "ramp_per_week", 40)
    assert row["value"] == pytest.approx((hours - 1) / 7)
    assert row["is_above"] == is_above


def test_the_share_of_plyometrics_is_that_of_seven_days():
    # 10 hops of 0.666 / 0.612 each against seven runs of 4950 steps.
    sets = sets_of((40, "hop", 5000, "left"))
    row = of_tissue(stress_of(even(), sets), "plyo_share", 42)
    jumped = 5000 * 0.666 / 0.612
    assert row["value"] == pytest.approx(jumped / (jumped + 7 * 4950))
    assert row["is_above"] == False  # noqa: E712
    over = of_tissue(stress_of(even(), sets), "plyo_share", 42, plyo_share=0.1)
    assert over["is_above"] == True  # noqa: E712


@pytest.mark.parametrize(("dose_au", "is_above"), [(115, False), (116, True)])
def test_the_dose_of_a_week_is_held_against_the_largest_of_four_before(dose_au, is_above):
    doses = {43: 100.0, 50: 20.0, 57: float(dose_au)}  # a lighter week between
    row = of_day("dose_ramp_per_week", 57, plyo_dose_au=doses)
    assert row["value"] == pytest.approx(dose_au / 100 - 1)
    assert row["is_above"] == is_above


def test_two_first_sessions_of_40_contacts_are_no_ramp():
    doses = {50: 40.0, 53: 40.0}
    assert of_day("dose_ramp_per_week", 53, plyo_dose_au=doses)["is_above"] == False  # noqa: E712
    more = of_day("dose_ramp_per_week", 53, plyo_dose_au={50: 40.0, 53: 41.0})
    assert more["is_above"] == True  # noqa: E712
    assert more["detail"] == "nothing in the 4 weeks before"


def test_a_week_five_weeks_back_is_forgotten_by_the_ramp():
    row = of_day("dose_ramp_per_week", 57, plyo_dose_au={22: 500.0, 50: 100.0, 57: 110.0})
    assert row["value"] == pytest.approx(0.10)


def test_an_unknown_day_in_the_weeks_before_leaves_a_ramp_unknown():
    doses = {35: np.nan, 50: 100.0, 57: 130.0}
    row = of_day("dose_ramp_per_week", 57, plyo_dose_au=doses)
    assert pd.isna(row["is_above"])
    assert row["detail"] == "1 of the 35 days are unknown or before the log"


@pytest.mark.parametrize(
    ("days", "hours", "is_above"), [((10, 11), 24, True), ((10, 12), 48, False)]
)
def test_high_sessions_need_48_hours_between(days, hours, is_above):
    row = of_day("hours_between_high", days[1], is_high=dict.fromkeys(days, True))
    assert (row["value"], row["limit"], row["is_above"]) == (hours, 48, is_above)


@pytest.mark.parametrize("rule", ["hours_between_high", "hours_after_hard_run"])
def test_a_day_without_a_high_session_is_said_to_have_none_and_not_to_be_spaced_enough(rule):
    row = of_day(rule, 11, is_high={10: True})
    assert (row["is_above"], row["detail"]) == (False, "no high session this day")
    first = of_day(rule, 11, is_high={11: True})
    assert (first["is_above"], first["detail"]) == (False, "")


def test_spacing_says_that_it_counts_whole_days():
    row = of_day("hours_between_high", 11, is_high={10: True, 11: True})
    assert row["detail"] == "counted in whole days, the next day is 24 h"


def test_two_high_sessions_of_one_day_are_0_hours_apart():
    row = of_day("hours_between_high", 10, is_high={10: True}, n_high_sessions={10: 2})
    assert (row["value"], row["is_above"]) == (0, True)
    assert row["detail"] == "more than one high session on this day"
    one = of_day("hours_between_high", 10, is_high={10: True}, n_high_sessions={10: 1})
    assert one["is_above"] == False  # noqa: E712
    unsure = of_day("hours_between_high", 10, is_high={10: True}, n_high_sessions={10: np.nan})
    assert pd.isna(unsure["is_above"])


def test_an_unknown_day_before_a_high_session_may_have_been_high():
    row = of_day("hours_between_high", 11, is_high={10: None, 11: True})
    assert pd.isna(row["is_above"])
    assert row["detail"] == "a day less than 48 h before is unknown or before the log"


@pytest.mark.parametrize(("hard", "is_above"), [(10, True), (9, False), (None, False)])
def test_a_high_session_needs_24_hours_after_a_hard_run(hard, is_above):
    row = of_day("hours_after_hard_run", 10, is_high={10: True}, hard_run={hard: True})
    assert row["is_above"] == is_above


@pytest.mark.parametrize(
    ("rule", "column", "most"),
    [
        ("contacts_per_session", "plyo_contacts", 120),
        ("minutes_per_session", "plyo_minutes", 40),
        ("first_exposure_contacts", "first_exposure_contacts", 20),
        ("pain_stop", "max_pain_0_10", 5),
    ],
)
def test_a_day_may_reach_its_most_and_not_pass_it(rule, column, most):
    row, more, unknown = (
        of_day(rule, 3, **{column: {3: value}}) for value in (most, most + 1, np.nan)
    )
    assert (row["is_above"], more["is_above"]) == (False, True)
    assert pd.isna(unknown["is_above"])
    assert unknown["detail"]


def test_any_pain_of_a_bone_with_a_limp_or_at_night_stops():
    row = of_day("pain_stop", 3, max_pain_0_10={3: 4.0}, max_stop_pain_0_10={3: 1.0})
    assert (row["value"], row["limit"], row["is_above"]) == (1, 0, True)
    unsure = of_day("pain_stop", 3, max_pain_0_10={3: 1.0}, max_stop_pain_0_10={3: np.nan})
    assert pd.isna(unsure["is_above"])
    stopped = of_day("pain_stop", 3, max_pain_0_10={3: 6.0}, max_stop_pain_0_10={3: np.nan})
    assert stopped["is_above"] == True  # noqa: E712


def test_every_rule_has_a_row_for_every_day_and_a_rule_switched_off_has_none():
    found, facts = stress_of(even()), facts_of()
    told = flags(found, facts, Limits())
    assert (told[told["rule"].isin(DAY_RULES)].groupby("rule").size() == N).all()
    assert (told[told["rule"].isin(TISSUE_RULES)].groupby("rule").size() == 6 * N).all()
    for rule in (*DAY_RULES, *TISSUE_RULES):
        left = flags(found, facts, Limits(**{rule: None}))
        pd.testing.assert_frame_equal(left, told[told["rule"] != rule].reset_index(drop=True))


def test_days_that_leave_gaps_are_refused():
    with pytest.raises(InputError, match="facts must hold each day once and without gaps"):
        flags(NO_STRESS, facts_of().drop(index=5), Limits())
