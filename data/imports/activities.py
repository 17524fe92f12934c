"""From running legs to rows: runs, samples, best powers. The same run is counted once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import duckdb
import pyarrow as pa

from data.imports import run_rows, run_writes
from data.imports.legs import Leg, Numbers
from data.imports.placing import placed

SAME_START_S: Final = 60.0
SAME_DURATION_SHARE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a leg: its run, whether that was known, whether its numbers count."""

    run_id: str
    is_known: bool
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A run there is, as far as telling whether another record is of the same run."""

    run_id: str
    started_at: datetime
    elapsed_s: float
    is_damaged: bool
    power_source: str | None
    mean_power_w: float | None
    n_samples: int | None = None
    """None: not counted yet."""


@dataclass(slots=True)
class Writer:
    """Writes the legs of one athlete in one unit of work; rows go in together at its end.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str
    """

    con: duckdb.DuckDBPyConnection
    athlete_id: str
    _known: dict[str, Known] = field(default_factory=dict)
    _at: dict[int, list[str]] = field(default_factory=dict)
    _runs: dict[str, dict[str, Any]] = field(default_factory=dict)
    _links: dict[tuple[str, str, int], bool] = field(default_factory=dict)
    _samples: dict[str, pa.Table] = field(default_factory=dict)
    _best: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        sql = """
            SELECT run_id, started_at, elapsed_s, is_damaged, power_source, mean_power_w
            FROM runs
            WHERE athlete_id = $athlete_id AND started_at IS NOT NULL
            ORDER BY run_id
        """
        for row in self.con.execute(sql, {"athlete_id": self.athlete_id}).fetchall():
            self._know(Known(*row))

    def store(self, leg: Leg, found: Numbers, zone: str | None, file_sha256: str) -> Stored:
        """Store a leg as a run, or link it with the run it is another record of."""
        row = run_rows.row_of(leg, found, placed(leg, zone))
        row |= {"athlete_id": self.athlete_id, "file_sha256": file_sha256}
        same = self._same_run(row)
        run_id = same or run_rows.run_id(row["started_at"], file_sha256, leg.number)
        link = (run_id, file_sha256, leg.number)
        if same and run_rows.richness(row, leg.second.size) <= self._richness(same):
            self._links[link] = False
            return Stored(run_id, is_known=True, is_kept=False)
        if same:
            self._replace(row | {"run_id": run_id})
        else:
            self._runs[run_id] = row | {"run_id": run_id}
        self._links[link] = True
        self._samples[run_id] = run_rows.samples_table(run_id, leg)
        self._best[run_id] = found.best_powers
        told = (row["started_at"], row["elapsed_s"], row["is_damaged"])
        power = (row["power_source"], row["mean_power_w"])
        self._know(Known(run_id, *told, *power, leg.second.size))
        return Stored(run_id, is_known=same is not None, is_kept=True)

    def close(self) -> None:
        """Write what was kept back."""
        run_writes.insert_runs(self.con, list(self._runs.values()))
        run_writes.insert_links(self.con, self._links)
        run_writes.insert_samples(self.con, list(self._samples.values()))
        run_writes.insert_best_powers(self.con, self._best)

    def _same_run(self, row: dict[str, Any]) -> str | None:
        """Return the known run this is another record of, the nearest in time.

        Of a damaged file the duration says nothing, so its start decides alone.
        """
        near = []
        minute = _minute(row["started_at"])
        for known in (self._known[one] for m in (-1, 0, 1) for one in self._at.get(minute + m, ())):
            apart_s = abs((known.started_at - row["started_at"]).total_seconds())
            longer_s = max(known.elapsed_s, row["elapsed_s"])
            differ_s = abs(known.elapsed_s - row["elapsed_s"])
            # One after the other they are two, as the short legs of an interval session.
            is_beside = apart_s <= SAME_START_S and apart_s < longer_s - differ_s
            is_alike = differ_s <= SAME_DURATION_SHARE * longer_s
            if is_beside and (is_alike or known.is_damaged or row["is_damaged"]):
                near.append((apart_s, known.run_id))
        return min(near)[1] if near else None

    def _know(self, run: Known) -> None:
        self._known[run.run_id] = run
        self._at.setdefault(_minute(run.started_at), []).append(run.run_id)

    def _richness(self, run_id: str) -> tuple[int, int, int]:
        known = self._known[run_id]
        n_samples = known.n_samples
        if n_samples is None:
            n_samples = run_writes.count_samples(self.con, run_id)
        row = {
            name: getattr(known, name) for name in ("is_damaged", "power_source", "mean_power_w")
        }
        return run_rows.richness(row, n_samples)

    def _replace(self, row: dict[str, Any]) -> None:
        """Let a richer record of a run count; its id, effort and links stay."""
        run_id = row["run_id"]
        for link in self._links:
            if link[0] == run_id:
                self._links[link] = False
        if run_id in self._runs:
            self._runs[run_id] = row
        else:
            run_writes.replace_run(self.con, row)


def _minute(at: datetime) -> int:
    """Return the span of ``SAME_START_S`` an instant is in; the same run is there or beside."""
    return int((at - datetime(1970, 1, 1)).total_seconds() // SAME_START_S)  # noqa: DTZ001 - UTC
