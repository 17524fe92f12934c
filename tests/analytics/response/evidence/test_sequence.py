"""Forecasts of each test from those before it, against conditioning written out densely."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.stats import multivariate_normal

from analytics.response.evidence.sequence import VAGUE_LEVEL_SD_PERCENT, forecasts


def at_node(design, part, gain, recent):
    x = design.columns.gain[:, part.gain[gain]]
    b = design.columns.recent[:, part.recent[recent]]
    return np.c_[x, part.grid.recent_scale[recent] * x - b, design.columns.other]


def dense(design, part, expected, k):
    """Return weight and forecast of test k at every setting and node, from the first k tests."""
    n_recent = len(part.recent)
    apart = np.abs(design.day[:, None] - design.day)
    log_weight, mean, variance = [], [], []
    for one in expected:
        noise = one.noise
        scatter = np.diag(design.se**2 + noise.day_sd**2)
        scatter = scatter + noise.drift_sd**2 * np.exp(-apart / noise.drift_tau_d)
        for node, log_node in enumerate(one.log_nodes(part)):
            x = at_node(design, part, *divmod(node, n_recent))
            prior = one.factor @ one.factor.T
            total = scatter + x @ prior @ x.T + VAGUE_LEVEL_SD_PERCENT**2
            centre, y = x @ one.mean, design.log_power - design.log_power[0]
            before, cross = total[:k, :k], total[k, :k]
            gain = np.linalg.solve(before, cross)
            mean.append(centre[k] + gain @ (y[:k] - centre[:k]))
            variance.append(total[k, k] - gain @ cross)
            density = multivariate_normal(centre[:k], before).logpdf(y[:k])
            log_weight.append(one.log_weight + log_node + density)
    weight = np.exp(np.array(log_weight) - max(log_weight))
    return weight / weight.sum(), np.array(mean), np.array(variance)


@pytest.mark.parametrize("k", [1, 5, 13])
def test_it_is_conditioning_on_the_tests_before(case, k):
    model = case.models.full
    design, expected = model.designs[0], model.expected[0]

    found = forecasts(design, model.part, expected, 0.9)
    weight, mean, variance = dense(design, model.part, expected, k)

    first = design.log_power[0]
    assert found.mean[k] == pytest.approx(first + weight @ mean, abs=1e-6)
    spread = weight @ (variance + mean**2) - (weight @ mean) ** 2
    assert (found.upper - found.lower)[k] == pytest.approx(2 * 1.645 * np.sqrt(spread), rel=0.03)


def test_a_later_test_does_not_change_an_earlier_forecast(case):
    model = case.models.full
    design = model.designs[0]
    surprising = design.log_power.copy()
    surprising[9:] += 8.0

    changed = replace(model, designs=[replace(design, log_power=surprising)])

    before, after = model.forecasts(0, 0.9), changed.forecasts(0, 0.9)
    assert_allclose(after.mean[1:10], before.mean[1:10], rtol=0, atol=1e-9)
    assert (after.mean[11:] > before.mean[11:]).all()


def test_nothing_is_forecast_before_the_first_test(case):
    assert np.isnan(case.models.full.forecasts(0, 0.9).mean[0])
