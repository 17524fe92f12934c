"""What a fit carries of its evidence: as arrays in its file, and once its data moved on."""

from dataclasses import fields
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.response.evidence import Evidence

Arrays = dict[str, npt.NDArray[Any]]
Layout = dict[str, list[list[str]]]

_TEXT: Final = ("str", "object")
_TABLES: Final = tuple(field.name for field in fields(Evidence))


def without(proof: Evidence, athlete_id: str) -> Evidence:
    """Return the evidence of the others; what was found of the cohort no longer holds."""

    def kept(name: str) -> pd.DataFrame:
        frame: pd.DataFrame = getattr(proof, name)
        if "athlete_id" not in frame.columns:
            return frame.iloc[:0]
        return frame[frame["athlete_id"] != athlete_id].reset_index(drop=True)

    return Evidence(**{name: kept(name) for name in _TABLES})


def pack(proof: Evidence) -> tuple[Layout, Arrays]:
    """Return columns and dtypes of every table, and each column as an array numpy can write.

    Columns hold text, dates, numbers or booleans. Missing text is kept as missing; the
    index of a table is not kept.
    """
    layout: Layout = {}
    arrays: Arrays = {}
    for table in _TABLES:
        frame = getattr(proof, table)
        layout[table] = [[name, str(dtype)] for name, dtype in frame.dtypes.items()]
        for place, (_, dtype) in enumerate(layout[table]):
            column = frame.iloc[:, place]
            if dtype in _TEXT:
                arrays[f"{table}_{place}_missing"] = column.isna().to_numpy(dtype=bool)
                column = column.fillna("")
                if not column.map(lambda value: isinstance(value, str)).all():
                    raise TypeError(f"{table}.{layout[table][place][0]} holds more than text.")
                arrays[f"{table}_{place}"] = column.to_numpy(dtype=np.str_)
            else:
                arrays[f"{table}_{place}"] = column.to_numpy()
    return layout, arrays


def unpack(layout: Layout, arrays: Arrays) -> Evidence:
    """Return the tables that :func:`pack` was given."""
    return Evidence(**{table: _frame(table, layout[table], arrays) for table in _TABLES})


def _frame(table: str, columns: list[list[str]], arrays: Arrays) -> pd.DataFrame:
    found = {}
    for place, (name, dtype) in enumerate(columns):
        values = arrays[f"{table}_{place}"]
        column = pd.Series(values.astype(object) if dtype in _TEXT else values, dtype=dtype)
        if dtype in _TEXT:
            column = column.mask(arrays[f"{table}_{place}_missing"])
        found[name] = column
    return pd.DataFrame(found)
