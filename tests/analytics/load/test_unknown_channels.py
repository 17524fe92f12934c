"""A day known in one channel only, and an athlete who has but one."""

import numpy as np
import pandas as pd
import pytest

from analytics.load.behind import behind
from analytics.load.daily_stress import stress
from analytics.load.draws import Drawing
from analytics.load.running import achilles_on_speed
from analytics.load.stress import residual_stress, step_equivalents
from tests.analytics.load.stress_cases import CATALOGUE, TISSUES, days_of, runs_of, sets_of

HOUR = 165 / 2 * 60
"""Steps of one leg in an hour at the easy speed."""
DRAWS = 50


def leg(found, tissue="achilles", side="left"):
    daily = found.daily
    return daily[(daily["tissue"] == tissue) & (daily["side"] == side)].reset_index(drop=True)


def steady(n, last_hours=1.0):
    return runs_of(*[(day, 1.0, 3.0, 165) for day in range(n - 1)], (n - 1, last_hours, 3.0, 165))


def of(sets, runs, days, draws=DRAWS):
    return stress(sets, runs, days, CATALOGUE, TISSUES, Drawing(draws))


@pytest.fixture(scope="module")
def marathon():
    sets = sets_of(*[(day, "pogo", 60, "both") for day in range(0, 55, 3)])
    runs = steady(60, last_hours=4.0)
    return of(sets, runs, days_of(60, sets, runs, unknown=range(55, 60)))


def test_a_run_counts_on_a_day_whose_plyometrics_nobody_knows(marathon):
    last = leg(marathon).iloc[-1]
    assert np.isnan(last["equivalents"])
    assert last["known_equivalents"] == last["run_equivalents"] == pytest.approx(4 * HOUR)
    assert last["residual_lower"] > 4 * HOUR
    assert last["percent"] > 110
    assert last["n_unknown"] == 5


def test_only_the_unknown_channel_is_stood_in_for(marathon):
    days = leg(marathon)
    runs, jumps = (days[f"{name}_equivalents"].to_numpy().copy() for name in ("run", "plyo"))
    # The 28 days before the first unknown one stand for all five.
    jumps[55:] = jumps[27:55].mean()
    expected = sum((runs[day] + jumps[day]) * 0.5 ** ((59 - day) / 2) for day in range(60))
    assert days["residual"].iloc[-1] == pytest.approx(expected)


def test_what_is_behind_a_day_is_its_residual_less_what_stands_in(marathon):
    days, parts = leg(marathon), marathon.parts
    mine = parts[(parts["tissue"] == "achilles") & (parts["side"] == "left")]
    mean = days["plyo_equivalents"][27:55].mean()
    stands_in = sum(mean * 0.5 ** ((59 - day) / 2) for day in range(55, 60))
    left = behind(mine, days["date"].iloc[-1], half_life_d=2)["left"].sum()
    assert left == pytest.approx(days["residual"].iloc[-1] - stands_in)


def test_jumps_count_on_a_day_whose_runs_nobody_knows():
    sets = sets_of((29, "pogo", 100, "both"))
    runs = steady(29)
    days = days_of(30, sets, runs)
    days.loc[29, "run_status"] = "unknown"
    last = leg(of(sets, runs, days)).iloc[-1]
    assert last["known_equivalents"] == pytest.approx(100 * (2.4 * 2.3 / 6.0) ** 9)
    assert last["residual_lower"] > last["known_equivalents"]


def test_nothing_is_known_of_a_day_unknown_in_both():
    sets, runs = sets_of((1, "pogo", 10, "both")), steady(20)
    days = days_of(21, sets, runs, unknown=[20])
    days.loc[20, "run_status"] = "unknown"
    assert leg(of(sets, runs, days))["known_equivalents"].isna().tolist() == [False] * 20 + [True]


def test_a_run_beside_one_of_unknown_length_is_not_lost():
    runs = pd.concat([steady(30, 4.0), runs_of((29, np.nan))], ignore_index=True)
    sets = sets_of((1, "pogo", 10, "both"))
    runs["run_id"] = [str(at) for at in range(len(runs))]
    last = leg(of(sets, runs, days_of(30, sets, runs))).iloc[-1]
    assert np.isnan(last["run_equivalents"])
    assert last["known_equivalents"] == pytest.approx(4 * HOUR)
    assert last["residual_lower"] > 4 * HOUR


def test_a_15th_day_without_a_word_of_one_channel_ends_what_is_known():
    sets, runs = sets_of((0, "pogo", 10, "both")), steady(60)
    days = leg(of(sets, runs, days_of(60, sets, runs, unknown=range(40, 56)), draws=5))
    gone = np.flatnonzero(days["residual"].isna())
    assert gone.tolist() == [*range(6), *range(54, 60)]
    assert days["known_equivalents"].notna().all()


def test_channels_unknown_in_turn_are_not_one_long_silence():
    sets, runs = sets_of((0, "pogo", 10, "both")), steady(60)
    days = days_of(60, sets, runs, unknown=range(30, 42))
    days.loc[42:53, "run_status"] = "unknown"
    residual = leg(of(sets, runs[~runs["day"].between(42, 53)], days, draws=5))["residual"]
    assert residual[6:].notna().all()


def test_the_same_days_stand_in_for_both_legs():
    rng = np.random.default_rng(3)
    sets = sets_of(*[(day, "bound", int(rng.integers(90)), "both") for day in range(40)])
    runs = steady(45)
    found = of(sets, runs, days_of(45, sets, runs, unknown=range(40, 45)))
    ends = ["residual", "residual_lower", "residual_upper"]
    left, right = (leg(found, side=side)[ends] for side in ("left", "right"))
    assert left.to_numpy() == pytest.approx(right.to_numpy(), nan_ok=True)


@pytest.mark.parametrize(("silent", "spoken"), [("plyo", "run"), ("run", "plyo")])
def test_a_channel_never_logged_is_left_out_and_said_to_be_not_0(silent, spoken):
    entries = {
        "plyo": sets_of(*[(day, "pogo", 60, "both") for day in range(60)]),
        "run": steady(60),
    }
    entries[silent] = entries[silent].iloc[:0]
    days = days_of(60, entries["plyo"], entries["run"]).assign(**{f"{silent}_status": "unknown"})
    found = of(entries["plyo"], entries["run"], days)
    last = leg(found).iloc[-1]
    assert found.left_out == {"ada": silent}
    assert last["equivalents"] == last["known_equivalents"] == last[f"{spoken}_equivalents"]
    assert np.isnan(last[f"{silent}_equivalents"])
    assert last["percent"] == pytest.approx(100, abs=0.1)
    assert last["n_unknown"] == 0


def test_neither_channel_is_left_out_where_nothing_at_all_is_known():
    nothing = sets_of().iloc[:0], runs_of().iloc[:0]
    days = days_of(40, *nothing).assign(plyo_status="unknown", run_status="unknown")
    found = of(*nothing, days)
    assert found.left_out == {}
    assert found.daily["equivalents"].isna().all()


def test_rest_that_was_said_is_not_a_channel_never_logged():
    runs = steady(10)
    assert of(sets_of().iloc[:0], runs, days_of(10, sets_of(), runs)).left_out == {}


def drifting(n, seed):
    """Speeds that rise, contacts that shorten, doses that grow, and days nobody knows."""
    rng = np.random.default_rng(seed)
    run_days = np.flatnonzero(rng.random(n) < 0.7)
    runs = runs_of(
        *[
            (day, rng.uniform(0.3, 2), 2.7 + day / n + rng.normal(0, 0.1), 160 + day / 9, 260 - day)
            for day in run_days
        ]
    )
    sets = sets_of(
        *[
            (day, rng.choice(["pogo", "drop", "hop"]), int(rng.integers(5, 60) + day), "both")
            for day in np.flatnonzero(rng.random(n) < 0.4)
        ]
    )
    days = days_of(n, sets, runs, unknown=np.flatnonzero(rng.random(n) < 0.08))
    days.loc[rng.random(n) < 0.08, "run_status"] = "unknown"
    return sets, runs, days


@pytest.mark.parametrize("seed", range(3))
def test_what_comes_later_changes_no_earlier_day_nor_its_draws(seed):
    n = 120
    sets, runs, days = drifting(n, seed)
    whole = of(sets, runs, days, draws=7).daily
    for stop in (20, 55, 90, 119):
        until = of(sets[sets["day"] < stop], runs[runs["day"] < stop], days[:stop], draws=7).daily
        earlier = whole[whole["date"] <= until["date"].max()].reset_index(drop=True)
        pd.testing.assert_frame_equal(earlier, until)


def test_what_is_behind_any_day_is_never_more_than_its_residual():
    found = of(*drifting(120, seed=9), draws=3)
    for tissue in TISSUES:
        days = leg(found, tissue.name).dropna(subset="residual")
        parts = found.parts
        mine = parts[(parts["tissue"] == tissue.name) & (parts["side"] == "left")]
        for row in days.itertuples():
            left = behind(mine, row.date, tissue.half_life_d.value)["left"].sum()
            assert left <= row.residual * (1 + 1e-12)
            if row.n_unknown == 0 and not days["n_unknown"][: row.Index].any():
                assert left == pytest.approx(row.residual)


@pytest.mark.parametrize("seed", range(3))
def test_the_engine_reckons_by_step_equivalents_and_residual_stress(seed):
    rng = np.random.default_rng(seed)
    n = rng.integers(1, 90, 30)
    sets = sets_of(*[(day, "pogo", int(n[day]), "both") for day in range(30)])
    speeds = rng.uniform(2.7, 4.4, 30)
    runs = runs_of(*[(day, 1.0, speed, 165) for day, speed in enumerate(speeds)])
    found = of(sets, runs, days_of(30, sets, runs), draws=1)
    easy = achilles_on_speed(found.easy["easy_speed_m_s"].to_numpy())
    achilles = TISSUES[0]
    reference = achilles.reference.value * easy / achilles_on_speed(np.array(3.0))
    jumped = step_equivalents(n, 2.4 * 2.3, reference, achilles.exponent.value)
    ran = step_equivalents(HOUR, achilles_on_speed(speeds), easy, achilles.exponent.value)
    days = leg(found)
    assert days["plyo_equivalents"].to_numpy() == pytest.approx(jumped)
    assert days["run_equivalents"].to_numpy() == pytest.approx(ran)
    left = residual_stress(jumped + ran, achilles.half_life_d.value)
    assert days["residual"][6:].to_numpy() == pytest.approx(left[6:])
