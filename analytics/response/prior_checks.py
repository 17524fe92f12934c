"""Refuse priors that cannot be meant, saying which value and what it may be."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Final

import numpy as np

from analytics.errors import InputError

Numbers = tuple[float, ...]

GAMMA_RANGE: Final = (0.2, 10.0)
"""Beyond it the saturation is a step, or nothing at all."""
LISTS: Final = ("gamma", "gamma_weight", "drift_sd", "drift_tau", "day_sd")
"""Parameters that may have several values."""
SIGNED: Final = ("gain_mean", "fatigue_mean")
FROM_ZERO: Final = ("drift_sd", "day_sd")
ABOVE_ONE: Final = ("tau_gain_gsd", "tau_fatigue_gsd", "d50_gsd")


def numbers(name: str, value: float | Sequence[float], known: Mapping[str, Numbers]) -> Numbers:
    """Return the values given for a parameter; refuse one unknown, and what is no number."""
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"; {near[0]} is near" if near else ""
        raise InputError(f"priors.csv has no parameter {name!r}{hint}. Its first column names all.")
    try:
        found = tuple(np.atleast_1d(np.asarray(value, dtype=float)).tolist())
    except (TypeError, ValueError) as error:
        raise InputError(f"{name} holds what is no number: {value!r}.") from error
    if name not in LISTS and len(found) != 1:
        raise InputError(f"{name} is one number; got {len(found)}.")
    if not found or not all(isinstance(one, float) and np.isfinite(one) for one in found):
        raise InputError(f"{name} is made of finite numbers, one at least; got {value!r}.")
    return found


def possible(values: Mapping[str, Numbers]) -> None:
    """Refuse values that no population can have.

    Raises
    ------
    InputError
        Naming the first of them.
    """
    for name, found in values.items():
        low = min(found)
        if name in FROM_ZERO:
            _demand(low >= 0, name, found, "is not negative")
        elif name in ABOVE_ONE:
            _demand(low > 1, name, found, "is a geometric standard deviation, above 1")
        elif name not in SIGNED:
            _demand(low > 0, name, found, "is positive")
        if name in LISTS and name != "gamma_weight":
            rising = all(np.diff(found) > 0)
            _demand(rising, name, found, "lists its values in rising order, each once")
    gamma, weight = values["gamma"], values["gamma_weight"]
    rule = f"has a weight for each of the {len(gamma)} values of gamma"
    _demand(len(weight) == len(gamma), "gamma_weight", weight, rule)
    _demand(abs(sum(weight) - 1.0) < 1e-9, "gamma_weight", weight, "sums to 1")
    # Their prior weight is that of an interval between neighbours.
    _demand(len(values["day_sd"]) > 1, "day_sd", values["day_sd"], "has two values or more")
    low, high = GAMMA_RANGE
    _demand(low <= min(gamma) <= max(gamma) <= high, "gamma", gamma, f"lies in {low:g} to {high:g}")
    reference = values["reference_dose_au"]
    _demand(reference[0] >= 1, "reference_dose_au", reference, "is 1 AU a week or more")
    weeks = values["reference_weeks"]
    _demand(float(weeks[0]).is_integer(), "reference_weeks", weeks, "is a whole number of weeks")


def _demand(so: bool, name: str, found: Numbers, rule: str) -> None:
    if not so:
        text = "; ".join(f"{one:g}" for one in found)
        raise InputError(f"{name} {rule}; got {text}.")
