"""How the columns of somebody else's table map to ours; told once, remembered by layout."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from typing import Any

import duckdb

from analytics.errors import InputError
from data import store
from data.imports import mapping_checks
from data.imports.kinds import KINDS, Kind, kind_of
from data.imports.mapping_checks import THOUSANDS

__all__ = [
    "THOUSANDS",
    "Mapping",
    "dumps",
    "fits",
    "layout_sha256",
    "loads",
    "own_names",
    "recall",
    "remember",
    "why_unfit",
    "why_unknown",
]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What one kind of record takes from a table. A table may carry several kinds.

    Parameters
    ----------
    kind : str
        Key of :data:`data.imports.kinds.KINDS`.
    columns : dict of str
        Our column to theirs. Without any, the constants make one record.
    constants : dict of str
        Our column to the cell that stands for every row.
    units : dict of str
        Our column to the unit theirs is in, where it is not ours.
    day_one : date, optional
        ``local_date`` holds day numbers, and this is day 1.
    date_format : str, optional
        How their days are written, such as ``%d.%m.%Y``; ISO where left out.
    decimal : str
        ``.`` or ``,``.
    thousands : str
        What groups digits: nothing, ``,``, ``.``, a space or ``'``.
    no_record_when_empty : tuple of str
        A row that is empty in one of these columns holds no such record, and is
        passed over instead of refused.
    """

    kind: str
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    day_one: date | None = None
    date_format: str | None = None
    decimal: str = "."
    thousands: str = ""
    no_record_when_empty: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        mapping_checks.check(self)

    def without_athlete(self) -> "Mapping":
        """Return the mapping for the next table of its layout, whomever that is about."""
        kept = {ours: cell for ours, cell in self.constants.items() if ours != "athlete_id"}
        return replace(self, constants=kept)

    def to_dict(self) -> dict[str, Any]:
        """Return what :meth:`from_dict` reads, ready for JSON."""
        plain = asdict(self)
        plain["day_one"] = self.day_one.isoformat() if self.day_one else None
        plain["no_record_when_empty"] = list(self.no_record_when_empty)
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> "Mapping":
        """Return the mapping a dict describes; numbers and dates may stand as text or plain.

        Raises
        ------
        InputError
            If it holds a key that means nothing, or describes no usable mapping.
        """
        known = [one.name for one in fields(cls)]
        if not isinstance(plain, dict) or "kind" not in plain or set(plain) - {*known}:
            raise InputError(f"A mapping is an object with kind and any of {', '.join(known)}.")
        try:
            day_one = date.fromisoformat(plain["day_one"]) if plain.get("day_one") else None
            tables = {
                name: {ours: _cell(cell) for ours, cell in (plain.get(name) or {}).items()}
                for name in ("columns", "constants", "units")
            }
            empty = plain.get("no_record_when_empty") or ()
            empty = (empty,) if isinstance(empty, str) else tuple(_cell(name) for name in empty)
        except (TypeError, ValueError, AttributeError) as error:
            raise InputError(f"The mapping of {plain['kind']} cannot be read: {error}.") from error
        return cls(
            kind=_cell(plain["kind"]),
            day_one=day_one,
            date_format=plain.get("date_format"),
            decimal=plain.get("decimal") or ".",
            thousands=plain.get("thousands") or "",
            no_record_when_empty=empty,
            **tables,
        )


def dumps(mappings: Sequence[Mapping]) -> str:
    """Return mappings as JSON, a list of objects."""
    return json.dumps([mapping.to_dict() for mapping in mappings], ensure_ascii=False)


def loads(text: str) -> tuple[Mapping, ...]:
    """Return the mappings of a JSON list, or of one object.

    Raises
    ------
    InputError
        If it is no JSON, empty, or describes no usable mapping.
    """
    try:
        plain = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"The mapping is no JSON: {error}.") from error
    except RecursionError as error:
        raise InputError("The mapping is nested too deeply: a list of objects will do.") from error
    listed = plain if isinstance(plain, list) else [plain]
    if not listed:
        raise InputError("The mapping is an empty list. Describe at least one kind of table.")
    return tuple(Mapping.from_dict(one) for one in listed)


def fits(mappings: Sequence[Mapping], header: Sequence[str]) -> bool:
    """Tell whether a header has every column the mappings use."""
    return not why_unfit(mappings, header)


def why_unfit(mappings: Sequence[Mapping], header: Sequence[str]) -> str:
    """Return the sentence about mappings a header does not have the columns of; else nothing."""
    used = {theirs for mapping in mappings for theirs in mapping.columns.values()}
    absent = [name for name in sorted(used) if name not in header]
    if used and not absent:
        return ""
    lacks = f"the table has no {', '.join(absent)}" if absent else "no column is mapped"
    return f"The mapping given was not used: {lacks}."


def remember(
    con: duckdb.DuckDBPyConnection, header: Sequence[str], mappings: Sequence[Mapping]
) -> None:
    """Keep how a layout is mapped; the last word counts.

    Raises
    ------
    InputError
        If the header lacks a column the mappings use.
    """
    if reason := why_unfit(mappings, header):
        raise InputError(f"{reason} The header has {', '.join(header)}.")
    sql = """
        INSERT INTO column_mappings (layout_sha256, header, mapping)
        VALUES ($layout_sha256, $header, $mapping)
        ON CONFLICT (layout_sha256) DO UPDATE SET mapping = excluded.mapping
    """
    row = {
        "layout_sha256": layout_sha256(header),
        "header": json.dumps(list(header), ensure_ascii=False),
        "mapping": dumps(mappings),
    }
    con.execute(sql, row)
    store.bump(con)


def recall(con: duckdb.DuckDBPyConnection, header: Sequence[str]) -> tuple[Mapping, ...] | None:
    """Return how a layout was mapped, or None if nobody said. It holds no fact of an athlete."""
    sql = "SELECT mapping FROM column_mappings WHERE layout_sha256 = $layout_sha256"
    rows = con.execute(sql, {"layout_sha256": layout_sha256(header)}).fetchall()
    return loads(rows[0][0]) if rows else None


def own_names(
    header: Sequence[str], kind: str | None = None, *, athlete_id: str | None = None
) -> tuple[Mapping, ...] | None:
    """Return the mapping of a header that uses our names, or None if it is of no kind.

    Parameters
    ----------
    header : sequence of str
        Capitals and spaces around names do not matter; columns of other names are left out.
    kind : str, optional
        Where the kind is known.
    athlete_id : str, optional
        For a table without that column. It is no part of the mapping: the next table of
        this layout may be about another.
    """
    best: dict[str, str] = {}
    found = None
    for candidate in [kind_of(kind)] if kind else KINDS.values():
        matched = _matched(header, candidate)
        if _is_about_something_else(header, matched):
            continue
        absent = set(candidate.required) - set(matched)
        if candidate.one_of and not set(candidate.one_of) & set(matched):
            continue
        if absent <= ({"athlete_id"} if athlete_id else set()) and len(matched) > len(best):
            best, found = matched, candidate.name
    if found is None or _alike(header, list(best)):
        return None
    return (Mapping(found, columns=best),)


def why_unknown(header: Sequence[str], kind: str | None = None) -> str:
    """Return the sentence about a header that is of no kind: the nearest, and what it lacks."""
    kinds = [kind_of(kind)] if kind else list(KINDS.values())
    for one in kinds:
        if alike := _alike(header, list(_matched(header, one))):
            return f"The columns {alike} are one to us, and may differ. Rename one, or map them."
    shown = ", ".join(header)
    shown = shown if len(shown) <= 80 else f"{shown[:80]}..."
    if not any(_matched(header, one) for one in kinds):
        return (
            f"No column of a known table is in its first line ({shown}). "
            "If it is a table, map its columns once, or start from a template."
        )
    nearest = max(kinds, key=lambda one: _nearness(header, one))
    matched = _matched(header, nearest)
    lacking = [name for name in nearest.required if name not in matched]
    if nearest.one_of and not set(nearest.one_of) & set(matched):
        lacking.append(" or ".join(nearest.one_of))
    lacks = f", which needs {', '.join(lacking)}" if lacking else ""
    return (
        f"The columns {shown} are of no known table. Nearest is {nearest.name}{lacks}. "
        "Map the columns once, or start from a template."
    )


def layout_sha256(header: Sequence[str]) -> str:
    """Return the fingerprint of a layout: its header row, in order."""
    return hashlib.sha256("\x1f".join(header).encode()).hexdigest()


def _is_about_something_else(header: Sequence[str], matched: dict[str, str]) -> bool:
    """Tell whether an id is all we know of other columns, or a day is left over."""
    left = {_ours(name) for name in header} - set(matched)
    return "local_date" in left or (set(matched) <= {"athlete_id"} and bool(left))


def _ours(name: str) -> str:
    return re.sub(r"\s+", "_", name.strip().lower())


def _matched(header: Sequence[str], kind: Kind) -> dict[str, str]:
    theirs = {_ours(name): name for name in header}
    return {one.name: theirs[one.name] for one in kind.columns if one.name in theirs}


def _nearness(header: Sequence[str], kind: Kind) -> tuple[int, int]:
    """Return how many columns a kind needs, and how many it may have, a header has."""
    matched = _matched(header, kind)
    return len(set(matched) & set(kind.required)), len(matched)


def _alike(header: Sequence[str], names: Sequence[str]) -> str:
    """Return columns of a header that would be the same one of ours; mostly none."""
    for ours in names:
        theirs = [name for name in header if _ours(name) == ours]
        if len(theirs) > 1:
            return " and ".join(theirs)
    return ""


def _cell(plain: object) -> str:
    """Return text or a number of JSON as text."""
    if not isinstance(plain, str | int | float):
        raise InputError("A mapping holds text and numbers, not lists and objects, in its places.")
    return str(plain)
