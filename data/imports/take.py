"""One parsed file into the database: what is taken of it, under which status, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import duckdb

from analytics.errors import InputError
from data import athletes, body_mass
from data.imports import ledger, stryd
from data.imports.activities import Stored, Writer
from data.imports.intake import Parsed
from data.imports.legs import LONGEST_S, Leg, Numbers, numbers
from data.imports.placing import utc_offset_s
from data.imports.report import FileResult, RefusedRow

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
    _writer: Writer = field(init=False)

    def __post_init__(self) -> None:
        self._writer = Writer(self.con)

    def take(self, file: Parsed) -> FileResult:
        """Take what can be taken of a file, and record what became of it."""
        result = ledger.known(self.con, file)
        if result is None and file.reason:
            result = _refused(file, file.reason, file.kind)
        if result is None:
            try:
                if file.fit:
                    result = self._fit(file)
                elif file.stryd:
                    result = self._stryd(file)
                else:
                    result = self._table(file)
            except InputError as error:
                kind = file.fit.kind if file.fit else file.kind
                result = _refused(file, str(error), kind)
        ledger.record(self.con, file, result, self.athlete_id)
        return result

    def close(self) -> None:
        """Write what was kept back."""
        self._writer.close()

    def _fit(self, file: Parsed) -> FileResult:
        fit = file.fit
        if fit is None or not fit.legs:
            reason = fit.reason if fit else ""
            told = f"{reason}; damaged: {fit.fault}" if fit and fit.fault else reason
            refused = _refused(file, told, fit.kind if fit else file.kind)
            return replace(refused, records=fit.n_records if fit else 0)
        athlete_id, zone = self._athlete()
        legs = list(zip(fit.legs, file.numbers, strict=True))
        stored = [
            self._writer.store(leg, found, athlete_id, zone, file.file_sha256)
            for leg, found in legs
        ]
        result = _activity(file, "run", legs, stored)
        reasons = [fit.reason, result.reason]
        if fit.fault:
            kept = ", kept as part" if result.status == "taken" else ""
            reasons.insert(0, f"damaged: {fit.fault}; {fit.n_records} records read{kept}")
        return replace(
            result,
            status="partial" if fit.fault else result.status,
            reason="; ".join(reason for reason in reasons if reason),
            athlete_ids=(athlete_id,),
            records=fit.n_records,
        )

    def _stryd(self, file: Parsed) -> FileResult:
        export = file.stryd
        rows = tuple(RefusedRow(*row) for row in export.refused) if export else ()
        if export is None or export.time_s.size < 2 or not 0 < _span_s(export) < LONGEST_S:
            why = f"no run in it; row {rows[0].row_number}: {rows[0].reason}" if rows else "no rows"
            refused = _refused(file, why, "stryd_csv")
            ledger.refuse_rows(self.con, file, rows)
            return replace(refused, rows_refused=len(rows), refused_rows=rows)
        athlete_id, zone = self._athlete()
        if zone is None:
            raise InputError(
                f"{athlete_id} has no time zone, and a Stryd export has none either. "
                "Add it first: athlete_id, time_zone (such as Europe/Athens)."
            )
        started_at_s = float(export.time_s.min())
        offset_s = utc_offset_s(started_at_s, zone)
        local = datetime.fromtimestamp(started_at_s, UTC) + timedelta(seconds=offset_s)
        mass_kg = body_mass.mass_kg_on(self.con, athlete_id, local.date())
        leg = stryd.leg(export, mass_kg, offset_s)
        found = numbers(leg)
        stored = self._writer.store(leg, found, athlete_id, zone, file.file_sha256)
        ledger.refuse_rows(self.con, file, rows)
        return replace(
            _activity(file, "stryd_csv", [(leg, found)], [stored]),
            athlete_ids=(athlete_id,),
            records=leg.second.size,
            rows_refused=len(rows),
            refused_rows=rows,
        )

    def _table(self, file: Parsed) -> FileResult:
        from data.imports import tables

        taken = tables.take(
            self.con, file.content, file.file_sha256, self.mappings, self.athlete_id
        )
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
        )

    def _athlete(self) -> tuple[str, str | None]:
        """Return the athlete the activity files belong to, and their time zone."""
        if self.athlete_id is None:
            raise InputError("whose? Name an athlete, then import it again")
        sql = "SELECT time_zone, is_synthetic FROM athletes WHERE athlete_id = $athlete_id"
        row = self.con.execute(sql, {"athlete_id": self.athlete_id}).fetchone()
        if row is None:
            athletes.add(self.con, athlete_id=self.athlete_id)
            return self.athlete_id, None
        if row[1]:
            raise InputError(
                f"{self.athlete_id} belongs to the synthetic demo, which takes no real runs. "
                "Remove the demo (python -m data demo --remove), or name another file (--db)."
            )
        return self.athlete_id, row[0]


def refused(file: Parsed, reason: str) -> FileResult:
    """Return the result of a file of which nothing was taken."""
    return _refused(file, reason, file.kind)


def _refused(file: Parsed, reason: str, kind: str) -> FileResult:
    return FileResult(file.name, file.file_sha256, kind, "refused", reason)


def _activity(
    file: Parsed, kind: str, legs: Sequence[tuple[Leg, Numbers]], stored: Sequence[Stored]
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
        kind,
        "taken" if kept else "duplicate",
        "; ".join(dict.fromkeys(reasons)),
        rows_taken=sum(max(leg.second.size, 1) for leg in kept),
        run_ids=tuple(dict.fromkeys(one.run_id for one in stored)),
    )


def _span_s(export: stryd.StrydFile) -> float:
    return float(export.time_s.max() - export.time_s.min())
