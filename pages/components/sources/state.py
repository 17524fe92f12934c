"""What state the store is in: the key of every cache."""

from dataclasses import dataclass

import streamlit as st

from data import store


@dataclass(frozen=True, slots=True)
class Key:
    """What every cache keys on: the file, the database in it, and how often that was written."""

    path: str
    store_id: str
    revision: int


def key() -> Key:
    """Return what state the store is in; the file is opened only when it changed."""
    path = store.default_path()
    if not path.exists():
        return Key(str(path), "", 0)
    parts = [file.stat() for file in (path, path.with_name(path.name + ".wal")) if file.exists()]
    stamp = [(part.st_ino, part.st_mtime_ns, part.st_size) for part in parts]
    return Key(str(path), *_identity(str(path), stamp))


@st.cache_data(max_entries=4, show_spinner=False)
def _identity(
    path: str,
    stamp: list[tuple[int, int, int]],  # noqa: ARG001 - part of the key
) -> tuple[str, int]:
    with store.session(path) as con:
        return store.identity(con)
