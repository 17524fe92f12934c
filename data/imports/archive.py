"""Originals: every imported file, byte for byte, under its SHA-256 beside the database."""

import gzip
import hashlib
import os
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from analytics.errors import StoreError

SUFFIX: Final = ".originals"
_LEVEL: Final = 3  # activity files are dense: twice the work for 4 % less is not worth it


def folder(database: Path | str) -> Path:
    """Return the folder that holds the originals of a database."""
    path = Path(database)
    return path.with_name(f"{path.name}{SUFFIX}")


def sha256(content: bytes) -> str:
    """Return the name a content goes by, 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def keep(database: Path | str, content: bytes) -> str:
    """Keep an original, once, and return its SHA-256.

    It is written beside its place, to the disk, and then moved there, so that a
    half-written original is never found under its name. One that was spoilt since is
    replaced. Others on this machine cannot read it: positions are in it.

    Raises
    ------
    StoreError
        If the folder cannot be written.
    """
    name = sha256(content)
    place = _place(database, name)
    if _holds(place, content):
        return name
    try:
        folder(database).mkdir(mode=0o700, parents=True, exist_ok=True)
        place.parent.mkdir(exist_ok=True)
        handle, made = tempfile.mkstemp(dir=place.parent, prefix=".incoming-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(gzip.compress(content, _LEVEL, mtime=0))
                file.flush()
                os.fsync(file.fileno())
            Path(made).replace(place)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(
            f"The original cannot be kept in {folder(database)}: {error.strerror}. "
            "Make room or allow writing there, then import again."
        ) from error
    return name


def read(database: Path | str, name: str) -> bytes:
    """Return an original as it came in.

    Raises
    ------
    StoreError
        If it is missing, or is not what was kept.
    """
    try:
        content = gzip.decompress(_place(database, name).read_bytes())
    except FileNotFoundError as error:
        raise StoreError(
            f"The original {name[:12]} is missing from {folder(database)}. "
            "Restore the folder from a backup, or import the file again."
        ) from error
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(_spoilt(database, name)) from error
    if sha256(content) != name:
        raise StoreError(_spoilt(database, name))
    return content


def kept(database: Path | str) -> Iterator[str]:
    """Yield the SHA-256 of every original, in order."""
    for place in sorted(folder(database).glob("??/*.gz")):
        yield place.stem


def _holds(place: Path, content: bytes) -> bool:
    try:
        return gzip.decompress(place.read_bytes()) == content
    except (OSError, EOFError, zlib.error):
        return False


def _place(database: Path | str, name: str) -> Path:
    return folder(database) / name[:2] / f"{name}.gz"


def _spoilt(database: Path | str, name: str) -> str:
    return (
        f"The original {name[:12]} in {folder(database)} is not what was kept. "
        "Restore the folder from a backup, or import the file again."
    )
