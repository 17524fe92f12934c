import numpy as np
import pandas as pd
import pytest

from analytics.load.hard_run import hard_runs


def a_run(**changed):
    row = {
        "run_id": "r1",
        "hours": 1.0,
        "power_mean4_w": np.nan,
        "critical_power_w": 300.0,
        "is_cp_estimated": False,
    }
    return pd.DataFrame([{**row, **changed}])


def held(*pairs, run_id="r1"):
    rows = [(run_id, power_w, seconds) for power_w, seconds in pairs]
    return pd.DataFrame(rows, columns=["run_id", "power_w", "seconds"])


def told(run, seconds):
    (row,) = hard_runs(run, seconds).to_dict("records")
    return row


@pytest.mark.parametrize(("seconds", "is_hard"), [(899, False), (900, True)])
def test_fifteen_minutes_above_ninety_percent_make_a_run_hard(seconds, is_hard):
    row = told(a_run(), held((271, seconds), (200, 3600 - seconds)))
    assert row == {"is_hard": is_hard, "hard_s": seconds, "is_estimated": False}


def test_ninety_percent_itself_is_not_above_it():
    assert told(a_run(), held((270, 3600)))["hard_s"] == 0


def test_hard_seconds_of_intervals_are_added_up():
    assert told(a_run(), held((290, 500), (150, 2600), (310, 500)))["is_hard"]


def test_silence_of_the_sensor_that_may_have_been_hard_leaves_it_unknown():
    row = told(a_run(), held((290, 600), (0, 1000), (150, 2000)))
    assert pd.isna(row["is_hard"])
    assert not row["is_estimated"]


def test_silence_too_short_to_matter_leaves_it_known():
    assert told(a_run(), held((290, 600), (0, 200), (150, 2800)))["is_hard"] is False


@pytest.mark.parametrize(("mean4_w", "is_hard"), [(271.0, True), (190.0, False)])
def test_without_samples_the_mean_says_what_it_can_and_is_an_estimate(mean4_w, is_hard):
    row = told(a_run(power_mean4_w=mean4_w), held())
    assert (row["is_hard"], row["is_estimated"]) == (is_hard, True)
    assert np.isnan(row["hard_s"])


def test_a_mean_below_90_percent_may_hide_20_minutes_at_critical_power():
    mean4_w = 300 * ((20 * 1.0**4 + 40 * 0.6**4) / 60) ** 0.25
    assert mean4_w / 300 == pytest.approx(0.805, abs=5e-4)
    row = told(a_run(power_mean4_w=mean4_w), held())
    assert pd.isna(row["is_hard"])
    assert not row["is_estimated"]


@pytest.mark.parametrize("hours", [0.25, 0.5, 1.0, 3.0])
def test_a_run_is_told_not_hard_only_below_the_mean_of_15_minutes_and_nothing_else(hours):
    least_w = 270 * (0.25 / hours) ** 0.25
    assert told(a_run(hours=hours, power_mean4_w=0.999 * least_w), held())["is_hard"] is False
    assert told(a_run(hours=hours, power_mean4_w=1.001 * least_w), held())["is_hard"] is not False


@pytest.mark.parametrize("unknown", ["critical_power_w", "power_mean4_w"])
def test_without_power_or_critical_power_nobody_knows(unknown):
    run = a_run(power_mean4_w=280.0, critical_power_w=300.0).assign(**{unknown: np.nan})
    row = told(run, held())
    assert pd.isna(row["is_hard"])
    assert not row["is_estimated"]


def test_a_run_shorter_than_that_is_not_hard_whatever_nobody_knows():
    row = told(a_run(hours=0.2, critical_power_w=np.nan), held())
    assert (row["is_hard"], row["is_estimated"]) == (False, False)


def test_an_estimated_critical_power_makes_an_estimate():
    assert told(a_run(is_cp_estimated=True), held((300, 3600)))["is_estimated"]


def test_seconds_go_to_their_own_run():
    runs = pd.concat([a_run(), a_run(run_id="r2")])
    every = pd.concat([held((290, 3600), run_id="r2"), held((150, 3600))])
    assert hard_runs(runs, every)["is_hard"].tolist() == [False, True]
    assert len(hard_runs(runs.iloc[:0], held())) == 0
