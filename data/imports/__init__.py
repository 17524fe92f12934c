"""Import of files: activities of watches and pods, and tables; nothing is ever lost.

Activity files are read by two threads (the decoder works outside Python's lock), written in
short units of work, so that the app and notebooks have their turn meanwhile.
"""

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb
import pyarrow as pa

from data import ids, store
from data.imports import ledger
from data.imports.intake import Parsed, Upload, expand, parse, shown, size_bytes
from data.imports.report import FileResult, ImportReport, RefusedRow
from data.imports.take import Taker, refused

if TYPE_CHECKING:
    from data.imports.mapping import Mapping

__all__ = ["FileResult", "ImportReport", "RefusedRow", "Upload", "import_files"]

Progress = Callable[[int, int, FileResult], None]

_READERS: Final = 2
_AHEAD: Final = 48
_AHEAD_BYTES: Final = 32 * 1024 * 1024
_UNIT_SAMPLES: Final = 250_000
_UNIT_FILES: Final = 50
_UNIT_S: Final = 0.5

_OF_A_FILE: Final = (
    duckdb.IntegrityError,
    duckdb.DataError,
    duckdb.InvalidInputException,
    pa.ArrowException,
    ArithmeticError,
    ValueError,
)
"""What a file can bring about by what is in it; a full disk or a locked database is no such."""


def import_files(
    path: Path | str,
    files: Iterable[Path | str | Upload],
    athlete_id: str | None = None,
    *,
    mappings: "tuple[Mapping, ...] | None" = None,
    on_progress: Progress | None = None,
) -> ImportReport:
    """Import files into a database; one that cannot be read never stops the others.

    Parameters
    ----------
    path : Path
        The database. Originals are kept beside it.
    files : iterable of Path, str or Upload
        Folders are opened. What a file is, is told by its content, not its name. The
        database itself, and what is kept beside it, is passed over.
    athlete_id : str, optional
        Whose activity files these are; a new id makes the athlete. A table with a column of
        ids says it itself; one without is about this athlete.
    mappings : tuple of Mapping, optional
        How the columns of tables are named; a layout seen before is remembered.
    on_progress : callable, optional
        Called with files done, files in all, and the result, after each file.

    Returns
    -------
    ImportReport
        One result a file: tables of athletes and of body mass first, since other files need
        them, the others in the order given.

    Raises
    ------
    InputError
        If ``athlete_id`` is no id.
    StoreError
        If the database or the originals cannot be written.
    """
    if athlete_id is not None:
        ids.check("athlete_id", athlete_id)
    from data.imports.tables import in_order  # tables read files with this package

    sources = in_order(expand(files, path))
    with store.session(path) as con:
        known = _known(con)
    results: list[FileResult] = []
    for unit in _units(_parsed(sources, path, known)):
        for result in _store(path, unit, athlete_id, mappings):
            results.append(result)
            if on_progress is not None:
                on_progress(len(results), len(sources), result)
    return ImportReport(tuple(results))


def _known(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    # A table with refused rows is read again: what was wrong with them may be mended.
    sql = """
        SELECT DISTINCT file_sha256
        FROM import_files
        WHERE status <> 'refused'
            AND file_sha256 NOT IN (SELECT file_sha256 FROM refused_rows)
        ORDER BY file_sha256
    """
    return frozenset(name for (name,) in con.execute(sql).fetchall())


def _parsed(
    sources: Sequence[Path | Upload], path: Path | str, known: frozenset[str]
) -> Iterator[Parsed]:
    """Yield files in order, a few read ahead."""
    if len(sources) == 1:
        yield parse(sources[0], path, known)
        return
    waiting: deque[tuple[Future[Parsed], int]] = deque()
    readers = min(_READERS, os.cpu_count() or 1)
    with ThreadPoolExecutor(readers, thread_name_prefix="import") as pool:
        try:
            for source in sources:
                waiting.append((pool.submit(parse, source, path, known), size_bytes(source)))
                while len(waiting) > _AHEAD or sum(size for _, size in waiting) > _AHEAD_BYTES:
                    yield waiting.popleft()[0].result()
            while waiting:
                yield waiting.popleft()[0].result()
        finally:
            for future, _ in waiting:
                future.cancel()


def _units(files: Iterable[Parsed]) -> Iterator[list[Parsed]]:
    """Group files into units of work that hold the database for a moment only."""
    unit: list[Parsed] = []
    begun = time.monotonic()
    for file in files:
        unit.append(file)
        is_full = len(unit) >= _UNIT_FILES or sum(f.weight for f in unit) >= _UNIT_SAMPLES
        if is_full or time.monotonic() - begun > _UNIT_S:
            yield unit
            unit, begun = [], time.monotonic()
    if unit:
        yield unit


def _store(
    path: Path | str,
    unit: Sequence[Parsed],
    athlete_id: str | None,
    mappings: "tuple[Mapping, ...] | None",
) -> list[FileResult]:
    """Store a unit of files; if the database objects, each alone, to find the one."""
    try:
        with store.session(path) as con:
            results = Taker(con, athlete_id, mappings).take_all(unit)
            store.bump(con)
        return results
    except _OF_A_FILE as error:
        if len(unit) > 1:
            return [one for file in unit for one in _store(path, [file], athlete_id, mappings)]
        said = shown((str(error).splitlines() or [type(error).__name__])[0])
        result = refused(unit[0], f"it could not be stored: {said}")
        with store.session(path) as con:
            ledger.record(con, [(unit[0], result)], athlete_id)
            store.bump(con)
        return [result]
