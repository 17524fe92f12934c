"""From running legs to rows: runs, samples, best powers. The same run is counted once."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import duckdb
import pyarrow as pa

from data import told_runs
from data.imports import run_rows, run_writes, same_run
from data.imports.legs import Leg, Numbers
from data.imports.placing import placed
from data.imports.run_rows import Extent
from data.imports.same_run import Known, Told


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a leg: its run, whether that was known, whether its numbers count."""

    run_id: str
    is_known: bool
    is_kept: bool


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
    _told: dict[str, Told] = field(default_factory=dict)
    _runs: dict[str, dict[str, Any]] = field(default_factory=dict)
    _links: dict[tuple[str, str, int], bool] = field(default_factory=dict)
    _samples: dict[str, pa.Table] = field(default_factory=dict)
    _best: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        whose = {"athlete_id": self.athlete_id}
        sql = """
            SELECT run_id, started_at, elapsed_s, is_damaged, power_source, mean_power_w,
                offset_source, utc_offset_s
            FROM runs
            WHERE athlete_id = $athlete_id AND started_at IS NOT NULL
            ORDER BY run_id
        """
        for row in self.con.execute(sql, whose).fetchall():
            self._know(Known(*row))
        sql = """
            SELECT run_id, local_date, elapsed_s, distance_m, mean_power_w, power_source,
                file_sha256
            FROM runs
            WHERE athlete_id = $athlete_id AND started_at IS NULL
            ORDER BY run_id
        """
        self._told = {row[0]: Told(*row) for row in self.con.execute(sql, whose).fetchall()}

    def store(self, leg: Leg, found: Numbers, zone: str | None, file_sha256: str) -> Stored:
        """Store a leg as a run, or link it with the run it is another record of."""
        row = run_rows.row_of(leg, found, placed(leg, zone))
        row |= {"athlete_id": self.athlete_id, "file_sha256": file_sha256}
        extent = run_rows.extent(leg)
        same = self._same_run(row)
        told = self._told_run(row) if same is None else None
        before = same or told
        run_id = (
            before.run_id if before else run_rows.run_id(row["started_at"], file_sha256, leg.number)
        )
        row["run_id"] = run_id
        samples = run_rows.samples_table(run_id, leg)
        link = (run_id, file_sha256, leg.number)
        if same and run_rows.richness(row, extent) <= self._richness(same):
            self._links[link] = False
            self._complete(same, row, samples, extent)
            return Stored(run_id, is_known=True, is_kept=False)
        if same:
            samples = self._replace(same, row, samples, extent)
        elif told:
            self._measure(told, row)
        else:
            self._runs[run_id] = row
        self._links[link] = True
        self._samples[run_id] = samples
        self._best[run_id] = found.best_powers
        self._know(_known(row, extent))
        return Stored(run_id, is_known=before is not None, is_kept=True)

    def close(self) -> None:
        """Write what was kept back."""
        run_writes.insert_runs(self.con, list(self._runs.values()))
        run_writes.insert_links(self.con, self._links)
        run_writes.insert_samples(self.con, list(self._samples.values()))
        run_writes.insert_best_powers(self.con, self._best)

    def _same_run(self, row: Mapping[str, Any]) -> Known | None:
        """Return the known run this is another record of, the nearest in time."""
        minute = same_run.minute(row["started_at"])
        ids = [run_id for m in (-1, 0, 1) for run_id in self._at.get(minute + m, ())]
        near = [
            (apart_s, run_id)
            for run_id in ids
            if (apart_s := same_run.apart_s(self._known[run_id], row)) is not None
        ]
        return self._known[min(near)[1]] if near else None

    def _know(self, run: Known) -> None:
        self._known[run.run_id] = run
        self._at.setdefault(same_run.minute(run.started_at), []).append(run.run_id)

    def _told_run(self, row: Mapping[str, Any]) -> Told | None:
        """Return the run a person told of that day and of this duration, the nearest."""
        near = [
            (share, run_id)
            for run_id, told in self._told.items()
            if told.local_date == row["local_date"]
            and (share := told_runs.differs({"duration_min": told.elapsed_s / 60}, row)) >= 0
        ]
        return self._told[min(near)[1]] if near else None

    def _measure(self, told: Told, row: dict[str, Any]) -> None:
        """Let a measured record count for a run that was told; its id and effort stay.

        What the file does not say is kept as it was told.
        """
        if row["distance_m"] is None:
            row["distance_m"] = told.distance_m
        if row["power_source"] is None:
            row |= {"power_source": told.power_source, "mean_power_w": told.mean_power_w}
        run_writes.replace_run(self.con, row)
        if told.file_sha256 is not None:
            self._links[told.run_id, told.file_sha256, 1] = False
        del self._told[told.run_id]

    def _complete(
        self, known: Known, row: Mapping[str, Any], samples: pa.Table, extent: Extent
    ) -> None:
        """Give a known run what only a poorer record of it has: offset from UTC, channels."""
        more: dict[str, Any] = {}
        if same_run.tells_offset(row) and not same_run.tells_offset(asdict(known)):
            more |= same_run.place(known.started_at, row)
        channels = same_run.missing(self._extent(known), extent)
        if channels and not row["is_damaged"]:
            later_s = round((known.started_at - row["started_at"]).total_seconds())
            own = self._samples_of(known)
            whole = same_run.filled(own, samples, later_s, channels)
            more |= same_run.means(whole, channels)
            if known.run_id not in self._samples:
                run_writes.delete_samples(self.con, known.run_id)
            self._samples[known.run_id] = whole
            known = replace(known, extent=_wider(self._extent(known), channels))
        if known.run_id in self._runs:
            self._runs[known.run_id] |= more
        elif more:
            run_writes.complete_run(self.con, known.run_id, more)
        names = ("offset_source", "utc_offset_s")
        told = {name: more[name] for name in names if name in more}
        self._known[known.run_id] = replace(known, **told)

    def _replace(
        self, known: Known, row: dict[str, Any], samples: pa.Table, extent: Extent
    ) -> pa.Table:
        """Let a richer record of a run count; its id, effort and links stay.

        What only the poorer one has is taken over; the samples as they are then are returned.
        """
        before = asdict(known)
        if same_run.tells_offset(before) and not same_run.tells_offset(row):
            row |= same_run.place(row["started_at"], before)
        channels = same_run.missing(extent, self._extent(known))
        if channels and not known.is_damaged:
            later_s = round((row["started_at"] - known.started_at).total_seconds())
            samples = same_run.filled(samples, self._samples_of(known), later_s, channels)
            row |= same_run.means(samples, channels)
        for link in self._links:
            if link[0] == known.run_id:
                self._links[link] = False
        if known.run_id in self._runs:
            self._runs[known.run_id] = row
        else:
            run_writes.replace_run(self.con, row)
        return samples

    def _samples_of(self, known: Known) -> pa.Table:
        pending = self._samples.get(known.run_id)
        return run_writes.samples(self.con, known.run_id) if pending is None else pending

    def _extent(self, known: Known) -> Extent:
        return known.extent or run_writes.extent(self.con, known.run_id)

    def _richness(self, known: Known) -> run_rows.Richness:
        return run_rows.richness(asdict(known), self._extent(known))


def _known(row: Mapping[str, Any], extent: Extent) -> Known:
    names = [one.name for one in fields(Known) if one.name != "extent"]
    return Known(**{name: row[name] for name in names}, extent=extent)


def _wider(extent: Extent, channels: frozenset[str]) -> Extent:
    return replace(extent, channels=extent.channels | channels)
