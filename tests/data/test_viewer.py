"""Whoever may see nobody sees nothing: every function of the store that takes a viewer is asked."""

import dataclasses
import importlib
import inspect
import pkgutil
import shutil

import pandas as pd
import pytest

import data
from analytics.errors import InputError
from data import OWNER, Viewer, own_times, plyometrics, store
from data.imports import Upload, import_files

STRANGER = Viewer("stranger")

# What asks for more than this file can make up: columns added to sets, plans, frames read before.
# Not yet asked here as a stranger would.
APART = {
    "own_times.attach",
    "plan_done.done",
    "plan_exports.paper_of",
    "plan_files.checked_paper",
    "plan_history.before",
    "plans.load",
    "plans.plans",
    "plans.versions",
    "squad_plans.for_squad",
    "stress_frames.stress_frames",
    "stress_frames.with_easiest",
}


def asked():
    """Yield every public function of data whose first arguments are con and viewer."""
    for module in pkgutil.walk_packages(data.__path__, "data."):
        if module.name.endswith("__main__"):
            continue
        for name, function in inspect.getmembers(
            importlib.import_module(module.name), inspect.isfunction
        ):
            is_here = function.__module__ == module.name and not name.startswith("_")
            reads = list(inspect.signature(function).parameters)[:2] == ["con", "viewer"]
            if is_here and reads and name_of(function) not in APART:
                yield function


def name_of(function):
    return f"{function.__module__.removeprefix('data.')}.{function.__name__}"


ASKED = list(asked())
OF_ONE = [one for one in ASKED if "athlete_id" in inspect.signature(one).parameters]


@pytest.fixture(scope="module")
def filled(made_demo, tmp_path_factory):
    """Yield a connection to a demo that has a row of everything, and what to ask it for."""
    path = tmp_path_factory.mktemp("viewer") / "demo.duckdb"
    shutil.copy(made_demo, path)
    with store.session(path) as con:
        ((athlete_id, run_id),) = con.execute("""
            SELECT athlete_id, run_id
            FROM runs JOIN best_powers USING (run_id)
            WHERE duration_s = 1200
            ORDER BY run_id LIMIT 1
        """).fetchall()
    loads = (
        f"athlete_id,local_date,channel,value,unit,source\n{athlete_id},2020-01-01,plyo,5,AU,x\n"
    )
    rows = loads + f"{athlete_id},2020-01-02,plyo,much,AU,x\n"
    uploads = [Upload("loads.csv", rows.encode()), Upload("odd.csv", b"Wer,Was\nmara,viel\n")]
    assert import_files(path, uploads).counts["refused"] == 1
    with store.session(path) as con:
        con.execute(
            """
            INSERT INTO run_samples (run_id, elapsed_s, power_w) VALUES ($run_id, 0, 250);
            """,
            {"run_id": run_id},
        )
        con.execute(
            "INSERT INTO best_powers (run_id, duration_s, power_w) VALUES ($run_id, 180, 500)",
            {"run_id": run_id},
        )
        con.execute(
            """
            INSERT INTO run_files (run_id, file_sha256, leg_number, is_kept)
            SELECT $run_id, first(file_sha256), 1, true FROM import_files
            """,
            {"run_id": run_id},
        )
        con.execute(
            """
            INSERT INTO own_drill_times (athlete_id, drill_id, from_date, contact_ms, flight_ms)
            VALUES ($athlete_id, 'pogo', DATE '2020-01-01', 160, 340)
            """,
            {"athlete_id": athlete_id},
        )
        con.execute(
            """
            UPDATE plyo_sets SET contact_ms = 170, flight_ms = 330
            WHERE session_id = (
                SELECT min(session_id) FROM plyo_sessions WHERE athlete_id = $athlete_id
            )
            """,
            {"athlete_id": athlete_id},
        )
        con.execute("""
            INSERT INTO fits BY NAME SELECT * EXCLUDE (fit_id, created_at) FROM fits;
            INSERT INTO fit_athletes (fit_id, athlete_id)
            SELECT (SELECT max(fit_id) FROM fits), athlete_id FROM fit_athletes
        """)
        yield (
            con,
            {
                "athlete_id": athlete_id,
                "run_id": run_id,
                "kind": "critical_power",
                "duration_s": None,
                "power_source": "stryd",
                "efforts": [(run_id, 180), (run_id, 1200)],
                "database": str(path),
                "today": con.execute(
                    "SELECT max(local_date) FROM symptoms WHERE pain_0_10 > 0"
                ).fetchone()[0],
            },
        )


def ask(function, con, viewer, known, *, of_one=False):
    parameters = list(inspect.signature(function).parameters.values())[2:]
    needed = {one.name: known[one.name] for one in parameters if one.default is one.empty}
    if of_one:
        needed |= {"athlete_id": known["athlete_id"]}
    return function(con, viewer, **needed)


def is_nothing(answer):
    if dataclasses.is_dataclass(answer):
        return all(is_nothing(getattr(answer, one.name)) for one in dataclasses.fields(answer))
    return answer.empty if isinstance(answer, pd.DataFrame) else not answer


def test_all_of_them_are_found():
    names = {name_of(function) for function in ASKED}
    assert len(names) >= 25
    assert {"runs.runs", "overview.records", "fits.latest", "imports.layouts.waiting"} <= names


@pytest.mark.parametrize("function", ASKED, ids=name_of)
def test_the_owner_sees_something(filled, function):
    con, known = filled
    assert not is_nothing(ask(function, con, OWNER, known))


@pytest.mark.parametrize("function", ASKED, ids=name_of)
def test_a_stranger_sees_nothing(filled, function):
    assert_nothing(filled, function)


@pytest.mark.parametrize("function", OF_ONE, ids=name_of)
def test_a_stranger_who_names_an_athlete_sees_nothing(filled, function):
    assert_nothing(filled, function, of_one=True)


def test_a_stranger_is_told_no_own_time_of_sets_at_hand(filled):
    con, _ = filled
    sets = plyometrics.sets(con, OWNER)
    own = ["own_contact_s", "own_flight_s"]
    assert own_times.attach(con, OWNER, sets)[own].notna().any().all()
    assert own_times.attach(con, STRANGER, sets)[own].isna().all().all()


def assert_nothing(filled, function, *, of_one=False):
    con, known = filled
    try:
        answer = ask(function, con, STRANGER, known, of_one=of_one)
    except InputError:  # as for what is not there
        return
    assert is_nothing(answer)
