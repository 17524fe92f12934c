"""The demo's promise: 90 % intervals hold the planted truth about nine times in ten."""

import numpy as np

from analytics.frames import LOADS, TESTS
from analytics.response import ResponseModel
from data import OWNER, assembly, demo, store

DOSES_AU = [50.0, 100.0, 150.0, 200.0, 250.0, 300.0]
SEEDS = range(1, 11)


def held(path, seed):
    """Return which bands of the demo's fit hold the truth, one value per athlete and dose."""
    demo.load(path, seed=seed)
    with store.session(path) as con:
        inputs = assembly.response_inputs(con, OWNER, kind="critical_power", power_source="stryd")
        truth = demo.truth(con, OWNER)
    fit = ResponseModel().fit(LOADS.check(inputs.loads), TESTS.check(inputs.tests))
    bands = fit.response(DOSES_AU).merge(
        truth[truth["weeks"] == 8], on=["athlete_id", "weekly_dose_au"], validate="one_to_one"
    )
    return bands["response_percent"].between(bands["lower"], bands["upper"]).to_numpy()


def test_bands_of_90_percent_hold_the_truth_85_to_95_percent_of_the_time(tmp_path):
    shares = [held(tmp_path / f"{seed}.duckdb", seed).mean() for seed in SEEDS]
    assert 0.85 <= np.mean(shares) <= 0.95, shares
