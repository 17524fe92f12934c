"""Store the records of each kind of table; what is stored already is not stored twice.

Each writer takes records that can be read and returns, by row number, which were stored
before, and why others were not taken. It checks what only the store knows: athletes, drills,
body masses, repetitions.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd

from analytics.errors import InputError
from data import OWNER, athletes, body_mass, daily_loads, days, runs
from data.frames import plain_rows
from data.imports import power_rows, session_rows, set_rows, symptom_rows
from data.imports.rows import Outcome, Reasons, Record, Source

Writer = Callable[[duckdb.DuckDBPyConnection, list[Record], Source], Outcome]


def write(
    con: duckdb.DuckDBPyConnection, kind: str, records: list[Record], source: Source
) -> Outcome:
    """Store records of one kind; what is stored already is not stored again."""
    reasons: Reasons = {}
    if kind != "athletes":
        reasons = _unknown_or_untimely(con, records)
    good = [record for record in records if record.row_number not in reasons]
    outcome = _WRITERS[kind](con, good, source) if good else Outcome()
    outcome.refused |= reasons
    return outcome


def _unknown_or_untimely(con: duckdb.DuckDBPyConnection, records: Iterable[Record]) -> Reasons:
    known = athletes.athletes(con, OWNER)
    zones = dict(zip(known["athlete_id"], known["time_zone"], strict=True))
    today: dict[str, date] = {}
    reasons: Reasons = {}
    for record in records:
        athlete_id, day = record.facts["athlete_id"], record.facts["local_date"]
        if athlete_id not in zones:
            reasons[record.row_number] = athletes.unknown(athlete_id, list(zones))
            continue
        if athlete_id not in today:
            today[athlete_id] = _today(zones[athlete_id])
        try:
            days.check(day, today[athlete_id])
        except InputError as error:
            reasons[record.row_number] = str(error)
    return reasons


def _today(time_zone: str | None) -> date:
    """Return the day it is where the athlete is, else where this machine is."""
    zone = ZoneInfo(time_zone) if isinstance(time_zone, str) else None
    return datetime.now(zone).astimezone(zone).date()


def _athletes(con: duckdb.DuckDBPyConnection, records: list[Record], _source: Source) -> Outcome:
    outcome = Outcome()
    known = set(athletes.athletes(con, OWNER)["athlete_id"])
    for record in records:
        facts = dict(record.facts)
        athlete_id = facts.pop("athlete_id")
        try:
            if athlete_id not in known:
                athletes.add(con, athlete_id=athlete_id, **facts)
                known.add(athlete_id)
            elif not athletes.fill_in(con, athlete_id, **facts):
                outcome.known.add(record.row_number)
        except InputError as error:
            outcome.refused[record.row_number] = str(error)
    return outcome


def _body_mass(con: duckdb.DuckDBPyConnection, records: list[Record], source: Source) -> Outcome:
    frame = body_mass.body_masses(con, OWNER)
    stored = _stored(frame, ("athlete_id", "date"), "mass_kg")
    new, outcome = _new_by_key(records, stored, ("athlete_id", "local_date"), "mass_kg", "kg")
    body_mass.add_many(con, ({**one, "file_sha256": source.file_sha256} for one in new))
    return outcome


def _daily_loads(con: duckdb.DuckDBPyConnection, records: list[Record], source: Source) -> Outcome:
    for record in records:
        record.facts["source"] = record.facts["source"] or "table"
    frame = daily_loads.daily_loads(con, OWNER)
    stored = _stored(frame, ("athlete_id", "date", "channel", "source"), "value")
    key = ("athlete_id", "local_date", "channel", "source")
    new, outcome = _new_by_key(records, stored, key, "value", "")
    daily_loads.add_many(con, ({**one, "file_sha256": source.file_sha256} for one in new))
    return outcome


def _stored(frame: pd.DataFrame, key: tuple[str, ...], value: str) -> dict[tuple[Any, ...], float]:
    columns = [frame[name].dt.date if name == "date" else frame[name] for name in key]
    return dict(zip(zip(*columns, strict=True), frame[value], strict=True))


def _new_by_key(
    records: list[Record],
    stored: dict[tuple[Any, ...], float],
    key: tuple[str, ...],
    value: str,
    unit: str,
) -> tuple[list[dict[str, Any]], Outcome]:
    """Return rows whose key is free, and what of the others: repeated or contradicted."""
    new: list[dict[str, Any]] = []
    outcome = Outcome()
    for record in records:
        own = tuple(record.facts[name] for name in key)
        if own not in stored:
            stored[own] = record.facts[value]
            new.append(record.facts)
        elif stored[own] == record.facts[value]:
            outcome.known.add(record.row_number)
        else:
            words = " ".join(str(part) for part in own)
            known = f"{stored[own]:g} {unit}".rstrip()
            outcome.refused[record.row_number] = (
                f"{words} has {known} already, and nothing is overwritten. "
                "Which is right? Take the other one out."
            )
    return new, outcome


def _runs(con: duckdb.DuckDBPyConnection, records: list[Record], source: Source) -> Outcome:
    outcome = Outcome()
    stored = runs.ByDay(plain_rows(runs.runs(con, OWNER)))
    new: list[dict[str, Any]] = []
    for record in records:
        facts = record.facts
        same = stored.measured_like(facts)
        try:
            if same is not None:
                # The watch knows the load, the diary the effort: one run, counted once.
                if runs.take_effort(con, same, facts["session_rpe"]):
                    same["session_rpe"] = facts["session_rpe"]
                else:
                    outcome.known.add(record.row_number)
            elif (row := runs.checked_by_hand(**facts))["run_id"] in stored.run_ids:
                outcome.known.add(record.row_number)
            else:
                stored.run_ids.add(row["run_id"])
                new.append(row | {"file_sha256": source.file_sha256})
        except InputError as error:
            outcome.refused[record.row_number] = str(error)
    if new:
        runs.add_many_by_hand(con, new)
    return outcome


_WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "athletes": _athletes,
        "body_mass": _body_mass,
        "plyo_sets": set_rows.write,
        "power_tests": power_rows.write,
        "runs": _runs,
        "daily_loads": _daily_loads,
        "other_sessions": session_rows.write,
        "symptoms": symptom_rows.write,
    }
)
