"""The classic two-exponential model: worked sums, and a published data set nobody here made."""

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.response import classic
from analytics.response.classic import Classic

PUBLISHED = {
    19.745: Classic(266.0204779, 0.3020749, 33.6433797, 0.3514750, 24.6056388),
    20.2546: Classic(261.9273721, 0.1825819, 35.8210344, 0.2301633, 21.3397146),
}


@pytest.fixture(scope="module")
def cyclist(real_data):
    """Return daily load, days of the nine tests counted from 0, and their power in W."""
    file = pd.read_csv(real_data / "dorem" / "data-raw" / "bike-score.csv", encoding="utf-8-sig")
    tests = file["Test_5min_Power"].dropna()
    return file["BikeScore"].to_numpy(), tests.index.to_numpy(), tests.to_numpy()


def left_out(predict, n):
    """Return the error of each of n tests predicted from the others, root of the mean square."""
    errors = [predict(np.delete(np.arange(n), i), i) for i in range(n)]
    return np.sqrt(np.mean(np.square(errors)))


@pytest.mark.real
@pytest.mark.parametrize("sse", PUBLISHED)
def test_published_parameters_give_the_published_error(cyclist, sse):
    daily, tested, power = cyclist
    error = power - classic.performance(daily, PUBLISHED[sse])[tested]

    assert np.sum(error**2) == pytest.approx(sse, abs=1e-3)


@pytest.mark.real
def test_a_slip_of_one_day_costs_eight_times_the_error(cyclist):
    daily, tested, power = cyclist
    parameters = PUBLISHED[20.2546]
    # Each load acts from the next day on, having faded for one.
    slipped = classic.performance(daily, parameters) - (parameters.gain - parameters.cost) * daily

    assert np.sum((power - slipped[tested]) ** 2) == pytest.approx(162, abs=0.5)


@pytest.mark.real
def test_gains_that_differ_200_fold_fit_alike(cyclist):
    daily, tested, power = cyclist
    gains, errors = [], []
    for taus in ((33.6, 24.6), (27.44, 27.40)):
        found = classic.least_squares(daily, tested, power, *taus)
        gains.append(found.gain)
        errors.append(np.sum((power - classic.performance(daily, found)[tested]) ** 2))

    assert gains[1] > 200 * gains[0]
    assert errors[1] == pytest.approx(errors[0], rel=0.1)


@pytest.mark.real
def test_the_logarithm_of_the_day_forecasts_better_than_the_classic_model(cyclist):
    daily, tested, power = cyclist

    def logarithm(rest, i):
        line = np.polyfit(np.log(tested[rest] + 1), power[rest], 1)
        return power[i] - np.polyval(line, np.log(tested[i] + 1))

    def two_exponentials(rest, i):
        found, _ = classic.search(daily, tested[rest], power[rest])
        return power[i] - classic.performance(daily, found)[tested[i]]

    assert left_out(logarithm, len(power)) == pytest.approx(3.99, abs=0.005)
    assert left_out(two_exponentials, len(power)) == pytest.approx(4.87, abs=0.005)


def test_performance_is_the_sum_as_it_is_written():
    rng = np.random.default_rng(1)
    daily, parameters = rng.uniform(0, 100, 40), Classic(250.0, 0.2, 38.0, 0.3, 9.0)

    def faded(day, tau_d):
        return sum(daily[s] * np.exp(-(day - s) / tau_d) for s in range(day + 1))

    expected = [250 + 0.2 * faded(day, 38.0) - 0.3 * faded(day, 9.0) for day in range(40)]
    np.testing.assert_allclose(classic.performance(daily, parameters), expected, rtol=1e-12)


def test_exact_data_give_their_parameters_back():
    rng = np.random.default_rng(2)
    daily, parameters = rng.uniform(0, 100, 120), Classic(250.0, 0.2, 38.0, 0.3, 9.0)
    tested = np.arange(5, 120, 9)
    power = classic.performance(daily, parameters)[tested]

    found, error = classic.search(daily, tested, power)

    np.testing.assert_allclose(found, parameters, rtol=1e-9)
    assert error < 1e-15


@pytest.mark.parametrize(
    ("tested", "taus", "message"),
    [([1, 2], (40.0, 10.0), "needs 3 tests or more; got 2"), ([1, 2, 3], (9.0, 9.0), "both are 9")],
)
def test_what_cannot_be_fitted_is_refused(tested, taus, message):
    with pytest.raises(InputError, match=message):
        classic.least_squares(np.ones(9), tested, np.arange(len(tested)), *taus)
