import numpy as np
import pytest

from analytics.errors import InputError
from analytics.load.easy_step import easy_steps, reference_ratios, run_steps
from analytics.load.running import achilles_on_speed, steps_per_km, tibia_on_speed
from tests.analytics.load.stress_cases import runs_of


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


def test_the_easy_step_is_the_median_of_the_slower_half():
    runs = runs_of(
        *[(day, 1.0, speed, 160 + day, 240) for day, speed in enumerate([2.5, 2.7, 2.9, 3.5, 4.0])]
    )
    easy = easy_steps(runs).loc["ada"]
    assert (easy["easy_speed_m_s"], easy["cadence_spm"], easy["n_runs"]) == (
        pytest.approx(2.7),
        161,
        3,
    )
    ratio = (60 / 161 / 0.24) / (0.37 / 0.25)
    assert easy["force_ratio"] == pytest.approx(ratio)


def test_a_run_at_easy_speed_is_all_easy_steps_and_a_faster_one_is_more():
    runs = runs_of((0, 1.0, 3.0, 165), (1, 1.0, 3.0, 165), (2, 1.0, 3.8, 175))
    found = run_steps(runs, easy_steps(runs))
    ratios = ["achilles_ratio", "patellar_ratio", "tibia_ratio"]
    assert found.loc[0, ratios].tolist() == pytest.approx([1, 1, 1])
    assert (found.loc[2, ["achilles_ratio", "tibia_ratio"]] > 1).all()
    assert found["is_estimated"].tolist() == [False, False, False]


def test_without_anything_told_the_step_is_that_of_the_catalogue_and_said_to_be():
    runs = runs_of((0, 1.0))
    easy = easy_steps(runs).loc["ada"]
    assert (easy["easy_speed_m_s"], easy["cadence_spm"], easy["force_ratio"]) == (3.0, 165.0, 1.0)
    assert easy["is_estimated"]
    assert run_steps(runs, easy_steps(runs)).loc[0, "is_estimated"]


@pytest.mark.parametrize(
    ("speed", "cadence", "contact"),
    [(30, 165, 250), (3, 16, 250), (3, 165, 2.5), (3, 180, 380), (-3, -1, -1)],
    ids=["km/h as m/s", "cadence lost", "s as ms", "contact longer than the step", "negative"],
)
def test_what_no_run_can_have_is_not_known(speed, cadence, contact):
    easy = easy_steps(runs_of((0, 1.0, speed, cadence, contact))).loc["ada"]
    assert easy["force_ratio"] == 1.0


def test_a_speed_beyond_those_measured_is_estimated():
    runs = runs_of((0, 1.0, 3.0, 165), (1, 0.2, 6.0, 190))
    assert run_steps(runs, easy_steps(runs))["is_estimated"].tolist() == [False, True]


def test_a_distance_in_no_time_is_a_run_of_unknown_length():
    runs = runs_of((0, 0.0)).assign(distance_m=5000.0)
    assert np.isnan(run_steps(runs, easy_steps(runs))["steps_per_leg"][0])


def test_the_own_force_moves_achilles_and_tibia_and_not_the_patellar_index():
    own = reference_ratios([0.9])
    assert own["achilles"] == pytest.approx([0.9])
    assert own["patellar"] == pytest.approx([1.0])
    assert own["tibia"] == pytest.approx([(0.23 + 2.96 * 2.25 + 0.36) / 7.99])


def test_a_run_of_minus_an_hour_is_refused():
    with pytest.raises(InputError, match="A run of -1 h cannot be"):
        easy_steps(runs_of((0, -1.0, 3.0, 165)))
    with pytest.raises(InputError, match="speed be above 0"):
        steps_per_km(165, 0)
