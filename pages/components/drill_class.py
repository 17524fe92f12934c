"""The class of a drill in words, and why easy steps do not follow it."""

import math
from typing import Final

import pandas as pd

from data.tissues import tissues
from pages.components import text

HIGH: Final = "high"


def at_shown_height(row: pd.Series) -> str:
    """Return the class of a drill at the height it is shown at, the one its sets would have."""
    return HIGH if _is_high_by_height(row) else str(row["drill_class"])


def short(row: pd.Series) -> str:
    """Return the class for a table, with the height that makes it so."""
    at = f" at {_cm(row['height_m'])}" if _is_high_by_height(row) else ""
    return f"{at_shown_height(row)}{at}"


def whole(row: pd.Series) -> str:
    """Return the class with what it is at other heights."""
    if _is_high_by_height(row):
        below = "" if row["high_from_m"] == row["height_m"] else f" {_cm(row['high_from_m'])}"
        return f"{short(row)} ({row['drill_class']} below{below})"
    if math.isfinite(row["high_from_m"]):
        return f"{row['drill_class']}, {HIGH} from {_cm(row['high_from_m'])}"
    return str(row["drill_class"])


def beside_steps() -> str:
    """Return what class and easy steps each are, so that neither is taken for the other."""
    exponents = {tissue.name: tissue.exponent.value for tissue in tissues()}
    return (
        "Class and easy steps are two things. Class is a coaching convention (assumption), and the "
        "rule of 48 h goes by class high. Steps come from a half-sine force per leg to a high "
        f"power (Achilles {exponents['achilles']:g}), so drills on one leg come out high, "
        "and bands span orders of magnitude: steps whose bands overlap do not tell two drills "
        "apart."
    )


def with_and_without(rows: pd.DataFrame) -> str:
    """Return how many drills have ground contacts, and how many exercises have none."""
    n = int((rows["contacts_per_rep"] > 0).sum())
    without = len(rows) - n
    said = f"{text.counted(n, 'drill')} with ground contacts"
    return f"{said}, {text.counted(without, 'exercise')} without" if without else said


def _is_high_by_height(row: pd.Series) -> bool:
    return bool(row["height_m"] >= row["high_from_m"])


def _cm(height_m: float) -> str:
    return f"{100 * height_m:.0f} cm"
