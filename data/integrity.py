"""Look whether a database and its originals are whole. For who has the file, not for a viewer."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import duckdb

from analytics.errors import InputError, StoreError
from data import faults, store
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
    warnings : tuple of str
        What is whole, but worth a look: originals no import speaks of, tests made from
        numbers that changed.
    """

    counts: dict[str, int]
    originals: int
    migrations: tuple[str, ...]
    revision: int
    problems: tuple[str, ...]
    warnings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "is_whole": not self.problems,
            "counts": self.counts,
            "originals": self.originals,
            "migrations": list(self.migrations),
            "revision": self.revision,
            "problems": list(self.problems),
            "warnings": list(self.warnings),
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
        problems = faults.faults(con)
        warnings = faults.outdated_tests(con)
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
        (*warnings, *_strays(path, set(shas))),
    )


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


def _strays(path: Path | str, known: set[str]) -> Iterator[str]:
    """Yield what an import that was cut short left among the originals."""
    folder = archive.folder(path)
    adopted = [name for name in archive.kept(path) if name not in known and name != _NOTHING]
    if adopted:
        yield (
            f"{len(adopted)} originals in {folder} belong to no import, the first "
            f"{adopted[0][:12]}: one was cut short, or is at work now. Import the files again."
        )
    half = sorted(folder.glob("??/.incoming-*"))
    if half:
        yield (
            f"{len(half)} half-written files are in {folder}, the first {half[0].name}. "
            "They may be deleted when no import is at work."
        )


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
    UNION ALL SELECT 'other_sessions', count(*) FROM other_sessions
    UNION ALL SELECT 'own_drills', count(*) FROM own_drills
    UNION ALL SELECT 'own_drill_times', count(*) FROM own_drill_times
    UNION ALL SELECT 'power_tests', count(*) FROM power_tests
    UNION ALL SELECT 'jump_tests', count(*) FROM jump_tests
    UNION ALL SELECT 'wellness', count(*) FROM wellness
    UNION ALL SELECT 'symptoms', count(*) FROM symptoms
    UNION ALL SELECT 'import_files', count(*) FROM import_files
    UNION ALL SELECT 'refused_rows', count(*) FROM refused_rows
    UNION ALL SELECT 'column_mappings', count(*) FROM column_mappings
    UNION ALL SELECT 'fits', count(*) FROM fits
    UNION ALL SELECT 'plans', count(*) FROM plans
    UNION ALL SELECT 'plan_versions', count(*) FROM plan_versions
    UNION ALL SELECT 'plan_sets', count(*) FROM plan_sets
    UNION ALL SELECT 'plan_templates', count(*) FROM plan_templates
    UNION ALL SELECT 'settings', count(*) FROM settings
"""
