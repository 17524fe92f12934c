"""What an athlete's timeline shows of runs and tests: power, and a few words on each."""

import duckdb
import pandas as pd

from data import power_tests, runs
from data.viewer import Viewer


def tested_power(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str) -> pd.DataFrame:
    """Return tests as ``date``, ``power_w_kg``, ``se_w_kg``, ``power_source``, ``label``."""
    tests = power_tests.tests(con, viewer, athlete_id)
    minutes = (tests["duration_s"] / 60).map("{:g}-minute power".format)
    tests["label"] = minutes.where(tests["kind"] == "time_trial", "critical power")
    return tests[["date", "power_w_kg", "se_w_kg", "power_source", "label"]]


def run_power(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str) -> pd.DataFrame:
    """Return runs with power as ``date``, ``power_w``, ``power_source``, ``label``."""
    ran = runs.runs(con, viewer, athlete_id)
    ran = ran[ran["mean_power_w"].notna()]
    return pd.DataFrame(
        {
            "date": ran["local_date"],
            "power_w": ran["mean_power_w"],
            "power_source": ran["power_source"],
            "label": (ran["timer_s"].fillna(ran["elapsed_s"]) / 60).map("{:.0f} min".format),
        }
    ).reset_index(drop=True)
