import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InputError
from analytics.load.spikes import spike_classes

DAY = pd.Timestamp("2026-06-01")


def runs_of(*rows, athlete_id="ada"):
    """Each row: day, km."""
    frame = pd.DataFrame(rows, columns=["day", "km"], dtype=float)
    date = (DAY + pd.to_timedelta(frame["day"], unit="D")).astype("datetime64[us]")
    return frame.assign(athlete_id=athlete_id, date=date, distance_m=1000 * frame["km"])


@pytest.mark.parametrize(
    ("km", "spike"),
    [
        (9, "none"),
        (11.0, "none"),
        (11.01, "small"),
        (11.5, "small"),
        (13.0, "small"),
        (13.01, "moderate"),
        (20, "moderate"),
        (21, "large"),
    ],
)
def test_after_a_longest_run_of_10_km_the_classes_are_those_of_frandsen_2025(km, spike):
    found = spike_classes(runs_of((0, 10), (3, 6), (5, km))).iloc[-1]
    assert found["spike"] == spike
    assert found["share_above"] == pytest.approx(km / 10 - 1)


def test_day_30_is_in_the_window_and_day_31_is_out_of_it():
    found = spike_classes(runs_of((0, 10), (1, 5), (30, 8), (31, 8)))
    assert found["longest_m"].tolist()[2:] == [10_000, 8_000]
    assert spike_classes(runs_of((0, 10), (1, 5), (31, 8)))["spike"].iloc[-1] == "moderate"


def test_the_first_run_has_no_class():
    found = spike_classes(runs_of((0, 10))).iloc[0]
    assert found["spike"] is None
    assert np.isnan(found["share_above"])


def test_runs_of_one_day_do_not_come_before_each_other():
    found = spike_classes(runs_of((0, 10), (1, 30), (1, 12)))
    assert found["spike"].tolist()[1:] == ["large", "small"]


def test_a_run_of_unknown_length_is_counted_and_has_no_class():
    found = spike_classes(runs_of((0, 10), (1, np.nan), (2, 12)))
    assert found["spike"].fillna("-").tolist() == ["-", "-", "small"]
    assert found["n_unknown"].tolist() == [0, 0, 1]


def test_other_athletes_do_not_count():
    both = pd.concat([runs_of((0, 10), (2, 21)), runs_of((1, 40), athlete_id="bo")])
    found = spike_classes(both.reset_index(drop=True))
    assert found["spike"].fillna("-").tolist() == ["-", "large", "-"]


@given(st.lists(st.tuples(st.integers(0, 60), st.floats(0, 50)), min_size=1, max_size=15))
def test_it_is_the_rule_said_run_by_run(rows):
    found = spike_classes(runs_of(*rows))["longest_m"].to_numpy()
    for (day, _), longest in zip(rows, found, strict=True):
        before = [1000 * km for other, km in rows if day - 30 <= other < day]
        assert longest == pytest.approx(max(before, default=np.nan), nan_ok=True)


def test_a_negative_distance_is_refused_and_no_runs_have_no_classes():
    with pytest.raises(InputError, match="distance_m must be finite, not negative; got -1000"):
        spike_classes(runs_of((0, -1)))
    assert spike_classes(runs_of()).empty
