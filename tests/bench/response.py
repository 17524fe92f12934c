"""How long fits and answers take. ``python -m tests.bench.response`` prints a table."""

import time
from collections.abc import Callable
from typing import Any

from analytics.response import ResponseFit, ResponseModel
from tests.analytics.response import cohort

DOSES_AU = list(range(0, 401, 10))


def rows() -> list[dict[str, Any]]:
    """Return one row per measurement: name, seconds, size, note."""
    return [row for athletes in (1, 50, 200) for row in cohort_rows(athletes)]


def cohort_rows(athletes: int) -> list[dict[str, Any]]:
    made = cohort.make(athletes=athletes, seed=1)
    own = made.loads.head(365)
    size = f"{athletes} x 365 d x 36 tests"
    found: list[dict[str, Any]] = []

    def timed(name: str, size: str, note: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        answer = work()
        seconds = round(time.perf_counter() - start, 3)
        found.append({"name": name, "seconds": seconds, "size": size, "note": note})
        return answer

    model = ResponseModel(history_before="none")
    note = "checks, population, posteriors"
    fit = timed("fit", size, note, lambda: model.fit(made.loads, made.tests))
    content = fit.dumps()
    note = f"{len(content) / 1e3:.0f} kB; the E-step of every athlete"
    timed("load", size, note, lambda: ResponseFit.loads(content))
    of, name = f"of {athletes}", fit.athlete_ids[0]
    timed("response", "1 athlete x 41 doses", of, lambda: fit.response(DOSES_AU, athlete_id=name))
    timed("predict", "1 athlete x 365 d", of, lambda: fit.predict(own))
    timed("summary", f"{athletes} athletes", "", fit.summary)
    return found


if __name__ == "__main__":
    for row in rows():
        print(f"{row['name']:10}{row['seconds']:8.3f} s   {row['size']:28}{row['note']}")  # noqa: T201
