"""Fixtures every test may use."""

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data import store

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
