import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.load.own_high import HIGH_D, high
from analytics.load.rolling_largest import four_largest


@given(st.integers(1, 50), st.integers(0, 20), st.integers(1, 70), st.integers(0, 99))
def test_the_four_largest_are_those_of_each_window_sorted(window, more, n, seed):
    values = np.random.default_rng(seed).integers(0, 30, (window + more, n)).astype(float)
    windows = np.lib.stride_tricks.sliding_window_view(values, window, axis=0)
    expected = np.sort(windows, axis=-1)[..., ::-1][..., :4]
    found = np.moveaxis(four_largest(values, window), 0, -1)
    assert np.array_equal(found[..., : expected.shape[-1]], expected)
    assert np.isneginf(found[..., expected.shape[-1] :]).all()


@pytest.mark.parametrize("share_known", [1.0, 0.9, 0.7])
def test_the_own_high_is_the_95th_percentile_of_the_days_that_count(share_known):
    rng = np.random.default_rng(5)
    residual, counts = rng.exponential(size=(120, 3)), rng.random(120) < share_known
    found = high(residual, counts, 100)
    for day in range(20, 120):
        before = residual[max(0, day - HIGH_D) : day][counts[max(0, day - HIGH_D) : day]]
        if len(before) < 28:
            assert np.isnan(found[day - 20]).all()
        else:
            assert found[day - 20] == pytest.approx(np.quantile(before, 0.95, axis=0))
