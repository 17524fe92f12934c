"""Two thousand made-up rows, good and bad, from CSV to stress: nothing is lost, nothing breaks.

The sums themselves are held against 10 000 sets and runs in tests/analytics/load/test_chain.py.
"""

import csv
import io
from datetime import date, timedelta

import numpy as np
import pytest

from analytics.errors import WorkbenchError
from data import OWNER, assembly, athletes, channels, drills, plyometrics, store, stress
from data.imports import Upload, import_files

SEED = 20261122
N_SETS, N_RUNS = 1200, 800
ATHLETES = tuple(f"runner-{number:02d}" for number in range(1, 13))
FIRST = date(2025, 3, 1)
DAYS = 400
OF_SETS = [
    "athlete_id",
    "local_date",
    "session",
    "drill_id",
    "sets",
    "reps",
    "side",
    "height_m",
    "contact_ms",
    "flight_ms",
]
OF_RUNS = [
    "athlete_id",
    "local_date",
    "duration_min",
    "distance_m",
    "mean_power_w",
    "power_source",
    "session_rpe",
    "note",
]
BAD = ("", "0", "-3", "nan", "inf", "1e309", "2000", "30", "0.3", "x", "=1+1", "３", "1,5", " 7 ")


def write(names, rows):
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(names)
    table.writerows(rows)
    return text.getvalue().encode()


def rows(rng, n, names, make):
    """Return n rows; of every fifth one cell is anything at all."""
    made = []
    for number in range(n):
        row = {
            "athlete_id": str(rng.choice(ATHLETES)),
            "local_date": (FIRST + timedelta(days=int(rng.integers(DAYS)))).isoformat(),
            **make(),
        }
        if number % 5 == 0:
            row[str(rng.choice(names))] = str(rng.choice(BAD))
        made.append([row.get(name, "") for name in names])
    return made


def some(rng, value, share=0.5):
    return value if rng.random() < share else ""


def a_set(rng, catalogue):
    drill = catalogue.iloc[int(rng.integers(len(catalogue)))]
    # A session of its own, or two rows of one day contradict each other in effort.
    return {
        "session": f"s{rng.integers(10**9)}",
        "drill_id": drill["drill_id"],
        "sets": some(rng, int(rng.integers(1, 5))),
        "reps": int(rng.integers(1, 31)),
        "side": some(rng, str(rng.choice(["left", "right", "both"])), 0.3),
        "height_m": some(rng, round(0.05 * int(rng.integers(1, 14)), 2)),
        "contact_ms": some(rng, int(rng.integers(120, 400)), 0.2),
        "flight_ms": some(rng, int(rng.integers(100, 600)), 0.2),
    }


def a_run(rng):
    minutes = round(float(rng.uniform(5, 180)), 1)
    has_power = rng.random() < 0.5
    return {
        "duration_min": minutes,
        "distance_m": some(rng, round(minutes * 60 * float(rng.uniform(1.5, 5.5))), 0.8),
        "mean_power_w": int(rng.integers(120, 380)) if has_power else "",
        "power_source": "stryd" if has_power else "",
        "session_rpe": some(rng, int(rng.integers(0, 11))),
        "note": f"run {rng.integers(10**9)}",
    }


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    """Import everything once; yield the database, the report and how many sets were given."""
    rng = np.random.default_rng(SEED)
    catalogue = drills.catalogue()
    uploads = [
        Upload(
            "sets.csv",
            write(OF_SETS, rows(rng, N_SETS, OF_SETS, lambda: a_set(rng, catalogue))),
        ),
        Upload("runs.csv", write(OF_RUNS, rows(rng, N_RUNS, OF_RUNS, lambda: a_run(rng)))),
    ]
    path = tmp_path_factory.mktemp("chain") / "chain.duckdb"
    with store.session(path) as con:
        for athlete_id in ATHLETES:
            athletes.add(con, athlete_id=athlete_id)
    report = import_files(path, uploads)
    with store.session(path) as con:
        yield con, report


def test_every_row_is_taken_known_or_refused_with_a_reason(chain):
    con, report = chain
    for result, given in zip(report.files, (N_SETS, N_RUNS), strict=True):
        told = result.rows_taken + result.rows_refused + result.rows_known
        assert (result.status, told) == ("partial", given)
        assert result.rows_taken > given / 3
    reasons = con.execute("SELECT DISTINCT reason FROM refused_rows").fetchall()
    assert all(reason.strip() for (reason,) in reasons)


def test_what_was_taken_is_in_the_store_and_counts_on_its_day(chain):
    con, report = chain
    stored = plyometrics.sets(con, OWNER)
    assert len(stored) >= report.files[0].rows_taken
    assert len(channels.runs(con, OWNER, None)) == report.files[1].rows_taken
    days = assembly.daily(con, OWNER)
    assert days["plyo_contacts"].sum() == stored["contacts"].sum()


def test_stress_of_it_has_no_infinity_and_no_gap_without_a_reason(chain):
    con, _ = chain
    try:
        found = stress.stress(con, OWNER, draws=40)
    except WorkbenchError as error:  # pragma: no cover - would be told to a person
        pytest.fail(f"Rows that were taken cannot be weighed: {error}")
    daily = found.daily
    numbers = daily.select_dtypes("number").to_numpy(dtype=float)
    assert not np.isinf(numbers).any()
    assert not (numbers < 0).any()
    days = assembly.daily(con, OWNER)
    unknown = (days["plyo_status"] == "unknown") | (days["run_status"] == "unknown")
    asked = daily.merge(days.assign(unknown=unknown), on=["athlete_id", "date"], how="left")
    assert (asked["equivalents"].isna() == asked["unknown"]).all()
    known = asked[~asked["unknown"]]
    assert known[["plyo_equivalents", "run_equivalents", "lower", "upper"]].notna().all().all()
    assert (known["lower"] <= known["equivalents"]).all()
    assert (known["equivalents"] <= known["upper"]).all()


def test_every_set_and_every_run_is_among_its_parts(chain):
    con, report = chain
    parts = stress.stress(con, OWNER, draws=2).parts
    stored = plyometrics.sets(con, OWNER)
    plyo, run = parts[parts["kind"] == "plyo"], parts[parts["kind"] == "run"]
    assert len(plyo.drop_duplicates(["item_id", "set_number"])) == len(stored)
    assert run["item_id"].nunique() == report.files[1].rows_taken
    assert np.isfinite(parts["equivalents"]).all()


@pytest.mark.parametrize("athlete_id", ATHLETES[:3])
def test_the_facts_of_every_day_are_finite_or_missing(chain, athlete_id):
    con, _ = chain
    facts = stress.facts(con, OWNER, athlete_id)
    assert not np.isinf(facts.select_dtypes("number").to_numpy(dtype=float, na_value=0)).any()
    trained = facts["plyo_contacts"] > 0
    assert facts.loc[trained, ["plyo_dose_au", "is_high"]].notna().all().all()
