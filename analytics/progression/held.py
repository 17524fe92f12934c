"""What is said of a rule on the days to come."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.draws import N_FIXED
from analytics.progression.judging import COLUMNS

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]

ROUNDING: Final = 1e-9
"""Share of a limit by which more is none: 1.1 × 10 is more than 11 by a rounding (definition)."""


class Held(NamedTuple):
    """A rule, of one tissue and leg where it has them, on the days it is asked.

    Attributes
    ----------
    rule, unit : str
    tissue, side : str or None
    day : ndarray of int, shape (k,)
        Counted from the first day to come.
    value, limit : ndarray of float, shape (k,)
    is_above : ndarray of object, shape (k,)
        True, False, or None where it cannot be known.
    by_runs : ndarray of bool, shape (k,)
        Whether it is so without the plan's sets, too.
    probability : float
        Share of the draws in which a day is above by the plan, of those days of which it can be
        known; missing where that is none.
    detail : ndarray of object, shape (k,)
    """

    rule: str
    unit: str
    tissue: str | None
    side: str | None
    day: Index
    value: Vector
    limit: Vector
    is_above: npt.NDArray[np.object_]
    by_runs: Flags
    probability: float
    detail: npt.NDArray[np.object_]


def is_over(amount: Vector, most: Vector | float) -> Flags:
    """Tell which amounts are above their most, by more than a rounding; what is missing is not."""
    return np.asarray(amount > np.asarray(most) * (1 + ROUNDING))


def of_draws(
    rule: tuple[str, str, str | None, str | None],
    day: Index,
    shown: tuple[Vector, Vector],
    above: tuple[Flags, Flags],
    *,
    is_known: Flags,
    detail: str = "",
) -> Held:
    """Return what is said of a rule held in every draw.

    Parameters
    ----------
    rule : tuple of str
        Its name and unit, tissue and side.
    day : ndarray of int, shape (k,)
    shown : tuple of ndarray of float, shape (k,)
        Value and limit.
    above : tuple of ndarray of bool, shape (k, 3 + n)
        Whether a day is above, and whether it is without the plan's sets.
    is_known : ndarray of bool, shape (k,)
    detail : str
        Said where it is not.
    """
    planned, alone = above
    blamed = (planned & ~alone & is_known[:, None])[:, N_FIXED:]
    is_above = planned[:, 0].astype(object)
    is_above[~is_known] = None
    return Held(
        *rule,
        day,
        np.where(is_known, shown[0], np.nan),
        np.broadcast_to(shown[1], day.shape),
        is_above,
        planned[:, 0] & alone[:, 0] & is_known,
        float(blamed.any(axis=0).mean()) if is_known.any() else float("nan"),
        np.where(is_known, "", detail).astype(object),
    )


def of_values(
    rule: str, unit: str, day: Index, shown: tuple[Vector, float], is_above: Iterable[Any]
) -> Held:
    """Return what is said of a rule that no draw changes."""
    told = np.array(list(is_above), dtype=object)
    n = len(day)
    known = [bool(one) for one in told if one is not None]
    probability = float(any(known)) if known else float("nan")
    value, limit = (np.broadcast_to(np.asarray(one, dtype=float), (n,)) for one in shown)
    texts = np.full(n, "", dtype=object)
    return Held(
        rule, unit, None, None, day, value, limit, told, np.zeros(n, bool), probability, texts
    )


def rows(
    found: Iterable[Held], days: pd.DatetimeIndex, athlete_id: str, *, above_only: bool = False
) -> pd.DataFrame:
    """Return what is said of rules as a table.

    Returns
    -------
    DataFrame
        As :func:`analytics.progression.guard_rails.flags`, with ``by_runs``: the limit is passed
        without the plan's sets, too.
    """
    rules = list(found)
    chosen = [
        np.flatnonzero([told is not None and bool(told) for told in one.is_above])
        if above_only
        else np.arange(len(one.day))
        for one in rules
    ]
    sizes = [len(some) for some in chosen]

    def joined(name: str, empty: npt.DTypeLike) -> npt.NDArray[Any]:
        parts = [getattr(one, name)[some] for one, some in zip(rules, chosen, strict=True)]
        return np.concatenate([*parts, np.empty(0, dtype=empty)])

    def of_rule(name: str) -> npt.NDArray[np.object_]:
        return np.repeat(np.array([getattr(one, name) for one in rules], dtype=object), sizes)

    return pd.DataFrame(
        {
            "athlete_id": np.full(sum(sizes), athlete_id, dtype=object),
            "date": days.to_numpy()[joined("day", np.int64)],
            **{name: of_rule(name) for name in ("rule", "tissue", "side")},
            **{name: joined(name, float) for name in ("value", "limit")},
            "unit": of_rule("unit"),
            "is_above": pd.array(joined("is_above", object), dtype="boolean"),
            "detail": joined("detail", object),
            "is_perhaps": np.zeros(sum(sizes), dtype=bool),
            "by_runs": joined("by_runs", bool),
        }
    )[[*COLUMNS, "by_runs"]]
