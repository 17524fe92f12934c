"""The population: recovered from many athletes, honest about few."""

import numpy as np
import pytest

from analytics.response import ResponseModel, blocks, fitting, grid, logs, population, priors
from analytics.response.design import Convention, design
from analytics.response.expectation import expectation, moments
from analytics.response.noise import Noise
from tests.analytics.response import cohort

PRIOR = priors.read("default")


def fitted(**settings):
    made = cohort.make(**settings)
    return ResponseModel(history_before="none").fit(made.loads, made.tests)


def test_a_large_cohort_shows_its_mean_and_its_noise():
    fit = fitted(athletes=80, tests=40, seed=6, gain=(4.0, 1.0))
    best = fit.state.population.settings[0]

    assert best.mean[0] == pytest.approx(4.0, abs=3 * np.sqrt(best.mean_covariance[0, 0]))
    assert best.mean_covariance[0, 0] < 0.3**2
    assert np.sqrt(best.spread[0, 0]) == pytest.approx(1.0, abs=0.35)
    assert best.noise.drift_sd == 0.0
    assert best.noise.day_sd == 1.0


def test_drift_is_seen_where_there_is_drift():
    fit = fitted(athletes=24, seed=7, drift=2.0)

    assert fit.state.population.settings[0].noise.drift_sd == 2.0


def test_fewer_than_four_athletes_leave_the_population_to_the_literature():
    fit = fitted(athletes=3, seed=8)

    assert not fit.state.population.pooled
    for setting in fit.state.population.settings:
        np.testing.assert_array_equal(setting.mean, PRIOR.mean(0))
        np.testing.assert_array_equal(setting.spread, PRIOR.spread(0))


def test_four_athletes_are_pooled():
    assert fitted(athletes=4, tests=20, seed=8).state.population.pooled


@pytest.mark.parametrize(("athletes", "tests"), [(1, 12), (5, 15)])
def test_few_tests_keep_every_noise_that_may_hold(athletes, tests, monkeypatch):
    made = cohort.make(athletes=athletes, tests=tests, seed=9, drift=1.0)
    own = made.loads[made.loads["athlete_id"] == "runner-000"]

    def width():
        fit = ResponseModel(history_before="none").fit(made.loads, made.tests)
        found = fit.predict(own)
        return (found["upper"] - found["lower"]).to_numpy()

    kept = width()
    monkeypatch.setattr(fitting, "SCREENED_MASS", 1.0)
    monkeypatch.setattr(fitting, "KEPT_MASS", 1.0)
    np.testing.assert_allclose(kept, width(), rtol=0.03)


def test_memory_bounds_how_many_settings_of_a_large_cohort_are_kept(monkeypatch):
    monkeypatch.setattr(fitting, "MOST_PARTS", 16)

    assert len(fitted(athletes=8, tests=12, seed=9).state.population.settings) == 2


def test_each_iteration_makes_the_population_more_probable():
    made = cohort.make(athletes=6, tests=15, seed=9, gain=(5.0, 1.0))
    nodes = grid.build(PRIOR, same_day=False).coarse()[0].grid
    convention = Convention(False, True, 1.0, 42.0, 2.0)
    designs = [design(log, nodes, convention) for log in logs.read(made.loads, made.tests)]
    noise = Noise(0.0, 30.0, 1.0)
    data = [blocks.statistics(b, noise, nodes.recent_scale) for b in blocks.blocks(designs)]
    start = population.prior_setting(PRIOR, nodes, 0, noise)

    def e_step(now):
        log_prior = np.log(nodes.node_weights(now.marginals))
        return [moments(expectation(d, now.mean, now.factor, log_prior)) for d in data]

    steps = range(1, 12)
    path = [
        population.estimate(PRIOR, start, start, e_step, longest).log_posterior for longest in steps
    ]

    assert np.all(np.diff(path) > -0.02)
    assert path[-1] > path[0] + 1.0


def test_an_athlete_without_tests_is_a_new_athlete_of_the_cohort():
    made = cohort.make(athletes=8, tests=20, seed=10)
    tests = made.tests[made.tests["athlete_id"] != "runner-003"]

    fit = ResponseModel(history_before="none").fit(made.loads, tests)

    own = fit.response([100.0, 200.0], athlete_id="runner-003")
    new = fit.cohort_response([100.0, 200.0])
    # Both carry the spread between athletes and what is unknown of the population's mean.
    np.testing.assert_allclose(own["lower"], new["new_lower"], atol=1e-6)
    np.testing.assert_allclose(own["upper"], new["new_upper"], atol=1e-6)
