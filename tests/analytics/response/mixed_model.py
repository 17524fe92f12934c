"""The linear part at one node of the grid, as statsmodels and as we compute it."""

import warnings
from dataclasses import dataclass, replace

import numpy as np
from statsmodels.regression.mixed_linear_model import MixedLM, MixedLMResults
from statsmodels.tools.sm_exceptions import ConvergenceWarning

from analytics.response import blocks, grid, logs, priors
from analytics.response.blocks import Statistics
from analytics.response.design import Convention, Design, design
from analytics.response.noise import Noise
from tests.analytics.response import cohort

PRIOR = priors.read("default")
NODES = grid.build(PRIOR, same_day=False)
CONVENTION = Convention(False, True, 1.0, 42.0, 2.0)


@dataclass(frozen=True)
class Node:
    """Tests and columns of (gain, fatigue, run load) at one node, contrasts free of the level."""

    gain: int
    recent: int
    designs: list[Design]
    y: np.ndarray
    x: np.ndarray
    groups: np.ndarray

    @property
    def index(self):
        return self.gain * len(NODES.tau_fatigue_d) + self.recent

    def statistics(self, scale: float) -> Statistics:
        """Return our statistics of this node alone, tests scattering by a variance in all."""
        noise = Noise(0.0, 30.0, float(np.sqrt(scale - self.designs[0].se[0] ** 2)))
        data = [
            blocks.statistics(block, noise, NODES.recent_scale)
            for block in blocks.blocks(self.designs)
        ]
        found, only = Statistics.joined(data), [self.index]
        return replace(found, gram=found.gram[..., only], cross=found.cross[..., only])


def at(gain: int, recent: int, /, **settings: object) -> Node:
    """Lay out a made-up cohort whose tests scatter evenly, at one node."""
    made = cohort.make(**settings)
    designs = [design(log, NODES, CONVENTION) for log in logs.read(made.loads, made.tests)]
    y, x, groups = [], [], []
    for i, one in enumerate(designs):
        n, columns = len(one.day), one.columns
        # Orthonormal contrasts take the level away and leave even scatter even.
        contrast = np.linalg.svd(np.ones((1, n)))[2][1:]
        gained = columns.gain[:, gain]
        lost = NODES.recent_scale[recent] * gained - columns.recent[:, recent]
        y.append(contrast @ one.log_power)
        x.append(contrast @ np.c_[gained, lost, columns.other])
        groups.append(np.full(n - 1, i))
    return Node(gain, recent, designs, *map(np.concatenate, (y, x, groups)))


def fitted(node: Node, *, reml: bool) -> MixedLMResults:
    """Fit by statsmodels; refuse an answer that only looks like one.

    MixedLM can return fixed effects of exactly 0.0, or a covariance on the edge of what is
    possible, and call that converged (statsmodels issue 10239).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        found = MixedLM(node.y, node.x, node.groups, exog_re=node.x).fit(
            reml=reml, method=["bfgs", "lbfgs"], gtol=1e-9, maxiter=2000
        )
    smallest = np.linalg.eigvalsh(found.cov_re)[0]
    if not found.converged or (np.asarray(found.fe_params) == 0).any() or smallest < 1e-3:
        raise ArithmeticError(f"MixedLM did not arrive: {found.fe_params}, {smallest}")
    return found
