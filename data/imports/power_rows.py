"""Store rows of power tests: the same once, and two of a table where notes tell them apart."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import duckdb

from analytics.errors import InputError
from data import OWNER, body_mass, power_tests
from data.frames import plain_rows
from data.imports.rows import Outcome, Record, Source


def write(con: duckdb.DuckDBPyConnection, records: list[Record], source: Source) -> Outcome:
    """Store tests, and return which were stored before, and why some were not taken."""
    whose = {record.facts["athlete_id"] for record in (*source.taken, *records)}
    masses = body_mass.Masses(con, whose)
    known = {power_tests.key_of(row) for row in plain_rows(power_tests.tests(con, OWNER))}
    here = _keys(source.taken, masses)
    new: list[dict[str, Any]] = []
    outcome = Outcome()
    for record in records:
        row = {**record.facts, "file_sha256": source.file_sha256}
        se_w = row.pop("se_w")
        try:
            row = power_tests.complete(row, masses)
        except InputError as error:
            outcome.refused[record.row_number] = str(error)
            continue
        if se_w is not None and row["se_w_kg"] is None:
            row["se_w_kg"] = se_w / row["mass_kg"]
        key = power_tests.key_of(row)
        if key in here:  # two of one table may be two tests
            outcome.refused[record.row_number] = (
                f"It stands in this table twice: {power_tests.described(row)} "
                "A replicate needs its own note."
            )
        elif key in known:
            outcome.known.add(record.row_number)
        else:
            new.append(row)
        here.add(key)
    if new:
        power_tests.add_many(con, new)
    return outcome


def _keys(taken: Iterable[Record], masses: body_mass.Masses) -> set[tuple[Any, ...]]:
    """Return what tells the tests apart that were taken of the same table before."""
    keys = set()
    for record in taken:
        with suppress(InputError):  # read by another mapping now, it is no test any more
            keys.add(power_tests.key_of(power_tests.complete(record.facts, masses)))
    return keys
