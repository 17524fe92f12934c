"""Which runs were hard, from the samples of the store or without them."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from data import OWNER, Viewer, athletes, body_mass, hard_runs, power_tests

DAY = date(2026, 5, 1)


@pytest.fixture
def mara(con):
    athletes.add(con, athlete_id="mara")
    body_mass.add(con, athlete_id="mara", local_date=DAY, mass_kg=60.0)
    power_tests.add(
        con,
        athlete_id="mara",
        local_date=DAY,
        kind="critical_power",
        power_source="stryd",
        power_w=300.0,
    )
    return con


def ran(con, run_id, day=1, minutes=60, mean4_w=None, source="stryd"):
    con.execute(
        """
        INSERT INTO runs (run_id, athlete_id, offset_source, local_date, elapsed_s,
            power_mean4_w, power_source)
        VALUES ($run_id, 'mara', 'stated', $local_date, $elapsed_s, $mean4_w, $source)
        """,
        {
            "run_id": run_id,
            "local_date": DAY + timedelta(days=day),
            "elapsed_s": 60.0 * minutes,
            "mean4_w": mean4_w,
            "source": source,
        },
    )


def sampled(con, run_id, *pairs):
    power_w = np.concatenate([np.full(seconds, watts, dtype=float) for watts, seconds in pairs])
    frame = pd.DataFrame({"elapsed_s": np.arange(power_w.size), "power_w": power_w})
    con.register("frame", frame)
    con.execute(
        """
        INSERT INTO run_samples (run_id, elapsed_s, power_w)
        SELECT $run_id, elapsed_s, power_w FROM frame
        """,
        {"run_id": run_id},
    )
    con.unregister("frame")


def told(con, **who):
    return hard_runs.hard_runs(con, who.pop("viewer", OWNER), **who).set_index("run_id")


def test_samples_decide_where_there_are_any(mara):
    ran(mara, "tempo", mean4_w=250.0)
    sampled(mara, "tempo", (280, 901), (180, 2699))
    ran(mara, "easy", day=2, mean4_w=290.0)
    sampled(mara, "easy", (280, 899), (180, 2701))
    found = told(mara)
    assert found["is_hard"].to_dict() == {"tempo": True, "easy": False}
    assert found["hard_s"].to_dict() == {"tempo": 901, "easy": 899}
    assert not found["is_estimated"].any()


def test_without_samples_the_mean_does_and_is_marked(mara):
    ran(mara, "tempo", mean4_w=275.0)
    assert told(mara)[["is_hard", "is_estimated"]].to_numpy().tolist() == [[True, True]]


def test_watts_of_another_source_than_the_test_are_not_compared_with_it(mara):
    ran(mara, "other", mean4_w=299.0, source="garmin")
    assert told(mara)["is_hard"].isna().all()


def test_a_run_before_any_test_is_unknown(mara):
    ran(mara, "early", day=-10, mean4_w=299.0)
    assert told(mara)["is_hard"].isna().all()


def test_without_a_test_the_best_20_minutes_stand_in_as_an_estimate(mara):
    ran(mara, "long", mean4_w=290.0, source="garmin")
    mara.execute("INSERT INTO best_powers VALUES ('long', 1200, 300)")
    assert told(mara)[["is_hard", "is_estimated"]].to_numpy().tolist() == [[True, True]]


def test_a_stranger_sees_none(mara):
    ran(mara, "tempo", mean4_w=275.0)
    assert told(mara, viewer=Viewer("stranger"), athlete_id="mara").empty
    assert len(told(mara, athlete_id="mara")) == 1
