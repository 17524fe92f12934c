"""Run every benchmark in one go and write BENCHMARKS.md; ``make bench`` calls this."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import distributions, version
from pathlib import Path

import click

from tests.bench import imports, pages, response, stress

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


def main() -> None:
    """Measure, print and save."""
    text = [
        "# Benchmarks",
        "",
        "Made by `make bench`, one run, figures as they came. Ratios are against the alternative "
        "on the same data in the same run.",
        "",
        machine(),
    ]
    parts = (("Import", imports), ("Response", response), ("Stress", stress), ("Pages", pages))
    for title, module in parts:
        click.echo(f"{title} ...", err=True)
        text += ["", f"## {title}", "", table(module.rows())]
    OUTPUT.write_text("\n".join(text) + "\n", encoding="utf-8")
    click.echo(OUTPUT.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
