"""Calibrate on cohorts whose truth is known and write CALIBRATION.md; ``make calibration``.

``python -m tests.calibration coverage verdicts`` runs parts by name. What is done stays in
``build/calibration`` until the model changes, so that a run that was stopped goes on.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import click
from threadpoolctl import threadpool_limits

from tests.calibration import report, worker
from tests.calibration.rows import COVERAGE, DIFFERENCES, FLOOR, VERDICTS
from tests.calibration.worker import Figures, Row

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "CALIBRATION.md"
CACHE = ROOT / "build" / "calibration"
PARTS: dict[str, tuple[Callable[[Row, int], Figures], dict[str, list[Row]]]] = {
    "coverage": (worker.coverage, COVERAGE),
    "floor": (worker.lowest, {"floor": FLOOR}),
    "verdicts": (worker.verdicts, {"verdicts": VERDICTS}),
    "differences": (worker.differing, {"differences": DIFFERENCES}),
}
Job = tuple[str, Row, int]


@cache
def fingerprint() -> str:
    """Return what results hold for: the model's sources and the generator's."""
    sources = [
        *sorted((ROOT / "analytics" / "response").rglob("*.py")),
        ROOT / "analytics" / "response" / "priors.csv",
        ROOT / "tests" / "analytics" / "response" / "cohort.py",
        ROOT / "tests" / "calibration" / "worker.py",
        ROOT / "tests" / "calibration" / "floor.py",
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def result(job: Job, held: str) -> tuple[Figures, float]:
    """Return the figures of a cohort and the seconds they took, from an earlier run if there."""
    part, row, seed = job
    about = repr((held, part, sorted(row.made.items()), row.history_before, seed))
    path = CACHE / f"{hashlib.sha256(about.encode()).hexdigest()}.json"
    if path.exists():
        figures, seconds = json.loads(path.read_text())
        return figures, seconds
    begun = time.perf_counter()
    figures = PARTS[part][0](row, seed)
    seconds = time.perf_counter() - begun
    path.write_text(json.dumps([figures, seconds]))
    return figures, seconds


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice([*PARTS]))
@click.option("--quick", is_flag=True, help="A tenth of the seeds; writes no file.")
def main(parts: tuple[str, ...], *, quick: bool) -> None:
    """Run the parts named, all by default; write the table when all are run in full."""
    CACHE.mkdir(parents=True, exist_ok=True)
    held, seconds = fingerprint(), 0.0
    tables: dict[str, list[tuple[str, Row, list[Figures]]]] = {}
    # Processes, each with one thread of linear algebra: cohorts do not share anything.
    with ProcessPoolExecutor(os.cpu_count(), initializer=threadpool_limits, initargs=(1,)) as pool:
        for part in parts or PARTS:
            tables[part] = []
            for group, rows in PARTS[part][1].items():
                for row in rows:
                    seeds = range(max(2, row.seeds // 10) if quick else row.seeds)
                    jobs = [(part, row, seed) for seed in seeds]
                    done = list(pool.map(result, jobs, [held] * len(jobs)))
                    seconds += sum(took for _, took in done)
                    tables[part].append((group, row, [figures for figures, _ in done]))
                    click.echo(report.line(part, tables[part][-1]), err=True)
    text = report.page(tables, seconds)
    if not quick and set(tables) == set(PARTS):
        OUTPUT.write_text(text, encoding="utf-8")
    click.echo(text)


if __name__ == "__main__":
    main()
