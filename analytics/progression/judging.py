"""Hold values against limits, and tell what cannot be known apart from what is within."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

COLUMNS = (
    "athlete_id",
    "date",
    "rule",
    "tissue",
    "side",
    "value",
    "limit",
    "unit",
    "is_above",
    "detail",
    "is_perhaps",
)


def above(
    value: npt.ArrayLike,
    limit: npt.ArrayLike,
    *,
    value_is_whole: npt.ArrayLike = True,
    limit_is_whole: npt.ArrayLike = True,
) -> Texts:
    """Tell whether a value is above its limit.

    Parameters
    ----------
    value, limit : array_like of float
        Of what is known; more may hide in what is not.
    value_is_whole, limit_is_whole : array_like of bool
        Whether all of it is known. Unknown training can only raise either.

    Returns
    -------
    ndarray of object
        True, False, or None where what is unknown decides.
    """
    value, limit, value_is_whole, limit_is_whole = np.broadcast_arrays(
        np.asarray(value, dtype=float),
        np.asarray(limit, dtype=float),
        np.asarray(value_is_whole, dtype=bool),
        np.asarray(limit_is_whole, dtype=bool),
    )
    told = ~(np.isnan(value) | np.isnan(limit))
    # 1.1 × 10 is more than 11 by a rounding.
    over = told & (value > limit * (1 + 1e-9))
    found = np.full(value.shape, None, dtype=object)
    found[over & limit_is_whole] = True
    found[told & ~over & value_is_whole] = False
    return found


def rows(days: pd.DataFrame, rule: str, unit: str, **columns: Any) -> pd.DataFrame:  # noqa: ANN401
    """Return the rows of a rule, one per day.

    Parameters
    ----------
    days : DataFrame
        ``athlete_id`` and ``date``; ``tissue`` and ``side`` where the rule has them.
    rule, unit : str
    **columns
        ``value``, ``limit``, ``is_above``, ``detail``; ``is_perhaps`` where the rule has it.
    """
    of_tissue = {
        name: days[name].to_numpy() if name in days else None for name in ("tissue", "side")
    }
    keys = {name: days[name].to_numpy() for name in ("athlete_id", "date")}
    frame = pd.DataFrame(keys | {"rule": rule} | of_tissue | columns | {"unit": unit})
    is_above = pd.array(np.asarray(columns["is_above"], dtype=object), dtype="boolean")
    is_perhaps = np.asarray(columns.get("is_perhaps", False)) & is_above.isna()
    return frame.assign(is_above=is_above, is_perhaps=is_perhaps)[list(COLUMNS)]


def when(*cases: tuple[npt.ArrayLike, npt.ArrayLike]) -> Texts:
    """Return of each day the text of the first case that holds, else none.

    Parameters
    ----------
    *cases : tuple of array_like of bool and array_like of str
    """
    holds, texts = zip(*cases, strict=True)
    shape = np.broadcast_shapes(*(np.shape(one) for one in holds))
    found = np.full(shape, "", dtype=object)
    for held, text in zip(reversed(holds), reversed(texts), strict=True):
        found = np.where(np.asarray(held, dtype=bool), np.asarray(text, dtype=object), found)
    return np.asarray(found, dtype=object)


def counted(n: npt.NDArray[np.int64], text: str) -> Texts:
    """Return a text with each count put in for ``{}``."""
    return np.array([text.format(one) for one in n], dtype=object)


def window_sum(values: Vector, days: int, skip: int = 0) -> Vector:
    """Add up what is known of the last days, itself included, after leaving out ``skip``.

    Parameters
    ----------
    values : ndarray of float, shape (n_days,)
        Missing on days nobody knows, which add nothing here: see :func:`window_unknown`.
    """
    known = np.concatenate([np.zeros(days + skip), np.nan_to_num(values, nan=0.0)])
    windows = np.lib.stride_tricks.sliding_window_view(known, days)
    return np.asarray(windows[1 : values.size + 1].sum(axis=-1))


def window_unknown(values: Vector, days: int, skip: int = 0) -> npt.NDArray[np.int64]:
    """Count the days nobody knows among them; those before the log are unknown too."""
    unknown = np.concatenate([np.ones(days + skip), np.isnan(values)])
    windows = np.lib.stride_tricks.sliding_window_view(unknown, days)
    return np.asarray(windows[1 : values.size + 1].sum(axis=-1), dtype=np.int64)
