"""One made-up cohort at a time: fitted, and compared with its truth."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analytics.response import ResponseFit, ResponseModel
from analytics.response.blocks import blocks
from analytics.response.evidence.differences import differences
from tests.analytics.response import cohort
from tests.calibration import floor

AT_150 = int(np.flatnonzero(cohort.DOSES_AU == 150.0)[0])
VERDICTS = ("shown", "not_shown", "confounded", "insufficient")

Figures = dict[str, float]


@dataclass(frozen=True)
class Row:
    """A row of the table: which cohorts, how many of them, and what is asked of the mean.

    Attributes
    ----------
    what : str
    seeds : int
        Cohorts made and fitted.
    made : dict
        What differs from the generator's defaults.
    history_before : {"none", "unknown"}
    asked : dict
        Figure to (least, most) that ``response-model.md`` asks of it.
    """

    what: str
    seeds: int
    made: dict[str, Any]
    history_before: str = "none"
    asked: dict[str, tuple[float, float]] = field(default_factory=dict)


def fitted(row: Row, seed: int) -> tuple[cohort.Made, ResponseFit]:
    """Make and fit one cohort."""
    made = cohort.make(seed=seed, **row.made)
    model = ResponseModel(history_before=row.history_before)
    return made, model.fit(made.loads, made.tests)


def coverage(row: Row, seed: int) -> Figures:
    """Return how intervals and curves of one cohort compare with its truth."""
    return compared(*fitted(row, seed))


def lowest(row: Row, seed: int) -> Figures:
    """Return the same of one who knows the true population and noise."""
    made = cohort.make(seed=seed, **row.made)
    told = floor.fitted(made, row.made.get("gain", (2.0, 1.5)), row.made.get("day", 1.0))
    return compared(made, told)


def compared(made: cohort.Made, fit: ResponseFit) -> Figures:
    """Compare a fit with the truth."""
    curve = fit.response(cohort.DOSES_AU)
    shape = made.truth.shape
    mean, lower, upper = (curve[n].to_numpy().reshape(shape) for n in ("mean", "lower", "upper"))
    everyone = fit.cohort_response(cohort.DOSES_AU)
    return {
        "coverage": float(np.mean((lower <= made.truth) & (made.truth <= upper))),
        "width": float(np.mean(upper - lower)),
        "bias": float(np.mean(mean - made.truth)),
        "squared_error": float(np.mean((mean - made.truth)[:, AT_150] ** 2)),
        "squared_spread": float(np.var(made.truth[:, AT_150])),
        "mean_bias": float(np.mean(everyone["mean"] - made.truth.mean(axis=0))),
    }


def verdicts(row: Row, seed: int) -> Figures:
    """Return the share of each verdict among the athletes of one cohort, and the cohort's own."""
    _, fit = fitted(row, seed)
    proof = fit.assessed().proof
    shares = proof.athletes["verdict"].value_counts(normalize=True)
    together = proof.cohort["verdict"].iloc[0]
    return {name: float(shares.get(name, 0.0)) for name in VERDICTS} | {
        f"cohort_{name}": float(together == name) for name in VERDICTS
    }


def differing(row: Row, seed: int) -> Figures:
    """Return whether the spread of true responses lies inside its 90 % interval, and both."""
    made, fit = fitted(row, seed)
    found = differences(fit.state, blocks(fit.state.designs), 0.90).set_index("weekly_dose_au")
    at, truth = found.loc[150.0], float(made.truth[:, AT_150].std())
    mean = fit.cohort_response([150.0]).iloc[0]
    expected = float(np.mean(made.truth[:, AT_150]))
    return {
        "coverage": float(at["lower"] <= truth <= at["upper"]),
        "sd": float(at["sd"]),
        "true_sd": truth,
        "width": float(at["upper"] - at["lower"]),
        "mean_coverage": float(mean["lower"] <= expected <= mean["upper"]),
    }
