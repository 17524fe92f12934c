"""What may be wrong with the rows of a store, and which of its tests stand on old numbers."""

from typing import Final

import duckdb

from analytics.errors import InputError
from data import drills, plan_faults, settings


def faults(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return what is wrong with the rows, a sentence each. For who has the file."""
    found = [(int(con.execute(sql).fetchall()[0][0]), what) for what, sql in _FAULTS]
    said = [f"{n} {what}." for n, what in found if n]
    said += _unknown_drills(con) + _drill_clashes(con) + _unknown_measure(con)
    return said + plan_faults.faults(con)


def outdated_tests(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return a sentence for each test made from a run whose power is another one now.

    A richer file of the run came after the test, which keeps what it was made from.
    """
    rows = con.execute("""
        SELECT used.test_id, used.run_id, used.duration_s,
            printf('%.0f W by %s', used.power_w, power_tests.power_source) AS before,
            coalesce(printf('%.0f W by %s', best.power_w, runs.power_source), 'none') AS now
        FROM power_test_runs AS used
        JOIN power_tests USING (test_id)
        JOIN runs USING (run_id)
        LEFT JOIN best_powers AS best
            ON best.run_id = used.run_id AND best.duration_s = used.duration_s
        WHERE best.power_w IS NULL
            OR abs(best.power_w - used.power_w) >= 0.5
            OR runs.power_source IS DISTINCT FROM power_tests.power_source
        ORDER BY used.test_id, used.run_id, used.duration_s
    """).fetchall()
    return [
        f"Test {test_id} was made from {before} over {duration_s} s of run {run_id}, which now "
        f"has {now}: another file of it counts since. Remove the test and make it anew on the "
        "Athlete page."
        for test_id, run_id, duration_s, before, now in rows
    ]


def _unknown_drills(con: duckdb.DuckDBPyConnection) -> list[str]:
    sql = """
        SELECT DISTINCT 'Drills' AS what, drill_id FROM plyo_sets
        UNION SELECT 'Plans name drills', drill_id FROM plan_sets
        UNION SELECT 'Own times are of drills', drill_id FROM own_drill_times
        UNION SELECT 'Own drills are based on drills', based_on
            FROM own_drills WHERE based_on IS NOT NULL
        ORDER BY what, drill_id
    """
    known = set(drills.of_store(con)["drill_id"])
    unknown: dict[str, list[str]] = {}
    for what, drill_id in con.execute(sql).fetchall():
        if drill_id not in known:
            unknown.setdefault(what, []).append(drill_id)
    return [
        f"{what} that are not in the catalogue: {', '.join(of)}." for what, of in unknown.items()
    ]


def _drill_clashes(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute("SELECT drill_id FROM own_drills ORDER BY drill_id").fetchall()
    shipped = set(drills.catalogue()["drill_id"])
    both = ", ".join(drill for (drill,) in rows if drill in shipped)
    said = f"Own drills have the id of a shipped one, and count in its place: {both}."
    return [said] if both else []


def _unknown_measure(con: duckdb.DuckDBPyConnection) -> list[str]:
    try:
        settings.dose_measure(con)
    except InputError as error:
        return [str(error)]
    return []


# Rows that no foreign key ties to what they are about.
_FAULTS: Final = (
    (
        "efforts belong to a power test that is gone",
        """
        SELECT count(*)
        FROM power_test_runs
        WHERE test_id NOT IN (SELECT test_id FROM power_tests)
        """,
    ),
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
        "sessions of other training came in a file that was never recorded",
        """
        SELECT count(*)
        FROM other_sessions
        WHERE file_sha256 IS NOT NULL
            AND file_sha256 NOT IN (SELECT file_sha256 FROM import_files)
        """,
    ),
    (
        "symptoms came in a file that was never recorded",
        """
        SELECT count(*)
        FROM symptoms
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
        "plans have no version",
        "SELECT count(*) FROM plans WHERE plan_id NOT IN (SELECT plan_id FROM plan_versions)",
    ),
    (
        "plans have the name of another of their athlete",
        """
        SELECT count(*) - count(DISTINCT (athlete_id, lower(name)))
        FROM plans
        """,
    ),
    (
        "planned sets are on no day of their plan",
        """
        SELECT count(*)
        FROM plan_sets
        JOIN plan_versions USING (plan_id, version)
        WHERE local_date < first_day OR local_date >= goal_date
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
