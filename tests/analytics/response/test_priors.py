"""The priors are data, and they say what science F says."""

import numpy as np
import pytest

from analytics.errors import InputError
from analytics.response import grid, noise, priors


@pytest.mark.parametrize(
    ("name", "mean", "sd"), [("default", 2.0, 1.0), ("sceptic", 0.5, 1.5), ("optimist", 3.5, 2.0)]
)
def test_population_mean_of_the_gain_is_that_of_science_f(name, mean, sd):
    prior = priors.read(name)

    assert prior.mean(0)[0] == mean
    assert prior.mean_covariance(0)[0, 0] == sd**2
    assert prior.spread(0)[0, 0] == 1.5**2


def test_run_load_and_covariates_have_0_and_1_in_all():
    prior = priors.read("default")
    total = prior.mean_covariance(2) + prior.spread(2)

    assert prior.mean(2)[2:].tolist() == [0.0, 0.0, 0.0]
    np.testing.assert_allclose(np.diag(total)[2:], 1.0)


def test_every_row_of_the_file_has_meaning_unit_grade_and_source():
    for row in priors.table():
        assert all(row[column] for column in ("meaning", "unit", "grade", "source")), row


def test_an_unknown_prior_is_refused():
    with pytest.raises(InputError, match="default, sceptic, optimist; got 'hope'"):
        priors.read("hope")


def test_grid_weights_are_those_of_the_lognormal_priors():
    nodes = grid.build(priors.read("default"), same_day=False)
    log_tau, weight = np.log(nodes.tau_gain_d), nodes.weights[0]

    assert np.exp(log_tau @ weight) == pytest.approx(35.0)
    spread = np.exp(np.sqrt((log_tau - np.log(35.0)) ** 2 @ weight))
    assert spread == pytest.approx(1.5, rel=0.03)
    assert nodes.node_weights().sum() == pytest.approx(1.0)


def test_every_node_gives_the_same_response_to_the_reference_weeks():
    nodes = grid.build(priors.read("default"), same_day=False)

    gain, recent = nodes.standard(np.array([220.0]), 8)

    np.testing.assert_allclose(gain, 1.0)
    np.testing.assert_allclose(recent[0], nodes.recent_scale)


def test_noise_settings_hold_the_drift_of_the_specification_once_each():
    found = noise.settings(priors.read("default"))

    drift = {(one.drift_sd, one.drift_tau_d) for one, _ in found}
    assert drift == {(0, 30), *((sd, tau) for sd in (0.5, 1, 2) for tau in (30, 90))}
    assert sum(weight for _, weight in found) == pytest.approx(1.0)


def test_replicates_of_one_day_share_the_day_and_the_drift():
    one = noise.Noise(drift_sd=1.0, drift_tau_d=30.0, day_sd=0.5)

    covariance = one.covariance(np.array([3, 3, 33]), np.array([2.0, 1.0, 2.0]))

    expected = [
        [5.25, 1.25, np.exp(-1)],
        [1.25, 2.25, np.exp(-1)],
        [np.exp(-1), np.exp(-1), 5.25],
    ]
    np.testing.assert_allclose(covariance, expected)
