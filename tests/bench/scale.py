"""How time and memory grow with athletes; evidence, and the news of one athlete."""

import json
import resource
import subprocess
import sys
import time

import numpy as np

from analytics.response import ResponseModel
from tests.analytics.response import cohort
from tests.bench.rivals import seconds

COHORTS = (50, 100, 200, 400, 800)
DIFFERENT = 100
"""Athletes made one by one; larger cohorts repeat them, under other names."""


def rows() -> list[dict[str, str]]:
    """Return one row per measurement."""
    return [exponent(), memory(), *evidence()]


def repeated(athletes: int, days: int = 365, tests: int = 36) -> tuple:
    """Return loads and tests of so many athletes, the first hundred of them different."""
    made = cohort.make(athletes=min(athletes, DIFFERENT), days=days, tests=tests, seed=1)
    frames = []
    for frame in (made.loads, made.tests):
        per, copies = len(frame) // min(athletes, DIFFERENT), -(-athletes // DIFFERENT)
        whole = frame.iloc[np.tile(np.arange(len(frame)), copies)][: athletes * per]
        names = [f"runner-{i:05d}" for i in range(athletes)]
        frames.append(whole.assign(athlete_id=np.repeat(names, per)).reset_index(drop=True))
    return tuple(frames)


def exponent() -> dict[str, str]:
    """Fit cohorts of growing size; the slope of log time against log athletes."""
    model, took = ResponseModel(history_before="none"), []
    for athletes in COHORTS:
        data = repeated(athletes)
        took.append(seconds(lambda data=data: model.fit(*data), 3))
    slope = np.polyfit(np.log(COHORTS), np.log(took), 1)[0]
    return {
        "what": "fit, exponent of time against athletes",
        "size": f"{', '.join(map(str, COHORTS))} athletes x 365 days x 36 tests",
        "measured": f"{slope:.2f} ({', '.join(f'{one:.2f}' for one in took)} s)",
    }


def memory() -> dict[str, str]:
    """Fit a thousand athletes in a process of its own, which tells time and peak memory."""
    command = [sys.executable, "-m", "tests.bench.scale"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    took_s, before_gib, peak_gib = json.loads(answer.stdout.splitlines()[-1])
    return {
        "what": "fit, time and peak memory of a fresh process",
        "size": "1000 athletes x 730 days x 72 tests",
        "measured": f"{took_s:.1f} s, {peak_gib:.2f} GiB ({before_gib:.2f} GiB before the fit)",
    }


def evidence() -> list[dict[str, str]]:
    """Judge 200 athletes with up to 200 shifts each; give one of them another test."""
    made = cohort.make(athletes=200, seed=1)
    fit = ResponseModel(history_before="none").fit(made.loads, made.tests)
    begun = time.perf_counter()
    judged = fit.assessed()
    took_s = time.perf_counter() - begun
    shifts = judged.proof.athletes["n_shifts"]
    name = fit.athlete_ids[0]
    loads, tests = (f[f["athlete_id"] == name] for f in (made.loads, made.tests))
    fewer = fit.updated(name, loads, tests.iloc[:-1])
    update_s = seconds(lambda: fewer.updated(name, loads, tests), 9)
    return [
        {
            "what": "evidence",
            "size": f"200 athletes x 365 days x 36 tests, {shifts.median():.0f} shifts each",
            "measured": f"{took_s:.1f} s",
        },
        {
            "what": "one new test of one athlete",
            "size": "1 of 200 athletes x 365 days",
            "measured": f"{1e3 * update_s:.0f} ms (median of 9)",
        },
    ]


def peak_gib() -> float:
    """Return the most memory this process has held so far."""
    # Linux tells KiB, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30


if __name__ == "__main__":
    data = repeated(1000, days=730, tests=72)
    before = peak_gib()
    begun = time.perf_counter()
    ResponseModel(history_before="none").fit(*data)
    print(json.dumps([time.perf_counter() - begun, before, peak_gib()]))  # noqa: T201
