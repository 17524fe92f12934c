"""What was read of one FIT file, whichever reader read it: fitfast, or fitdecode for the rest."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import fitfast
import numpy as np
import numpy.typing as npt

from data.imports.fit_bytes import Piece, crc16, outline, with_header_crc

Vector = npt.NDArray[np.float64]
Message = dict[str | int, Any]

EPOCH_S: Final = 631_065_600
"""Where FIT begins to count, 31 December 1989, in seconds since 1970."""

MOST_RECORDS: Final = 2_000_000
"""23 days of seconds. More is no run, and would fill the memory."""

NATIVE: Final = frozenset(
    {
        "timestamp",
        "power",
        "cadence",
        "fractional_cadence",
        "speed",
        "enhanced_speed",
        "distance",
        "heart_rate",
        "stance_time",
        "altitude",
        "enhanced_altitude",
    }
)
"""Record fields that are taken; developer fields come beside them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The records as columns, and the messages that say what they are about.

    Parameters
    ----------
    columns : dict of str to ndarray of float, shape (n,)
        By field name; a developer field as ``dev:<application>:<field name>``. Missing is NaN.
        Times are seconds since 1970.
    about : dict of str to list of dict
        Messages by name: file_id, session, sport, activity and so on.
    n_records : int
    fault : str
        What is damaged; empty if nothing is.
    """

    columns: dict[str, Vector] = field(default_factory=dict)
    about: dict[str, list[Message]] = field(default_factory=dict)
    n_records: int = 0
    fault: str = ""


def read_piece(piece: Piece) -> Reading:
    """Read one file of a chain as well as it can be read."""
    if not piece.content:
        return Reading(fault=piece.fault)
    fault = piece.fault
    if not fault:
        found = _fast(piece.content)
        if found is not None:
            return found
        # fitfast refuses a header checksum of 0, which the protocol allows.
        if crc16(piece.content) == 0:
            if piece.content[0] == 14 and not any(piece.content[12:14]):
                found = _fast(with_header_crc(piece.content))
                if found is not None:
                    return found
        else:
            fault = "its checksum is wrong"
    from data.imports.fit_salvage import salvage  # its profile is slow to load, and seldom needed

    return salvage(piece, fault)


def seconds(value: object) -> float | None:
    """Return a FIT time as seconds since 1970, whichever way a reader gave it."""
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.timestamp()
    found = number(value)
    if found is None:
        return None
    return found + EPOCH_S if found < EPOCH_S else found


def number(value: object) -> float | None:
    """Return a finite number, or None for anything else a damaged file may hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if np.isfinite(value) else None


def record_fields(about: dict[str, list[Message]]) -> dict[tuple[int, str], Message]:
    """Return the descriptions of the developer fields of records, by application and name."""
    found: dict[tuple[int, str], Message] = {}
    for description in about.get("field_description", []):
        index, name = description.get("developer_data_index"), description.get("field_name")
        of = description.get("native_mesg_num", "record")
        if isinstance(index, int) and isinstance(name, str) and of in ("record", 20):
            found[index, name] = description
    return found


def _fast(content: bytes) -> Reading | None:
    """Read a sound file with fitfast; None if it refuses, or could confuse two fields."""
    plan = outline(content)
    if plan is None:
        return None
    if plan.n_records > MOST_RECORDS:
        return Reading(fault=f"it holds {plan.n_records} records; a run has {MOST_RECORDS} at most")
    try:
        about = fitfast.parse(plan.about)
        native = fitfast.records(content) if plan.n_records else {}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - a panic of its Rust core is a BaseException
        return None
    described = list(record_fields(about))
    names = [name for _, name in described]
    if len(set(names)) < len(names) or not NATIVE.isdisjoint(names):
        return None  # it names developer fields as they call themselves: two would be one
    columns = {name: native[name] for name in NATIVE if name in native}
    for index, name in described:
        if name in native:
            columns[f"dev:{index}:{name}"] = native[name]
    return Reading(columns, about, plan.n_records)
