"""What is said of tissue stress, in one place: sentences, names, and why a number is missing."""

from collections.abc import Hashable, Mapping
from math import isfinite
from typing import Any, Final

import pandas as pd

from analytics.charts.stress import CHANNELS
from analytics.charts.stress_days import steps
from analytics.charts.wording import number, probability
from analytics.load.tissue import Tissue
from analytics.progression import Limits
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
    parts = _from({kind: row[f"{kind}_equivalents"] / total for kind in ("run", "plyo")})
    ends = f"{steps(row['lower'])} to {steps(row['upper'])}"
    said = f"The day added {steps(total)} easy steps (range {ends}): {parts}."
    if isfinite(row["spike_ratio"]):
        limited = "limit off" if spike is None else f"limit {spike:.2f}"
        said += f" {row['spike_ratio']:.2f} × the largest of the 30 days before ({limited})."
    return said + (
        " Part is estimated: speed or cadence is missing." if row["is_estimated"] else ""
    )


def _from(shares: Mapping[str, float]) -> str:
    """Return how a day's total is shared by its channels; all from one is said so."""
    known = {kind: one for kind, one in shares.items() if isfinite(one)}
    whole = [CHANNELS[kind] for kind, one in known.items() if one == 1.0]
    if whole:
        return f"all from {whole[0]}"
    return ", ".join(f"{probability(one)} from {CHANNELS[kind]}" for kind, one in known.items())


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


def marks(shown: pd.DataFrame) -> str:
    """Return what the marks of a chart mean, of those there are."""
    said = ""
    if shown["is_estimated"].fillna(False).any():
        said += " Hollow bar: estimated, speed or cadence of a run is missing."
    if any(_flagged(shown, name).any() for name in ("residual_above", "spike_above")):
        said += " Filled square: above its limit."
    if _flagged(shown, "spike_perhaps").any():
        said += " Hollow square: perhaps above, as not all of the 30 days before are known."
    return said


def counted_above(shown: pd.DataFrame, limits: Limits) -> str:
    """Return on how many days the residual and the day's total are above their limits."""
    return " ".join(
        one for one in (residual_above(shown, limits.residual), _day_above(shown, limits)) if one
    )


def residual_above(shown: pd.DataFrame, limit: float | None) -> str:
    """Return on how many days the residual is above its limit, and of how many it is known."""
    known = shown["percent"].notna()
    if limit is None:
        return "The limit of the residual is switched off."
    if not known.any():
        return "No day of this period has enough history before it for its residual."
    over = shown.loc[_flagged(shown, "residual_above"), "date"]
    said = f"Residual above its limit on {number(over.size)} of {counted(known.sum(), 'day')}"
    return f"{said}." if over.empty else f"{said}, first on {day(over.iloc[0])}."


def _day_above(shown: pd.DataFrame, limits: Limits) -> str:
    if limits.spike is None:
        return "The limit of a day's total is switched off."
    over, perhaps = (_flagged(shown, f"spike_{name}").sum() for name in ("above", "perhaps"))
    known = shown["spike_above"].notna().sum()
    unknown = len(shown) - known - perhaps
    return (
        f"A day's total above its limit on {counted(over, 'day')}, perhaps on {number(perhaps)}; "
        f"on {number(unknown)} of {counted(len(shown), 'day')} it cannot be known."
    )


def _flagged(shown: pd.DataFrame, name: str) -> pd.Series:
    return shown[name].fillna(False).astype(bool)


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
    nil = (
        ""
        if exponent.high > exponent.low
        else " Where the range is nil: the exponent is 1, what is common to a day and to own high "
        "cancels, and the half-life is not in it."
    )
    return (
        f"Band: 90 % of the draws over {said}, load of an easy step {reference.low:g} to "
        f"{reference.high:g} {reference.unit}, and how far the force of each drill may be off"
        f"{ends}; the half-life stays at {one.half_life_d.value:g} days.{nil}"
    )
