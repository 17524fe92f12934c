"""Files as they come: where from, what they are by their content, and what is in them."""

import csv
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data.imports import archive, fit_bytes, fit_files, stryd
from data.imports.fit_files import FitFile
from data.imports.legs import Numbers, numbers
from data.imports.stryd import StrydFile

LARGEST_BYTES: Final = 64 * 1024 * 1024
"""A day of running is 4 MB; what is larger is no activity file or table."""

_NOT_READ: Final = (
    (b"PK\x03\x04", "zip", "a ZIP archive or a workbook: unpack it, or save the sheet as CSV"),
    (b"\x1f\x8b", "gzip", "compressed: unpack it, then import what is inside"),
)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came without a path, such as one dropped on a page."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file, read as far as that needs no database.

    Parameters
    ----------
    name, file_sha256, size_bytes
        Of the file.
    kind : str
        ``fit``, ``stryd_csv``, ``csv``, or what else it is.
    reason : str
        Why it is refused unless the same bytes were taken before; empty if it is not.
    content : bytes
        Of a table, which is read later.
    fit : FitFile or None
    numbers : tuple of Numbers
        Of each leg of ``fit``.
    stryd : StrydFile or None
    """

    name: str
    file_sha256: str
    size_bytes: int
    kind: str
    reason: str = ""
    content: bytes = b""
    fit: FitFile | None = None
    numbers: tuple[Numbers, ...] = ()
    stryd: StrydFile | None = None

    @property
    def weight(self) -> int:
        """How many samples there are to write."""
        rows = sum(leg.second.size for leg in self.fit.legs) if self.fit else 0
        return rows + (self.stryd.time_s.size if self.stryd else 0)


def expand(
    files: Iterable[Path | str | Upload] | Path | str | Upload,
    database: Path | str | None = None,
) -> list[Path | Upload]:
    """Return the files themselves: folders are opened, in order of name.

    Hidden files and what is no file (a pipe, a socket) stay out, and so do the database,
    what DuckDB writes beside it, and the originals of any database.
    """
    own = _own(database)
    found: list[Path | Upload] = []
    given = [files] if isinstance(files, Path | str | Upload) else files
    for one in given:
        if isinstance(one, Upload):
            found.append(one)
        elif Path(one).is_dir():
            found += [file for file in _below(Path(one), own) if not _is_special(file)]
        else:
            found.append(Path(one))
    return [one for one in found if isinstance(one, Upload) or _absolute(one) not in own]


def _below(path: Path, own: frozenset[str]) -> Iterator[Path]:
    for folder, below, names in os.walk(path):
        kept = {f"{name}{archive.SUFFIX}" for name in names}  # originals of a database here
        below[:] = sorted(
            name
            for name in below
            if not (name.startswith(".") or name in kept or _absolute(Path(folder) / name) in own)
        )
        yield from (Path(folder) / name for name in sorted(names) if not name.startswith("."))


def _own(database: Path | str | None) -> frozenset[str]:
    """Return where the files of a database are, its originals among them."""
    if database is None:
        return frozenset()
    path = _absolute(Path(database))
    return frozenset({path, f"{path}.wal", f"{path}{archive.SUFFIX}"})


def _absolute(path: Path) -> str:
    return os.path.realpath(path)


def _is_special(path: Path) -> bool:
    """Tell whether something is there that is no file: reading it may wait for ever."""
    try:
        return path.exists() and not path.is_file()
    except (OSError, ValueError):
        return False  # opening it says what is wrong


def shown(name: str) -> str:
    """Return a name that can be stored and shown: what is no character is marked so."""
    return "".join(
        "\ufffd" if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in name
    )


def size_bytes(source: Path | Upload) -> int:
    """Return the size of a file; 0 of one that cannot be opened."""
    if isinstance(source, Upload):
        return len(source.content)
    try:
        return source.stat().st_size
    except (OSError, ValueError):
        return 0


def parse(
    source: Path | Upload, database: Path | str, known: frozenset[str] = frozenset()
) -> Parsed:
    """Read a file, keep its original, tell what it is and read what is in it.

    Parameters
    ----------
    source : Path or Upload
    database : Path
        Beside it the original is kept.
    known : frozenset of str
        SHA-256 of files taken before: those are not read again.

    Raises
    ------
    StoreError
        If the original cannot be kept.
    """
    name = shown(source.name)
    try:
        if isinstance(source, Path) and _is_special(source):
            reason = "it is no file (a folder, pipe or device): give the file itself"
            return Parsed(name, archive.sha256(b""), 0, "unknown", reason)
        size = size_bytes(source)
        if size > LARGEST_BYTES:
            most = LARGEST_BYTES // 2**20
            reason = f"{size / 2**20:.0f} MB; the most is {most} MB. Export it in parts"
            return Parsed(name, archive.sha256(b""), size, "unknown", reason)
        content = source.content if isinstance(source, Upload) else source.read_bytes()
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        return Parsed(name, archive.sha256(b""), 0, "unknown", f"it cannot be opened: {said}")
    file_sha256 = archive.keep(database, content)
    if file_sha256 in known:
        undone = "it was here and was taken back while this import ran: import it again"
        return Parsed(name, file_sha256, size, "unknown", undone)
    return _read(Parsed(name, file_sha256, size, "unknown"), content)


def _read(file: Parsed, content: bytes) -> Parsed:
    name, file_sha256, size = file.name, file.file_sha256, file.size_bytes
    if fit_bytes.is_fit(content):
        fit = fit_files.read(content)
        found = tuple(numbers(leg) for leg in fit.legs)
        return Parsed(name, file_sha256, size, "fit", fit=fit, numbers=found)
    kind, reason = _no_activity(name, content)
    if reason:
        return Parsed(name, file_sha256, size, kind, reason)
    if stryd.is_export(_header(content)):
        try:
            export = stryd.read(_text(content))
            return Parsed(name, file_sha256, size, "stryd_csv", stryd=export)
        except (ValueError, csv.Error) as error:
            return Parsed(name, file_sha256, size, "stryd_csv", f"it cannot be read: {error}")
    return Parsed(name, file_sha256, size, "csv", content=content)


def _no_activity(name: str, content: bytes) -> tuple[str, str]:
    """Return what the content is and, unless it may be a table, why it is refused."""
    if not content:
        return "empty", "it is empty: export or copy it again"
    for begins, kind, reason in _NOT_READ:
        if content.startswith(begins):
            return kind, reason
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return _markup(start)
    if name.lower().endswith(".fit"):
        return "unknown", "named .fit, but it does not begin as a FIT file does: export it again"
    is_text = b"\x00" not in content[:65536]
    return ("csv", "") if is_text else ("unknown", "neither a FIT file nor a table in CSV")


def _markup(start: bytes) -> tuple[str, str]:
    for word, kind in ((b"<TrainingCenterDatabase", "tcx"), (b"<gpx", "gpx")):
        if word in start:
            return kind, f"{kind.upper()} is not read yet: export the activity as FIT"
    return "xml", "an XML file of an unknown kind"


def _header(content: bytes) -> list[str]:
    return _text(content.partition(b"\n")[0]).split(",")


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
