"""Who the data are about."""

import difflib
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb
import pandas as pd

from analytics.errors import InputError
from data import ids, limits, run_days, store, vocabulary
from data.viewer import Viewer

_FACTS: Final = ("name", "sex", "birth_year", "height_m", "time_zone")


def athletes(con: duckdb.DuckDBPyConnection, viewer: Viewer) -> pd.DataFrame:
    """Return the athletes the viewer may see, in order of their ids.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``name``, ``sex``, ``birth_year`` (float, NaN where unknown),
        ``height_m``, ``time_zone``, ``is_synthetic``.
    """
    sql = """
        SELECT athlete_id, name, sex, CAST(birth_year AS DOUBLE) AS birth_year, height_m,
            time_zone, is_synthetic
        FROM athletes
        WHERE athlete_id IN (SELECT athlete_id FROM visible_athletes($viewer))
        ORDER BY athlete_id
    """
    return con.execute(sql, {"viewer": viewer}).df()


def add(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    name: str | None = None,
    sex: str | None = None,
    birth_year: int | None = None,
    height_m: float | None = None,
    time_zone: str | None = None,
    is_synthetic: bool = False,
) -> None:
    """Record a new athlete.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
        A slug: 2 to 40 lower-case letters, digits and hyphens.
    name : str, optional
        For people; the id where left out.
    sex : str, optional
        ``female``, ``male`` or ``other``.
    birth_year : int, optional
    height_m : float, optional
        Standing height, in m.
    time_zone : str, optional
        IANA name such as ``Europe/Athens``.
    is_synthetic : bool
        True for the demo.

    Raises
    ------
    InputError
        If the id is taken or no slug, a value cannot be meant, or synthetic and
        real athletes would share the file.
    """
    ids.check("athlete_id", athlete_id)
    facts = {
        "name": name or athlete_id,
        "sex": sex,
        "birth_year": birth_year,
        "height_m": height_m,
        "time_zone": time_zone,
    }
    _check(facts)
    _check_not_mixed(con, athlete_id, is_synthetic)
    sql = """
        INSERT INTO athletes
            (athlete_id, name, sex, birth_year, height_m, time_zone, is_synthetic)
        VALUES ($athlete_id, $name, $sex, $birth_year, $height_m, $time_zone, $is_synthetic)
        ON CONFLICT DO NOTHING
        RETURNING athlete_id
    """
    row = {"athlete_id": athlete_id, "is_synthetic": is_synthetic, **facts}
    if not con.execute(sql, row).fetchall():
        raise InputError(f"{athlete_id} is here already. Choose another athlete_id.")
    store.bump(con)


def fill_in(
    con: duckdb.DuckDBPyConnection, athlete_id: str, **facts: str | float | None
) -> tuple[str, ...]:
    """Add facts that were missing about a known athlete; contradict none.

    A time zone places the runs that came before it on the athlete's days.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
    **facts
        ``name``, ``sex``, ``birth_year``, ``height_m``, ``time_zone``; None is left alone.

    Returns
    -------
    tuple of str
        The facts that are new. Empty if everything was known.

    Raises
    ------
    InputError
        If a fact differs from what is stored.
    """
    _check(facts)
    known = _facts(con, athlete_id)
    new = {}
    for fact, value in facts.items():
        if value is None or value == known[fact]:
            continue
        # An athlete who came without a name carries the id in its place.
        if known[fact] is not None and not (fact == "name" and known[fact] == athlete_id):
            raise InputError(
                f"{athlete_id} has {fact} {known[fact]}, not {value}. "
                "Correct the row, or change the athlete's profile."
            )
        new[fact] = value
    if new:
        sql = """
            UPDATE athletes
            SET name = $name, sex = $sex, birth_year = $birth_year, height_m = $height_m,
                time_zone = $time_zone
            WHERE athlete_id = $athlete_id
        """
        con.execute(sql, {"athlete_id": athlete_id, **known, **new})
        if (zone := _text(new.get("time_zone"))) is not None:
            run_days.place(con, athlete_id, zone)
        store.bump(con)
    return tuple(new)


def require(con: duckdb.DuckDBPyConnection, athlete_id: str) -> None:
    """Refuse an athlete who is not here.

    Raises
    ------
    InputError
        Naming the nearest id there is, and the remedy.
    """
    rows = con.execute("SELECT athlete_id FROM athletes ORDER BY athlete_id").fetchall()
    known = [athlete for (athlete,) in rows]
    if athlete_id not in known:
        raise InputError(unknown(athlete_id, known))


def unknown(athlete_id: str, known: list[str]) -> str:
    """Return the sentence about an athlete who is not among the ``known``."""
    near = difflib.get_close_matches(athlete_id, known, n=1)
    meant = f" {near[0]!r} meant?" if near else ""
    return f"Athlete {athlete_id!r} is not here.{meant} A table of athletes adds new ones."


def _facts(con: duckdb.DuckDBPyConnection, athlete_id: str) -> dict[str, str | float | None]:
    require(con, athlete_id)
    sql = """
        SELECT name, sex, birth_year, height_m, time_zone
        FROM athletes
        WHERE athlete_id = $athlete_id
    """
    (row,) = con.execute(sql, {"athlete_id": athlete_id}).fetchall()
    return dict(zip(_FACTS, row, strict=True))


def _check(facts: dict[str, str | float | None]) -> None:
    vocabulary.check("sex", _text(facts.get("sex")), vocabulary.SEXES)
    for column in ("birth_year", "height_m"):
        value = facts.get(column)
        limits.check(f"athletes.{column}", None if value is None else float(value))
    zone = _text(facts.get("time_zone"))
    if zone is not None:
        check_time_zone(zone)


def _text(value: str | float | None) -> str | None:
    return None if value is None else str(value)


def check_time_zone(zone: str) -> None:
    """Refuse a name that is no time zone.

    Raises
    ------
    InputError
        If the zone is not in the IANA list.
    """
    try:
        ZoneInfo(zone)
    # A folder or a path outside the list raises other errors than an unknown name does.
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InputError(
            f"time_zone is {zone!r}; it must be an IANA name such as Europe/Athens."
        ) from error


def _check_not_mixed(con: duckdb.DuckDBPyConnection, athlete_id: str, is_synthetic: bool) -> None:
    sql = "SELECT athlete_id FROM athletes WHERE is_synthetic <> $is_synthetic LIMIT 1"
    if not con.execute(sql, {"is_synthetic": is_synthetic}).fetchall():
        return
    if is_synthetic:
        raise InputError(
            f"{athlete_id} is synthetic, and this file holds real athletes. "
            "Load the demo into another file (--db)."
        )
    raise InputError(
        f"{athlete_id} is a real athlete, and this file holds the synthetic demo. "
        "Remove the demo (python -m data demo --remove), or name another file (--db)."
    )
