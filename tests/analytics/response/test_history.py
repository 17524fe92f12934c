"""Days nobody knows: filled, left open, or far enough away."""

import numpy as np
import pytest

from analytics.response import history

NAN = float("nan")


def channel(*parts):
    return np.concatenate([np.full(days, value, dtype=float) for days, value in parts])


def test_fourteen_unknown_days_are_filled_with_the_mean_of_the_28_before():
    values = channel((20, 900), (14, 10), (14, 30), (14, NAN), (5, 0))

    filled, n_filled = history.fill(values)

    assert n_filled == 14
    np.testing.assert_allclose(filled[48:62], 20.0)


def test_fifteen_unknown_days_stay_unknown():
    values = channel((30, 10), (15, NAN), (30, 10))

    filled, n_filled = history.fill(values)

    assert n_filled == 0
    assert history.stretches(filled) == [(0, 30), (45, 75)]


@pytest.mark.parametrize(("n_known", "n_filled"), [(13, 0), (14, 3)])
def test_days_are_filled_only_from_fourteen_known_ones(n_known, n_filled):
    values = channel((20, NAN), (n_known, 10), (3, NAN), (1, 0))

    assert history.fill(values)[1] == n_filled


def test_sessions_far_apart_are_not_filled_with_sessions():
    values = np.full(120, NAN)
    values[::10] = 100.0

    filled, n_filled = history.fill(values)

    assert n_filled == 0
    assert np.nansum(filled) == 1200


def test_a_few_days_after_a_gap_say_nothing_of_the_exposure_before_them():
    after = history.exposure(
        channel((20, NAN), (13, 50)), np.array([35.0]), same_day=False, from_zero=False
    )

    assert np.isnan(after).all()


def test_with_nothing_before_the_days_before_the_log_are_rest():
    rested, n_before = history.nothing_before(channel((7, NAN), (3, 10), (2, NAN)))

    assert n_before == 7
    np.testing.assert_array_equal(rested, channel((7, 0), (3, 10), (2, NAN)))
    assert history.nothing_before(np.full(5, NAN))[1] == 0


def test_unknown_days_at_the_beginning_are_never_filled():
    filled, n_filled = history.fill(channel((3, NAN), (30, 10)))

    assert n_filled == 0
    assert history.stretches(filled) == [(3, 33)]


def test_exposure_acts_from_the_next_day_or_on_the_same():
    values = channel((1, 0), (1, 70), (3, 0))
    tau = np.array([10.0])

    later = history.exposure(values, tau, same_day=False, from_zero=True)[0]
    same = history.exposure(values, tau, same_day=True, from_zero=True)[0]

    assert later[1] == 0
    assert same[1] > 0
    np.testing.assert_array_equal(later[1:], same[:-1])


def test_an_unknown_beginning_starts_at_the_mean_of_the_first_28_days():
    values = channel((28, 12), (30, 100))

    start = history.exposure(values, np.array([35.0]), same_day=False, from_zero=False)[0, :28]

    np.testing.assert_allclose(start, 12.0)


def test_after_a_long_gap_a_history_begins_that_is_never_known_to_be_zero():
    values = channel((10, 0), (20, NAN), (40, 50))

    after = history.exposure(values, np.array([35.0]), same_day=False, from_zero=True)[0]

    assert np.isnan(after[10:30]).all()
    np.testing.assert_allclose(after[30:], 50.0)


@pytest.mark.parametrize(("from_zero", "first_used"), [(True, 0), (False, 60)])
def test_tests_are_used_once_the_past_is_known(from_zero, first_used):
    usable = history.usable(channel((100, 1), (20, NAN), (100, 1)), from_zero=from_zero)

    assert np.flatnonzero(usable)[0] == first_used
    assert np.flatnonzero(usable[100:])[0] == 20 + 60


def test_run_load_nobody_knows_is_neutral():
    assert (history.relative(np.array([NAN, 2.0, 4.0]), np.array([NAN, 2.0, 4.0]))[0]) == 0
    assert (history.relative(np.full(3, NAN), np.full(3, NAN)) == 0).all()
    assert (history.relative(np.zeros(3), np.zeros(3)) == 0).all()
