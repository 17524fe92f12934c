"""Rules every module of the store keeps, read from its source."""

import ast
import re
from pathlib import Path

import pytest

from data import limits, vocabulary

DATA = Path(__file__).parents[2] / "data"
MODULES = sorted(path for path in DATA.rglob("*.py") if path.name not in {"store.py", "migrate.py"})
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE | re.MULTILINE)
READS = re.compile(r"^\s*(SELECT|WITH)\b", re.IGNORECASE | re.MULTILINE)

# They serve what writes, which acts on the whole store, and return no fact to a person.
NOT_FOR_PEOPLE = {
    "body_mass.mass_kg_on": "the mass a new test is divided by",
    "body_mass.Masses.__init__": "the masses new tests are divided by",
    "athletes.require": "a check",
    "mapping.recall": "names of columns, no fact of an athlete",
    "settings.dose_measure": "a choice for the workbench, no fact of an athlete",
    "told_runs.of_day": "the runs a new one is compared with",
    "plan_names.of_name": "a check",
    "own_rows.stored": "drills of the workbench, no fact of an athlete",
    "integrity.check": "for who has the file",
    "faults.py": "part of integrity.check",
    "plan_faults.py": "part of integrity.check",
    "tables.retry_refused": "part of a unit of work that import_files does",
    "imports/ledger.py": "part of a unit of work that import_files does",
    "imports/run_writes.py": "part of a unit of work that import_files does",
}

# What they write is part of a unit of work, which the module named ends with a bump.
BUMPED_BY = {
    "imports/corrections.py": "imports/__init__.py",
    "imports/ledger.py": "imports/__init__.py",
    "imports/run_writes.py": "imports/__init__.py",
}

BUMPS = {"store.bump", "bulk.insert"}


def functions(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{f.name}", f) for f in node.body if is_function(f))
    yield from ((f.name, f) for f in tree.body if is_function(f))


def is_function(node):
    return isinstance(node, ast.FunctionDef)


def texts(function):
    documented = ast.get_docstring(function, clean=False)
    for node in ast.walk(function):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and node.value != documented:
            yield node.value


def calls(function):
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def writes(function):
    statements = any(WRITES.search(text) for text in texts(function))
    return statements or "con.append" in set(calls(function))


def writing(found):
    """Return functions that write, or call one of the module that does."""
    done = {name for name, function in found.items() if writes(function)}
    while more := {n for n, f in found.items() if n not in done and done & set(calls(f))}:
        done |= more
    return done


def bumping(found):
    """Return functions that bump, or are called by one of the module that does."""
    done = {name for name, function in found.items() if BUMPS & set(calls(function))}
    while True:
        more = {
            callee
            for name in done
            for callee in calls(found[name])
            if callee in found and callee not in done
        }
        if not more:
            return done
        done |= more


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(DATA)))
def test_whatever_writes_bumps_the_revision(path):
    other = BUMPED_BY.get(str(path.relative_to(DATA)))
    if other is not None:
        assert "store.bump(con)" in (DATA / other).read_text()
        return
    found = dict(functions(ast.parse(path.read_text())))
    silent = {name for name, function in found.items() if writes(function)} - bumping(found)
    assert not silent


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(DATA)))
def test_whatever_reads_for_people_takes_the_viewer(path):
    found = dict(functions(ast.parse(path.read_text())))
    for name, function in found.items():
        reads = any(READS.search(text) for text in texts(function)) and name not in writing(found)
        public = not name.split(".")[-1].startswith("_") or name.endswith("__init__")
        names = {f"{path.stem}.{name}", str(path.relative_to(DATA))}
        if reads and public and not names & set(NOT_FOR_PEOPLE):
            arguments = [argument.arg for argument in function.args.args]
            assert arguments[:2] == ["con", "viewer"], f"{path.stem}.{name}"


WORDS = [
    "POWER_SOURCES",
    "TEST_KINDS",
    "SIDES",
    "SEXES",
    "CHANNELS",
    "DAY_STATUSES",
    "OTHER_KINDS",
    "SITES",
    "MOMENTS",
]


@pytest.mark.parametrize("words", WORDS)
def test_python_and_schema_know_the_same_words(con, words):
    listed = ", ".join(f"'{word}'" for word in getattr(vocabulary, words))
    checks = con.execute("SELECT sql FROM duckdb_tables()").fetchall()
    assert any(f"({listed})" in sql for (sql,) in checks)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_no_limit_lets_through_what_is_not_finite(value):
    assert not any(limit.allows(value) for limit in limits.LIMITS.values())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(DATA)))
def test_no_result_is_left_half_read_before_more_work(path):
    """After fetchone() a row may be waiting still, and DuckDB then refuses to register a frame."""
    for name, function in functions(ast.parse(path.read_text())):
        if any(call.endswith("fetchone") for call in calls(function)):
            assert not any(call.endswith("register") for call in calls(function)), name
