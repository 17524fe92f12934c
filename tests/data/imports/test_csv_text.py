import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InputError
from data.imports import csv_text

TABLE = "athlete_id,name\nmara,Mara\n"


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        TABLE.encode("utf-16"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        b"\n" + TABLE.encode() + b",\n",
    ],
    ids=["utf-8", "mark", "utf-16", "crlf", "cr", "semicolon", "tab", "blank rows"],
)
def test_one_table_reads_the_same_however_it_was_written(content):
    sheet = csv_text.read(content)
    assert sheet.header == ("athlete_id", "name")
    assert [cells for _, cells in sheet.rows] == [("mara", "Mara")]
    assert not sheet.note


def test_rows_are_numbered_as_a_spreadsheet_does():
    sheet = csv_text.read(b'a,b\n\n1,"two\nlines"\n3,4\n')
    assert [number for number, _ in sheet.rows] == [3, 4]


def test_a_fallback_to_latin_1_is_said():
    sheet = csv_text.read("name\nZoë\n".encode("latin-1"))
    assert sheet.rows[0][1] == ("Zoë",)
    assert "Latin-1" in sheet.note


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "0 bytes"),
        (b" \n\n", "no text"),
        (b"PK\x03\x04rest of a workbook", "Save the sheet as CSV"),
        (b"\x0e\x10\xd9\x07.FIT\x00", "no text, so no CSV"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no text, so no CSV"),
        (b"a,b,a\n1,2,3\n", "Two columns are called a"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(content, reason):
    with pytest.raises(InputError, match=reason):
        csv_text.read(content)


def test_rows_before_a_quotation_mark_that_never_closes_are_kept():
    sheet = csv_text.read(b'a\n1\n2\n"3\n4\n')
    assert [cells for _, cells in sheet.rows] == [("1",), ("2",)]
    assert sheet.broken is not None
    assert sheet.broken[0] == 4


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_reason(content):
    with contextlib.suppress(InputError):
        assert csv_text.read(content).header
