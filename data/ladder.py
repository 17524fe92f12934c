"""Read the ladder: its levels with their gates, warm-ups, rests, stop rules and spike classes."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from data.shipped_drills import CATALOGUE_FOLDER, sources

GATES: Final = ("entry", "advance", "regress")


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of entering a level, leaving it upwards, or stepping back.

    Attributes
    ----------
    signal : str
        What is looked at.
    comparison : str
        ``<=``, ``<``, ``=``, ``>`` or ``>=``: how the signal compares where the gate is met.
    threshold : float
        In ``unit``.
    unit, window : str
        ``window`` says over what the signal is taken; empty where that is plain.
    sentence : str
        The same in words.
    source, grade : str
    """

    signal: str
    comparison: str
    threshold: float
    unit: str
    window: str
    sentence: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the ladder.

    Attributes
    ----------
    level : int
        0 to 5.
    name : str
    weeks, contacts, sessions : tuple of float
        Usual weeks on the level (empty where it has no end), contacts of a session, and
        sessions a week: least and most.
    hours_between : float or None
        Least hours between sessions, on level 4 before a key run; None where nothing is said.
    rest : str
        In words.
    drills : tuple of (str, str)
        Ids with what the ladder says of the amount, often nothing.
    entry, advance, regress : tuple of Gate
        All of ``entry`` and ``advance`` are needed; one of ``regress`` is enough.
    source, grade, note : str
    """

    level: int
    name: str
    weeks: tuple[float, ...]
    contacts: tuple[float, float]
    sessions: tuple[float, float]
    hours_between: float | None
    rest: str
    drills: tuple[tuple[str, str], ...]
    entry: tuple[Gate, ...]
    advance: tuple[Gate, ...]
    regress: tuple[Gate, ...]
    source: str
    grade: str
    note: str


@lru_cache(maxsize=1)
def levels() -> tuple[Level, ...]:
    """Return the levels, lowest first."""
    drills, gates = _rows("ladder_drills.csv"), _rows("ladder_gates.csv")
    return tuple(_level(row, drills, gates) for row in _rows("ladder.csv"))


def warm_ups() -> pd.DataFrame:
    """Return what comes before a session.

    Returns
    -------
    DataFrame
        ``level``, ``step`` (its order), ``drill_id`` (empty where it is no drill),
        ``activity``, ``amount_low`` and ``amount_high`` in ``unit``, ``source``, ``grade``,
        ``reference``, ``where``.
    """
    return _table("warmups.csv")


def rests() -> pd.DataFrame:
    """Return the rest by class of drill.

    Returns
    -------
    DataFrame
        ``drill_class``, ``rest_s`` between sets and ``rest_between_reps_s`` (missing where
        repetitions follow at once), each with its ``_low`` and ``_high``, in s;
        ``sentence``, ``source``, ``grade``, ``reference``, ``where``.
    """
    return _table("rests.csv")


def stop_rules() -> pd.DataFrame:
    """Return what ends a set, holds a dose or stops the training.

    Returns
    -------
    DataFrame
        ``rule``, ``moment``, ``signal``, ``comparison``, ``threshold`` in ``unit``,
        ``action``, ``sentence``, ``source``, ``grade``, ``reference``, ``where``.
    """
    return _table("stop_rules.csv")


def spike_classes() -> pd.DataFrame:
    """Return the classes of a session longer than those of the 30 days before.

    Returns
    -------
    DataFrame
        ``class``, ``above_low_percent`` and ``above_high_percent`` (missing where open), the
        hazard rate ratio ``hrr`` of the cohort with its 95 % interval ``hrr_low`` and
        ``hrr_high`` (none of what is compared with), ``n`` runners, ``n_sessions``,
        ``source``, ``grade``, ``sentence``, ``reference``, ``where``. It is of a group: no
        probability of one athlete.
    """
    return _table("spike_classes.csv")


def _level(row: dict[str, Any], drills: list[dict[str, Any]], gates: list[dict[str, Any]]) -> Level:
    of_level = [one for one in gates if one["level"] == row["level"]]
    met = {gate: tuple(_gate(one) for one in of_level if one["gate"] == gate) for gate in GATES}
    weeks = (row["weeks_low"], row["weeks_high"])
    return Level(
        level=int(row["level"]),
        name=row["name"],
        weeks=tuple(one for one in weeks if one is not None),
        contacts=(row["contacts_low"], row["contacts_high"]),
        sessions=(row["sessions_low"], row["sessions_high"]),
        hours_between=row["hours_between"],
        rest=row["rest"],
        drills=tuple(
            (one["drill_id"], one["amount"] or "") for one in drills if one["level"] == row["level"]
        ),
        **met,
        source=row["source"],
        grade=row["grade"],
        note=row["note"] or "",
    )


def _gate(row: dict[str, Any]) -> Gate:
    names = ("signal", "comparison", "threshold", "unit", "sentence", "source", "grade")
    return Gate(**{name: row[name] for name in names}, window=row["window"] or "")


def _rows(name: str) -> list[dict[str, Any]]:
    frame = pd.read_csv(CATALOGUE_FOLDER / name)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _table(name: str) -> pd.DataFrame:
    rows = pd.read_csv(CATALOGUE_FOLDER / name, keep_default_na=False, na_values={})
    numbers = pd.read_csv(CATALOGUE_FOLDER / name).select_dtypes("number")
    return rows.assign(**numbers).merge(sources(), on="source", how="left", validate="many_to_one")
