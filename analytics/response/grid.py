"""The grid over what makes the model nonlinear: time constants, half-dose, exponent."""

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analytics.response.exposure import hill, standard_weeks
from analytics.response.priors import Prior

Vector = npt.NDArray[np.float64]

_WIDTH = 2.4
"""Standard deviations of a log-normal prior that its nodes reach to either side."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Nodes and prior weights of the four nonlinear parameters.

    A *gain* column belongs to one (tau_gain, D50, gamma), a *recent* column to
    one tau_fatigue; a node is a pair of them, gain column major.

    Attributes
    ----------
    tau_gain_d, d50_au, gamma, tau_fatigue_d : ndarray of float
        The values of each parameter.
    weights : tuple of ndarray
        Prior weight of each value, in the order above; each sums to 1.
    gain_scale : ndarray, shape (n_gain,)
        Saturation after the reference weeks: the unit of a gain column.
    recent_scale : ndarray, shape (n_recent,)
        Recent exposure after the reference weeks, per 100 AU a week.
    """

    tau_gain_d: Vector
    d50_au: Vector
    gamma: Vector
    tau_fatigue_d: Vector
    weights: tuple[Vector, Vector, Vector, Vector]
    gain_scale: Vector
    recent_scale: Vector
    same_day: bool

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Number of values of each parameter."""
        gain, d50, gamma, recent = map(len, self.weights)
        return gain, d50, gamma, recent

    def node_weights(self, marginals: tuple[Vector, ...] | None = None) -> Vector:
        """Return the weight of each node, shape (n_nodes,), from those of its values."""
        joint = np.ones(1)
        for weight in marginals or self.weights:
            joint = np.outer(joint, weight).ravel()
        return joint

    def gain(self, chronic: Vector) -> Vector:
        """Return the gain columns of chronic exposures.

        Parameters
        ----------
        chronic : ndarray of float, shape (n_tau_gain, n)
            AU a week, one row per time constant.

        Returns
        -------
        ndarray of float, shape (n, n_gain)
            1 where the reference weeks lead.
        """
        share = hill(chronic.T[:, :, None, None], self.d50_au[:, None], self.gamma)
        columns: Vector = share.reshape(len(share), math.prod(self.shape[:3])) / self.gain_scale
        return columns

    def standard(self, weekly_dose_au: Vector, weeks: int) -> tuple[Vector, Vector]:
        """Return gain and recent columns after standard weeks, shapes (n, ...)."""
        chronic = standard_weeks(self.tau_gain_d, weeks, same_day=self.same_day)
        recent = standard_weeks(self.tau_fatigue_d, weeks, same_day=self.same_day)
        return self.gain(np.outer(chronic, weekly_dose_au)), np.outer(weekly_dose_au / 100, recent)

    def coarse(self) -> tuple["Grid", npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Return a few typical nodes, and which gain and recent columns they are."""
        chosen = tuple(
            np.arange(1, n, 2) if n > 3 else np.array([middle])
            for n, middle in zip(self.shape, (0, 0, 0, 1), strict=True)
        )
        gain, d50, gamma, recent = chosen
        _, n_d50, n_gamma, _ = self.shape
        columns = ((gain[:, None] * n_d50 + d50)[..., None] * n_gamma + gamma).ravel()
        weights = [weight[some] for weight, some in zip(self.weights, chosen, strict=True)]
        grid = replace(
            self,
            tau_gain_d=self.tau_gain_d[gain],
            d50_au=self.d50_au[d50],
            gamma=self.gamma[gamma],
            tau_fatigue_d=self.tau_fatigue_d[recent],
            weights=tuple(weight / weight.sum() for weight in weights),
            gain_scale=self.gain_scale[columns],
            recent_scale=self.recent_scale[recent],
        )
        return grid, columns, recent


def build(prior: Prior, *, same_day: bool, n_tau: int = 7, n_d50: int = 7) -> Grid:
    """Lay the grid over the priors of its parameters."""
    tau_gain, tau_gain_weight = _lognormal(prior["tau_gain_median"], prior["tau_gain_gsd"], n_tau)
    d50, d50_weight = _lognormal(prior["d50_median"], prior["d50_gsd"], n_d50)
    # Three Gauss-Hermite points: no data tell time constants of fatigue finer apart.
    spread = prior["tau_fatigue_gsd"] ** np.sqrt(3.0)
    tau_fatigue = prior["tau_fatigue_median"] * np.array([1 / spread, 1.0, spread])
    grid = Grid(
        tau_gain_d=tau_gain,
        d50_au=d50,
        gamma=prior.many("gamma"),
        tau_fatigue_d=tau_fatigue,
        weights=(
            tau_gain_weight,
            d50_weight,
            prior.many("gamma_weight"),
            np.array([1.0, 4.0, 1.0]) / 6,
        ),
        gain_scale=np.ones(1),
        recent_scale=np.ones(1),
        same_day=same_day,
    )
    gain, recent = grid.standard(
        np.array([prior["reference_dose_au"]]), int(prior["reference_weeks"])
    )
    return replace(grid, gain_scale=gain[0], recent_scale=recent[0])


def _lognormal(median: float, gsd: float, n: int) -> tuple[Vector, Vector]:
    z = np.linspace(-_WIDTH, _WIDTH, n)
    weight = np.exp(-0.5 * z**2)
    return median * gsd**z, weight / weight.sum()
