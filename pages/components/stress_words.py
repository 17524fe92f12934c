"""What is said of tissue stress, in one place: sentences, names, and why a number is missing."""

from collections.abc import Hashable, Mapping
from math import isfinite
from typing import Any, Final

import pandas as pd

from analytics.charts.stress import CHANNELS
from analytics.charts.stress_days import steps
from analytics.charts.wording import number, probability
from analytics.load.tissue import Tissue
from data import tissues
from pages.components.days import day
from pages.components.text import counted

Row = Mapping[Hashable, Any]

RELATIVE: Final = (
    "Relative to the athlete's own habit: a way of keeping count, not measured harm, and it says "
    "nothing about injury."
)
RANGE: Final = (
    "The range holds 90 % of 200 draws of exponent, load of an easy step, force of each drill "
    "(half of its doubt common to all drills) and what stands in for days nobody logged; and "
    "always what comes out at the lowest and at the highest exponent."
)
NO_SETS: Final = "No plyometric set is logged, only rest or numbers: green is missing in the bars."
NO_RUNS: Final = (
    "No run is logged, only rest or numbers: grey is missing in the bars, and a step is the "
    "catalogue's, not this athlete's."
)
ONLY_NUMBERS: Final = (
    "Only daily numbers are logged. Stress needs the sets (drill, contacts, height) and the runs "
    "behind them: import them on the Imports page."
)
NOTHING: Final = (
    "Nothing logged yet. Import runs or plyometric sets on the Imports page; stress follows."
)


def labels() -> dict[str, str]:
    """Return how sentences call each tissue."""
    return {one.name: one.label for one in tissues.tissues()}


def of(tissue: str) -> Tissue:
    """Return what a tissue's stress is reckoned with."""
    return next(one for one in tissues.tissues() if one.name == tissue)


def where(tissue: str, side: str) -> str:
    """Return a tissue of a leg in words, such as ``left Achilles``."""
    return f"{side} {labels().get(tissue, tissue)}"


def sentence(row: Row, limit: float | None, why: str) -> str:
    """Return the sentence of a tissue and leg.

    Parameters
    ----------
    row : mapping
        ``tissue``, ``side``, ``percent``, ``percent_lower``, ``percent_upper``.
    limit : float or None
        Of the residual over own high; None where the rule is off.
    why : str
        Why there is no number, where there is none.
    """
    name = where(row["tissue"], row["side"])
    name = name[0].upper() + name[1:]
    if not isfinite(row["percent"]):
        return f"{name}: {why}."
    limited = "limit off" if limit is None else f"limit {100 * limit:.0f} %"
    return f"{name} {number(row['percent'])} % of own high ({spread(row)}, {limited})."


def spread(row: Row) -> str:
    """Return the range of a percentage in words."""
    return f"range {number(row['percent_lower'])} to {number(row['percent_upper'])} %"


def added(row: Row, spike: float | None) -> str:
    """Return what a day added to a tissue and leg, of what, and how it stands to its limit."""
    total = row["equivalents"]
    if not isfinite(total):
        return _added_at_least(row)
    if total == 0:
        return "This day added nothing."
    # Of what was never logged, nothing is said here: a line above does.
    parts = ", ".join(
        f"{share(row[f'{kind}_equivalents'] / total)} from {CHANNELS[kind]}"
        for kind in ("run", "plyo")
        if isfinite(row[f"{kind}_equivalents"])
    )
    ends = f"{steps(row['lower'])} to {steps(row['upper'])}"
    said = f"The day added {steps(total)} easy steps (range {ends}): {parts}."
    if isfinite(row["spike_ratio"]):
        limited = "limit off" if spike is None else f"limit {spike:.2f}"
        said += f" {row['spike_ratio']:.2f} × the largest of the 30 days before ({limited})."
    return said + (
        " Part is estimated: speed or cadence is missing." if row["is_estimated"] else ""
    )


def _added_at_least(row: Row) -> str:
    """Return what is known of a day of which not all is."""
    known = row["known_equivalents"]
    lost = [said for kind, said in CHANNELS.items() if not isfinite(row[f"{kind}_equivalents"])]
    if not isfinite(known):
        return "Nothing is logged of this day: what it added is not known."
    return (
        f"Of this day {' and '.join(lost)} are not known; what is known added {steps(known)} easy "
        "steps, so the day added at least that."
    )


def share(part: float) -> str:
    """Return a share, such as ``78 %``; nothing and all are said as they are."""
    return f"{100 * part:.0f} %" if part in (0.0, 1.0) else probability(part)


def marks(shown: pd.DataFrame) -> str:
    """Return what hollow marks of a chart mean, where there are any."""
    said = ""
    if shown["is_estimated"].fillna(False).any():
        said += " Hollow bar: estimated, speed or cadence of a run is missing."
    if (shown["spike_above"].isna() & shown["equivalents"].notna()).any():
        said += " Hollow square: perhaps above, as not all of the 30 days before are known."
    return said


def counted_above(shown: pd.DataFrame, limit: float | None) -> str:
    """Return on how many days the residual is above its limit, and of how many it is known."""
    known = shown["percent"].notna()
    if limit is None:
        return "The limit is switched off."
    if not known.any():
        return "No day of this period has enough history before it."
    over = shown.loc[shown["residual_above"].fillna(False).astype(bool), "date"]
    of_all = f"{number(over.size)} of {counted(known.sum(), 'day')}"
    if over.empty:
        return f"Above the limit on {of_all}."
    return f"Above the limit on {of_all}, first on {day(over.iloc[0])}."


def band(tissue: str) -> str:
    """Return over what the range of a tissue runs."""
    one = of(tissue)
    exponent, reference = one.exponent, one.reference
    said = (
        f"exponent {exponent.low:g} to {exponent.high:g}"
        if exponent.high > exponent.low
        else f"exponent {exponent.value:g}"
    )
    ends = (
        f", and always what comes out at exponents {exponent.low:g} and {exponent.high:g}"
        if exponent.high > exponent.low
        else ""
    )
    return (
        f"Band: 90 % of the draws over {said}, load of an easy step {reference.low:g} to "
        f"{reference.high:g} {reference.unit}, and how far the force of each drill may be off"
        f"{ends}; the half-life stays at {one.half_life_d.value:g} days."
    )
