"""Read with fitdecode what fitfast refuses: damaged files, up to where they break."""

import itertools
import struct
from typing import Any, Final

import fitdecode
import numpy as np
from fitdecode.records import FitDataMessage
from fitdecode.types import DevFieldDefinition

from data.imports.fit_bytes import Piece
from data.imports.fit_reading import NATIVE, Message, Reading, seconds

_ABOUT: Final = frozenset(
    {
        "file_id",
        "sport",
        "session",
        "device_info",
        "activity",
        "field_description",
        "developer_data_id",
    }
)
_MOST_SALVAGED: Final = 300_000  # half a minute of work
_TIMES: Final = frozenset({"timestamp", "start_time", "local_timestamp", "time_created"})


# What decoding damaged bytes was seen to raise, and what arithmetic on nonsense may.
_DAMAGE: Final = (
    fitdecode.FitError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)


def salvage(piece: Piece, fault: str) -> Reading:
    """Read a piece until it ends or breaks.

    Parameters
    ----------
    piece : Piece
    fault : str
        What is already known to be wrong; empty if nothing is.
    """
    about: dict[str, list[Message]] = {}
    rows: list[dict[str, float]] = []
    reader = fitdecode.FitReader(
        piece.content,
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
        keep_raw_chunks=True,
    )
    at = 0
    try:
        for frame in itertools.islice(reader, 4 * _MOST_SALVAGED):
            at = frame.chunk.offset + len(frame.chunk.bytes)
            if frame.frame_type != fitdecode.FIT_FRAME_DATA:
                continue
            if frame.name == "record":
                if len(rows) == _MOST_SALVAGED:
                    fault = _and(fault, f"only its first {_MOST_SALVAGED} records are salvaged")
                    break
                rows.append(_record(frame))
            elif frame.name in _ABOUT:
                message = _message(frame)
                message["record_number"] = len(rows)
                about.setdefault(str(frame.name), []).append(message)
    except _DAMAGE as error:  # what was read before it counts
        where = piece.offset + (_offset(error) or at)
        fault = _and(fault, f"it cannot be read from byte {where} on")
    finally:
        reader.close()
    return Reading(_columns(rows), about, len(rows), fault)


def _record(frame: FitDataMessage) -> dict[str, float]:
    row: dict[str, float] = {}
    for field in frame.fields:
        if isinstance(field.field_def, DevFieldDefinition):
            name = f"dev:{field.field_def.dev_data_index}:{field.name}"
        elif field.name in NATIVE:
            name = field.name
        else:
            continue
        value = seconds(field.value) if name == "timestamp" else field.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            row[name] = float(value)
    return row


def _message(frame: FitDataMessage) -> Message:
    message: Message = {}
    for field in frame.fields:
        value = field.value
        if field.name in _TIMES:
            value = seconds(value)
        elif field.name == "application_id" and isinstance(value, tuple | list):
            value = bytes(part & 0xFF for part in value if isinstance(part, int))
        elif isinstance(value, tuple | list) and value:
            value = value[0]
        if value is not None:
            message[field.name] = value
    return message


def _columns(rows: list[dict[str, float]]) -> dict[str, Any]:
    names = sorted({name for row in rows for name in row})
    nan = float("nan")
    return {name: np.array([row.get(name, nan) for row in rows], dtype=float) for name in names}


def _offset(error: Exception) -> int | None:
    """Return the byte that fitdecode's message names, as in ``... @ 7471``."""
    text = str(error).rpartition("@ ")[2].split(":")[0].strip()
    return int(text) if text.isdecimal() else None


def _and(fault: str, more: str) -> str:
    return f"{fault}; {more}" if fault else more
