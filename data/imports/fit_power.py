"""Which power a running leg has: a pod's developer field, or the watch's own."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from data.imports.fit_reading import Message, Reading, Vector, record_fields
from data.imports.legs import plausible_power

POWER_FIELD: Final = 7
"""Number of ``power`` among the native fields of a record; what a developer field overrides."""

_STRYD_APPLICATIONS: Final = frozenset(
    {
        bytes.fromhex("18fb2cf01a4b430dad66988c847421f4"),
        bytes.fromhex("660a581e5301460c8f2f034c8b6dc90f"),
    }
)
_STRYD_FIELDS: Final = frozenset({"Form Power", "Leg Spring Stiffness", "Air Power"})
_MAKERS: Final = {
    "stryd": "stryd",
    "garmin": "garmin",
    "coros": "coros",
    "suunto": "suunto",
    "polar_electro": "polar",
    "apple": "apple",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A power of the records and who made it."""

    name: str
    column: str


def sources(reading: Reading) -> list[Source]:
    """Return the powers a file may carry, the one that counts first: pods before the watch."""
    pods = []
    for (index, name), description in record_fields(reading.about).items():
        column = f"dev:{index}:{name}"
        if column in reading.columns and _is_power(name, description):
            pods.append(Source(_maker_of(reading, index, name), column))
    pods.sort(key=lambda source: ("stryd", "garmin", "other").index(source.name))
    own = [Source(_own_maker(reading, bool(pods)), "power")] if "power" in reading.columns else []
    return pods + own


def powers(reading: Reading, rows: npt.NDArray[np.int64]) -> tuple[list[Source], list[Vector]]:
    """Return those of :func:`sources` that say something in the given rows, and their values."""
    found = [
        (source, plausible_power(reading.columns[source.column][rows]))
        for source in sources(reading)
    ]
    saying = [(source, values) for source, values in found if (values > 0).any()]
    # A power that never rises above 0 W is a sensor that was off; it counts where it is alone.
    silent = [(source, values) for source, values in found if (values == 0).any()]
    chosen = saying or silent[:1]
    return [source for source, _ in chosen], [values for _, values in chosen]


def pod_column(reading: Reading, field_name: str) -> Vector | None:
    """Return a developer field of a Stryd pod, such as its ground time."""
    for index, name in record_fields(reading.about):
        column = f"dev:{index}:{name}"
        if name == field_name and column in reading.columns and _is_stryd(reading, index):
            return reading.columns[column]
    return None


def device(reading: Reading) -> str | None:
    """Return what wrote the file, as maker and product."""
    for told in reading.about.get("file_id", []):
        parts = [told.get("manufacturer"), told.get("product_name") or told.get("product")]
        return " ".join(str(part) for part in parts if part is not None) or None
    return None


def _is_power(name: str, description: Message) -> bool:
    if name == "RP_Power":
        return True
    return description.get("native_field_num") in (POWER_FIELD, "power")


def _maker_of(reading: Reading, index: int, name: str) -> str:
    if _is_stryd(reading, index):
        return "stryd"
    return "garmin" if name == "RP_Power" else "other"


def _is_stryd(reading: Reading, index: int) -> bool:
    for application in reading.about.get("developer_data_id", []):
        if application.get("developer_data_index") == index and (
            application.get("application_id") in _STRYD_APPLICATIONS
            or application.get("manufacturer_id") == "stryd"
        ):
            return True
    return any(of == index and name in _STRYD_FIELDS for of, name in record_fields(reading.about))


def _own_maker(reading: Reading, has_pod_field: bool) -> str:
    """Return whose power the native field holds."""
    devices = reading.about.get("device_info", [])
    if not has_pod_field and any(one.get("manufacturer") == "stryd" for one in devices):
        return "stryd"  # a pod paired with the watch, which then writes its power as its own
    for told in [*reading.about.get("file_id", []), *devices]:
        if str(told.get("product_name", "")).lower().startswith("apple watch"):
            return "apple"
        maker = _MAKERS.get(str(told.get("manufacturer", "")))
        if maker:
            return maker
    return "other"
