"""What a check says of one day and rule, and the table of it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from analytics.progression.judging import COLUMNS

ROUNDING: Final = 1e-9
"""Share by which an amount may pass its limit: 1.1 × 10 is more than 11 by a rounding."""


class Row(NamedTuple):
    """One day and rule; ``is_above`` is None where it cannot be known."""

    date: pd.Timestamp
    rule: str
    value: float
    limit: float
    unit: str
    is_above: bool | None
    detail: str = ""
    by_runs: bool = False
    tissue: str | None = None
    side: str | None = None


def is_over(amount: float, most: float) -> bool:
    """Tell whether an amount is above its most, by more than a rounding."""
    return amount > most * (1 + ROUNDING)


def frame(rows: Sequence[Row], athlete_id: str) -> pd.DataFrame:
    """Return rows as a table, in the order given."""
    table = pd.DataFrame(rows, columns=list(Row._fields))
    texts = dict.fromkeys(["rule", "unit", "detail", "tissue", "side"], object)
    numbers = dict.fromkeys(["value", "limit"], float)
    return (
        table.astype(texts | numbers | {"is_above": "boolean", "by_runs": bool})
        .assign(athlete_id=athlete_id, is_perhaps=False, date=pd.to_datetime(table["date"]))
        .loc[:, [*COLUMNS, "by_runs"]]
    )
