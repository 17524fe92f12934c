"""Store rows of symptoms: one row, one site, side and moment of a day."""

from collections.abc import Mapping
from typing import Any

import duckdb

from data import OWNER, symptoms
from data.frames import plain_rows
from data.imports.rows import Outcome, Record

Told = tuple[float, bool, bool]


def write(con: duckdb.DuckDBPyConnection, records: list[Record], file_sha256: str) -> Outcome:
    """Store symptoms; the same told again is known, another told of the same is refused."""
    outcome = Outcome()
    stored = {_key(row): _told(row) for row in plain_rows(symptoms.symptoms(con, OWNER))}
    new: list[dict[str, Any]] = []
    for record in records:
        row = {**record.facts, "file_sha256": file_sha256}
        for name in ("is_bone", "limp"):
            row[name] = row[name] == "yes"
        key = _key(row)
        if key not in stored:
            stored[key] = _told(row)
            new.append(row)
        elif stored[key] == _told(row):
            outcome.known.add(record.row_number)
        else:
            outcome.refused[record.row_number] = _contradiction(row, stored[key])
    if new:
        symptoms.add_many(con, new)
    return outcome


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in symptoms.KEY)


def _told(row: Mapping[str, Any]) -> Told:
    return (row["pain_0_10"], row["is_bone"], row["limp"])


def _contradiction(row: Mapping[str, Any], stored: Told) -> str:
    pain, is_bone, limp = stored
    more = "".join(word for word, told in ((", on bone", is_bone), (", limping", limp)) if told)
    where = f"{row['site']}, {row['side']}, {row['moment'].replace('_', ' ')}"
    return (
        f"{row['local_date']}: {where} has pain {pain:g} of 10{more} already, and nothing is "
        "overwritten. Which is right? Take the other one out."
    )
