import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.frames import LOADS, POWER_TESTS, RUNS, SETS, TESTS


@pytest.mark.parametrize("table", [LOADS, TESTS, SETS, RUNS, POWER_TESTS], ids=lambda t: t.name)
def test_an_empty_table_passes_its_own_check(table):
    assert table.check(table.empty()).empty


def test_a_missing_column_is_named_with_those_there_are():
    with pytest.raises(InputError, match="tests has no column se_w_kg; it has athlete_id, date"):
        TESTS.check(TESTS.empty().drop(columns="se_w_kg"))


@pytest.mark.parametrize(
    ("date", "message"),
    [
        ("2026-06-01 07:30", "1 of 1 are not, the first being 2026-06-01 07:30"),
        (None, "1 of 1 are not, the first being NaT"),
    ],
)
def test_a_date_is_a_calendar_day(date, message):
    frame = pd.DataFrame(
        {"athlete_id": ["ada"], "date": pd.to_datetime([date]), "power_w_kg": 4.0, "se_w_kg": 0.1}
    )
    with pytest.raises(InputError, match=message):
        TESTS.check(frame)


def test_dates_as_text_are_refused():
    frame = pd.DataFrame(
        {"athlete_id": ["ada"], "date": ["2026-06-01"], "power_w_kg": 4.0, "se_w_kg": 0.1}
    )
    with pytest.raises(InputError, match=r"pandas\.to_datetime makes them"):
        TESTS.check(frame)
