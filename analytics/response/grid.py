"""The grid over what makes the model nonlinear: time constants, half-dose, exponent."""

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.response.exposure import hill, standard_weeks
from analytics.response.priors import Prior

Vector = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
Weights = tuple[Vector, Vector, Vector, Vector]

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
    weights: Weights
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

    def log_node_weights(self, marginals: tuple[Vector, ...] | None = None) -> Vector:
        """Return the logarithm of the same; a value without weight has minus infinity."""
        with np.errstate(divide="ignore"):
            return np.log(self.node_weights(marginals))

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

    def coarse(self) -> list["Choice"]:
        """Choose a few typical nodes of each exponent: enough to tell settings apart."""
        gain, d50, gamma, recent = self.shape
        middle = np.array([recent // 2])
        return [self.choose(_few(gain), _few(d50), one, middle) for one in _each(gamma)]

    def thinned(self) -> "Choice":
        """Choose nodes that differ in all but fatigue: enough to foresee the next test."""
        gain, d50, gamma, recent = self.shape
        return self.choose(_few(gain), _few(d50), np.arange(gamma), np.array([recent // 2]))

    def by_exponent(self) -> list["Choice"]:
        """Choose all nodes of one exponent, for each exponent there is."""
        gain, d50, gamma, recent = map(np.arange, self.shape)
        return [self.choose(gain, d50, one, recent) for one in _each(len(gamma))]

    def choose(self, gain: Index, d50: Index, gamma: Index, recent: Index) -> "Choice":
        """Choose some values of each parameter."""
        _, n_d50, n_gamma, _ = self.shape
        columns = ((gain[:, None] * n_d50 + d50)[..., None] * n_gamma + gamma).ravel()
        values = (gain, d50, gamma, recent)
        grid = replace(
            self,
            tau_gain_d=self.tau_gain_d[gain],
            d50_au=self.d50_au[d50],
            gamma=self.gamma[gamma],
            tau_fatigue_d=self.tau_fatigue_d[recent],
            weights=_restricted(self.weights, values),
            gain_scale=self.gain_scale[columns],
            recent_scale=self.recent_scale[recent],
        )
        return Choice(grid, columns, recent, values)


class Choice(NamedTuple):
    """A part of a grid.

    Attributes
    ----------
    grid : Grid
        The part, its weights summing to 1 again.
    gain, recent : ndarray of int
        Which columns of the whole grid are its columns.
    values : tuple of ndarray of int
        Which values of each parameter are its values.
    """

    grid: Grid
    gain: Index
    recent: Index
    values: tuple[Index, Index, Index, Index]

    def marginals(self, whole: tuple[Vector, ...]) -> Weights:
        """Return the weights of its values, from those of the whole grid."""
        return _restricted(whole, self.values)

    def whole(self, marginals: tuple[Vector, ...], sizes: tuple[int, ...]) -> Weights:
        """Return weights of its values as those of the whole grid: the others have none."""
        spread = []
        for weight, some, size in zip(marginals, self.values, sizes, strict=True):
            full = np.zeros(size)
            full[some] = weight
            spread.append(full)
        gain, d50, gamma, recent = spread
        return gain, d50, gamma, recent


def _restricted(weights: tuple[Vector, ...], values: tuple[Index, Index, Index, Index]) -> Weights:
    gain, d50, gamma, recent = (
        weight[some] / weight[some].sum() for weight, some in zip(weights, values, strict=True)
    )
    return gain, d50, gamma, recent


def _few(n: int) -> Index:
    return np.arange(1, n, 2) if n > 3 else np.array([n // 2])


def _each(n: int) -> list[Index]:
    return [np.array([i]) for i in range(n)]


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
