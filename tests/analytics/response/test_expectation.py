"""The E-step against conditioning written out densely, and its derivatives."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from analytics.response import blocks, grid, logs, priors
from analytics.response.design import Convention, design
from analytics.response.expectation import expectation, moments
from analytics.response.noise import Noise
from tests.analytics.response import cohort

PRIOR = priors.read("default")
NOISE = Noise(drift_sd=0.7, drift_tau_d=40.0, day_sd=0.8)
MEAN = np.array([1.5, 0.5, -0.2])
FACTOR = np.linalg.cholesky([[2.0, 0.1, 0.0], [0.1, 0.1, 0.02], [0.0, 0.02, 0.6]])


@pytest.fixture(scope="module")
def nodes():
    return grid.build(PRIOR, same_day=False)


@pytest.fixture(scope="module")
def designs(nodes):
    made = cohort.make(athletes=3, tests=9, seed=4)
    # Athletes of different length share a block, and one of them has no test.
    tests = made.tests.drop(index=[0, 1, *range(18, 27)])
    convention = Convention(False, True, 1.0, 42.0, 2.0)
    return [design(log, nodes, convention) for log in logs.read(made.loads, tests)]


@pytest.fixture(scope="module")
def data(designs, nodes):
    (block,) = blocks.blocks(designs)
    assert block.index.tolist() == [2, 0, 1]
    return blocks.statistics(block, NOISE, nodes.recent_scale)


@pytest.fixture(scope="module")
def found(data, nodes):
    return expectation(data, MEAN, FACTOR, np.log(nodes.node_weights()))


def dense(one, nodes, gain, recent):
    """Return log evidence, mean and covariance of theta, by contrasts free of the level."""
    columns = one.columns
    x = np.c_[
        columns.gain[:, gain],
        nodes.recent_scale[recent] * columns.gain[:, gain] - columns.recent[:, recent],
        columns.other,
    ]
    n = len(x)
    apart = np.abs(one.day[:, None] - one.day)
    scatter = np.diag(one.se**2 + 0.8**2) + 0.7**2 * np.exp(-apart / 40.0)
    contrast = np.linalg.svd(np.ones((1, n)))[2][1:]
    y, x, scatter = contrast @ one.log_power, contrast @ x, contrast @ scatter @ contrast.T
    spread = FACTOR @ FACTOR.T
    total = x @ spread @ x.T + scatter
    gained = spread @ x.T @ np.linalg.inv(total)
    evidence = multivariate_normal.logpdf(y, x @ MEAN, total) - 0.5 * np.log(n)
    return evidence, MEAN + gained @ (y - x @ MEAN), spread - gained @ x @ spread


@pytest.mark.parametrize("athlete", [0, 1])
def test_every_node_is_the_dense_gaussian_answer(found, designs, nodes, athlete):
    row = [2, 0, 1].index(athlete)
    n_recent = len(nodes.tau_fatigue_d)
    evidence = np.empty(len(nodes.node_weights()))

    for node in range(len(evidence)):
        evidence[node], mean, covariance = dense(designs[athlete], nodes, *divmod(node, n_recent))
        theta = MEAN + FACTOR @ found.z[:, row, node]
        np.testing.assert_allclose(theta, mean, rtol=1e-8, atol=1e-10)
        own = FACTOR @ found.covariance[:, :, row, node] @ FACTOR.T
        np.testing.assert_allclose(own, covariance, rtol=1e-8, atol=1e-10)

    joint = nodes.node_weights() * np.exp(evidence)
    np.testing.assert_allclose(found.weight[row], joint / joint.sum(), rtol=1e-8)
    np.testing.assert_allclose(found.log_evidence[row], np.log(joint.sum()), rtol=1e-10)


def test_an_athlete_without_tests_keeps_the_prior(found, nodes):
    assert found.log_evidence[0] == pytest.approx(0.0)
    np.testing.assert_allclose(found.weight[0], nodes.node_weights())
    assert (found.z[:, 0] == 0).all()


def test_moments_are_the_derivatives_of_the_log_evidence(data, found, nodes):
    log_prior, step = np.log(nodes.node_weights()), 1e-3

    def evidence(shift):
        return expectation(data, MEAN + FACTOR @ shift, FACTOR, log_prior).log_evidence.sum()

    axes = step * np.eye(3)
    slope = [(evidence(a) - evidence(-a)) / (2 * step) for a in axes]
    curvature = [
        [
            (evidence(a + b) - evidence(a - b) - evidence(b - a) + evidence(-a - b)) / (4 * step**2)
            for b in axes
        ]
        for a in axes
    ]

    sums = moments(found)
    np.testing.assert_allclose(sums.first, slope, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(-sums.known, curvature, rtol=1e-4, atol=1e-6)
