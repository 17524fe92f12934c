"""Many rows into the store at once."""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from data import store


def insert(
    con: duckdb.DuckDBPyConnection,
    sql: str,
    rows: Iterable[Mapping[str, Any]],
    schema: pa.Schema,
) -> None:
    """Run an INSERT that selects from ``new_rows``, and count it as a write.

    Parameters
    ----------
    con : DuckDBPyConnection
    sql : str
    rows : iterable of mapping
        What ``new_rows`` holds; a column that a row lacks is NULL.
    schema : pyarrow.Schema
        Names and types of its columns.
    """
    con.register("new_rows", pa.Table.from_pylist(list(rows), schema=schema))
    try:
        con.execute(sql)
    finally:
        con.unregister("new_rows")
    store.bump(con)
