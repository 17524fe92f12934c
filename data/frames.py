"""From a frame the store gave to plain rows, with None where nothing is known."""

from typing import Any

import pandas as pd


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dicts as the store holds them: None for missing, ``local_date`` a date."""
    renamed = frame.rename(columns={"date": "local_date"}).astype(object)
    rows = [
        {str(name): cell for name, cell in row.items()}
        for row in renamed.where(renamed.notna(), None).to_dict("records")
    ]
    for row in rows:
        if row.get("local_date") is not None:
            row["local_date"] = pd.Timestamp(row["local_date"]).date()
    return rows
