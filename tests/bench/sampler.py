"""Our model by a sampler, in a process of its own that its settings may do with as they like."""

import importlib.util
import json
import subprocess
import sys

import numpy as np

from analytics.response import ResponseFit, ResponseModel
from tests.analytics.response import cohort

AU = 150.0


def available() -> bool:
    """Whether the extra ``bench`` is installed."""
    return importlib.util.find_spec("numpyro") is not None


def measured(drift: str, athletes: int, seed: int, limit_s: float) -> dict[str, float] | None:
    """Sample in another process; return what :func:`main` does, or nothing after the limit."""
    command = [sys.executable, "-m", "tests.bench.sampler", drift, str(athletes), str(seed)]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=limit_s
        )
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def error(mean: np.ndarray, truth: np.ndarray) -> float:
    """Return the root mean square error of answers at 150 AU a week, in % of power."""
    return float(np.sqrt(np.mean((mean - truth[:, cohort.DOSES_AU == AU][:, 0]) ** 2)))


def data(fit: ResponseFit) -> dict[str, np.ndarray]:
    """Return what the sampler is given: the very tests and loads our fit has used."""
    logs, designs = fit.state.logs, fit.state.designs
    return {
        "daily": np.array([log.daily[0] for log in logs]),
        "day": np.array([d.day - log.first_day for d, log in zip(designs, logs, strict=True)]),
        "log_power": np.array([d.log_power for d in designs]),
        "se": np.array([d.se for d in designs]),
        "run": np.array([d.columns.other[:, 0] for d in designs]),
    }


def main(drift: str, athletes: int, seed: int) -> dict[str, float]:
    """Sample one cohort; return seconds, error in %, the worst R-hat and the divergences."""
    import numpyro

    # Before anything of jax is used, so before the model is imported.
    numpyro.enable_x64()
    numpyro.set_host_device_count(2)
    from tests.bench import nuts

    made = cohort.make(athletes=athletes, seed=seed)
    fit = ResponseModel(history_before="none").fit(made.loads, made.tests)
    found = nuts.sample(data(fit), drift, seed)
    return {"error": error(found.pop("mean"), made.truth), **found}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], *map(int, sys.argv[2:]))))  # noqa: T201
