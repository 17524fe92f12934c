import numpy as np
import pandas as pd
import pytest

from analytics.load.other_load import daily_other_load

DAY = pd.Timestamp("2026-05-01")


def sessions(*pairs):
    rows = [("mara", DAY, rpe, minutes) for rpe, minutes in pairs]
    names = ["athlete_id", "date", "session_rpe", "duration_min"]
    return pd.DataFrame(rows, columns=names).astype({"date": "datetime64[us]"})


def test_it_is_effort_times_minutes_summed_over_the_day_as_foster_2001_did():
    assert daily_other_load(sessions((6, 45), (2, 20)))["other_load_au"].tolist() == [310]


@pytest.mark.parametrize("unknown", [(np.nan, 45), (6, np.nan)])
def test_one_session_of_unknown_size_leaves_the_day_unknown_not_smaller(unknown):
    assert daily_other_load(sessions((2, 20), unknown))["other_load_au"].isna().tolist() == [True]


def test_no_session_is_no_day():
    assert daily_other_load(sessions()).empty
