"""Runs told by a person, and the same run measured by a watch: one run, counted once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import duckdb

from data.frames import plain_rows

SAME_DURATION_SHARE: Final = 0.02


class ByDay:
    """Stored runs, to find the one that a person tells of.

    Parameters
    ----------
    stored : iterable of dict
        Rows of the table ``runs``.
    """

    def __init__(self, stored: Iterable[dict[str, Any]]) -> None:
        self.run_ids: set[str] = set()
        self._measured: dict[tuple[str, date], list[dict[str, Any]]] = {}
        for run in stored:
            self.run_ids.add(run["run_id"])
            if run["started_at"] is not None:
                key = (run["athlete_id"], run["local_date"])
                self._measured.setdefault(key, []).append(run)

    def measured_like(self, told: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the measured run of that athlete, day and duration, the nearest; or None."""
        of_day = self._measured.get((told["athlete_id"], told["local_date"]), [])
        near = [(share, i) for i, run in enumerate(of_day) if (share := differs(told, run)) >= 0]
        return of_day[min(near)[1]] if near else None


def differs(told: Mapping[str, Any], run: Mapping[str, Any]) -> float:
    """Return by what share a told duration differs from a run's; -1 if it is another run."""
    told_s = 60 * told["duration_min"]
    measured = [run[name] for name in ("timer_s", "elapsed_s") if run[name]]
    share = min((abs(seconds - told_s) / seconds for seconds in measured), default=1.0)
    return share if share <= SAME_DURATION_SHARE else -1.0


def of_day(
    con: duckdb.DuckDBPyConnection, athlete_id: str, local_date: date
) -> list[dict[str, Any]]:
    """Return the runs of a day, with what tells whether one is the same. For what writes."""
    sql = """
        SELECT run_id, athlete_id, local_date, started_at, elapsed_s, timer_s, session_rpe
        FROM runs
        WHERE athlete_id = $athlete_id AND local_date = $local_date
        ORDER BY run_id
    """
    told = {"athlete_id": athlete_id, "local_date": local_date}
    return plain_rows(con.execute(sql, told).df())
