"""One parsed file into the database: what is taken of it, under which status, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from analytics.errors import InputError
from data import athletes, body_mass
from data.imports import ledger, stryd
from data.imports.activities import Stored, Writer
from data.imports.fit_files import FitFile
from data.imports.intake import Parsed
from data.imports.legs import LONGEST_S, Leg, Numbers, numbers
from data.imports.placing import placed
from data.imports.report import FileResult, RefusedRow
from data.imports.stryd import StrydFile

if TYPE_CHECKING:
    from data.imports.mapping import Mapping


@dataclass(slots=True)
class Taker:
    """Takes files in one unit of work, for one athlete where the files do not say whom.

    Parameters
    ----------
    con : DuckDBPyConnection
    athlete_id : str or None
    mappings : tuple of Mapping or None
        How columns of tables are named.
    """

    con: duckdb.DuckDBPyConnection
    athlete_id: str | None
    mappings: "tuple[Mapping, ...] | None" = None
    _zone: str | None = None
    _writer: Writer | None = None

    def take_all(self, files: Sequence[Parsed]) -> list[FileResult]:
        """Take what can be taken of each file, and record what became of it."""
        earlier = ledger.Earlier(self.con, files)
        results = []
        for file in files:
            result = earlier.find(file, self.athlete_id) or self._take(
                file, is_retry=earlier.waits(file)
            )
            earlier.add(file, result, self.athlete_id)
            results.append(result)
        if self._writer is not None:
            self._writer.close()
        ledger.record(self.con, list(zip(files, results, strict=True)), self.athlete_id)
        return results

    def _take(self, file: Parsed, *, is_retry: bool) -> FileResult:
        if file.reason:
            return refused(file, file.reason)
        try:
            if file.fit:
                return self._fit(file, file.fit)
            if file.stryd:
                return self._stryd(file, file.stryd)
            return self._table(file, is_retry=is_retry)
        except InputError as error:
            self.con.complete()  # the check that raised may have left its answer half read
            return refused(file, str(error))

    def _fit(self, file: Parsed, fit: FitFile) -> FileResult:
        damage = f"damaged: {fit.fault}" if fit.fault else ""
        if not fit.legs:
            told = "; ".join(part for part in (fit.reason, damage) if part)
            return replace(refused(file, told), records=fit.n_records)
        writer = self._of_athlete()
        legs = list(zip(fit.legs, file.numbers, strict=True))
        stored = [writer.store(leg, found, self._zone, file.file_sha256) for leg, found in legs]
        result = _activity(file, legs, stored)
        if damage:
            kept = ", kept as part" if result.status == "taken" else ""
            damage = f"{damage}; {fit.n_records} records read{kept}"
        return replace(
            result,
            status="partial" if fit.fault else result.status,
            reason="; ".join(part for part in (damage, fit.reason, result.reason) if part),
            athlete_ids=(writer.athlete_id,),
            records=fit.n_records,
        )

    def _stryd(self, file: Parsed, export: StrydFile) -> FileResult:
        rows = tuple(RefusedRow(*row) for row in export.refused)
        ledger.refuse_rows(self.con, file, rows)
        if export.time_s.size < 2 or not 0 < np.ptp(export.time_s) < LONGEST_S:
            why = (
                f"no run in it; row {rows[0].row_number}: {rows[0].reason}"
                if rows
                else "no run in it"
            )
            return replace(refused(file, why), rows_refused=len(rows), refused_rows=rows)
        self._check_is_here()
        writer = self._of_athlete()
        if self._zone is None:
            raise InputError(
                f"{writer.athlete_id} has no time zone, and a Stryd export has none either. "
                "Add it first: athlete_id, time_zone (such as Europe/Athens)."
            )
        day = placed(stryd.leg(export, mass_kg=1.0), self._zone).local_date
        leg = stryd.leg(export, body_mass.mass_kg_on(self.con, writer.athlete_id, day))
        found = numbers(leg)
        stored = writer.store(leg, found, self._zone, file.file_sha256)
        return replace(
            _activity(file, [(leg, found)], [stored]),
            athlete_ids=(writer.athlete_id,),
            records=leg.second.size,
            rows_refused=len(rows),
            refused_rows=rows,
        )

    def _table(self, file: Parsed, *, is_retry: bool) -> FileResult:
        from data.imports import tables

        how = tables.retry_refused if is_retry else tables.take
        about = (file.content, file.file_sha256, self.mappings, self.athlete_id)
        taken = how(self.con, *about, name=file.name)
        rows = self.con.execute(
            """
            SELECT row_number, reason, content
            FROM refused_rows
            WHERE file_sha256 = $file_sha256
            ORDER BY row_number, kind
            """,
            {"file_sha256": file.file_sha256},
        ).fetchall()
        return FileResult(
            file.name,
            file.file_sha256,
            taken.kind,
            taken.status,
            taken.reason,
            taken.rows_taken,
            taken.rows_refused,
            tuple(taken.athlete_ids),
            refused_rows=tuple(RefusedRow(*row) for row in rows),
            rows_known=taken.rows_known,
        )

    def _check_is_here(self) -> None:
        """Refuse a new athlete where a time zone and a body mass are needed: a slip of the id."""
        if self._writer is None and self.athlete_id is not None:
            athletes.require(self.con, self.athlete_id)

    def _of_athlete(self) -> Writer:
        """Return the writer of the athlete whose activity files these are; a new id makes one."""
        if self._writer is not None:
            return self._writer
        if self.athlete_id is None:
            raise InputError("whose? Name an athlete, then import it again")
        sql = "SELECT time_zone, is_synthetic FROM athletes WHERE athlete_id = $athlete_id"
        found = self.con.execute(sql, {"athlete_id": self.athlete_id}).fetchall()
        if not found:
            athletes.add(self.con, athlete_id=self.athlete_id)
        zone, is_synthetic = found[0] if found else (None, False)
        if is_synthetic:
            raise InputError(
                f"{self.athlete_id} belongs to the synthetic demo, which takes no real runs. "
                "Remove the demo (python -m data demo --remove), or name another file (--db)."
            )
        self._zone = zone
        self._writer = Writer(self.con, self.athlete_id)
        return self._writer


def refused(file: Parsed, reason: str) -> FileResult:
    """Return the result of a file of which nothing was taken."""
    kind = file.fit.kind if file.fit else file.kind
    return FileResult(file.name, file.file_sha256, kind, "refused", reason)


def _activity(
    file: Parsed, legs: Sequence[tuple[Leg, Numbers]], stored: Sequence[Stored]
) -> FileResult:
    """Return what became of the runs of a file."""
    reasons = []
    for one in stored:
        if one.is_known and one.is_kept:
            reasons.append(
                f"the same run as {one.run_id}; this file says more, so its numbers count now"
            )
        elif one.is_known:
            reasons.append(f"the same run as {one.run_id}, counted once")
    kept = [leg for (leg, _), one in zip(legs, stored, strict=True) if one.is_kept]
    return FileResult(
        file.name,
        file.file_sha256,
        "run" if file.fit else file.kind,
        "taken" if kept else "duplicate",
        "; ".join(dict.fromkeys(reasons)),
        rows_taken=sum(max(leg.second.size, 1) for leg in kept),
        run_ids=tuple(dict.fromkeys(one.run_id for one in stored)),
    )
