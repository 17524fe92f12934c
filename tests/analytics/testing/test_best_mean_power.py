import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import InputError
from analytics.testing.power import best_mean_power, best_mean_powers

steps = st.lists(st.tuples(st.integers(1, 14), st.integers(0, 500)), min_size=1, max_size=40)


def naive(time_s, power_w, duration_s):
    """Second by second, as the sentence of the interface says it."""
    known = dict(zip(time_s, power_w, strict=True))
    seconds = sorted(known)
    grid = []
    for now, following in zip(seconds, [*seconds[1:], seconds[-1] + 1], strict=True):
        fill = known[now] if following - now <= 10 else 0.0
        grid += [known[now]] + [fill] * (following - now - 1)
    windows = [
        sum(grid[i : i + duration_s]) / duration_s for i in range(len(grid) - duration_s + 1)
    ]
    return max(windows, default=np.nan)


@settings(deadline=None)
@given(steps, st.lists(st.integers(1, 60), min_size=1, max_size=5))
def test_it_is_what_a_second_by_second_search_finds(samples, durations_s):
    time_s = np.cumsum([step for step, _ in samples])
    power_w = [float(power) for _, power in samples]
    expected = [naive(time_s.tolist(), power_w, duration) for duration in durations_s]
    assert best_mean_powers(time_s, power_w, durations_s) == pytest.approx(
        np.array(expected), nan_ok=True
    )


@settings(deadline=None)
@given(steps, st.integers(1, 30), st.randoms(use_true_random=False))
def test_the_order_of_samples_does_not_matter(samples, duration_s, random):
    time_s = np.cumsum([step for step, _ in samples])
    order = list(range(len(samples)))
    random.shuffle(order)
    power_w = np.array([power for _, power in samples], dtype=float)
    assert best_mean_power(time_s[order], power_w[order], duration_s) == pytest.approx(
        best_mean_power(time_s, power_w, duration_s), nan_ok=True
    )


@pytest.mark.parametrize(
    ("time_s", "power_w", "duration_s", "expected_w"),
    [
        ([0, 1, 2], [100, 200, 300], 2, 250),
        ([0.5, 1.5, 2.5], [100, 200, 300], 1, 300),
        ([0, 0, 1], [100, 200, 300], 2, 250),
        ([0, 10], [100, 100], 11, 100),
        ([0, 11], [120, 120], 12, 20),
        ([0, 1, 2], [100, np.nan, 300], 3, 500 / 3),
        ([0, 1, 2], [100, 0, 300], 3, 400 / 3),
    ],
    ids=[
        "mean of consecutive seconds",
        "halves round up, none collide",
        "last of a second",
        "10 s are held",
        "11 s count as 0 W",
        "missing is held",
        "0 is 0 W",
    ],
)
def test_each_rule_of_the_interface(time_s, power_w, duration_s, expected_w):
    assert best_mean_power(time_s, power_w, duration_s) == pytest.approx(expected_w)


def test_a_record_that_is_too_short_has_no_best():
    assert np.isnan(best_mean_power([0, 1, 2], [100, 100, 100], 4))
    assert np.isnan(best_mean_power([], [], 5))


@pytest.mark.parametrize(
    ("time_s", "power_w", "duration_s", "message"),
    [
        ([0, 1], [100, -5], 1, "power_w must be finite and not negative; 1 of 2"),
        ([0, 1], [100, np.inf], 1, "the first being inf"),
        ([0, np.nan], [100, 100], 1, "time_s has a value that is missing"),
        ([0, 2e6], [100, 100], 1, "spans 23 days"),
        ([0, 1], [100], 1, "2 times, 1 powers"),
        ([0, 1], [100, 100], 0, "whole seconds, 1 or more; got 0"),
        ([0, 1], [100, 100], 1.5, "whole seconds, 1 or more; got 1.5"),
    ],
)
def test_impossible_records_are_refused(time_s, power_w, duration_s, message):
    with pytest.raises(InputError, match=message):
        best_mean_power(time_s, power_w, duration_s)
