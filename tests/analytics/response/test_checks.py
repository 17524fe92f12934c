"""What cannot be meant is refused, with what to do."""

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InputError
from analytics.response import logs


def loads(**columns):
    days = pd.date_range("2025-01-06", periods=20).astype("datetime64[us]")
    frame = {"athlete_id": "ana", "date": days, "plyo_dose_au": 30.0, "run_load_au": 40.0}
    return pd.DataFrame(frame | columns)


def power(**columns):
    days = pd.to_datetime(["2025-01-10", "2025-01-20"]).astype("datetime64[us]")
    frame = {"athlete_id": "ana", "date": days, "power_w_kg": [4.0, 4.1], "se_w_kg": 0.08}
    return pd.DataFrame(frame | columns)


def changed(frame, column, value, row=5):
    frame = frame.copy()
    frame.loc[row, column] = value
    return frame


@pytest.mark.parametrize("value", [np.inf, -np.inf, -1.0])
def test_a_dose_is_finite_and_not_negative(value):
    with pytest.raises(InputError, match=r"plyo_dose_au must be finite.*1 of 20.*ana, 11 Jan 2025"):
        logs.read(changed(loads(), "plyo_dose_au", value), power())


@pytest.mark.parametrize("column", ["plyo_dose_au", "run_load_au"])
def test_a_day_a_thousand_times_too_large_is_refused(column):
    with pytest.raises(InputError, match=rf"{column} is at most 5000 AU a day; check the unit"):
        logs.read(changed(loads(), column, 30_000.0), power())


def test_a_day_far_above_the_athletes_own_is_refused():
    with pytest.raises(InputError, match="within 20 times the athlete's usual large day"):
        logs.read(changed(loads(), "plyo_dose_au", 3_000.0), power())


def test_a_first_hard_session_after_weeks_of_tiny_ones_is_no_slip():
    assert logs.read(changed(loads(plyo_dose_au=1.0), "plyo_dose_au", 100.0), power())


@pytest.mark.parametrize("value", [np.nan, np.inf, -4.0, 0.004, 280.0, 4000.0])
def test_power_is_in_watts_per_kilogram(value):
    with pytest.raises(InputError, match="divide watts by body mass"):
        logs.read(loads(), changed(power(), "power_w_kg", value, row=1))


def test_a_test_far_from_the_athletes_others_is_refused():
    with pytest.raises(InputError, match="within 3 times the athlete's usual test"):
        logs.read(loads(), power(power_w_kg=[4.0, 20.0]).pipe(lambda f: pd.concat([f, f.iloc[:1]])))


@pytest.mark.parametrize("se", [np.inf, -0.1, 80.0])
def test_a_standard_error_is_a_small_part_of_the_power(se):
    with pytest.raises(InputError, match="se_w_kg"):
        logs.read(loads(), power(se_w_kg=se))


def test_a_day_given_twice_is_refused():
    twice = pd.concat([loads(), loads().iloc[3:4]])

    with pytest.raises(InputError, match=r"1 days twice.*ana, 09 Jan 2025.*Add up"):
        logs.read(twice, power())


def test_a_test_outside_the_loads_is_refused():
    late = power(date=pd.to_datetime(["2025-01-10", "2025-03-01"]).astype("datetime64[us]"))

    with pytest.raises(InputError, match=r"1 of the 2 tests of ana.*06 Jan 2025 to 25 Jan 2025"):
        logs.read(loads(), late)


def test_tests_of_an_athlete_without_loads_are_refused():
    with pytest.raises(InputError, match="ben has 2 power tests but no row of loads"):
        logs.read(loads(), power(athlete_id="ben"))


def test_loads_without_rows_are_refused():
    with pytest.raises(InputError, match="loads has no rows"):
        logs.read(loads().iloc[:0], power().iloc[:0])


def test_a_missing_column_is_named():
    with pytest.raises(InputError, match="no column run_load_au"):
        logs.read(loads().drop(columns="run_load_au"), power())
    with pytest.raises(InputError, match="no column heat"):
        logs.read(loads(), power(), covariates=("heat",))


def test_absent_days_are_unknown_days():
    (log,) = logs.read(loads().drop(index=[4, 5]), power())

    assert log.n_days == 20
    assert np.flatnonzero(np.isnan(log.daily[0])).tolist() == [4, 5]


def test_the_fingerprint_knows_data_and_not_their_order():
    before = logs.sha256(logs.read(loads(), power()))

    assert logs.sha256(logs.read(loads()[::-1], power()[::-1])) == before
    assert logs.sha256(logs.read(changed(loads(), "plyo_dose_au", 31.0), power())) != before
    assert logs.sha256(logs.read(loads(), power(se_w_kg=np.nan))) != before
