"""Store rows of plyometric sets: rows of one athlete, day and label are one session."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import duckdb
import pandas as pd

from analytics.errors import InputError
from analytics.load.drill_names import meant
from data import OWNER, drills, plyometrics
from data.frames import plain_rows
from data.imports.rows import Outcome, Record, Source
from data.set_checks import check_day, check_times, contacts_of, contacts_per_rep, told_times

_SET: Final = (
    "drill_id",
    "reps",
    "contacts",
    "side",
    "height_m",
    "rest_s",
    "contact_ms",
    "flight_ms",
    "note",
)

Key = tuple[str, date, str]
Day = tuple[str, date]


@dataclass(slots=True)
class _Session:
    """One session: what is stored of it and not named by this table yet, and what this adds."""

    session_id: str | None = None
    session_rpe: float | None = None
    is_named: bool = False
    stored: Counter[tuple[Any, ...]] = field(default_factory=Counter)
    new: list[dict[str, Any]] = field(default_factory=list)
    row_numbers: set[int] = field(default_factory=set)


def write(con: duckdb.DuckDBPyConnection, records: list[Record], source: Source) -> Outcome:
    """Store sets, and return which were stored before, and why some were not taken.

    A set that a stored session has already is a repetition; another set of the same
    session is added to it, so that a corrected table may come again whole. A labelled session
    of the very sets that are stored without a label is that one: it takes the label over.
    """
    outcome = Outcome()
    catalogue = drills.of_store(con)
    per_rep = contacts_per_rep(catalogue)
    times = told_times(catalogue)
    reasons: dict[tuple[str, float | None, str | None], str] = {}
    sessions, days = _stored_sessions(con)
    for record in (*source.taken, *records):
        sessions.setdefault(_key(record.facts), _Session()).is_named = True
    for record in records:
        values = record.facts
        key = _key(values)
        session = sessions[key]
        try:
            drill = (values["drill_id"], values["height_m"], values["side"])
            if drill not in reasons:
                reasons[drill] = _why_not(*drill, catalogue)
            if reasons[drill]:
                raise InputError(reasons[drill])
            check_times(times, values)
            values["contacts"] = contacts_of(values, per_rep)
            if _take(session, values, days):
                session.row_numbers.add(record.row_number)
            else:
                outcome.known.add(record.row_number)
        except InputError as error:
            outcome.refused[record.row_number] = str(error)
    _take_over(con, sessions, outcome)
    _store(con, sessions, source.file_sha256)
    return outcome


def _key(values: dict[str, Any]) -> Key:
    return (values["athlete_id"], values["local_date"], values["session"] or "")


def _take(session: _Session, values: dict[str, Any], days: Counter[Day]) -> bool:
    """Add a row's sets to its session; false if all of them are stored."""
    one = {name: values[name] for name in _SET}
    one["side"] = one["side"] or "both"
    rpe = values["session_rpe"]
    if rpe is not None and session.session_rpe not in {None, rpe}:
        raise InputError(
            f"session_rpe is {rpe:g}, but another row of this session says "
            f"{session.session_rpe:g}. Two sessions a day need a label each (session)."
        )
    key = tuple(one.values())
    times = values["sets"] or 1
    known = min(times, session.stored[key])
    session.stored[key] -= known
    if known == times:
        return False
    day, more = (values["athlete_id"], values["local_date"]), (times - known) * one["contacts"]
    check_day(values["local_date"], days[day], more)
    days[day] += more
    session.session_rpe = rpe if rpe is not None else session.session_rpe
    session.new.extend([one] * (times - known))
    return True


def _take_over(
    con: duckdb.DuckDBPyConnection, sessions: dict[Key, _Session], outcome: Outcome
) -> None:
    """Give stored sessions without a label that of the very sets that come now."""
    for (athlete_id, local_date, label), session in sessions.items():
        plain = sessions.get((athlete_id, local_date, ""))
        if not label or session.session_id or plain is None or plain.is_named:
            continue
        new = Counter(tuple(one.values()) for one in session.new)
        if new and new == plain.stored and session.session_rpe == plain.session_rpe:
            plyometrics.put_label(con, str(plain.session_id), label)
            plain.is_named = True
            session.new = []
            outcome.known |= session.row_numbers
            outcome.said.append(
                f"The plyometric session of {local_date} without a label is {label} now."
            )


def _store(con: duckdb.DuckDBPyConnection, sessions: dict[Key, _Session], file_sha256: str) -> None:
    fresh = []
    for (athlete_id, local_date, label), session in sessions.items():
        if session.new and session.session_id is not None:
            plyometrics.append_sets(con, session.session_id, session.new, session.session_rpe)
        elif session.new:
            about = {
                "athlete_id": athlete_id,
                "local_date": local_date,
                "label": label,
                "session_rpe": session.session_rpe,
                "file_sha256": file_sha256,
            }
            fresh.append((about, session.new))
    if fresh:
        plyometrics.add_sessions(con, fresh)


def _stored_sessions(
    con: duckdb.DuckDBPyConnection,
) -> tuple[dict[Key, _Session], Counter[Day]]:
    """Return what is stored: sessions, and contacts of each athlete's days."""
    days: Counter[Day] = Counter()
    by_id: dict[str, _Session] = {}
    by_key: dict[Key, _Session] = {}
    for row in plain_rows(plyometrics.sessions(con, OWNER)):
        key = (row["athlete_id"], row["local_date"], row["label"])
        session = by_key.setdefault(key, _Session(row["session_id"], row["session_rpe"]))
        by_id[row["session_id"]] = session
    for row in plain_rows(plyometrics.sets(con, OWNER)):
        by_id[row["session_id"]].stored[tuple(row[name] for name in _SET)] += 1
        days[row["athlete_id"], row["local_date"]] += row["contacts"]
    return by_key, days


def _why_not(
    drill_id: str, height_m: float | None, side: str | None, catalogue: pd.DataFrame
) -> str:
    known = [one for one in catalogue["drill_id"] if one != drills.REFERENCE]
    if drill_id not in catalogue["drill_id"].to_numpy():
        return (
            f"Drill {drill_id!r} is not in the catalogue.{meant(drill_id, known)} "
            "All ids stand on Imports, Templates, under Plyometric sets."
        )
    try:
        drills.check_set(drill_id, height_m, side, catalogue)
    except InputError as error:
        return str(error)
    return ""
