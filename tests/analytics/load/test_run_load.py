import numpy as np
import pandas as pd
import pytest

from analytics.frames import POWER_TESTS, RUNS
from analytics.load.run_load import daily_run_load, run_load

DAY = pd.Timestamp("2026-06-01")


def runs_of(*rows):
    """Each row: day, hours, power_mean4_w, session_rpe, best_20min_w, power_zero_share."""
    columns = ["day", "hours", "power_mean4_w", "session_rpe", "best_20min_w", "power_zero_share"]
    rows = [(*row, None)[:6] for row in rows]
    frame = pd.DataFrame(rows, columns=columns, dtype=float)
    source = np.where(frame["power_mean4_w"].notna(), "stryd", None)
    date = DAY + pd.to_timedelta(frame["day"], unit="D")
    return frame.assign(athlete_id="ada", power_source=source, date=date)


def given_tests(*rows):
    """Each row: day, power_w, power_source, kind."""
    frame = pd.DataFrame(
        [(*row, "stryd", "critical_power")[:4] if len(row) < 4 else row for row in rows],
        columns=["day", "power_w", "power_source", "kind"],
    )
    frame.loc[~frame["kind"].isin(["critical_power", "time_trial"]), "kind"] = "critical_power"
    return frame.assign(athlete_id="ada", date=DAY + pd.to_timedelta(frame["day"], unit="D"))


NONE = POWER_TESTS.empty()


def loads(runs, tests=NONE):
    return run_load(runs, tests)["run_load_au"].to_numpy()


def test_an_hour_at_critical_power_is_100_au():
    found = run_load(runs_of((0, 1, 280, None, None)), given_tests((0, 280.0)))
    assert found["run_load_au"].tolist() == pytest.approx([100])
    assert found["is_estimated"].tolist() == [False]


def test_load_grows_with_time_and_the_square_of_power():
    runs = runs_of((0, 2, 140, None, None), (1, 0.5, 280, None, None))
    assert loads(runs, given_tests((0, 280.0))) == pytest.approx([50, 50])


def test_the_last_test_of_the_source_within_a_year_counts():
    runs = runs_of((10, 1, 200, None, None), (366, 1, 200, None, None), (0, 1, 200, None, None))
    tests = given_tests(
        (1, 200.0, "stryd", "critical_power"),
        (-5, 400.0, "stryd", "critical_power"),
        (9, 100.0, "garmin", "critical_power"),
        (9, 300.0, "stryd", "time_trial"),
        (11, 100.0, "stryd", "critical_power"),
    )
    assert loads(runs.iloc[[0, 2]], tests) == pytest.approx([100, 25])
    assert loads(runs.iloc[[1]], tests[tests["power_w"] == 400]) == pytest.approx(
        np.nan, nan_ok=True
    )


def test_without_a_test_it_is_95_percent_of_the_best_20_minutes_of_90_days():
    runs = runs_of(
        (0, 1, 190, None, 300),
        (90, 1, 190, None, 200),
        (91, 1, 190, None, None),
        (92, 1, 190, None, 100),
    )
    found = run_load(runs, NONE)
    assert found["critical_power_w"].to_numpy() == pytest.approx([285, 285, 190, 190])
    assert found["is_estimated"].all()


@pytest.mark.parametrize(
    ("power_w", "best_w", "zero_share"),
    [(220, 3.7, 0.99), (220, 3.7, None), (220, 200, 0.06), (220, 0.0, None), (None, 0.0, 1.0)],
    ids=["dead pod", "silence held in no share", "silence in some", "nothing", "no power"],
)
def test_best_20_minutes_in_which_the_pod_was_silent_are_left_out(power_w, best_w, zero_share):
    dead = (1, 0.5, power_w, None, best_w, zero_share)
    both = runs_of((0, 1, 190, None, 200, 0.0), dead).assign(power_source="stryd")

    alone = run_load(both.iloc[1:], NONE)
    after = run_load(both, NONE)

    assert alone["run_load_au"].isna().all()
    assert after["critical_power_w"].tolist() == pytest.approx([190, 190])


def test_a_run_with_a_dead_pod_falls_back_on_effort():
    assert loads(runs_of((0, 0.5, 220, 5, 3.7, 0.99))) == pytest.approx([5 * 30 * 0.24])


def test_an_uneven_run_keeps_its_best_20_minutes():
    found = run_load(runs_of((0, 1, 220, None, 180, 0.04)), NONE)
    assert found["critical_power_w"].tolist() == pytest.approx([171])


def test_without_power_effort_counts_by_the_athletes_own_ratio():
    runs = runs_of((0, 1, 280, 5, None), (1, 0.5, None, 6, None))
    found = run_load(runs, given_tests((0, 280.0)))
    assert found["run_load_au"].tolist() == pytest.approx([100, 6 * 30 * 100 / 300])
    assert found["is_estimated"].tolist() == [False, True]


def test_without_any_power_effort_counts_by_the_assumed_ratio():
    assert loads(runs_of((0, 1, None, 5, None))) == pytest.approx([5 * 60 * 0.24])


def test_a_run_that_says_nothing_leaves_its_day_unknown():
    runs = runs_of((0, 1, None, None, None), (0, 1, 280, None, None), (1, 1, 280, None, None))
    days = daily_run_load(runs, given_tests((0, 280.0)))
    assert days["run_load_au"].to_numpy() == pytest.approx([np.nan, 100], nan_ok=True)
    assert days["is_estimated"].tolist() == [False, False]


def test_the_runs_of_a_day_add_up_and_one_estimate_marks_it():
    runs = runs_of((0, 1, 280, None, None), (0, 1, None, 5, None))
    days = daily_run_load(runs, given_tests((0, 280.0)))
    assert days["run_load_au"].tolist() == pytest.approx([172])
    assert days["is_estimated"].tolist() == [True]


def test_the_order_of_runs_does_not_matter():
    runs = runs_of((3, 1, 250, 4, 260), (0, 1, 280, 5, 290), (1, 0.5, None, 6, None))
    tests = given_tests((0, 280.0), (2, 290.0))
    pd.testing.assert_frame_equal(
        daily_run_load(runs, tests), daily_run_load(runs[::-1], tests[::-1])
    )


def test_no_runs_are_no_days():
    assert daily_run_load(RUNS.empty(), NONE).empty
