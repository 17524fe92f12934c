"""What the data say of the nonlinear parameters: their weights beside those of the prior."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.response import noise
from analytics.response.state import State

Vector = npt.NDArray[np.float64]

UNITS: Final = {
    "tau_gain": "d",
    "d50": "AU/week",
    "gamma": "1",
    "tau_fatigue": "d",
    "drift_sd": "%",
    "day_sd": "%",
}
_OF_GRID: Final = ("tau_gain", "d50", "gamma", "tau_fatigue")


def parameters(state: State, position: int | None = None) -> pd.DataFrame:
    """Weigh each value of each nonlinear parameter.

    Drift and day-to-day scatter are common to the cohort, and so are their weights.

    Parameters
    ----------
    state : State
    position : int, optional
        Of one athlete; by default the mean over athletes.

    Returns
    -------
    DataFrame
        ``parameter``, ``unit``, ``value``, and the weights of that value: ``prior``,
        ``population``, ``posterior``. Each sums to 1 per parameter.
    """
    chosen = state.posteriors if position is None else [state.posteriors[position]]
    node = np.mean([own.weight.sum(axis=0) for own in chosen], axis=0)
    joint = (node / node.sum()).reshape(state.grid.shape)
    values = (state.grid.tau_gain_d, state.grid.d50_au, state.grid.gamma, state.grid.tau_fatigue_d)
    rows = [
        pd.DataFrame(
            {
                "parameter": name,
                "value": values[axis],
                "prior": state.grid.weights[axis],
                "population": _population(state, axis),
                "posterior": joint.sum(axis=tuple(i for i in range(joint.ndim) if i != axis)),
            }
        )
        for axis, name in enumerate(_OF_GRID)
    ]
    found = pd.concat([*rows, _scatter(state, "drift_sd"), _scatter(state, "day_sd")])
    found.insert(1, "unit", found["parameter"].map(UNITS))
    return found.reset_index(drop=True)


def _population(state: State, axis: int) -> Vector:
    marginals = np.array([setting.marginals[axis] for setting in state.population.settings])
    weight: Vector = state.population.weights @ marginals
    return weight


def _scatter(state: State, name: str) -> pd.DataFrame:
    before = pd.DataFrame(
        [(getattr(one, name), weight) for one, weight in noise.settings(state.prior)],
        columns=["value", "prior"],
    )
    kept = [getattr(setting.noise, name) for setting in state.population.settings]
    after = pd.Series(state.population.weights).groupby(pd.Series(kept)).sum()
    found = before.groupby("value", as_index=False).sum()
    weight = found["value"].map(after).fillna(0.0)
    return found.assign(parameter=name, population=weight, posterior=weight)
