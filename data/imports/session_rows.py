"""Store rows of strength, mobility and cross-training: one row, one session."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import duckdb

from analytics.errors import InputError
from data import OWNER, other_sessions
from data.frames import plain_rows
from data.imports.rows import Outcome, Record, Source

_LOAD: Final = ("session_rpe", "duration_min")

Key = tuple[str, date, str, str]


def write(con: duckdb.DuckDBPyConnection, records: list[Record], source: Source) -> Outcome:
    """Store sessions; what a stored one lacks is filled in, what contradicts it is refused.

    A labelled row with the load of a stored session without a label is that session: it takes
    the label over.
    """
    outcome = Outcome()
    stored = {_key(row): row for row in plain_rows(other_sessions.other_sessions(con, OWNER))}
    named = {_key(record.facts) for record in (*source.taken, *records)}
    here = {_key(record.facts): record.row_number for record in reversed(source.taken)}
    new: list[dict[str, Any]] = []
    for record in records:
        label = record.facts["label"] or ""
        row = {**record.facts, "label": label, "file_sha256": source.file_sha256}
        key = _key(row)
        try:
            if key in here:
                _refuse_twin(row, here[key])
            here[key] = record.row_number
            of_other_label = [
                one for other, one in stored.items() if other not in named and _is_same(one, row)
            ]
            if key in stored:
                if not _fill_in(con, stored[key], row):
                    outcome.known.add(record.row_number)
            elif of_other_label:
                outcome.said.append(_take_label(con, of_other_label[0], label))
                outcome.known.add(record.row_number)
                del stored[_key(of_other_label[0])]
            else:
                new.append(row)
        except InputError as error:
            outcome.refused[record.row_number] = str(error)
    if new:
        other_sessions.add_many(con, new)
    return outcome


def _key(row: Mapping[str, Any]) -> Key:
    return (row["athlete_id"], row["local_date"], row["kind"], row["label"] or "")


def _is_same(stored: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Tell whether two sessions differ in nothing but that one of them has a label."""
    names = ("athlete_id", "local_date", "kind", *_LOAD)
    one_is_plain = bool(stored["label"]) != bool(row["label"])
    return one_is_plain and all(stored[name] == row[name] for name in names)


def _take_label(con: duckdb.DuckDBPyConnection, stored: Mapping[str, Any], label: str) -> str:
    """Give a stored session the label that a row of its load has, and say so."""
    about = f"{stored['kind']} session of {stored['local_date']}"
    if not label:
        raise InputError(
            f"A {about} of the same effort and length is stored as {stored['label']}. If this is "
            "another one, give it a label of its own."
        )
    other_sessions.put_label(con, stored["session_id"], label)
    return f"The {about} without a label is {label} now."


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
