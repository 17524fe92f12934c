"""The figures of all cohorts as a page of tables."""

import inspect

import numpy as np

from tests.analytics.response import cohort
from tests.bench.__main__ import machine
from tests.calibration.worker import VERDICTS, Figures, Row

Done = tuple[str, Row, list[Figures]]

HEADINGS = {
    "coverage": ("coverage", "± se", "mean width, %", "bias, %", "bias of the mean, %", "ratio"),
    "floor": ("coverage", "± se", "mean width, %", "bias, %", "bias of the mean, %", "ratio"),
    "verdicts": (*VERDICTS, "the cohorts'"),
    "differences": (
        "coverage",
        "sd found, %",
        "true sd, %",
        "mean width, %",
        "coverage of the cohort's mean",
    ),
}
TITLES = {
    "coverage": "Intervals and curves",
    "floor": "The floor",
    "verdicts": "Verdicts",
    "differences": "Differences between athletes",
}
WORDS = {
    "coverage": (
        "Share of true responses at 50, 100, 150, 220 and 300 AU a week inside their 90 % "
        "interval, over athletes, doses and cohorts, with its standard error over cohorts; the "
        "mean width of the intervals; how far answers lie above the truth on average, for the "
        "athletes and for the cohort's mean; and the root mean square error at 150 AU a week, as a "
        'ratio to that of "everyone is average" (the true mean of the cohort for each of them).'
    ),
    "floor": (
        "The same by one who is told the population and the noise the cohorts were drawn from. "
        "Nobody can expect to be more accurate than this ratio."
    ),
    "verdicts": (
        "Mean share of the athletes of a cohort that get each verdict, and the verdicts on the "
        "cohorts taken together."
    ),
    "differences": (
        "Share of cohorts whose spread of true responses at 150 AU a week lies inside its 90 % "
        "interval, the spread found and the true one; and the share whose mean true response lies "
        "inside the interval of the cohort's mean, which speaks of more athletes than these."
    ),
}


def figures(part: str, found: list[Figures]) -> dict[str, float]:
    """Return the figures of a row: means over its cohorts."""
    means = {name: float(np.mean([one[name] for one in found])) for name in found[0]}
    if part in ("verdicts", "differences"):
        return means
    means["se"] = float(np.std([one["coverage"] for one in found], ddof=1) / np.sqrt(len(found)))
    # One athlete is the average of all, and athletes without response are alike.
    alike = means["squared_spread"] == 0
    ratio = np.nan if alike else np.sqrt(means["squared_error"] / means["squared_spread"])
    return means | {"ratio": float(ratio)}


def verdict(row: Row, means: dict[str, float]) -> str:
    """Return what is asked of a row, and whether it holds."""
    words = []
    for name, (least, most) in row.asked.items():
        # A share of nothing but ones is one, whatever the last bit says.
        holds = least - 1e-9 <= means[name] <= most + 1e-9
        bound = f"{least:g} to {most:g}" if 0 < least < most < 1 else _bound(least, most)
        words.append(f"{name} {bound}: {'yes' if holds else '**no**'}")
    return "; ".join(words)


def _bound(least: float, most: float) -> str:
    if least == most:
        return f"{least:g}"
    return f"at most {most:g}" if least <= 0 else f"at least {least:g}"


def cells(part: str, done: Done) -> list[str]:
    """Return the cells of a row."""
    _, row, found = done
    means = figures(part, found)
    if part == "verdicts":
        together = [
            f"{name} {means[f'cohort_{name}'] * len(found):.0f}"
            for name in VERDICTS
            if means[f"cohort_{name}"] > 0
        ]
        own = [f"{means[name]:.3f}" for name in VERDICTS]
        return [row.what, str(len(found)), *own, ", ".join(together), verdict(row, means)]
    if part == "differences":
        shown = [f"{means[name]:.2f}" for name in ("coverage", "sd", "true_sd", "width")]
        mean = f"{means['mean_coverage']:.2f}"
        return [row.what, str(len(found)), *shown, mean, verdict(row, means)]
    numbers = ("coverage", "se", "width", "bias", "mean_bias", "ratio")
    shown = [
        ""
        if np.isnan(means[n])
        else f"{means[n]:.{2 if n in ('width', 'bias', 'mean_bias') else 3}f}"
        for n in numbers
    ]
    return [row.what, str(len(found)), *shown, verdict(row, means)]


def line(part: str, done: Done) -> str:
    """Return a row as a line of a Markdown table."""
    return f"| {' | '.join(cells(part, done))} |"


def page(tables: dict[str, list[Done]], seconds: float) -> str:
    """Return the page."""
    told = inspect.signature(cohort.make).parameters
    defaults = ", ".join(f"{name}={value.default!r}" for name, value in told.items())
    text = [
        "# Calibration",
        "",
        "Made by `make calibration`: cohorts whose truth is known, made by "
        "`tests/analytics/response/cohort.py`, and fitted with the defaults of the model. Rows "
        "that fall short stand here like the others.",
        "",
        f"{machine()}; {seconds / 60:.0f} minutes of one core in all.",
        "",
        f"The generator's parameters, where a row does not say otherwise: {defaults}. Each athlete "
        "draws τ of gain 35 d × 1.5^z, τ of fatigue 7 d × 1.3^z, half-dose 150 AU a week × 1.8^z, "
        "fatigue N(0.6, 0.3) % per 100 AU a week, run load N(0, 0.8) % per unit, net response to "
        "220 AU a week after 8 weeks N(2, 1.5) %; two sessions a week in blocks of 3 to 6 weeks of "
        f"0 to 320 AU a week. Drift is Ornstein-Uhlenbeck over 60 days. {cohort.BEFORE_D} days are "
        "lived before the log begins, without plyometrics unless it begins in mid-training.",
    ]
    for part, rows in tables.items():
        heads = ["cohorts of", "number", *HEADINGS[part], "asked"]
        text += ["", f"## {TITLES[part]}", "", WORDS[part], "", f"| {' | '.join(heads)} |"]
        text += ["|" + " --- |" * len(heads), *(line(part, done) for done in rows)]
        if part == "coverage":
            text += ["", narrower(rows)]
        settings = [f"- {row.what}: {_settings(row)}" for _, row, _ in rows]
        text += ["", "Told to the generator:", "", *settings]
    return "\n".join(text) + "\n"


def narrower(rows: list[Done]) -> str:
    """Say what twice the tests do to the widths."""
    widths = {
        row.made["tests"]: figures("coverage", found)["width"]
        for _, row, found in rows
        if "tests" in row.made
    }
    return (
        "From 24 to 48 tests a year the mean width of intervals goes from "
        f"{widths[24]:.2f} % to {widths[48]:.2f} %."
    )


def _settings(row: Row) -> str:
    told = ", ".join(f"{name}={value!r}" for name, value in row.made.items())
    return f"{told}; history_before={row.history_before!r}"
