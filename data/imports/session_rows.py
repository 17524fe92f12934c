"""Store rows of strength, mobility and cross-training: one row, one session."""

from datetime import date
from typing import Any, Final

import duckdb

from analytics.errors import InputError
from data import OWNER, other_sessions
from data.frames import plain_rows
from data.imports.rows import Outcome, Record

_LOAD: Final = ("session_rpe", "duration_min")

Key = tuple[str, date, str, str]


def write(con: duckdb.DuckDBPyConnection, records: list[Record], file_sha256: str) -> Outcome:
    """Store sessions; what a stored one lacks is filled in, what contradicts it is refused."""
    outcome = Outcome()
    stored = {_key(row): row for row in plain_rows(other_sessions.other_sessions(con, OWNER))}
    here: dict[Key, int] = {}
    new: list[dict[str, Any]] = []
    for record in records:
        row = {**record.facts, "label": record.facts["label"] or "", "file_sha256": file_sha256}
        key = _key(row)
        try:
            if key in here:
                _refuse_twin(row, here[key])
            here[key] = record.row_number
            if key not in stored:
                new.append(row)
            elif not _fill_in(con, stored[key], row):
                outcome.known.add(record.row_number)
        except InputError as error:
            outcome.refused[record.row_number] = str(error)
    if new:
        other_sessions.add_many(con, new)
    return outcome


def _key(row: dict[str, Any]) -> Key:
    return (row["athlete_id"], row["local_date"], row["kind"], row["label"])


def _refuse_twin(row: dict[str, Any], earlier: int) -> None:
    raise InputError(
        f"Row {earlier} has a {row['kind']} session of {row['local_date']} already"
        f"{' labelled ' + row['label'] if row['label'] else ''}. Two of a day need a label each, "
        "such as morning."
    )


def _fill_in(con: duckdb.DuckDBPyConnection, stored: dict[str, Any], row: dict[str, Any]) -> bool:
    """Say of a stored session what it lacks; false if there is nothing to say."""
    for name in _LOAD:
        known, told = stored[name], row[name]
        if known is not None and told is not None and known != told:
            raise InputError(
                f"{name} is {told:g}, but the {row['kind']} session of {row['local_date']} has "
                f"{known:g} already, and nothing is overwritten. Two of a day need a label each."
            )
    if all(stored[name] is not None or row[name] is None for name in _LOAD):
        return False
    other_sessions.fill_in(con, stored["session_id"], row["session_rpe"], row["duration_min"])
    return True
