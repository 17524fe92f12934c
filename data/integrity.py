"""Look whether a database and its originals are whole. For who has the file, not for a viewer."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import duckdb

from analytics.errors import InputError, StoreError
from data import drills, store
from data.imports import archive

_NOTHING: Final = sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Health:
    """What was found.

    Attributes
    ----------
    counts : dict of int
        Rows by table.
    originals : int
        Imported files whose original is there and is what was kept.
    migrations : tuple of str
        In the order they ran.
    revision : int
        Writes so far.
    problems : tuple of str
        What is wrong, a sentence each; empty if nothing is.
    """

    counts: dict[str, int]
    originals: int
    migrations: tuple[str, ...]
    revision: int
    problems: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "is_whole": not self.problems,
            "counts": self.counts,
            "originals": self.originals,
            "migrations": list(self.migrations),
            "revision": self.revision,
            "problems": list(self.problems),
        }


def check(path: Path | str) -> Health:
    """Look through a database and the originals beside it.

    Raises
    ------
    InputError
        If there is no such file.
    StoreError
        If it cannot be opened, or a newer version wrote it.
    """
    if not Path(path).is_file():
        raise InputError(f"There is no database at {path}. Import something into it first.")
    with store.session(path) as con:
        counts = dict(con.execute(_COUNTS).fetchall())
        migrations = con.execute("SELECT name FROM _migrations ORDER BY name").fetchall()
        problems = [f"{n} {what}." for what, sql in _FAULTS if (n := _number(con, sql))]
        problems += _unknown_drills(con)
        shas = _files(con)
        revision = store.revision(con)
    # Originals are read with the database closed: others may use it meanwhile.
    lost = [reason for name in shas if (reason := _why_lost(path, name))]
    return Health(
        counts,
        len(shas) - len(lost),
        tuple(name for (name,) in migrations),
        revision,
        (*problems, *lost),
    )


def _number(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(con.execute(sql).fetchall()[0][0])


def _unknown_drills(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute("SELECT DISTINCT drill_id FROM plyo_sets ORDER BY drill_id").fetchall()
    known = set(drills.catalogue()["drill_id"])
    unknown = ", ".join(drill for (drill,) in rows if drill not in known)
    return [f"Drills that are not in the catalogue: {unknown}."] if unknown else []


def _files(con: duckdb.DuckDBPyConnection) -> list[str]:
    sql = """
        SELECT DISTINCT file_sha256
        FROM import_files
        WHERE file_sha256 <> $nothing
        ORDER BY file_sha256
    """
    return [name for (name,) in con.execute(sql, {"nothing": _NOTHING}).fetchall()]


def _why_lost(path: Path | str, name: str) -> str:
    try:
        archive.read(path, name)
    except StoreError as error:
        return str(error)
    return ""


_COUNTS: Final = """
    SELECT 'athletes' AS name, count(*) AS n FROM athletes
    UNION ALL SELECT 'body_mass', count(*) FROM body_mass
    UNION ALL SELECT 'daily_loads', count(*) FROM daily_loads
    UNION ALL SELECT 'day_status', count(*) FROM day_status
    UNION ALL SELECT 'runs', count(*) FROM runs
    UNION ALL SELECT 'run_samples', count(*) FROM run_samples
    UNION ALL SELECT 'best_powers', count(*) FROM best_powers
    UNION ALL SELECT 'plyo_sessions', count(*) FROM plyo_sessions
    UNION ALL SELECT 'plyo_sets', count(*) FROM plyo_sets
    UNION ALL SELECT 'power_tests', count(*) FROM power_tests
    UNION ALL SELECT 'jump_tests', count(*) FROM jump_tests
    UNION ALL SELECT 'wellness', count(*) FROM wellness
    UNION ALL SELECT 'symptoms', count(*) FROM symptoms
    UNION ALL SELECT 'import_files', count(*) FROM import_files
    UNION ALL SELECT 'refused_rows', count(*) FROM refused_rows
    UNION ALL SELECT 'column_mappings', count(*) FROM column_mappings
    UNION ALL SELECT 'fits', count(*) FROM fits
"""

# Rows that no foreign key ties to what they are about.
_FAULTS: Final = (
    (
        "efforts of power tests name a run that is gone",
        "SELECT count(*) FROM power_test_runs WHERE run_id NOT IN (SELECT run_id FROM runs)",
    ),
    (
        "runs that came in a file have no samples",
        """
        SELECT count(*)
        FROM runs
        WHERE offset_source <> 'stated' AND run_id NOT IN (SELECT run_id FROM run_samples)
        """,
    ),
    (
        "samples belong to a run that is gone",
        "SELECT count(*) FROM run_samples WHERE run_id NOT IN (SELECT run_id FROM runs)",
    ),
    (
        "files are linked to a run that is gone",
        "SELECT count(*) FROM run_files WHERE run_id NOT IN (SELECT run_id FROM runs)",
    ),
    (
        "runs came in a file that was never recorded",
        """
        SELECT count(*)
        FROM runs
        WHERE file_sha256 IS NOT NULL
            AND file_sha256 NOT IN (SELECT file_sha256 FROM import_files)
        """,
    ),
    (
        "plyometric sessions have no set",
        """
        SELECT count(*)
        FROM plyo_sessions
        WHERE session_id NOT IN (SELECT session_id FROM plyo_sets)
        """,
    ),
    (
        "fits name an athlete who is gone",
        """
        SELECT count(*)
        FROM fit_athletes
        WHERE athlete_id NOT IN (SELECT athlete_id FROM athletes)
        """,
    ),
    (
        "synthetic athletes share the file with real ones",
        """
        SELECT count(*)
        FROM athletes
        WHERE is_synthetic AND EXISTS (SELECT 1 FROM athletes WHERE NOT is_synthetic)
        """,
    ),
)
