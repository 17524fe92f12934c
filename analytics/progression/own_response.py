"""What the fit knows of one athlete's coefficients: exact averages, and draws all plans share."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.response import curves, mixture
from analytics.response.curves import Components
from analytics.response.posterior import Posterior, loadings
from analytics.response.state import State

Vector = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]

GAIN, FATIGUE, RUN_LOAD = 0, 1, 2
"""Places of the coefficients; covariates follow."""


@dataclass(frozen=True, slots=True, eq=False)
class OwnResponse:
    """Coefficients of one athlete, in log %.

    A *gain* column belongs to one way to saturate, a *recent* one to a time constant of fatigue;
    a node is a pair of them.

    Attributes
    ----------
    state : State
    posterior : Posterior
    of_gain, of_recent : ndarray of float, shape (n_gain,), (n_recent,)
        Expected weight of each column, exact over nodes and noise settings.
    of_run_load : float
        That of run load.
    setting, gain, recent : ndarray of int, shape (n,)
        Noise setting and columns of each draw.
    theta : ndarray of float, shape (p, n)
        Coefficients of each draw.
    """

    state: State
    posterior: Posterior
    of_gain: Vector
    of_recent: Vector
    of_run_load: float
    setting: Index
    gain: Index
    recent: Index
    theta: Vector

    def drawn(self, gain: Vector, recent: Vector, other: Vector) -> Vector:
        """Weigh columns in each draw.

        Parameters
        ----------
        gain, recent, other : ndarray of float, shape (m, n_gain), (m, n_recent), (m, n_other)

        Returns
        -------
        ndarray of float, shape (m, n)
        """
        scale = self.state.grid.recent_scale[self.recent]
        by_gain = self.theta[GAIN] + scale * self.theta[FATIGUE]
        effect = gain[:, self.gain] * by_gain - recent[:, self.recent] * self.theta[FATIGUE]
        of_other = self.theta[RUN_LOAD : RUN_LOAD + other.shape[1]]
        return np.asarray(effect + np.einsum("tp,pn->tn", other, of_other))

    def change(self, gain: Vector, recent: Vector, run_load: Vector) -> Components:
        """Return the mixture of changes of the columns, shape (m, ...) each."""
        loading = loadings(gain, recent, run_load[:, None], self.state.grid.recent_scale)
        return curves.components(self.posterior, loading)


def own_response(state: State, athlete_id: str, n: int, seed: int) -> OwnResponse:
    """Average the coefficients of an athlete, and draw so many of them.

    Draws are spread evenly over the components, so that fewer of them are needed.
    """
    own = state.posteriors[state.position(athlete_id)]
    n_gain, n_recent = len(state.grid.gain_scale), len(state.grid.recent_scale)
    share = own.weight / own.weight.sum()
    mean = np.einsum("psj,sj->pj", own.mean, share)
    by_pair = mean.reshape(len(mean), n_gain, n_recent)
    rng = np.random.default_rng(seed)
    places = (np.arange(n) + rng.random()) / n
    found = np.searchsorted(np.cumsum(share.ravel()), places).clip(max=share.size - 1)
    setting, node = np.unravel_index(rng.permutation(found), share.shape)
    root = np.linalg.cholesky(np.moveaxis(own.covariance[..., setting, node], -1, 0))
    off = np.einsum("nij,nj->in", root, rng.standard_normal((n, len(mean))))
    return OwnResponse(
        state=state,
        posterior=own,
        of_gain=(by_pair[GAIN] + state.grid.recent_scale * by_pair[FATIGUE]).sum(axis=1),
        of_recent=by_pair[FATIGUE].sum(axis=0),
        of_run_load=float(mean[RUN_LOAD].sum()),
        setting=setting,
        gain=node // n_recent,
        recent=node % n_recent,
        theta=own.mean[:, setting, node] + off,
    )


def quantiles(found: Components, shares: list[float]) -> Vector:
    """Return quantiles of mixtures of changes in %, shape (n_shares, m)."""
    log_percent = mixture.quantile(*found, share=shares)
    return np.asarray(100.0 * np.expm1(log_percent / 100.0))
