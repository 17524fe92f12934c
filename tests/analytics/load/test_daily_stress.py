import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.daily_stress import stress
from analytics.load.dose import daily_dose
from analytics.load.draws import Drawing
from tests.analytics.load.stress_cases import CATALOGUE, TISSUES, days_of, runs_of, sets_of

SETS = sets_of(
    (1, "pogo", 60, "both"),
    (1, "hop", 10, "left"),
    (4, "drop", 20, "both"),
    (4, "bound", 30, "both"),
)
# The lower quartile is 3 m/s on days 0 and 6, and on day 2, of 3 and 4 m/s, 3.25.
RUNS = runs_of((0, 1.0, 3.0, 165), (2, 0.5, 4.0, 180), (6, 1.5, 3.0, 165))


def of(sets, runs, n=7, draws=40, days=None):
    calendar = days_of(n, sets, runs) if days is None else days
    return stress(sets, runs, calendar, CATALOGUE, TISSUES, Drawing(draws))


def column(found, name, tissue="achilles", side="left", athlete_id="ada"):
    daily = found.daily
    here = (daily["tissue"] == tissue) & (daily["side"] == side)
    return daily.loc[here & (daily["athlete_id"] == athlete_id), name].to_numpy()


@pytest.fixture(scope="module")
def week():
    return of(SETS, RUNS)


def test_a_week_written_out_by_hand_has_its_dose():
    dose = daily_dose(SETS, CATALOGUE)["plyo_dose_au"]
    # 60 pogos of 2.3/2.3; ten hops of 3.4/2.3 on one leg of two.
    assert dose[0] == pytest.approx(60 + 10 * (3.4 / 2.3) / 2)
    # Twenty drop jumps of 2.35/2.3; thirty bounds of 4.4/2.3, half on each leg.
    assert dose[1] == pytest.approx(20 * 2.35 / 2.3 + 15 * 4.4 / 2.3)


def test_that_week_has_its_easy_steps_of_the_achilles(week):
    # One leg: 165 / 2 steps a minute for 60 and 90 minutes, 180 / 2 for 30 at 4 m/s.
    easy, later, fast = (8.2 + 1.9 / 1.79 * (speed - 2.68) for speed in (3.0, 3.25, 4.0))
    pogo, hop, drop, bound = (2.4 * peak / 6.0 for peak in (2.3, 3.4, 2.35, 4.4))
    left = [
        4950,
        60 * pogo**9 + 10 * hop**9,
        2700 * (fast / later) ** 9,
        0,
        (20 * drop**9 + 15 * bound**9) * (easy / later) ** 9,
        0,
        7425,
    ]
    assert column(week, "equivalents") == pytest.approx(left)
    assert column(week, "equivalents", side="right")[1] == pytest.approx(60 * pogo**9)
    assert column(week, "plyo_equivalents")[1] == pytest.approx(left[1])
    assert column(week, "run_equivalents")[2] == pytest.approx(left[2])


def test_that_week_has_its_easy_steps_of_tibia_and_patellar_tendon(week):
    pogo, hop = (0.23 + 2.96 * peak for peak in (2.3, 3.4))
    day_1 = 60 * (pogo / 7.863) ** 6.6 + 10 * (hop / 7.863) ** 6.6
    assert column(week, "equivalents", "tibia")[1] == pytest.approx(day_1)
    fast, easy = (0.23 + 2.96 * (2.40 + 0.20 / 1.4 * (v - 2.6)) + 0.12 * v for v in (4.0, 3.25))
    assert column(week, "equivalents", "tibia")[2] == pytest.approx(2700 * (fast / easy) ** 6.6)
    # The pogo has no index of its own; the hop has.
    day_1 = 60 * 0.6 / 0.612 + 10 * 0.666 / 0.612
    assert column(week, "equivalents", "patellar")[1] == pytest.approx(day_1)
    assert column(week, "equivalents", "patellar")[2] == pytest.approx(2700)


def test_that_week_leaves_its_residual_after_three_half_lives(week):
    steps = column(week, "equivalents")
    expected = sum(one * 0.5 ** ((6 - day) / 2) for day, one in enumerate(steps))
    residual = column(week, "residual")
    assert residual[6] == pytest.approx(expected)
    assert np.isnan(residual[:6]).all()
    assert np.isnan(column(week, "residual", "tibia")).all()


def test_the_parts_of_a_day_add_up_to_its_total(week):
    parts = week.parts.groupby(["date", "tissue", "side"])["equivalents"].sum()
    daily = week.daily.set_index(["date", "tissue", "side"])["equivalents"]
    assert daily[daily > 0].sort_index().to_numpy() == pytest.approx(parts.sort_index().to_numpy())
    hop = week.parts.query("drill_id == 'hop' and tissue == 'achilles'")
    assert hop[["kind", "item_id", "set_number", "label", "side", "n"]].to_numpy().tolist() == [
        ["plyo", "ada-1", 2, "Forward hop", "left", 10]
    ]


def test_the_band_holds_the_value_and_a_step_at_easy_speed_has_none(week):
    daily = week.daily.dropna(subset="lower")
    assert (daily["lower"] <= daily["equivalents"]).all()
    assert (daily["upper"] >= daily["equivalents"]).all()
    assert column(week, "lower")[0] == column(week, "upper")[0] == pytest.approx(4950)
    assert column(week, "upper")[1] > 2 * column(week, "equivalents")[1]


@pytest.mark.parametrize("tissue", ["achilles", "patellar", "tibia"])
@pytest.mark.parametrize("easy_speed", [2.7, 4.0])
def test_a_hop_over_a_step_at_3_m_s_does_not_depend_on_the_easy_speed(tissue, easy_speed):
    sets = sets_of((8, "hop", 100, "left"))

    def worth(usual):
        runs = runs_of(*[(day, 1.0, usual, 165) for day in range(7)], (8, 1.0, 3.0, 165))
        found = of(sets, runs, n=9)
        plyo, run = (column(found, f"{one}_equivalents", tissue)[8] for one in ("plyo", "run"))
        return (plyo / 100) / (run / 4950)

    assert worth(easy_speed) == pytest.approx(worth(3.0))


def test_runs_after_a_day_change_nothing_of_what_it_was_told():
    rng = np.random.default_rng(3)
    speeds, cadences = 2.8 + np.arange(60) / 60 + rng.normal(0, 0.2, 60), rng.normal(165, 4, 60)
    both = zip(speeds, cadences, strict=True)
    runs = runs_of(*[(day, 1.0, v, spm) for day, (v, spm) in enumerate(both)])
    sets = sets_of(*[(day, "hop", 40, "both") for day in range(0, 60, 4)])
    whole = of(sets, runs, n=60, draws=5).daily
    cut = of(sets[sets["day"] < 40], runs[runs["day"] < 40], n=40, draws=5).daily
    earlier = whole[whole["date"] <= cut["date"].max()].reset_index(drop=True)
    pd.testing.assert_frame_equal(cut, earlier)


def test_own_times_of_a_drill_change_its_force_and_so_its_loads():
    sets = sets_of((1, "hop", 10, "left")).assign(own_contact_s=0.2, own_flight_s=0.25)
    found = of(sets, RUNS)
    peak = np.pi / 2 * (1 + 0.25 / 0.2)
    assert column(found, "equivalents")[1] == pytest.approx(10 * (2.4 * peak / 6.0) ** 9)


def test_a_run_without_distance_or_cadence_is_estimated_and_counted():
    found = of(SETS, runs_of((0, 1.0), (2, 1.0, 3.0, 170), (3, np.nan)))
    assert column(found, "is_estimated")[[0, 2, 3]].tolist() == [True, False, True]
    # Nobody knows how long the third was; the first has the cadence of the catalogue.
    assert column(found, "run_equivalents")[[0, 2, 3]] == pytest.approx(
        [165 / 2 * 60, 170 / 2 * 60, np.nan], nan_ok=True
    )


def test_a_day_unknown_in_one_channel_has_no_total():
    calendar = days_of(7, SETS, RUNS, unknown=[0], numbers=[2])
    found = of(SETS, RUNS, days=calendar)
    assert np.isnan(column(found, "equivalents")[[0, 2]]).all()
    assert column(found, "run_equivalents")[0] == pytest.approx(4950)
    assert np.isnan(column(found, "plyo_equivalents")[[0, 2]]).all()


def test_training_nobody_listed_is_not_rest():
    calendar = days_of(7, SETS, RUNS)
    calendar.loc[3, "run_status"] = "trained"
    assert np.isnan(column(of(SETS, RUNS, days=calendar), "equivalents")[3])


def test_an_overruled_set_does_not_count():
    calendar = days_of(7, SETS, RUNS)
    calendar.loc[1, "plyo_status"] = "rest"
    found = of(SETS, RUNS, days=calendar)
    assert column(found, "equivalents")[1] == 0
    assert not (found.parts["item_id"] == "ada-1").any()


def test_the_largest_of_30_days_leaves_out_the_day_itself_and_day_31():
    runs = runs_of((0, 2.0, 3.0, 165), (30, 1.0, 3.0, 165), (31, 1.5, 3.0, 165))
    found = of(sets_of(), runs, n=33)
    assert column(found, "largest_30d")[[1, 30, 31, 32]] == pytest.approx([9900, 9900, 4950, 7425])
    assert np.isnan(column(found, "largest_30d")[0])
    assert column(found, "spike_ratio")[31] == pytest.approx(1.5)


def test_the_own_high_is_the_95th_percentile_of_the_42_days_before():
    rng = np.random.default_rng(3)
    runs = runs_of(*[(day, hours, 3.0, 165) for day, hours in enumerate(rng.uniform(0.5, 2, 80))])
    found = of(sets_of(), runs, n=80)
    residual = column(found, "residual")
    for day in (34, 60, 79):
        before = residual[max(0, day - 42) : day]
        expected = np.percentile(before[~np.isnan(before)], 95)
        assert column(found, "own_high")[day] == pytest.approx(expected)
        assert column(found, "percent")[day] == pytest.approx(100 * residual[day] / expected)
    assert np.isnan(column(found, "own_high")[:34]).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s, r, d: (s.assign(drill_id="nope"), r, d), "not in the drill catalogue"),
        (lambda s, r, d: (s.assign(contacts=1e6), r, d), "A set of 1e"),
        (lambda s, r, d: (s, r.assign(hours=-1.0), d), "A run of -1 h cannot be"),
        (lambda s, r, d: (s, r.assign(hours=1e9), d), "Durations go from 0 to 240 h"),
        (lambda s, r, d: (s, r, d.drop(index=3)), "does not follow the one before"),
        (lambda s, r, d: (s, r, pd.concat([d, d])), "does not follow the one before"),
        (lambda s, r, d: (s, r, d.iloc[:3]), "2 of 4 sets are on no day of the calendar"),
        (lambda s, r, d: (s.assign(athlete_id="bo"), r, d), "4 of 4 sets are on no day"),
        (lambda s, r, d: (s, r, d.assign(run_status="maybe")), "got maybe"),
        (lambda s, r, d: (s.drop(columns="session_id"), r, d), "sets have no column session_id"),
    ],
)
def test_what_cannot_be_is_refused(change, message):
    sets, runs, days = change(SETS, RUNS, days_of(7, SETS, RUNS))
    with pytest.raises(InputError, match=message):
        of(sets, runs, days=days)


def test_no_days_are_no_stress():
    found = of(SETS.iloc[:0], RUNS.iloc[:0], days=days_of(0, SETS.iloc[:0], RUNS.iloc[:0]))
    assert found.daily.empty
    assert found.parts.empty
