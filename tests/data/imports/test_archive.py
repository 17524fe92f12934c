import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import StoreError
from data.imports import archive


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return tmp_path_factory.mktemp("kept") / "w.duckdb"


@given(st.binary(max_size=2000))
def test_an_original_comes_back_byte_for_byte(database, content):
    assert archive.read(database, archive.keep(database, content)) == content


def test_the_same_content_is_kept_once(tmp_path):
    database = tmp_path / "w.duckdb"
    first, second = archive.keep(database, b"run"), archive.keep(database, b"run")
    assert first == second
    assert list(archive.kept(database)) == [first]
    assert [file.name for file in archive.folder(database).rglob("*.*")] == [f"{first}.gz"]


def test_a_spoilt_original_is_noticed(tmp_path):
    database = tmp_path / "w.duckdb"
    name, other = archive.keep(database, b"run"), archive.keep(database, b"ride")
    place = archive.folder(database) / name[:2] / f"{name}.gz"
    place.write_bytes((archive.folder(database) / other[:2] / f"{other}.gz").read_bytes())
    with pytest.raises(StoreError, match="is not what was kept"):
        archive.read(database, name)
    place.write_bytes(b"\x1f\x8bno gzip")
    with pytest.raises(StoreError, match="is not what was kept"):
        archive.read(database, name)
    place.unlink()
    with pytest.raises(StoreError, match="is missing"):
        archive.read(database, name)


@pytest.mark.parametrize("spoilt", [b"", b"\x1f\x8bno gzip", None])
def test_a_spoilt_original_is_mended_when_its_bytes_come_again(tmp_path, spoilt):
    database = tmp_path / "w.duckdb"
    name, other = archive.keep(database, b"run"), archive.keep(database, b"ride")
    place = archive.folder(database) / name[:2] / f"{name}.gz"
    as_other = archive.folder(database) / other[:2] / f"{other}.gz"
    place.write_bytes(as_other.read_bytes() if spoilt is None else spoilt)
    archive.keep(database, b"run")
    assert archive.read(database, name) == b"run"


def test_an_original_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    database = tmp_path / "w.duckdb"
    written = []

    def fsync(handle):
        written.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        assert not list(archive.kept(database))

    monkeypatch.setattr(os, "fsync", fsync)
    archive.keep(database, b"run")
    assert [name.startswith(".incoming-") for name in written] == [True]


def test_nobody_else_on_the_machine_reads_originals(tmp_path):
    database = tmp_path / "w.duckdb"
    name = archive.keep(database, b"run")
    assert archive.folder(database).stat().st_mode & 0o777 == 0o700
    place = archive.folder(database) / name[:2] / f"{name}.gz"
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    database = tmp_path / "w.duckdb"
    archive.folder(database).write_text("in the way")
    with pytest.raises(StoreError, match="cannot be kept"):
        archive.keep(database, b"run")
