"""Quantiles of mixtures against their own distribution function."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.special import ndtri
from scipy.stats import norm

from analytics.response import mixture


@settings(max_examples=60)
@example(seed=3, share=0.24247612814149525, components=3)
@given(st.integers(0, 10_000), st.floats(0.001, 0.999), st.integers(1, 8))
def test_the_distribution_function_of_a_quantile_is_its_probability(seed, share, components):
    rng = np.random.default_rng(seed)
    weight = rng.dirichlet(np.ones(components))
    mean = rng.normal(0, 5, (3, components))
    sd = rng.uniform(0.01, 3, (3, components))

    (found,) = mixture.quantile(weight, mean, sd, [share])

    below = np.sum(weight * norm.cdf((found[:, None] - mean) / sd), axis=1)
    np.testing.assert_allclose(below, share, atol=1e-7)


def test_one_component_is_a_gaussian():
    found = mixture.quantile([1.0], [[2.0]], [[3.0]], [0.05, 0.95])

    np.testing.assert_allclose(found[:, 0], 2 + 3 * ndtri([0.05, 0.95]), atol=1e-8)


def test_a_mixture_without_width_is_a_number():
    found = mixture.quantile([0.5, 0.5], [[7.0, 7.0]], [[0.0, 0.0]], [0.05, 0.95])

    assert (found == 7.0).all()


def test_a_mixture_that_is_not_known_has_no_quantile():
    found = mixture.quantile([0.5, 0.5], [[np.nan, 1.0], [0, 0]], [[1.0, 1.0], [1, 1]], [0.5])

    assert np.isnan(found[0, 0])
    assert abs(found[0, 1]) < 1e-8
