"""Where an athlete's power stands beside its training: level and drift, as past tests tell."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.progression.own_response import OwnResponse
from analytics.response.posterior import loadings
from analytics.response.prediction import kriging

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class PowerBase:
    """Log power less the effect of training, in log %, on each day to come.

    Attributes
    ----------
    mean : ndarray of float, shape (n_days,)
        Exact over nodes and noise settings; missing without tests.
    drawn : ndarray of float, shape (n_days, n)
    scatter : ndarray of float, shape (n,)
        What a single test is off in each draw: its own error, and the day's.
    """

    mean: Vector
    drawn: Vector
    scatter: Vector


def power_base(
    own: OwnResponse, athlete_id: str, day: npt.NDArray[np.int64], seed: int
) -> PowerBase:
    """Condition level and drift of days to come on the tests there are.

    Parameters
    ----------
    own : OwnResponse
    athlete_id : str
    day : ndarray of int, shape (n_days,)
        Days since 1970-01-01.
    seed : int

    Notes
    -----
    What is left open of drift goes on through all days of a draw: each day's band is right, and
    no day differs from the next by chance.
    """
    state, n = own.state, own.theta.shape[1]
    design = state.designs[state.position(athlete_id)]
    if not len(design.day):
        none = np.full((len(day), n), np.nan)
        return PowerBase(none[:, 0], none, none[0])
    tested = design.columns
    trained = own.drawn(tested.gain, tested.recent, tested.other)
    loading = loadings(tested.gain, tested.recent, tested.other, state.grid.recent_scale)
    rng = np.random.default_rng([seed, 1])
    open_, off = rng.standard_normal((2, n))
    mean, drawn, scatter = np.full(len(day), design.level), np.zeros((len(day), n)), np.zeros(n)
    for s, setting in enumerate(state.population.settings):
        noise = setting.noise
        weight, left = kriging(noise, design.day, design.se, day)
        share = own.posterior.weight[s] / own.posterior.weight.sum()
        expected = np.einsum("tpj,pj,j->t", loading, own.posterior.mean[:, s], share)
        mean += weight @ (share.sum() * design.log_power - expected)
        here = own.setting == s
        drawn[:, here] = weight @ (design.log_power[:, None] - trained[:, here])
        drawn[:, here] += np.sqrt(np.maximum(left, 0.0))[:, None] * open_[here]
        scatter[here] = np.hypot(noise.day_sd, np.sqrt(np.median(design.se) ** 2)) * off[here]
    return PowerBase(mean, drawn + design.level, scatter)
