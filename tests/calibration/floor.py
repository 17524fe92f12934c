"""The floor: curves by one who knows the true population and noise, and only not the athletes."""

from dataclasses import replace

import numpy as np

from analytics.response import ResponseFit, ResponseModel, grid, logs, priors
from analytics.response.fitting import Population
from analytics.response.noise import Noise
from analytics.response.population import prior_setting
from tests.analytics.response import cohort


def fitted(made: cohort.Made, gain: tuple[float, float], day: float) -> ResponseFit:
    """Condition each athlete under what the generator drew from; no drift, hyperbola."""
    prior = priors.read("default")
    model = ResponseModel(history_before="none")
    nodes = grid.build(prior, same_day=False)
    start = prior_setting(prior, nodes, 0, Noise(0.0, 30.0, day))
    only = np.array([1.0 - 2e-12, 1e-12, 1e-12])
    told = replace(
        start,
        mean=np.array([gain[0], 0.6, 0.0]),
        mean_covariance=1e-10 * np.eye(3),
        spread=np.diag(np.square([gain[1], 0.3, 0.8])),
        marginals=(*start.marginals[:2], only, start.marginals[3]),
    )
    population = Population((told,), np.ones(1), pooled=True)
    return ResponseFit(model, model.state(logs.read(made.loads, made.tests), population))
