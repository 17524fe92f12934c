"""At a node of the grid ours is a linear mixed model: against statsmodels, and by hand."""

from dataclasses import replace

import numpy as np
import pytest

from analytics.response import population
from analytics.response.expectation import expectation, moments
from analytics.response.population import estimate, prior_setting
from tests.analytics.response import mixed_model
from tests.analytics.response.mixed_model import NODES, PRIOR

TOLD = {"athletes": 30, "tests": 60, "noise": 0.8, "day": 0.4, "gain": (3.0, 2.5)}
ALONE = np.zeros(1)
"""Log prior weight of a node that is the only one."""


@pytest.fixture(scope="module", params=[(73, 1, 1), (40, 0, 2)], ids=str)
def node(request):
    gain, recent, seed = request.param
    return mixed_model.at(gain, recent, seed=seed, fatigue=(1.5, 0.8), **TOLD)


@pytest.fixture(scope="module")
def likely(node):
    return mixed_model.fitted(node, reml=False)


@pytest.fixture(scope="module")
def ours(node, likely):
    """Our E-step under the population statsmodels found."""
    factor = np.linalg.cholesky(likely.cov_re)
    data = node.statistics(likely.scale)
    return factor, expectation(data, np.asarray(likely.fe_params), factor, ALONE)


def test_the_likelihood_of_a_cohort_is_that_of_statsmodels(node, likely, ours):
    _, found = ours
    # The level, taken away by contrasts there and integrated out here, leaves a known constant.
    constant = -0.5 * sum(np.log(len(one.day)) for one in node.designs)

    assert found.log_evidence.sum() == pytest.approx(likely.llf + constant, rel=1e-9)


def test_at_their_best_population_our_gradient_is_nothing(ours):
    _, found = ours

    np.testing.assert_allclose(moments(found).first, 0.0, atol=2e-3)


def test_athletes_depart_from_the_mean_as_statsmodels_predicts(node, likely, ours):
    factor, found = ours
    order = np.concatenate([block.index for block in mixed_model.blocks.blocks(node.designs)])
    departure = (factor @ found.z[..., 0]).T

    for row, athlete in enumerate(order):
        np.testing.assert_allclose(
            departure[row], likely.random_effects[athlete], rtol=1e-6, atol=1e-8
        )


def test_their_certainty_is_that_of_statsmodels(node, likely, ours):
    factor, found = ours
    order = np.concatenate([block.index for block in mixed_model.blocks.blocks(node.designs)])

    for row, athlete in enumerate(order):
        own = factor @ found.covariance[:, :, row, 0] @ factor.T
        np.testing.assert_allclose(own, likely.random_effects_cov[athlete], rtol=1e-5, atol=1e-9)


def test_em_without_a_prior_arrives_where_statsmodels_does(node, monkeypatch):
    monkeypatch.setattr(population, "TOLERANCE", 1e-9)
    residual = mixed_model.fitted(node, reml=True)
    literature = prior_setting(PRIOR, NODES, 0, None)
    nothing = replace(
        literature,
        mean_covariance=1e8 * np.eye(3),
        marginals=tuple(np.ones(1) for _ in literature.marginals),
    )
    data = node.statistics(residual.scale)

    found = estimate(
        {"spread_athletes": 1e-9, "grid_athletes": 1e-9},
        nothing,
        nothing,
        lambda now: [moments(expectation(data, now.mean, now.factor, ALONE))],
        longest=2000,
    )

    np.testing.assert_allclose(found.mean, residual.fe_params, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(found.spread, residual.cov_re, rtol=0.02, atol=0.01)
    se = np.sqrt(np.diag(found.mean_covariance))
    np.testing.assert_allclose(se, residual.bse_fe, rtol=0.02)


def alone(node, athlete, scale, mean, spread):
    """Return the posterior of one athlete's coefficients by textbook regression."""
    own = node.groups == athlete
    x, y = node.x[own], node.y[own]
    precision = np.linalg.inv(spread) + x.T @ x / scale
    covariance = np.linalg.inv(precision)
    return covariance @ (np.linalg.solve(spread, mean) + x.T @ y / scale), covariance


def conditioned(node, athlete, scale, mean, spread):
    """Return ours."""
    only = replace(node, designs=[node.designs[athlete]])
    factor = np.linalg.cholesky(spread)
    found = expectation(only.statistics(scale), mean, factor, ALONE)
    return mean + factor @ found.z[:, 0, 0], factor @ found.covariance[:, :, 0, 0] @ factor.T


@pytest.mark.parametrize("athlete", [0, 7])
def test_one_athlete_at_one_node_is_bayesian_regression(node, athlete):
    mean, spread = PRIOR.mean(0), PRIOR.spread(0)
    by_hand = alone(node, athlete, 1.3, mean, spread)

    for ours, theirs in zip(conditioned(node, athlete, 1.3, mean, spread), by_hand, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9)


def test_a_prior_without_doubt_is_the_answer(node):
    mean, spread = PRIOR.mean(0), 1e-12 * np.eye(3)
    found, covariance = conditioned(node, 0, 1.3, mean, spread)

    np.testing.assert_allclose(found, mean, atol=1e-8)
    assert np.diag(covariance).max() < 2e-12


def test_a_prior_that_knows_nothing_leaves_least_squares(node):
    own = node.groups == 0
    squares, *_ = np.linalg.lstsq(node.x[own], node.y[own])
    found, covariance = conditioned(node, 0, 1.3, PRIOR.mean(0), 1e8 * np.eye(3))

    np.testing.assert_allclose(found, squares, rtol=1e-4)
    information = node.x[own].T @ node.x[own] / 1.3
    np.testing.assert_allclose(covariance, np.linalg.inv(information), rtol=1e-4)


def test_tests_that_say_nothing_leave_the_prior(node):
    found, covariance = conditioned(node, 0, 1e12, PRIOR.mean(0), PRIOR.spread(0))

    np.testing.assert_allclose(found, PRIOR.mean(0), atol=1e-8)
    np.testing.assert_allclose(covariance, PRIOR.spread(0), rtol=1e-8, atol=1e-10)
