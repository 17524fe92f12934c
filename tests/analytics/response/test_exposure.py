"""The laws: carry-over, saturation, the standard week."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.errors import InputError
from analytics.response import exposure

daily = arrays(float, st.integers(1, 60), elements=st.floats(0, 500))
tau = st.floats(1, 120)


@given(daily, tau)
def test_exponential_mean_is_the_naive_sum(values, tau_d):
    kept = np.exp(-1 / tau_d)
    naive = [
        sum((1 - kept) * kept ** (t - n) * values[n] for n in range(t + 1))
        for t in range(len(values))
    ]

    np.testing.assert_allclose(exposure.exponential_mean(values, tau_d), naive, atol=1e-9)


@given(st.floats(0, 500), tau)
def test_steady_training_is_its_own_exposure(dose, tau_d):
    steady = exposure.exponential_mean(np.full(30, dose), tau_d, start=dose)

    np.testing.assert_allclose(steady, dose, rtol=1e-9)


@given(daily, tau, st.integers(1, 59))
def test_the_future_does_not_act_on_the_past(values, tau_d, day):
    changed = values.copy()
    changed[day:] += 1

    before = exposure.exponential_mean(values, tau_d)[:day]

    np.testing.assert_array_equal(before, exposure.exponential_mean(changed, tau_d)[:day])


def test_a_time_constant_must_be_positive():
    with pytest.raises(InputError, match=r"tau_d must be positive.*got 0"):
        exposure.exponential_mean([1.0], 0.0)


@given(st.floats(1, 1000), st.sampled_from([1.0, 1.6, 2.5]))
def test_hill_is_zero_at_rest_a_half_at_d50_and_rises_to_one(d50, gamma):
    at = exposure.hill([0, d50, 3 * d50, 1e9], d50, gamma)

    np.testing.assert_allclose(at[:2], [0, 0.5])
    assert 0.5 < at[2] < at[3] <= 1


@pytest.mark.parametrize("same_day", [False, True])
@pytest.mark.parametrize("weeks", [1, 3, 8])
def test_standard_weeks_are_sessions_on_days_2_and_5_read_on_the_day_after(weeks, same_day):
    dose = np.zeros(7 * weeks + 1)
    dose[1:-1:7] = dose[4:-1:7] = 0.5
    after = 7 * exposure.exponential_mean(dose, 20.0)
    expected = after[-1] if same_day else after[-2]

    found = exposure.standard_weeks(np.array([20.0]), weeks, same_day=same_day)

    np.testing.assert_allclose(found, [expected])


def test_many_standard_weeks_lead_to_about_their_dose():
    found = exposure.standard_weeks(np.array([35.0]), 100, same_day=False)

    np.testing.assert_allclose(found, [1.0], atol=0.05)


@pytest.mark.parametrize("weeks", [0, -1, 8.5, True])
def test_weeks_are_a_whole_number_and_at_least_one(weeks):
    with pytest.raises(InputError, match=f"weeks is a whole number, 1 or more; got {weeks}"):
        exposure.standard_weeks(np.array([35.0]), weeks, same_day=False)
