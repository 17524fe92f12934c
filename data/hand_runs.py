"""Record runs that a person tells of; of a measured one they give the effort."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import duckdb
import pyarrow as pa

from analytics.errors import InputError
from data import athletes, bulk, limits, store, vocabulary
from data.told_runs import ByDay, of_day

_ROW: Final = pa.schema(
    [
        ("run_id", pa.string()),
        ("athlete_id", pa.string()),
        ("local_date", pa.date32()),
        ("elapsed_s", pa.float64()),
        ("distance_m", pa.float64()),
        ("mean_power_w", pa.float64()),
        ("power_source", pa.string()),
        ("session_rpe", pa.float64()),
        ("note", pa.string()),
        ("file_sha256", pa.string()),
    ]
)


def take_effort(
    con: duckdb.DuckDBPyConnection, run: Mapping[str, Any], session_rpe: float | None
) -> bool:
    """Give a measured run the effort a person tells; false if there is nothing new in it.

    Raises
    ------
    InputError
        If the run has another effort.
    """
    if session_rpe is None or session_rpe == run["session_rpe"]:
        return False
    if run["session_rpe"] is not None:
        raise InputError(
            f"run {run['run_id']}, from a file, has session_rpe {run['session_rpe']:g}, not "
            f"{session_rpe:g}, and nothing is overwritten. Which is right?"
        )
    set_rpe(con, run["run_id"], session_rpe)
    return True


def add_by_hand(  # noqa: PLR0913 - one argument per column
    con: duckdb.DuckDBPyConnection,
    *,
    athlete_id: str,
    local_date: date,
    duration_min: float,
    distance_m: float | None = None,
    mean_power_w: float | None = None,
    power_source: str | None = None,
    session_rpe: float | None = None,
    note: str | None = None,
    file_sha256: str | None = None,
) -> str:
    """Record a run without a file, and return its id.

    A run of that day and duration (within 2 %) that came in a file is the same run: it takes
    over the effort.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
    local_date : date
        Of the athlete's calendar; not in the future.
    duration_min : float
    distance_m, mean_power_w : float, optional
    power_source : str, optional
        Who made ``mean_power_w``; one needs the other.
    session_rpe : float, optional
        Effort of the session, CR10, 0 to 10.
    note : str, optional
    file_sha256 : str, optional
        The table it came in.

    Raises
    ------
    InputError
        If the athlete is unknown, a value cannot be meant, or the same run is there.
    """
    athletes.require(con, athlete_id)
    row = checked_by_hand(
        athlete_id=athlete_id,
        local_date=local_date,
        duration_min=duration_min,
        distance_m=distance_m,
        mean_power_w=mean_power_w,
        power_source=power_source,
        session_rpe=session_rpe,
        note=note,
    )
    same = ByDay(of_day(con, athlete_id, local_date)).measured_like(
        {"athlete_id": athlete_id, "local_date": local_date, "duration_min": duration_min}
    )
    if same is not None:
        if take_effort(con, same, session_rpe):
            return str(same["run_id"])
        raise InputError(_is_here(athlete_id, local_date, same["run_id"]))
    run_id = str(row["run_id"])
    if con.execute("SELECT 1 FROM runs WHERE run_id = $run_id", {"run_id": run_id}).fetchall():
        raise InputError(_is_here(athlete_id, local_date, run_id))
    add_many_by_hand(con, [row | {"file_sha256": file_sha256}])
    return run_id


def checked_by_hand(  # noqa: PLR0913 - one argument per column
    *,
    athlete_id: str,
    local_date: date,
    duration_min: float,
    distance_m: float | None = None,
    mean_power_w: float | None = None,
    power_source: str | None = None,
    session_rpe: float | None = None,
    note: str | None = None,
) -> dict[str, Any]:
    """Return a run as :func:`add_many_by_hand` records it.

    Raises
    ------
    InputError
        If a value cannot be meant.
    """
    row = {
        "athlete_id": athlete_id,
        "local_date": local_date,
        "elapsed_s": 60 * duration_min,
        "distance_m": distance_m,
        "mean_power_w": mean_power_w,
        "power_source": power_source,
        "session_rpe": session_rpe,
    }
    _check(row, duration_min)
    return row | {"run_id": _id_of(row), "note": note}


def add_many_by_hand(con: duckdb.DuckDBPyConnection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Record many runs of :func:`checked_by_hand` at once; their ids are free."""
    sql = """
        INSERT INTO runs (run_id, athlete_id, local_date, offset_source, elapsed_s, timer_s,
            distance_m, mean_power_w, power_source, session_rpe, note, file_sha256)
        SELECT run_id, athlete_id, local_date, 'stated', elapsed_s, elapsed_s,
            distance_m, mean_power_w, power_source, session_rpe, note, file_sha256
        FROM new_rows
    """
    bulk.insert(con, sql, rows, _ROW)


def set_rpe(con: duckdb.DuckDBPyConnection, run_id: str, session_rpe: float | None) -> None:
    """Record how hard a run felt, CR10, 0 to 10; None takes it back."""
    limits.check("runs.session_rpe", session_rpe)
    run = {"run_id": run_id}
    if not con.execute("SELECT run_id FROM runs WHERE run_id = $run_id", run).fetchall():
        raise InputError(f"There is no run {run_id!r}. Take its id from the table of runs.")
    # Without RETURNING: with it, DuckDB inserts the row anew and its best powers object.
    sql = "UPDATE runs SET session_rpe = $session_rpe WHERE run_id = $run_id"
    con.execute(sql, run | {"session_rpe": session_rpe})
    store.bump(con)


def _id_of(row: Mapping[str, Any]) -> str:
    told = ":".join(str(value) for value in row.values())
    return f"{row['local_date']:%Y%m%d}-hand-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def _is_here(athlete_id: str, local_date: date, run_id: str) -> str:
    return (
        f"{athlete_id} already has this run on {local_date}: {run_id}. "
        "Change its duration or effort if it is another one."
    )


def _check(row: dict[str, Any], duration_min: float) -> None:
    limits.check("runs.duration_min", duration_min)
    for column in ("distance_m", "mean_power_w", "session_rpe"):
        limits.check(f"runs.{column}", row[column])
    vocabulary.check("power_source", row["power_source"], vocabulary.POWER_SOURCES)
    if (row["mean_power_w"] is None) != (row["power_source"] is None):
        raise InputError(
            "mean_power_w and power_source come together: powers of two makers do not compare. "
            "Give both, or neither."
        )
    if row["local_date"] > (datetime.now(UTC) + timedelta(hours=14)).date():  # furthest zone
        raise InputError(f"local_date is {row['local_date']}, which is in the future.")
