"""Store rows of symptoms: one row, one site, side and moment of a day."""

from collections.abc import Mapping
from typing import Any

import duckdb

from data import OWNER, symptoms
from data.frames import plain_rows
from data.imports.rows import Outcome, Record, Source

Told = tuple[float, bool | None, bool]


def write(con: duckdb.DuckDBPyConnection, records: list[Record], source: Source) -> Outcome:
    """Store symptoms; a note that was missing is filled in, what contradicts is refused."""
    outcome = Outcome()
    stored = {_key(row): row for row in plain_rows(symptoms.symptoms(con, OWNER))}
    new: list[dict[str, Any]] = []
    for record in records:
        row = {**record.facts, "file_sha256": source.file_sha256}
        told = None if row["is_bone"] is None else row["is_bone"] == "yes"
        row["is_bone"] = symptoms.told_of_bone(row["site"], told)
        row["limp"] = row["limp"] == "yes"
        key = _key(row)
        if key not in stored:
            stored[key] = row
            new.append(row)
        elif reason := _why_not(row, stored[key]):
            outcome.refused[record.row_number] = reason
        elif row["note"] in {None, stored[key]["note"]}:
            outcome.known.add(record.row_number)
        else:
            stored[key]["note"] = row["note"]
            if stored[key] not in new:
                symptoms.put_note(con, row, row["note"])
    if new:
        symptoms.add_many(con, new)
    return outcome


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in symptoms.KEY)


def _told(row: Mapping[str, Any]) -> Told:
    return (row["pain_0_10"], row["is_bone"], row["limp"])


def _why_not(row: Mapping[str, Any], stored: Mapping[str, Any]) -> str:
    """Return what of a row contradicts the symptom that is stored; else nothing."""
    if _told(stored) != _told(row):
        return _contradiction(row, _told(stored))
    if None in (row["note"], stored["note"]) or row["note"] == stored["note"]:
        return ""
    return (
        f"{row['local_date']}: {_where(row)} has the same pain with another note, "
        f"{stored['note']!r}, and nothing is overwritten. Which is right? Take the other one out."
    )


def _where(row: Mapping[str, Any]) -> str:
    return f"{row['site']}, {row['side']}, {row['moment'].replace('_', ' ')}"


def _contradiction(row: Mapping[str, Any], stored: Told) -> str:
    pain, is_bone, limp = stored
    more = "".join(word for word, told in ((", on bone", is_bone), (", limping", limp)) if told)
    return (
        f"{row['local_date']}: {_where(row)} has pain {pain:g} of 10{more} already, and nothing is "
        "overwritten. Which is right? Take the other one out."
    )
