"""Fixtures every test may use."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from analytics.response import ResponseModel
from data import OWNER, assembly, demo, fits, store

SERIES = {"kind": "critical_power", "power_source": "stryd", "duration_s": None}
REAL = "PLYOPOWER_REAL_DATA"


def pytest_configure(config: pytest.Config) -> None:
    """Let CI demand the real files and the browser."""
    config.stash[REQUIRED] = bool(os.environ.get(f"{REAL}_REQUIRED"))


REQUIRED = pytest.StashKey[bool]()


def skip_or_fail(config: pytest.Config, reason: str) -> None:
    """Skip for want of something, unless this machine promised to have it."""
    if config.stash[REQUIRED]:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def real_data(pytestconfig) -> Path:
    """Return the folder of real files, or skip."""
    folder = os.environ.get(REAL)
    if not folder or not Path(folder).is_dir():
        skip_or_fail(pytestconfig, f"{REAL} does not name the folder of real files")
    return Path(str(folder))


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty, migrated database that lives as long as the test."""
    with store.session(":memory:") as connection:
        yield connection


@pytest.fixture
def database(tmp_path, monkeypatch) -> Path:
    """Point the workbench at an empty database of its own."""
    path = tmp_path / "test.duckdb"
    monkeypatch.setenv(store.DATABASE, str(path))
    return path


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory) -> Path:
    """Make a small demo with a fit, once."""
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    demo.load(path, athletes=6, days=240, seed=3)
    with store.session(path) as con:
        loads, tests, _ = assembly.response_inputs(con, OWNER, **SERIES)
        fits.save(con, ResponseModel().fit(loads, tests), **SERIES, seconds=0.1)
    return path


@pytest.fixture
def demo_database(made_demo, database) -> Path:
    """Give the workbench a copy of the demo that the test may change."""
    shutil.copy(made_demo, database)
    return database
