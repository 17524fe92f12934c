import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InputError
from data.imports import cells, units
from data.imports.cells import Style
from data.imports.kinds import KINDS

MASS = KINDS["body_mass"].column("mass_kg")
DAY = KINDS["body_mass"].column("local_date")
POWER = KINDS["power_tests"].column("power_w")
HEIGHT = KINDS["plyo_sets"].column("height_m")
REPS = KINDS["plyo_sets"].column("reps")
RPE = KINDS["runs"].column("session_rpe")
LOAD = KINDS["daily_loads"].column("value")
CONTACT = KINDS["plyo_sets"].column("contact_ms")


@pytest.mark.parametrize("cell", ["", " ", "--", "NA", "n/a", "NaN", "null", "–"])
def test_missing_is_missing(cell):
    assert cells.value(cell, LOAD, cells.OURS) is None


@pytest.mark.parametrize("cell", ["0", "0.0", "-0"])
def test_zero_is_not_missing(cell):
    assert cells.value(cell, LOAD, cells.OURS) == 0.0


@pytest.mark.parametrize(
    ("column", "unit", "cell", "expected"),
    [
        (MASS, "g", "68250", 68.25),
        (MASS, "lb", "150", 68.0388555),
        (HEIGHT, "cm", "30", 0.3),
        (HEIGHT, "mm", "300", 0.3),
        (POWER, "kW", "0.281", 281.0),
        (POWER, "mW", "250000", 250.0),
        (CONTACT, "s", "0.19", 190.0),
        (RPE, "0-100", "65", 6.5),
    ],
)
def test_a_stated_unit_is_converted(column, unit, cell, expected):
    assert cells.value(cell, column, Style(units={column.name: unit})) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        (POWER, "250000", r"250000 is outside 20 to 1500 W\. mW meant\?"),
        (MASS, "70000", r"outside 20 to 200 kg\. g meant\?"),
        (HEIGHT, "30", r"outside 0 to 1\.5 m\. cm meant\?"),
        (RPE, "65", r"outside 0 to 10 0-10\. 0-100 meant\?|outside 0 to 10\. 0-100 meant\?"),
        (CONTACT, "0.19", r"s meant\?"),
        (LOAD, "-1", "outside 0"),
        (LOAD, "inf", "not finite"),
        (LOAD, "1e999", "too large"),
        (LOAD, "abc", "not a number"),
        (LOAD, "12 AU", "not a unit"),
        (LOAD, "1_000", "not a number"),
        (LOAD, "٣", "not a number"),
        (LOAD, "1,414", "thousands comma or a decimal comma"),
        (LOAD, "70,5", r"Decimal comma meant\?"),
        (LOAD, "1 414", r"Digits in groups\?"),
        (REPS, "2.5", "not a whole number"),
        (DAY, "2026-02-30", "not a day of the calendar"),
        (DAY, "2026-13-01", "not a day of the calendar"),
        (DAY, "22.11.2026", "date format"),
        (DAY, "11/12/26", "date format"),
        (DAY, "46348", "day number was meant"),
        (DAY, "yesterday", "not a day like 2026-11-22"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_was_likely_meant(column, cell, reason):
    with pytest.raises(InputError, match=reason):
        cells.value(cell, column, cells.OURS)


@pytest.mark.parametrize(
    ("cell", "decimal", "thousands", "expected"),
    [
        ("1,414", ".", ",", 1414.0),
        ("12,345.5", ".", ",", 12345.5),
        ("70,5", ",", "", 70.5),
        ("1.414,5", ",", ".", 1414.5),
        ("1 414,5", ",", " ", 1414.5),
        ("1\u202f414", ".", " ", 1414.0),
        ("999", ".", ",", 999.0),
    ],
)
def test_digits_are_read_as_declared(cell, decimal, thousands, expected):
    style = Style(decimal=decimal, thousands=thousands)
    assert cells.value(cell, LOAD, style) == expected


@pytest.mark.parametrize("cell", ["1,41", "12,34,567", "70.5,1"])
def test_groups_that_are_no_groups_are_refused(cell):
    with pytest.raises(InputError, match="not a number"):
        cells.value(cell, LOAD, Style(thousands=","))


@pytest.mark.parametrize("cell", ["0", "-1", "1.5", "2026-01-01", "9999999"])
def test_a_day_number_counts_from_one(cell):
    with pytest.raises(InputError, match=r"day 1 is 2026-01-01|beyond the calendar"):
        cells.value(cell, DAY, Style(day_one=date(2026, 1, 1)))


def test_day_numbers_and_other_date_formats_are_read_as_declared():
    assert cells.value("32", DAY, Style(day_one=date(2026, 1, 1))) == date(2026, 2, 1)
    assert cells.value("22.11.2026", DAY, Style(date_format="%d.%m.%Y")) == date(2026, 11, 22)


@given(st.floats(0, 1e5, allow_subnormal=False))
def test_a_number_written_by_python_comes_back(number):
    assert cells.value(repr(number), LOAD, cells.OURS) == number


@given(st.text(max_size=20))
def test_any_text_is_a_value_or_a_reason(cell):
    for column in (MASS, DAY, REPS):
        with contextlib.suppress(InputError):
            cells.value(cell, column, cells.OURS)


@given(st.floats(1, 1e6), st.sampled_from(sorted(units.DIMENSIONS)), st.data())
def test_there_and_back_is_the_same(value, dimension, data):
    one, two = (data.draw(st.sampled_from(units.units_of(dimension))) for _ in range(2))
    back = units.convert(units.convert(value, dimension, one, two), dimension, two, one)
    assert back == pytest.approx(value, rel=1e-12)
