import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InputError
from analytics.load.stress import residual_stress, step_equivalents


@pytest.mark.parametrize(("exponent", "steps"), [(9, 5.84), (4, 2.19)])
def test_one_hop_of_7_3_bw_against_a_step_of_6_bw_is_that_of_science_c1(exponent, steps):
    found = step_equivalents(1, load_bw=7.3, reference_bw=6.0, exponent=exponent)
    assert float(found) == pytest.approx(steps, abs=0.005)


@pytest.mark.parametrize(("reference_bw", "steps"), [(5.2, 21), (7.0, 1.5)])
def test_the_reference_alone_moves_that_hop_from_21_to_1_5_steps_as_in_science_0_9(
    reference_bw, steps
):
    found = step_equivalents(1, load_bw=7.3, reference_bw=reference_bw, exponent=9)
    assert float(found) == pytest.approx(steps, rel=0.03)


def test_ten_percent_more_load_on_bone_is_1_8758_as_in_science_c():
    found = step_equivalents(1, load_bw=1.1, reference_bw=1.0, exponent=6.6)
    assert float(found) == pytest.approx(1.8758, abs=5e-5)


@given(
    st.floats(0, 1000), st.floats(0, 15), st.floats(0.5, 10), st.floats(0, 12), st.floats(0, 1000)
)
def test_more_contacts_are_never_fewer_steps(n, load_bw, reference_bw, exponent, more):
    few, many = step_equivalents([n, n + more], load_bw, reference_bw, exponent)
    assert many >= few


def test_a_missing_load_stays_missing():
    assert np.isnan(step_equivalents([1, np.nan], [np.nan, 2], 6.0, 9)).all()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((-1, 7.3, 6.0, 9), "n must be finite and not negative; got -1"),
        ((1, np.inf, 6.0, 9), "load_bw must be finite"),
        ((1, 7.3, 0.0, 9), "reference_bw must be finite and above 0; got 0"),
        ((1, 7.3, 6.0, -2), "exponent must be finite and not negative"),
        ((1, 1e300, 1e-9, 9), "no finite number of steps"),
    ],
)
def test_what_cannot_be_is_refused(arguments, message):
    with pytest.raises(InputError, match=message):
        step_equivalents(*arguments)


def test_half_is_left_after_a_half_life():
    assert residual_stress([100, 0, 0, 0, 0], half_life_d=2)[[0, 2, 4]] == pytest.approx(
        [100, 50, 25]
    )


@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=30),
    st.floats(0.5, 50),
)
def test_it_is_the_sum_of_science_c1_3_written_out(daily, half_life_d):
    kept, expected = 0.0, []
    for one in daily:
        kept = kept * 2 ** (-1 / half_life_d) + one
        expected.append(kept)
    assert residual_stress(daily, half_life_d) == pytest.approx(expected)


def test_days_run_along_the_first_axis():
    both = residual_stress([[1, 10], [0, 0]], half_life_d=1)
    assert both == pytest.approx(np.array([[1, 10], [0.5, 5]]))


def test_after_a_missing_day_nobody_knows_what_is_left():
    assert np.isnan(residual_stress([1, np.nan, 1], 2)).tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("daily", "half_life_d"), [([1], 0), ([1], np.nan), ([-1], 2), ([np.inf], 2), (1, 2)]
)
def test_a_residual_of_nonsense_is_refused(daily, half_life_d):
    with pytest.raises(InputError):
        residual_stress(daily, half_life_d)
