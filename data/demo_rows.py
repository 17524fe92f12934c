"""Put a synthetic cohort into the tables, and empty them of it."""

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import duckdb
import pandas as pd
import pyarrow as pa

from data import athletes as people
from data import body_mass, ids, other_sessions, plyometrics, power_tests, store, symptoms
from data.frames import plain_rows
from data.imports import archive

if TYPE_CHECKING:
    from analytics.response import synthetic

# DuckDB checks keys against what was committed before, so that what refers to a row goes a
# transaction earlier. The demo never shares its file: all that is said of athletes belongs to it;
# own drills, templates and settings are of the workbench and stay.
_DELETIONS: Final = (
    """
    DELETE FROM best_powers;
    DELETE FROM run_samples;
    DELETE FROM run_files;
    DELETE FROM plyo_sets;
    DELETE FROM power_test_runs;
    DELETE FROM fit_athletes;
    DELETE FROM plan_sets;
    """,
    """
    DELETE FROM plan_versions;
    DELETE FROM runs;
    DELETE FROM plyo_sessions;
    DELETE FROM other_sessions;
    DELETE FROM own_drill_times;
    DELETE FROM power_tests;
    DELETE FROM daily_loads;
    DELETE FROM jump_tests;
    DELETE FROM wellness;
    DELETE FROM symptoms;
    DELETE FROM body_mass;
    DELETE FROM day_status;
    DELETE FROM squad_members;
    DELETE FROM fits;
    DELETE FROM refused_rows;
    DELETE FROM import_files;
    DELETE FROM column_mappings;
    DELETE FROM synthetic_truth;
    DELETE FROM synthetic_cohort;
    """,
    """
    DELETE FROM plans;
    """,
    """
    DELETE FROM athletes WHERE is_synthetic;
    """,
)


def delete(path: Path | str) -> None:
    """Remove the athletes of the demo, all that is said of them, and its originals."""
    # First, while the rows still tell which they are.
    _delete_originals(path)
    for statements in _DELETIONS:
        with store.session(path) as con:
            con.execute(statements)
            store.bump(con)


def _delete_originals(path: Path | str) -> None:
    with store.session(path) as con:
        sql = "SELECT DISTINCT file_sha256 FROM import_files ORDER BY file_sha256"
        names = [name for (name,) in con.execute(sql).fetchall()]
    for name in names:
        for place in archive.folder(path).glob(f"??/{name}.gz"):
            place.unlink(missing_ok=True)


def insert(con: duckdb.DuckDBPyConnection, cohort: "synthetic.Cohort") -> None:
    """Store every frame of the cohort, through the modules that own the tables."""
    for row in plain_rows(cohort.athletes):
        people.add(con, **row, is_synthetic=True)
    body_mass.add_many(con, plain_rows(cohort.body_mass))
    plyometrics.add_sessions(con, _sessions(cohort.sets))
    power_tests.add_many(con, plain_rows(cohort.tests))
    other_sessions.add_many(con, plain_rows(cohort.other_sessions))
    symptoms.add_many(con, plain_rows(cohort.symptoms))
    _insert_runs(con, cohort.runs)
    _insert_rest(con, cohort)
    store.bump(con)


def _sessions(sets: pd.DataFrame) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for key, its_sets in groupby(plain_rows(sets), itemgetter("athlete_id", "local_date")):
        yield dict(zip(("athlete_id", "local_date"), key, strict=True)), list(its_sets)


def _insert_runs(con: duckdb.DuckDBPyConnection, runs: pd.DataFrame) -> None:
    taken: set[str] = set()
    rows = plain_rows(runs)
    for row in rows:
        row["run_id"] = ids.numbered(row["athlete_id"], row["local_date"], "r", taken)
        taken.add(row["run_id"])
    con.register("new_runs", pa.Table.from_pylist(rows))
    con.execute("""
        INSERT INTO runs (run_id, athlete_id, local_date, offset_source, elapsed_s, mean_power_w,
            power_mean4_w, power_source, session_rpe, distance_m, mean_cadence_spm,
            mean_contact_ms)
        SELECT run_id, athlete_id, local_date, 'stated', hours * 3600, 0.99 * power_mean4_w,
            power_mean4_w, power_source, session_rpe, distance_m, mean_cadence_spm,
            mean_contact_ms
        FROM new_runs
    """)
    con.execute("""
        INSERT INTO best_powers (run_id, duration_s, power_w)
        SELECT run_id, 1200, best_20min_w
        FROM new_runs
        WHERE best_20min_w IS NOT NULL
    """)
    con.unregister("new_runs")
    store.bump(con)


def _insert_rest(con: duckdb.DuckDBPyConnection, cohort: "synthetic.Cohort") -> None:
    con.register("spoken", cohort.day_status)
    con.execute("""
        INSERT INTO day_status (athlete_id, local_date, channel, status)
        SELECT athlete_id, date, channel, status FROM spoken
    """)
    con.unregister("spoken")
    con.register("truth", cohort.truth)
    con.execute("""
        INSERT INTO synthetic_truth (athlete_id, weeks, weekly_dose_au, response_percent)
        SELECT athlete_id, weeks, weekly_dose_au, response_percent FROM truth
    """)
    con.unregister("truth")
    con.execute(
        """
        INSERT INTO synthetic_cohort (seed, parameters)
        VALUES ($seed, $parameters)
        """,
        {
            "seed": cohort.parameters.seed,
            "parameters": json.dumps(cohort.parameters.to_dict()),
        },
    )
    store.bump(con)
