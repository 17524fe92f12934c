import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InputError
from analytics.load.monitoring import acwr_ewma, acwr_rolling, ewma, monotony, strain

RAISED = [30.0] * 21 + [50.0] * 7
FOSTER = [600, 200, 400, 500, 100, 650, 0]

loads = st.lists(st.floats(0, 1000), min_size=1, max_size=40)


def test_21_days_of_30_then_7_of_50_give_the_ratio_of_williams_2017():
    assert acwr_ewma(RAISED)[-1] == pytest.approx(1.2497, abs=5e-5)


def test_the_same_pattern_gives_1_4286_by_rolling_means():
    assert acwr_rolling(RAISED)[-1] == pytest.approx(50 / 35)
    assert acwr_rolling(RAISED)[-1] == pytest.approx(1.4286, abs=5e-5)


def test_the_week_of_foster_1998_has_a_monotony_of_1_3817_by_the_sample_sd():
    assert monotony(FOSTER) == pytest.approx(1.3817, abs=5e-5)
    assert monotony(FOSTER, ddof=0) == pytest.approx(1.3817 * np.sqrt(7 / 6), abs=5e-5)


def test_strain_is_the_sum_times_monotony():
    assert strain(FOSTER) == pytest.approx(2450 * monotony(FOSTER))


@given(st.floats(0, 1e6), st.integers(1, 20))
def test_of_equal_loads_monotony_is_missing_not_infinite(load, n):
    assert np.isnan(monotony([load] * n))
    assert np.isnan(strain([load] * n))


def test_loads_that_differ_by_a_rounding_are_equal():
    week = [0.1 + 0.2, *[0.3] * 6]
    assert np.isnan(monotony(week))
    assert np.isnan(strain(week))
    assert monotony([1e6 + 1, *[1e6] * 6]) > 1e6


@pytest.mark.parametrize(("span_d", "half_life_d"), [(7, 2.4), (28, 9.7)])
def test_spans_of_7_and_28_days_have_the_half_lives_of_science_c(span_d, half_life_d):
    assert np.log(0.5) / np.log(1 - 2 / (span_d + 1)) == pytest.approx(half_life_d, abs=0.05)
    left = ewma([0, *[1] * 40], span_d)
    assert 1 - left[2] == pytest.approx((1 - 2 / (span_d + 1)) ** 2)


@given(loads, st.floats(1, 60))
def test_ewma_is_the_recurrence_seeded_with_the_first_day(daily, span_d):
    mean, expected = daily[0], []
    for one in daily:
        mean += 2 / (span_d + 1) * (one - mean)
        expected.append(mean)
    assert ewma(daily, span_d) == pytest.approx(expected)


@given(loads, st.floats(1, 60))
def test_a_mean_stays_among_the_loads(daily, span_d):
    mean = ewma(daily, span_d)
    assert (mean >= min(daily) - 1e-6).all()
    assert (mean <= max(daily) + 1e-6).all()


def test_a_missing_day_is_not_rest():
    assert np.isnan(ewma([1, np.nan, 1], 7)).tolist() == [False, True, True]
    assert np.isnan(monotony([1, 2, np.nan]))
    assert np.isnan(acwr_rolling([*RAISED, np.nan], 7, 28)).tolist() == [*[True] * 27, False, True]


def test_without_any_load_there_is_no_ratio():
    assert np.isnan(acwr_rolling([0] * 40)).all()
    assert np.isnan(acwr_ewma([0] * 40)).all()
    assert ewma([], 7).size == 0


@pytest.mark.parametrize(
    "call",
    [
        lambda: ewma([1], 0.5),
        lambda: ewma([np.inf], 7),
        lambda: monotony([1, 2], ddof=2),
        lambda: monotony([[1, 2]]),
        lambda: acwr_rolling([1], 28, 7),
    ],
)
def test_what_cannot_be_is_refused(call):
    with pytest.raises(InputError):
        call()
