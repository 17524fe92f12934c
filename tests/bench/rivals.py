"""Our fit against a sampler on the same model, and against statsmodels at a node of the grid."""

import statistics
import time
from collections.abc import Callable

from analytics.response import ResponseModel
from tests.analytics.response import cohort, mixed_model
from tests.bench import sampler

ATHLETES, SEED = 50, 1
SIZE = f"{ATHLETES} athletes x 365 days x 36 tests"
LIMIT_S = 300.0
DRIFT = {
    "filter": "drift by a Kalman filter, as quick as we can write it",
    "dense": "drift by covariance matrices, as one first writes it",
}


def rows() -> list[dict[str, str]]:
    """Return one row per rival."""
    made = cohort.make(athletes=ATHLETES, seed=SEED)
    model = ResponseModel(history_before="none")
    took_s = seconds(lambda: model.fit(made.loads, made.tests), 5)
    mean = model.fit(made.loads, made.tests).response([sampler.AU])["mean"].to_numpy()
    own = sampler.error(mean, made.truth)
    return [_nuts(drift, took_s, own) for drift in DRIFT] + [_mixed(took_s)]


def seconds(work: Callable[[], object], times: int) -> float:
    """Return the median time of some runs."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return statistics.median(found)


def _nuts(drift: str, took_s: float, own: float) -> dict[str, str]:
    row = {
        "what": f"fit, against NUTS of the same model ({DRIFT[drift]})",
        "size": SIZE,
        "measured": f"{took_s:.2f} s (median of 5); RMSE of curves at 150 AU a week {own:.3f} %",
    }
    if not sampler.available():
        return row | {"alternative": "NumPyro is not installed: `make bench` installs it"}
    found = sampler.measured(drift, ATHLETES, SEED, LIMIT_S)
    if found is None:
        alternative = f"not done after {LIMIT_S:.0f} s"
        return row | {"alternative": alternative, "ratio": f"> {LIMIT_S / took_s:.0f}"}
    return row | {
        "alternative": (
            f"NumPyro, 2 chains, 500 + 500: {found['seconds']:.0f} s; RMSE {found['error']:.3f} % "
            f"(ours {own / found['error']:.2f} x); R-hat at most {found['rhat']:.3f}, "
            f"{found['divergences']} divergences"
        ),
        "ratio": f"{found['seconds'] / took_s:.0f}",
    }


def _mixed(took_s: float) -> dict[str, str]:
    node = mixed_model.at(73, 1, athletes=ATHLETES, seed=SEED, noise=0.8, day=0.4)
    theirs_s = seconds(lambda: mixed_model.fitted(node, reml=False), 3)
    n_nodes = len(mixed_model.NODES.node_weights())
    return {
        "what": "fit, per node of the grid (all noise settings), against MixedLM at one node",
        "size": SIZE,
        "measured": f"{1e3 * took_s / n_nodes:.2f} ms ({n_nodes} nodes)",
        "alternative": f"statsmodels: {1e3 * theirs_s:.0f} ms (median of 3)",
        "ratio": f"{theirs_s * n_nodes / took_s:.0f}",
    }
