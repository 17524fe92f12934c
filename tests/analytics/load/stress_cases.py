"""Small logs to work stress out of: two drills whose numbers fit in a sentence."""

import numpy as np
import pandas as pd

from analytics.load.tissue import Setting, Tissue

FIRST = pd.Timestamp("2026-03-02")

CATALOGUE = pd.DataFrame(
    {
        "drill_id": ["pogo", "hop", "drop", "bound"],
        "name": ["Pogo", "Forward hop", "Drop jump", "Bound"],
        "legs": [2, 1, 2, 1],
        "is_alternating": [False, False, False, True],
        "contacts_per_rep": 1,
        "model_peak_bw_per_leg": [2.3, 3.4, 2.35, 4.4],
        "model_peak_at_height": [(), (), ((0.1, 2.0), (0.3, 2.35), (0.6, 2.65)), ()],
        "contact_s": [0.17, 0.25, 0.25, 0.20],
        "flight_s": [0.33, 0.29, np.nan, 0.36],
        "rebound_m": [np.nan, np.nan, 0.3, np.nan],
        "own_times": ["flight", "flight", "rebound", "flight"],
        "patellar_index": [np.nan, 0.666, 0.563, np.nan],
        "patellar_stand_in": [0.6, 0.65, 0.6, 0.65],
        "force_cv_percent": 25.0,
    }
)


def tissue(name, unit, exponent, reference, half_life):
    return Tissue(
        name,
        name.capitalize(),
        unit,
        *(
            Setting(*numbers, unit, "science C", "assumption")
            for numbers in (exponent, reference, half_life)
        ),
    )


TISSUES = (
    tissue("achilles", "BW", (9, 4, 12), (6.0, 5.2, 7.0), (2, 1, 4)),
    tissue("patellar", "index", (1, 1, 1), (0.612, 0.55, 0.67), (2, 1, 4)),
    tissue("tibia", "BW", (6.6, 4, 9), (7.863, 7.2, 8.6), (14, 7, 42)),
)


def sets_of(*rows, athlete_id="ada"):
    """Each row: day, drill_id, contacts, side, height_m (0.3 for a drop if not given)."""
    frame = pd.DataFrame(
        [(*row, 0.3)[:5] if len(row) < 5 else row for row in rows],
        columns=["day", "drill_id", "contacts", "side", "height_m"],
    )
    return frame.assign(
        athlete_id=athlete_id,
        date=(FIRST + pd.to_timedelta(frame["day"], unit="D")).astype("datetime64[us]"),
        session_id=[f"{athlete_id}-{day}" for day in frame["day"]],
        set_number=np.arange(1, len(frame) + 1),
    )


def runs_of(*rows, athlete_id="ada"):
    """Each row: day, hours, speed m/s, cadence, contact ms; the last three may be left out."""
    frame = pd.DataFrame(
        [(*row, *[np.nan] * 3)[:5] for row in rows],
        columns=["day", "hours", "speed", "mean_cadence_spm", "mean_contact_ms"],
        dtype=float,
    )
    return frame.assign(
        athlete_id=athlete_id,
        date=(FIRST + pd.to_timedelta(frame["day"], unit="D")).astype("datetime64[us]"),
        run_id=[f"{athlete_id}-run-{i}" for i in range(len(frame))],
        distance_m=3600 * frame["hours"] * frame["speed"],
    )


def days_of(n, sets, runs, unknown=(), numbers=(), athlete_id="ada"):
    """``unknown``: days nobody knows of plyometrics; ``numbers``: whose dose came as one."""
    day = np.arange(n)
    plyo = np.where(np.isin(day, sets["day"]), "trained", "rest").astype(object)
    plyo[np.isin(day, unknown)] = "unknown"
    plyo[np.isin(day, numbers)] = "trained"
    return pd.DataFrame(
        {
            "athlete_id": athlete_id,
            "date": (FIRST + pd.to_timedelta(day, unit="D")).astype("datetime64[us]"),
            "plyo_status": plyo,
            "run_status": np.where(np.isin(day, runs["day"]), "trained", "rest"),
            "is_plyo_number": np.isin(day, numbers),
            "is_run_number": False,
        }
    )
