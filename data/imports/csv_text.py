"""Read the bytes of a CSV file as a header and numbered rows, whoever wrote it."""

import codecs
import csv
import io
from dataclasses import dataclass
from typing import Final

from analytics.errors import InputError

_DELIMITERS: Final = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in its file.

    Attributes
    ----------
    header : tuple of str
    rows : tuple of (row_number, cells)
        Rows that are not blank. Numbers count as a spreadsheet does: the first line is 1.
    note : str
        What is worth saying about how it was read; mostly empty.
    broken : tuple of (row_number, reason), optional
        Where reading had to stop.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    note: str = ""
    broken: tuple[int, str] | None = None


def read(content: bytes) -> Sheet:
    """Read CSV: UTF-8 or UTF-16 with its mark, else Latin-1; comma, semicolon or tab.

    Raises
    ------
    InputError
        If there is nothing in the file, it is no text, or its header cannot be used.
    """
    text, note = _decoded(content)
    delimiter = _delimiter(text)
    rows: list[tuple[int, tuple[str, ...]]] = []
    broken = None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            broken = (number, _why_broken(error))
            break
        if any(cell.strip() for cell in cells):
            rows.append((number, tuple(cells)))
    if not rows:
        raise InputError(broken[1] if broken else "There is no text in it.")
    header = tuple(cell.strip() for cell in rows[0][1])
    _check(header)
    return Sheet(header, tuple(rows[1:]), note, broken)


def _decoded(content: bytes) -> tuple[str, str]:
    if not content:
        raise InputError("0 bytes: there is nothing in it. Export it again.")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _plain(content.decode("utf-16", errors="replace")), ""
    try:
        return _plain(content.decode("utf-8-sig")), ""
    except UnicodeDecodeError:
        note = "It is not UTF-8 and was read as Latin-1: check names with accents."
        return _plain(content.decode("latin-1")), note


def _plain(text: str) -> str:
    if text.startswith("PK\x03\x04"):
        raise InputError("It is a spreadsheet or a zip, not CSV. Save the sheet as CSV.")
    # Text has line ends and tabs, but no other control characters.
    if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text[:4096]) or "\0" in text:
        raise InputError("It is no text, so no CSV, whatever its name says.")
    return text


def _delimiter(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")

    def width(delimiter: str) -> int:
        try:
            return len(next(csv.reader([first], delimiter=delimiter), []))
        except csv.Error:  # reading the rows says what is wrong with this one
            return 0

    return max(_DELIMITERS, key=width)


def _why_broken(error: csv.Error) -> str:
    if "end of data" in str(error):
        return (
            "A quotation mark opens here and is never closed, so nothing from here on could be "
            "read. Close it, and import the file again."
        )
    return f"The row cannot be read ({error}), nor what follows it. Export the table again."


def _check(header: tuple[str, ...]) -> None:
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise InputError(f"Two columns are called {', '.join(twice)}. Rename one.")
