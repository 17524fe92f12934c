"""How long fits and answers take."""

import time
from collections.abc import Callable
from typing import Any

from analytics.response import ResponseFit, ResponseModel
from tests.analytics.response import cohort
from tests.bench import rivals, scale

DOSES_AU = list(range(0, 401, 10))


def rows() -> list[dict[str, str]]:
    """Return one row per measurement."""
    own = [row for athletes in (1, 50, 200) for row in cohort_rows(athletes)]
    return own + scale.rows() + rivals.rows()


def cohort_rows(athletes: int) -> list[dict[str, str]]:
    """Measure a fit of so many athletes, and what is asked of it afterwards."""
    made = cohort.make(athletes=athletes, seed=1)
    own = made.loads.head(365)
    size = f"{athletes} athletes x 365 days x 36 tests"
    found: list[dict[str, str]] = []

    def timed(what: str, size: str, work: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        answer = work()
        took = f"{time.perf_counter() - begun:.2f} s"
        found.append({"what": what, "size": size, "measured": took})
        return answer

    fit = timed("fit", size, lambda: ResponseModel().fit(made.loads, made.tests))
    content, name = fit.dumps(), fit.athlete_ids[0]
    timed(
        f"load a saved fit ({len(content) / 1e3:.0f} kB)", size, lambda: ResponseFit.loads(content)
    )
    of = f"1 of {athletes} athletes"
    timed("response at 41 doses", of, lambda: fit.response(DOSES_AU, athlete_id=name))
    timed("predict 365 days", of, lambda: fit.predict(own))
    timed("summary", f"{athletes} athletes", fit.summary)
    return found
