"""From the bytes of a FIT file to its running legs, or the reason there are none."""

import time
from dataclasses import dataclass

from data.imports import fit_bytes, fit_legs
from data.imports.fit_reading import Reading, read_piece
from data.imports.legs import LONGEST_S, Leg


@dataclass(frozen=True, slots=True)
class FitFile:
    """What a FIT file holds.

    Parameters
    ----------
    kind : str
        ``run``, another sport, or the kind of file where it holds no activity.
    legs : tuple of Leg
        Running legs.
    n_records : int
        Records read, of every sport.
    fault : str
        What is damaged; empty if nothing is.
    reason : str
        Why there is no leg, or what else a person should know.
    """

    kind: str
    legs: tuple[Leg, ...]
    n_records: int
    fault: str
    reason: str


def read(content: bytes, now_s: float | None = None) -> FitFile:
    """Read a FIT file: each file of a chain, each leg of an activity.

    Parameters
    ----------
    content : bytes
        Begins as a FIT file; anything may follow.
    now_s : float, optional
        Seconds since 1970; runs from the future are not taken.

    Returns
    -------
    FitFile
        It never raises for what the bytes hold: damage is told, and what was read is kept.
    """
    now_s = time.time() if now_s is None else now_s
    readings = [read_piece(piece) for piece in fit_bytes.pieces(content)]
    legs: list[Leg] = []
    others: list[str] = []
    why: list[str] = []
    for reading in readings:
        if not _is_activity(reading):
            continue
        for part in fit_legs.parts(reading):
            if part.sport != "running":
                others.append(part.sport)
                continue
            made = fit_legs.leg(reading, part, len(legs) + 1, now_s)
            if isinstance(made, str):
                why.append(made)
            elif made.elapsed_s < LONGEST_S:
                legs.append(made)
            else:
                why.append(f"it lasts {made.elapsed_s / 86400:.0f} days")
    fault = "; ".join(reading.fault for reading in readings if reading.fault)
    n_records = sum(reading.n_records for reading in readings)
    kind, reason = _no_run(readings, others, why) if not legs else ("run", "; ".join(why))
    return FitFile(kind, tuple(legs), n_records, fault, reason)


def _is_activity(reading: Reading) -> bool:
    kinds = _kinds(reading)
    is_other = bool(kinds) and "activity" not in kinds
    return not is_other and bool(reading.n_records or reading.about.get("session"))


def _kinds(reading: Reading) -> set[str]:
    """Return what a file says it is; a number stands for what nobody has named."""
    told = {str(one.get("type", "")) for one in reading.about.get("file_id", [])}
    return {kind for kind in told if kind.isidentifier() and kind != "None"}


def _no_run(readings: list[Reading], others: list[str], why: list[str]) -> tuple[str, str]:
    if why:
        return "run", "; ".join(dict.fromkeys(why))
    named = [sport for sport in dict.fromkeys(others) if sport]
    if named:
        return ", ".join(named), "not a run; nothing to do"
    if others:
        return "activity", "it does not say which sport it was"
    kinds = {kind for reading in readings for kind in _kinds(reading)}
    kind = min(kinds - {"activity"}, default="activity")
    return kind, f"{kind} file: holds no activity" if kind != "activity" else "it holds no records"
