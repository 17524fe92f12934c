"""What an athlete's timeline shows of runs and tests: power per kg, and a few words on each."""

import duckdb
import pandas as pd

from data import body_mass, power_tests, runs
from data.viewer import Viewer


def tested_power(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str) -> pd.DataFrame:
    """Return tests as ``date``, ``power_w_kg``, ``se_w_kg``, ``power_source``, ``label``."""
    tests = power_tests.tests(con, viewer, athlete_id)
    minutes = (tests["duration_s"] / 60).map("{:g}-minute power".format)
    tests["label"] = minutes.where(tests["kind"] == "time_trial", "critical power")
    return tests[["date", "power_w_kg", "se_w_kg", "power_source", "label"]]


def run_power(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str) -> pd.DataFrame:
    """Return runs with power as ``date``, ``power_w_kg``, ``power_source``, ``label``.

    The mass is that of :func:`data.body_mass.mass_kg_on`; a run without one is left out.
    """
    ran = runs.runs(con, viewer, athlete_id)
    ran = ran[ran["mean_power_w"].notna()].sort_values("local_date")
    masses = body_mass.body_masses(con, viewer, athlete_id)[["date", "mass_kg"]]
    days = ran[["local_date"]].rename(columns={"local_date": "date"}).astype("datetime64[us]")
    masses = masses.astype({"date": "datetime64[us]"}).sort_values("date")
    before = pd.merge_asof(days, masses, on="date", direction="backward")["mass_kg"]
    after = pd.merge_asof(
        days,
        masses,
        on="date",
        direction="forward",
        tolerance=pd.Timedelta(days=body_mass.LOOK_AHEAD_D),
    )["mass_kg"]
    mass_kg = before.fillna(after).to_numpy()
    shown = pd.DataFrame(
        {
            "date": days["date"].to_numpy(),
            "power_w_kg": ran["mean_power_w"].to_numpy() / mass_kg,
            "power_source": ran["power_source"].to_numpy(),
            "label": (ran["elapsed_s"] / 60).map("{:.0f} min".format).to_numpy(),
        }
    )
    return shown[shown["power_w_kg"].notna()].reset_index(drop=True)
