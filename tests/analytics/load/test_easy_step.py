import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.load.easy_step import easy_steps, reference_ratios, run_steps, step_on
from analytics.load.running import achilles_on_speed, steps_per_km, tibia_on_speed
from tests.analytics.load.stress_cases import FIRST, runs_of


def test_at_165_spm_and_3_m_s_a_leg_takes_458_33_steps_a_km_as_in_science_c1():
    assert steps_per_km(165, 3) == pytest.approx(458.33, abs=0.005)


def test_a_run_has_as_many_steps_as_its_kilometres():
    runs = runs_of((0, 1.0, 3.0, 165))
    steps = run_steps(runs, easy_steps(runs))["steps_per_leg"][0]
    assert steps == pytest.approx(10.8 * steps_per_km(165, 3))


@pytest.mark.parametrize(("speed", "load"), [(2.68, 8.2), (4.47, 10.1)])
def test_the_achilles_on_speed_is_that_of_tensiometry_in_tensio_2024(speed, load):
    assert achilles_on_speed(np.array([speed])) == pytest.approx([load])


@pytest.mark.parametrize(("speed", "load"), [(2.6, 7.65), (4.0, 8.41)])
def test_the_tibia_on_speed_is_the_regression_on_2_40_to_2_60_bw(speed, load):
    assert tibia_on_speed(np.array([speed])) == pytest.approx([load], abs=0.005)


def test_the_easy_step_is_the_lower_quartile_of_the_speeds_and_the_median_of_the_cadences():
    speeds = [2.5, 2.7, 2.9, 3.5, 4.0]
    easy = easy_steps(runs_of(*[(day, 1.0, v, 160 + day) for day, v in enumerate(speeds)]))
    last = easy.iloc[-1]
    assert (last["easy_speed_m_s"], last["cadence_spm"], last["n_runs"]) == (2.7, 162, 5)
    assert easy["easy_speed_m_s"].tolist()[:2] == pytest.approx([2.5, 2.55])


def test_runs_of_more_than_90_days_ago_no_longer_make_the_easy_step():
    easy = easy_steps(runs_of((0, 1.0, 2.6, 160), (89, 1.0, 3.0, 170), (90, 1.0, 3.2, 170)))
    assert easy["n_runs"].tolist() == [1, 2, 2]
    assert easy["easy_speed_m_s"].tolist() == pytest.approx([2.6, 2.7, 3.05])


def drifting(n=300, seed=1):
    rng = np.random.default_rng(seed)
    day = np.sort(rng.choice(2 * n, n))
    speed = 2.7 + day / n / 2 + rng.normal(0, 0.2, n)
    return runs_of(*zip(day, np.ones(n), speed, 160 + day / 60 + rng.normal(0, 3, n), strict=True))


def test_what_comes_later_changes_no_easy_step_before_it():
    runs = drifting()
    whole = easy_steps(runs)
    assert whole["easy_speed_m_s"].iloc[-1] > whole["easy_speed_m_s"].iloc[50] + 0.3
    for last in (1, 40, 200, 299):
        cut = runs[runs["date"] < runs["date"].iloc[last]]
        pd.testing.assert_frame_equal(easy_steps(cut), whole.iloc[: cut["date"].nunique()])


def test_easy_steps_of_a_cohort_are_those_of_each_alone_in_whatever_order():
    runs = pd.concat([drifting(seed=1), drifting(seed=2).assign(athlete_id="bea")])
    whole = easy_steps(runs.sample(frac=1, random_state=3))
    for athlete_id, alone in runs.groupby("athlete_id"):
        mine = whole[whole["athlete_id"] == athlete_id].reset_index(drop=True)
        pd.testing.assert_frame_equal(mine, easy_steps(alone))


def test_a_day_has_the_easy_step_of_the_last_run_day_on_or_before_it():
    easy = easy_steps(runs_of((2, 1.0, 2.8, 160), (5, 1.0, 3.2, 170)))
    days = pd.DataFrame({"athlete_id": ["ada"] * 5 + ["bea"], "day": [9, 2, 0, 4, 5, 5]})
    days["date"] = FIRST + pd.to_timedelta(days["day"], unit="D")
    found = step_on(easy, days)
    assert found["easy_speed_m_s"].tolist() == pytest.approx([2.9, 2.8, 3.0, 2.8, 2.9, 3.0])
    assert found["is_estimated"].tolist() == [False, False, True, False, False, True]


def test_a_run_that_tells_nothing_leaves_the_step_that_was_known():
    easy = easy_steps(runs_of((0, 1.0, 2.8, 160), (95, 1.0)))
    assert easy["easy_speed_m_s"].tolist() == pytest.approx([2.8, 2.8])
    assert not easy["is_estimated"].any()


def test_no_runs_at_all_are_no_easy_steps():
    runs = runs_of((0, 1.0)).iloc[:0]
    assert easy_steps(runs).empty
    assert run_steps(runs, easy_steps(runs)).empty


def test_a_run_at_easy_speed_is_all_easy_steps_and_a_faster_one_is_more():
    runs = runs_of(*[(day, 1.0, 3.0, 165) for day in range(4)], (4, 1.0, 3.8, 175))
    found = run_steps(runs, easy_steps(runs))
    ratios = ["achilles_ratio", "patellar_ratio", "tibia_ratio"]
    assert found.loc[0, ratios].tolist() == pytest.approx([1, 1, 1])
    assert (found.loc[4, ["achilles_ratio", "tibia_ratio"]] > 1).all()
    assert found["is_estimated"].tolist() == [False] * 5


def test_without_anything_told_the_step_is_that_of_the_catalogue_and_said_to_be():
    runs = runs_of((0, 1.0))
    easy = easy_steps(runs).iloc[0]
    assert (easy["easy_speed_m_s"], easy["cadence_spm"]) == (3.0, 165.0)
    assert easy["is_estimated"]
    assert run_steps(runs, easy_steps(runs)).loc[0, "is_estimated"]


@pytest.mark.parametrize(
    ("speed", "cadence"), [(30, 16), (-3, -1)], ids=["km/h as m/s and cadence lost", "negative"]
)
def test_what_no_run_can_have_is_not_known(speed, cadence):
    easy = easy_steps(runs_of((0, 1.0, speed, cadence))).iloc[0]
    assert (easy["easy_speed_m_s"], easy["cadence_spm"]) == (3.0, 165.0)


def test_a_speed_beyond_those_measured_is_estimated():
    runs = runs_of((0, 1.0, 3.0, 165), (1, 0.2, 6.0, 190))
    assert run_steps(runs, easy_steps(runs))["is_estimated"].tolist() == [False, True]


def test_a_distance_in_no_time_is_a_run_of_unknown_length():
    runs = runs_of((0, 0.0)).assign(distance_m=5000.0)
    assert np.isnan(run_steps(runs, easy_steps(runs))["steps_per_leg"][0])


def test_the_own_easy_speed_moves_the_reference_by_the_lines_that_weigh_runs():
    own = reference_ratios([3.0, 4.0])
    assert own["achilles"] == pytest.approx(
        [1, (8.2 + 1.9 * 1.32 / 1.79) / (8.2 + 1.9 * 0.32 / 1.79)]
    )
    assert own["patellar"].tolist() == [1, 1]
    assert own["tibia"] == pytest.approx([1, 8.406 / 7.8632], abs=1e-4)


@pytest.mark.parametrize("tissue", ["achilles", "patellar", "tibia"])
def test_a_hop_is_worth_the_same_steps_run_at_3_m_s_whatever_speed_is_easy(tissue):
    exponent = {"achilles": 9, "patellar": 1, "tibia": 6.6}[tissue]
    worth = []
    for easy_speed in (2.7, 3.0, 4.0):
        runs = runs_of(*[(day, 1.0, easy_speed, 165) for day in range(6)], (6, 1.0, 3.0, 165))
        easy = easy_steps(runs).assign(easy_speed_m_s=easy_speed)
        step = run_steps(runs, easy)[f"{tissue}_ratio"].iloc[-1] ** exponent
        hop = (1.3 / reference_ratios([easy_speed])[tissue][0]) ** exponent
        worth.append(hop / step)
    assert worth == pytest.approx([worth[1]] * 3)


def test_20_ms_of_contact_would_double_or_halve_a_hop_so_contact_time_moves_nothing():
    # At exponent 9, and the peak of a step as 1 over its contact.
    assert [(contact / 250) ** 9 for contact in (230, 270)] == pytest.approx([0.5, 2], abs=0.03)
    worn, none = (easy_steps(runs_of((0, 1.0, 3.0, 165, contact))) for contact in (230, np.nan))
    pd.testing.assert_frame_equal(worn, none)


def test_a_run_of_minus_an_hour_is_refused():
    with pytest.raises(InputError, match="A run of -1 h cannot be"):
        easy_steps(runs_of((0, -1.0, 3.0, 165)))
    with pytest.raises(InputError, match="speed be above 0"):
        steps_per_km(165, 0)
