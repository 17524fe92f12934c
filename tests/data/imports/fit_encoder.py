"""A small encoder of FIT files, to make files whose content is known."""

import struct
from collections.abc import Iterable, Sequence
from typing import NamedTuple

EPOCH_S = 631_065_600
START_S = 1_769_628_201  # 28 January 2026, 19:23:21 UTC
STRYD = bytes.fromhex("18fb2cf01a4b430dad66988c847421f4")
ROWING = bytes.fromhex("2fc7c56bf7f84fc4b92e8d3bde99f693")
SPORTS = {"running": 1, "cycling": 2, "transition": 3, "swimming": 5, "walking": 11, "rowing": 15}
MAKERS = {"garmin": 1, "suunto": 23, "polar": 123, "stryd": 95, "coros": 294, "zwift": 260}

# base type: number, struct code, what stands for "missing"
ENUM, UINT8, UINT16, UINT32 = (
    (0x00, "B", 0xFF),
    (0x02, "B", 0xFF),
    (0x84, "H", 0xFFFF),
    (
        0x86,
        "I",
        0xFFFFFFFF,
    ),
)
SINT32, TEXT = (0x85, "i", 0x7FFFFFFF), (0x07, "s", b"")


class Field(NamedTuple):
    """A field of a message; ``application`` is set for a developer field."""

    number: int
    base: tuple[int, str, object]
    value: object
    application: int | None = None


class Message(NamedTuple):
    number: int
    fields: Sequence[Field]


def crc(content: bytes, value: int = 0) -> int:
    for byte in content:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value


def encode(messages: Iterable[Message], header_crc: bool = True, header_size: int = 14) -> bytes:
    """Return a whole FIT file."""
    body, layouts = bytearray(), {}
    for message in messages:
        layout = (
            message.number,
            tuple((f.number, _size(f), f.base[0], f.application) for f in message.fields),
        )
        if layout not in layouts:
            layouts[layout] = len(layouts) % 16
            body += _definition(layouts[layout], *layout)
        body.append(layouts[layout])
        for field in message.fields:
            body += _pack(field)
    header = struct.pack("<BBHI4s", header_size, 0x20, 21212, len(body), b".FIT")
    if header_size == 14:
        header += struct.pack("<H", crc(header) if header_crc else 0)
    whole = header + bytes(body)
    return whole + struct.pack("<H", fast_crc(whole))


def _definition(local: int, number: int, fields: tuple) -> bytes:
    own = [field for field in fields if field[3] is None]
    developer = [field for field in fields if field[3] is not None]
    head = struct.pack("<BBBHB", 0x40 | (0x20 if developer else 0) | local, 0, 0, number, len(own))
    head += b"".join(bytes([n, size, base]) for n, size, base, _ in own)
    if developer:
        head += bytes([len(developer)])
        head += b"".join(bytes([n, size, index]) for n, size, _, index in developer)
    return head


def _size(field: Field) -> int:
    if field.base[1] == "s":
        return len(field.value) + (0 if isinstance(field.value, bytes) else 1)
    return struct.calcsize(field.base[1])


def _pack(field: Field) -> bytes:
    if field.base[1] == "s":
        return field.value if isinstance(field.value, bytes) else field.value.encode() + b"\0"
    return struct.pack("<" + field.base[1], field.base[2] if field.value is None else field.value)


_TABLE = [crc(bytes([byte])) for byte in range(256)]


def fast_crc(content: bytes) -> int:
    value = 0
    for byte in content:
        value = value >> 8 ^ _TABLE[(value ^ byte) & 0xFF]
    return value


def file_id(maker: str = "garmin", kind: int = 4) -> Message:
    return Message(0, [Field(0, ENUM, kind), Field(1, UINT16, MAKERS.get(maker, 255))])


def application(index: int, app: bytes, field_names: dict[int, tuple[str, int | None]]):
    """Yield what declares an application and its record fields: number -> name, native number."""
    yield Message(207, [Field(1, (0x0D, "s", b""), app), Field(3, UINT8, index)])
    for number, (name, native) in field_names.items():
        yield Message(
            206,
            [
                Field(0, UINT8, index),
                Field(1, UINT8, number),
                Field(2, UINT8, UINT16[0]),
                Field(3, TEXT, name),
                Field(14, UINT16, 20),
                Field(15, UINT8, native),
            ],
        )


def record(at_s: float, power=None, cadence=None, pod: dict[int, int] | None = None, index=0):
    fields = [Field(253, UINT32, int(at_s) - EPOCH_S), Field(3, UINT8, 150)]
    fields += [Field(4, UINT8, cadence), Field(7, UINT16, power)]
    fields += [Field(number, UINT16, value, index) for number, value in (pod or {}).items()]
    return Message(20, fields)


def session(start_s: float, elapsed_s: float, sport: str = "running", sub_sport: int = 0):
    milliseconds = int(elapsed_s * 1000)
    return Message(
        18,
        [
            Field(253, UINT32, int(start_s + elapsed_s) - EPOCH_S),
            Field(2, UINT32, int(start_s) - EPOCH_S),
            Field(5, ENUM, SPORTS[sport]),
            Field(6, ENUM, sub_sport),
            Field(7, UINT32, milliseconds),
            Field(8, UINT32, milliseconds),
            Field(9, UINT32, int(3 * elapsed_s * 100)),
        ],
    )


def activity(end_s: float, offset_s: int | None = 7200) -> Message:
    local = None if offset_s is None else int(end_s) + offset_s - EPOCH_S
    return Message(34, [Field(253, UINT32, int(end_s) - EPOCH_S), Field(5, UINT32, local)])


def run(  # a run of one leg, as a watch with or without a pod writes it
    power: Sequence[int | None],
    *,
    start_s: float = START_S,
    pod: Sequence[int] | None = None,
    app: bytes = STRYD,
    sport: str = "running",
    maker: str = "garmin",
    times: Sequence[int] | None = None,
    offset_s: int | None = 7200,
    **header,
) -> bytes:
    """Return a file of one sample a second, or at ``times`` seconds from the start."""
    times = range(len(power)) if times is None else times
    messages = [file_id(maker)]
    if pod is not None:
        messages += application(0, app, {0: ("Power", 7)})
    for i, second in enumerate(times):
        more = {0: pod[i]} if pod is not None else None
        messages.append(record(start_s + second, power[i], 85, more))
    elapsed_s = times[-1] - times[0]
    messages += [session(start_s, elapsed_s, sport), activity(start_s + elapsed_s, offset_s)]
    return encode(messages, **header)
