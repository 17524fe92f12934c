from datetime import date

import pytest

from analytics.errors import InputError
from data import OWNER, Viewer, athletes, daily_loads, day_status

DAY = date(2026, 5, 1)


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    return con


def add_load(con, **changed):
    row = {
        "athlete_id": "mara",
        "local_date": DAY,
        "channel": "plyo",
        "value": 0.0,
        "unit": "AU",
        "source": "log",
    }
    daily_loads.add(con, **{**row, **changed})


def test_a_load_of_zero_is_kept_as_zero(mara):
    add_load(mara)
    assert daily_loads.daily_loads(mara, OWNER)["value"].tolist() == [0.0]


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf")])
def test_a_load_is_finite_and_not_negative(mara, value):
    with pytest.raises(InputError, match="value is"):
        add_load(mara, value=value)


def test_one_source_gives_a_day_one_load(mara):
    add_load(mara, value=4.0)
    with pytest.raises(InputError, match="already has a plyo load of 4 from log"):
        add_load(mara, value=5.0)
    add_load(mara, value=5.0, source="other log")


def test_the_last_word_on_a_day_counts(mara):
    for status in ("rest", "unknown"):
        day_status.put(mara, athlete_id="mara", local_date=DAY, channel="run", status=status)
    assert day_status.day_statuses(mara, OWNER)["status"].tolist() == ["unknown"]


def test_an_unknown_status_is_refused(mara):
    with pytest.raises(InputError, match="status is 'lazy'"):
        day_status.put(mara, athlete_id="mara", local_date=DAY, channel="run", status="lazy")


def test_an_unknown_viewer_sees_no_load_and_no_status(mara):
    add_load(mara)
    day_status.put(mara, athlete_id="mara", local_date=DAY, channel="run", status="rest")
    assert daily_loads.daily_loads(mara, Viewer("stranger")).empty
    assert day_status.day_statuses(mara, Viewer("stranger")).empty
