"""Run every benchmark in one go and write BENCHMARKS.md; ``make bench`` calls this.

``python -m tests.bench stress pages`` renews those parts and leaves the others as they were.
"""

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import distributions, version
from pathlib import Path

import click

from tests.bench import imports, pages, planner, planning, response, stress

OUTPUT = Path(__file__).parents[2] / "BENCHMARKS.md"
LIBRARIES = (
    "duckdb",
    "fitdecode",
    "fitfast",
    "numpy",
    "numpyro",
    "pandas",
    "scipy",
    "statsmodels",
    "streamlit",
)


PARTS = {
    "Import": imports,
    "Response": response,
    "Stress": stress,
    "Planning": planning,
    "Planner": planner,
    "Pages": pages,
}


def machine() -> str:
    """Return the machine and the versions the figures hold for."""
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    there = {found.name for found in distributions()}
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES if name in there)
    return (
        f"{os.cpu_count()} cores, {memory_gib:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}; {libraries}; {datetime.now(UTC):%Y-%m-%d}"
    )


def table(rows: list[dict[str, str]]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| what | size | measured | alternative | ratio |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {row['what']} | {row['size']} | {row['measured']} | {row.get('alternative', '')} "
        f"| {row.get('ratio', '')} |"
        for row in rows
    ]
    return "\n".join(lines)


def main(asked: Sequence[str] = ()) -> None:
    """Measure, print and save; with names of parts those alone, the others stay as they were."""
    text = [
        "# Benchmarks",
        "",
        "Made by `make bench`, each part in one run, figures as they came. Ratios are against the "
        "alternative on the same data in the same run.",
    ]
    kept = parts_of(OUTPUT.read_text(encoding="utf-8")) if asked and OUTPUT.exists() else {}
    for title, module in PARTS.items():
        if asked and title.lower() not in asked:
            text += kept.get(title, [])
            continue
        click.echo(f"{title} ...", err=True)
        text += ["", f"## {title}", "", machine(), "", table(module.rows())]
    OUTPUT.write_text("\n".join(text) + "\n", encoding="utf-8")
    click.echo(OUTPUT.read_text(encoding="utf-8"))


def parts_of(text: str) -> dict[str, list[str]]:
    """Return the lines of each part of a table of benchmarks, by its title."""
    parts: dict[str, list[str]] = {}
    for block in text.split("\n## ")[1:]:
        title, *lines = block.rstrip().splitlines()
        parts[title] = ["", f"## {title}", *lines]
    return parts


if __name__ == "__main__":
    main([name.lower() for name in sys.argv[1:]])
