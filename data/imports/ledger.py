"""What came in, what was not taken and why: the tables import_files and refused_rows."""

from collections.abc import Sequence

import duckdb

from data.imports.intake import Parsed
from data.imports.report import FileResult, RefusedRow


def known(con: duckdb.DuckDBPyConnection, file: Parsed) -> FileResult | None:
    """Return the result of bytes that came before and were taken; None of others."""
    sql = """
        SELECT kind, name, imported_at
        FROM import_files
        WHERE file_sha256 = $file_sha256 AND status <> 'refused' AND size_bytes > 0
        ORDER BY import_id
        LIMIT 1
    """
    row = con.execute(sql, {"file_sha256": file.file_sha256}).fetchone()
    if row is None:
        return None
    kind, name, at = row
    runs = con.execute(
        """
        SELECT DISTINCT run_id, athlete_id
        FROM run_files JOIN runs USING (run_id)
        WHERE run_files.file_sha256 = $file_sha256
        ORDER BY run_id
        """,
        {"file_sha256": file.file_sha256},
    ).fetchall()
    named = f": {', '.join(run for run, _ in runs)}" if runs else ""
    return FileResult(
        file.name,
        file.file_sha256,
        kind,
        "duplicate",
        f"the same bytes came as {name} on {at:%d %b %Y}{named}",
        athlete_ids=tuple(sorted({athlete for _, athlete in runs})),
        run_ids=tuple(run for run, _ in runs),
    )


def record(
    con: duckdb.DuckDBPyConnection, file: Parsed, result: FileResult, athlete_id: str | None
) -> None:
    """Record what became of a file: one row for each time it came."""
    sql = """
        INSERT INTO import_files (file_sha256, name, kind, status, reason, rows_taken,
            rows_refused, size_bytes, athlete_id)
        VALUES ($file_sha256, $name, $kind, $status, $reason, $rows_taken,
            $rows_refused, $size_bytes, $athlete_id)
    """
    con.execute(
        sql,
        {
            "file_sha256": result.file_sha256,
            "name": result.name,
            "kind": result.kind,
            "status": result.status,
            "reason": result.reason,
            "rows_taken": result.rows_taken,
            "rows_refused": result.rows_refused,
            "size_bytes": file.size_bytes,
            "athlete_id": athlete_id,
        },
    )


def refuse_rows(con: duckdb.DuckDBPyConnection, file: Parsed, rows: Sequence[RefusedRow]) -> None:
    """Keep the rows of a file that were not taken, with their reasons."""
    sql = """
        INSERT INTO refused_rows (file_sha256, row_number, kind, reason, content)
        VALUES ($file_sha256, $row_number, 'stryd_csv', $reason, $content)
        ON CONFLICT DO UPDATE SET reason = excluded.reason
    """
    for row in rows:
        con.execute(
            sql,
            {
                "file_sha256": file.file_sha256,
                "row_number": row.row_number,
                "reason": row.reason,
                "content": row.content,
            },
        )
