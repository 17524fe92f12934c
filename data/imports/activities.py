"""From running legs to rows: runs, samples, best powers. The same run is counted once."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import duckdb
import pyarrow as pa

from data.imports import run_rows
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


@dataclass(slots=True)
class Writer:
    """Writes legs of one unit of work; samples and best powers go in together at its end.

    Parameters
    ----------
    con : DuckDBPyConnection
    """

    con: duckdb.DuckDBPyConnection
    _samples: dict[str, pa.Table] = field(default_factory=dict)
    _best: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)

    def store(
        self, leg: Leg, found: Numbers, athlete_id: str, zone: str | None, file_sha256: str
    ) -> Stored:
        """Store a leg as a run, or link it with the run it is another record of."""
        place = placed(leg, zone)
        row = run_rows.row_of(leg, found, place) | {
            "athlete_id": athlete_id,
            "file_sha256": file_sha256,
        }
        known = self._same_run(row)
        if known is None:
            run_id = run_rows.run_id(place.started_at, file_sha256, leg.number)
            self._insert({"run_id": run_id, **row})
        else:
            run_id = known[0]
            if run_rows.richness(row, leg.second.size) <= known[1]:
                self._link(run_id, row, is_kept=False)
                return Stored(run_id, is_known=True, is_kept=False)
            self._replace({"run_id": run_id, **row})
        self._link(run_id, row, is_kept=True)
        self._samples[run_id] = run_rows.samples_table(run_id, leg)
        self._best[run_id] = found.best_powers
        return Stored(run_id, is_known=known is not None, is_kept=True)

    def close(self) -> None:
        """Write what was kept back."""
        if self._samples:
            self.con.register("new_samples", pa.concat_tables(self._samples.values()))
            self.con.execute("""
                INSERT INTO run_samples (run_id, elapsed_s, power_w, other_power_w, cadence_spm,
                    speed_m_s, distance_m, heart_rate_bpm, contact_ms, altitude_m)
                SELECT run_id, elapsed_s, power_w, other_power_w, cadence_spm,
                    speed_m_s, distance_m, heart_rate_bpm, contact_ms, altitude_m
                FROM new_samples
            """)
            self.con.unregister("new_samples")
        best = [
            {"run_id": run_id, "duration_s": duration_s, "power_w": power_w}
            for run_id, powers in self._best.items()
            for duration_s, power_w in powers
        ]
        if best:
            self.con.register("new_best", pa.Table.from_pylist(best))
            self.con.execute("""
                INSERT INTO best_powers (run_id, duration_s, power_w)
                SELECT run_id, duration_s, power_w FROM new_best
            """)
            self.con.unregister("new_best")
        self._samples, self._best = {}, {}

    def _same_run(self, row: dict[str, Any]) -> tuple[str, tuple[int, int, int]] | None:
        """Return the known run this is another record of, and how rich that is.

        Of a damaged file the duration says nothing, so its start decides alone.
        """
        sql = """
            SELECT run_id, elapsed_s, is_damaged, power_source, mean_power_w
            FROM runs
            WHERE athlete_id = $athlete_id AND started_at BETWEEN $earliest AND $latest
            ORDER BY abs(epoch(started_at) - epoch($started_at::TIMESTAMP)), run_id
        """
        within = timedelta(seconds=SAME_START_S)
        found = self.con.execute(
            sql,
            {
                "athlete_id": row["athlete_id"],
                "started_at": row["started_at"],
                "earliest": row["started_at"] - within,
                "latest": row["started_at"] + within,
            },
        ).fetchall()
        for run_id, elapsed_s, is_damaged, power_source, mean_power_w in found:
            longer = max(elapsed_s, row["elapsed_s"])
            differs = abs(elapsed_s - row["elapsed_s"]) > SAME_DURATION_SHARE * longer
            if differs and not (is_damaged or row["is_damaged"]):
                continue
            kept = {
                "is_damaged": is_damaged,
                "power_source": power_source,
                "mean_power_w": mean_power_w,
            }
            return run_id, run_rows.richness(kept, self._n_samples(run_id))
        return None

    def _n_samples(self, run_id: str) -> int:
        if run_id in self._samples:
            return int(self._samples[run_id].num_rows)
        sql = "SELECT count(*) FROM run_samples WHERE run_id = $run_id"
        row = self.con.execute(sql, {"run_id": run_id}).fetchone()
        return int(row[0]) if row else 0

    def _insert(self, row: dict[str, Any]) -> None:
        sql = """
            INSERT INTO runs (run_id, athlete_id, sub_sport, started_at, utc_offset_s,
                offset_source, local_date, elapsed_s, timer_s, distance_m, mean_power_w,
                max_power_w, power_mean4_w, power_zero_share, power_source, other_power_source,
                other_mean_power_w, mean_cadence_spm, mean_contact_ms, mean_heart_rate_bpm,
                device, is_damaged, note, file_sha256, leg_number)
            VALUES ($run_id, $athlete_id, $sub_sport, $started_at, $utc_offset_s,
                $offset_source, $local_date, $elapsed_s, $timer_s, $distance_m, $mean_power_w,
                $max_power_w, $power_mean4_w, $power_zero_share, $power_source,
                $other_power_source, $other_mean_power_w, $mean_cadence_spm, $mean_contact_ms,
                $mean_heart_rate_bpm, $device, $is_damaged, $note, $file_sha256, $leg_number)
        """
        self.con.execute(sql, row)

    def _replace(self, row: dict[str, Any]) -> None:
        """Let a richer record of a run count; its id, effort and links stay."""
        run = {"run_id": row["run_id"]}
        self.con.execute("DELETE FROM best_powers WHERE run_id = $run_id", run)
        self.con.execute("DELETE FROM run_samples WHERE run_id = $run_id", run)
        self.con.execute("UPDATE run_files SET is_kept = false WHERE run_id = $run_id", run)
        sql = """
            UPDATE runs
            SET sub_sport = $sub_sport, started_at = $started_at, utc_offset_s = $utc_offset_s,
                offset_source = $offset_source, local_date = $local_date,
                elapsed_s = $elapsed_s, timer_s = $timer_s, distance_m = $distance_m,
                mean_power_w = $mean_power_w, max_power_w = $max_power_w,
                power_mean4_w = $power_mean4_w, power_zero_share = $power_zero_share,
                power_source = $power_source, other_power_source = $other_power_source,
                other_mean_power_w = $other_mean_power_w, mean_cadence_spm = $mean_cadence_spm,
                mean_contact_ms = $mean_contact_ms, mean_heart_rate_bpm = $mean_heart_rate_bpm,
                device = $device, is_damaged = $is_damaged, file_sha256 = $file_sha256,
                leg_number = $leg_number
            WHERE run_id = $run_id
        """
        self.con.execute(sql, {k: v for k, v in row.items() if k not in ("athlete_id", "note")})

    def _link(self, run_id: str, row: dict[str, Any], *, is_kept: bool) -> None:
        sql = """
            INSERT INTO run_files (run_id, file_sha256, leg_number, is_kept)
            VALUES ($run_id, $file_sha256, $leg_number, $is_kept)
            ON CONFLICT DO UPDATE SET is_kept = excluded.is_kept
        """
        link = {"run_id": run_id, "is_kept": is_kept}
        self.con.execute(
            sql, link | {"file_sha256": row["file_sha256"], "leg_number": row["leg_number"]}
        )
