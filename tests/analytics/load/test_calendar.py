import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.load.calendar import lay_out

FIRST = pd.Timestamp("2026-03-01")


def calendar(loads, said, n_days=60):
    """``loads`` and ``said``: {day number: load} and {day number: status}."""

    def frame(values, column):
        days = pd.to_timedelta(list(values), unit="D")
        return pd.DataFrame(
            {"athlete_id": "ada", "date": FIRST + days, column: list(values.values())}
        )

    span = pd.DataFrame(
        {"athlete_id": ["ada"], "first": [FIRST], "last": [FIRST + pd.Timedelta(days=n_days - 1)]}
    )
    laid = lay_out(frame(loads, "load_au"), frame(said, "status"), span)
    assert (laid["date"].diff().dropna() == pd.Timedelta(days=1)).all()
    return laid["load_au"].to_numpy(), laid["status"].tolist()


def test_a_day_without_entry_between_entries_is_rest():
    load_au, status = calendar({0: 50.0, 10: 80.0}, {}, n_days=11)
    assert load_au.tolist() == [50.0, *[0.0] * 9, 80.0]
    assert status == ["trained", *["rest"] * 9, "trained"]


def test_a_day_farther_than_14_days_from_an_entry_on_either_side_is_unknown():
    _, status = calendar({0: 50.0, 20: 80.0}, {}, n_days=21)
    assert [day for day, is_now in enumerate(status) if is_now == "unknown"] == [
        1,
        2,
        3,
        4,
        5,
        15,
        16,
        17,
        18,
        19,
    ]


def test_days_before_the_first_and_after_the_last_entry_are_unknown():
    load_au, status = calendar({5: 50.0}, {}, n_days=10)
    assert status.count("unknown") == 9
    assert np.isnan(load_au).sum() == 9


def test_a_word_wins_over_the_rule():
    load_au, status = calendar({0: 50.0, 4: 50.0}, {2: "unknown", 3: "trained"}, n_days=5)
    assert status == ["trained", "rest", "unknown", "trained", "trained"]
    assert load_au == pytest.approx([50, 0, np.nan, np.nan, 50], nan_ok=True)


def test_a_word_wins_over_an_entry():
    load_au, status = calendar({0: 50.0, 1: 60.0}, {0: "unknown", 1: "rest"}, n_days=2)
    assert status == ["unknown", "rest"]
    assert load_au == pytest.approx([np.nan, 0], nan_ok=True)


def test_noted_rest_is_rest_however_long_and_reaches_its_neighbours():
    rest = dict.fromkeys(range(10, 50), "rest")
    load_au, status = calendar({0: 50.0, 55: 50.0}, rest, n_days=56)
    assert "unknown" not in status
    assert load_au[1:55].sum() == 0


def test_an_entry_of_0_is_rest_and_one_without_a_size_is_training_nobody_can_count():
    load_au, status = calendar({0: 0.0, 1: np.nan}, {}, n_days=2)
    assert status == ["rest", "trained"]
    assert load_au == pytest.approx([0, np.nan], nan_ok=True)


def test_athletes_do_not_speak_for_each_other():
    loads = pd.DataFrame(
        {"athlete_id": ["ada", "bo"], "date": [FIRST, FIRST + pd.Timedelta(days=3)], "load_au": 9.0}
    )
    spoken = pd.DataFrame(columns=["athlete_id", "date", "status"]).astype(
        {"date": "datetime64[us]"}
    )
    span = pd.DataFrame(
        {"athlete_id": ["ada", "bo"], "first": FIRST, "last": FIRST + pd.Timedelta(days=3)}
    )
    laid = lay_out(loads, spoken, span)
    assert laid["status"].tolist() == ["trained", *["unknown"] * 6, "trained"]


@settings(deadline=None)
@given(
    st.dictionaries(st.integers(0, 59), st.floats(0, 500), max_size=12),
    st.dictionaries(
        st.integers(0, 59), st.sampled_from(["trained", "rest", "unknown"]), max_size=12
    ),
)
def test_it_is_the_rule_said_day_by_day(loads, said):
    load_au, status = calendar(loads, said)
    heard = set(loads) | {day for day, word in said.items() if word != "unknown"}
    for day in range(60):
        before = any(day - 14 <= other <= day for other in heard)
        after = any(day <= other <= day + 14 for other in heard)
        if said.get(day) == "unknown" or (said.get(day) == "trained" and day not in loads):
            assert np.isnan(load_au[day])
        elif said.get(day) == "rest":
            assert (load_au[day], status[day]) == (0, "rest")
        elif day in loads:
            assert load_au[day] == loads[day]
        elif before and after:
            assert (load_au[day], status[day]) == (0, "rest")
        else:
            assert (np.isnan(load_au[day]), status[day]) == (True, "unknown")
