"""The outer structure of FIT bytes: the files in a chain, their checksums, their messages.

As the FIT protocol describes it: a header of 12 or 14 bytes, messages, a checksum. What
the messages mean is read by fitfast and fitdecode.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SIGNATURE: Final = b".FIT"
RECORD: Final = 20
# file_id, sport, session, device_info, activity, field_description, developer_data_id
_ABOUT: Final = frozenset({0, 12, 18, 23, 34, 206, 207})


def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
        table.append(crc)
    return tuple(table)


_CRC_TABLE: Final = _crc_table()


def crc16(content: bytes) -> int:
    """Return FIT's checksum; over content and its own checksum it is 0."""
    crc, table = 0, _CRC_TABLE
    for byte in content:
        crc = crc >> 8 ^ table[(crc ^ byte) & 0xFF]
    return crc


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a chain.

    Parameters
    ----------
    offset : int
        Where it begins in the whole, in bytes.
    content : bytes
        Its bytes, as many as are there.
    fault : str
        What is wrong with it before anything is read; empty if nothing is.
    """

    offset: int
    content: bytes
    fault: str = ""


def is_fit(content: bytes) -> bool:
    """Tell whether the bytes begin as a FIT file does."""
    return len(content) >= 12 and content[8:12] == SIGNATURE and content[0] in (12, 14)


def pieces(content: bytes) -> Iterator[Piece]:
    """Yield the files of a chain; what follows the last whole one is a piece with a fault."""
    offset = 0
    while offset < len(content):
        rest = content[offset:]
        if offset and not any(rest):
            return  # padding
        if not is_fit(rest):
            yield Piece(offset, b"", f"no FIT file begins at byte {offset}")
            return
        size = rest[0] + int(struct.unpack_from("<I", rest, 4)[0]) + 2
        if size == rest[0] + 2 < len(rest):
            # The length is written last: a watch that lost its power leaves 0.
            header = rest[:4] + struct.pack("<I", len(rest) - rest[0] - 2) + rest[8 : rest[0]]
            yield Piece(offset, header + rest[rest[0] :], "its header says it holds nothing")
            return
        if size > len(rest):
            yield Piece(
                offset, rest, f"it ends at byte {len(content)}, {size - len(rest)} too early"
            )
            return
        yield Piece(offset, rest[:size])
        offset += size


def with_header_crc(piece: bytes) -> bytes:
    """Return a sound file again with the header checksum that old watches leave at 0."""
    header = piece[:12] + struct.pack("<H", crc16(piece[:12]))
    body = header + piece[14:-2]
    return body + struct.pack("<H", crc16(body))


@dataclass(frozen=True, slots=True)
class Outline:
    """What a walk over the messages tells: how many records, and the few other messages.

    Parameters
    ----------
    n_records : int
    about : bytes
        A FIT file of the messages that say what the records are about. Reading it
        takes no time, and the records can then be read as columns.
    """

    n_records: int
    about: bytes


def outline(piece: bytes) -> Outline | None:
    """Walk over the messages of a piece without reading them; None if they do not add up."""
    end, at = len(piece) - 2, piece[0]
    numbers: dict[int, int] = {}
    sizes: dict[int, int] = {}
    n_records = 0
    about = bytearray()
    while at < end:
        head = piece[at]
        if head & 0xC0 == 0x40:
            local = head & 0x0F
            definition = _definition(piece, at, end)
            if definition is None:
                return None
            length, numbers[local], sizes[local] = definition
        else:
            local = head >> 5 & 0x03 if head & 0x80 else head & 0x0F
            if local not in sizes:
                return None
            length = sizes[local]
            n_records += numbers[local] == RECORD
        if numbers[local] in _ABOUT:
            about += piece[at : at + length]
        at += length
    if at != end:
        return None
    header = struct.pack("<BBHI4s", 12, piece[1], 0, len(about), SIGNATURE)
    whole = header + bytes(about)
    return Outline(n_records, whole + struct.pack("<H", crc16(whole)))


def _definition(piece: bytes, at: int, end: int) -> tuple[int, int, int] | None:
    """Return length of a definition, the message number and the size of its messages."""
    if at + 6 > end:
        return None
    (number,) = struct.unpack_from(">H" if piece[at + 2] else "<H", piece, at + 3)
    length = 6 + 3 * piece[at + 5]
    size = 1 + sum(piece[at + 7 : at + length : 3])
    if piece[at] & 0x20:
        if at + length >= end:
            return None
        extra = at + length
        length += 1 + 3 * piece[extra]
        size += sum(piece[extra + 2 : at + length : 3])
    return (length, number, size) if at + length <= end else None
