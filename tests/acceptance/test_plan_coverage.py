"""A simulation's promise: its 90 % bands of single tests hold nine in ten of those to come."""

import numpy as np
import pandas as pd

from analytics.frames import LOADS, TESTS
from analytics.progression import Limits, Plan, simulate
from analytics.progression.plan import PLANNED_SETS
from analytics.response import ResponseModel
from data import OWNER, assembly, demo, drills, planning, plyometrics, store

AHEAD_D = 56
SEEDS = (1, 2)


def as_done(sets, first_day, goal_date):
    """Return the sets an athlete did as a plan of them."""
    done = sets[(sets["date"] >= first_day) & (sets["date"] < goal_date)]
    rows = done.assign(sets=1, reps=done["reps"].astype(int), rest_s=60.0)
    return Plan(rows[list(PLANNED_SETS.labels)].reset_index(drop=True), first_day, goal_date)


def held(path, seed):
    """Return, of each test of the last eight weeks, whether its band from before them holds it."""
    demo.load(path, athletes=24, days=365, seed=seed)
    found = []
    with store.session(path) as con:
        inputs = assembly.response_inputs(con, OWNER, kind="critical_power", power_source="stryd")
        loads, tests = LOADS.check(inputs.loads), TESTS.check(inputs.tests)
        last_day = loads["date"].max() - pd.Timedelta(days=AHEAD_D)
        fit = ResponseModel().fit(
            loads[loads["date"] <= last_day], tests[tests["date"] <= last_day]
        )
        for athlete_id in fit.athlete_ids:
            to_come = tests[(tests["athlete_id"] == athlete_id) & (tests["date"] > last_day)]
            if to_come.empty:
                continue
            history = planning.history(con, OWNER, athlete_id, last_day, draws=1)
            own = loads[(loads["athlete_id"] == athlete_id) & (loads["date"] > last_day)]
            goal = own["date"].max()
            plan = as_done(
                plyometrics.sets(con, OWNER, athlete_id), last_day + pd.Timedelta(days=1), goal
            )
            runs = own.dropna(subset="run_load_au")[["date", "run_load_au"]]
            power = simulate(
                fit, athlete_id, plan, history, runs, drills.of_store(con), Limits()
            ).power
            both = to_come.merge(power, on="date")
            found.append(both["power_w_kg"].between(both["test_lower"], both["test_upper"]))
    return np.concatenate(found)


def test_bands_of_the_next_eight_weeks_hold_85_to_95_percent_of_their_tests(tmp_path):
    shares = [held(tmp_path / f"{seed}.duckdb", seed) for seed in SEEDS]
    assert 0.85 <= np.concatenate(shares).mean() <= 0.95
