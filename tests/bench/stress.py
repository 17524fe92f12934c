"""Daily dose and tissue stress of a season, beside the same sums in a loop over sets and draws."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from analytics.load.contact_load import contact_loads
from analytics.load.daily_stress import stress
from analytics.load.dose import daily_dose
from analytics.load.draws import N_FIXED, Drawing, make
from analytics.load.easy_step import easy_steps, reference_ratios, run_steps, step_on
from analytics.load.leg_contacts import leg_contacts
from data import OWNER, demo, drills, store
from data import stress as stored
from data.tissues import tissues
from tests.bench.rivals import seconds
from tests.bench.scale import peak_gib

COHORTS = (25, 50, 100, 200, 400)
DAYS = 365
DRAWS = 200
DEMO_ATHLETES = 24
PER_SESSION = 5
ONE_LEG = ("single-leg-hop", "single-leg-forward-hop")
DONE = ("pogo", "countermovement-jump", "bound", "hurdle-hop", "skip", "drop-jump", *ONE_LEG)


def rows() -> list[dict[str, str]]:
    """Return one row per measurement."""
    return [season(), exponent(), one(), *from_store(), rival()]


def cohort(athletes: int, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return sets, runs and days: 2 sessions of 5 sets and 5 runs a week, for a year."""
    rng = np.random.default_rng(seed)
    weekday = np.tile(np.arange(DAYS) % 7, athletes)
    jumps = np.isin(weekday, [1, 4])
    date = pd.Timestamp("2026-01-01") + pd.to_timedelta(np.arange(DAYS), unit="D")
    days = pd.DataFrame(
        {
            "athlete_id": np.repeat([f"runner-{i:05d}" for i in range(athletes)], DAYS),
            "date": np.tile(date.to_numpy(dtype="datetime64[us]"), athletes),
            "plyo_status": np.where(jumps, "trained", "rest"),
            "run_status": np.where(jumps, "rest", "trained"),
            "is_plyo_number": False,
            "is_run_number": False,
        }
    )
    keys = ["athlete_id", "date"]
    sets = days.loc[np.repeat(np.flatnonzero(jumps), PER_SESSION), keys].reset_index(drop=True)
    drill_id = rng.choice(DONE, len(sets))
    sets = sets.assign(
        drill_id=drill_id,
        contacts=rng.integers(6, 30, len(sets)),
        side=np.where(np.isin(drill_id, ONE_LEG), rng.choice(["left", "right"], len(sets)), "both"),
        height_m=rng.choice([0.2, 0.3, 0.4], len(sets)),
        session_id=np.repeat(np.arange(jumps.sum()), PER_SESSION).astype(str),
        set_number=np.tile(np.arange(PER_SESSION), jumps.sum()),
    )
    runs = days.loc[~jumps, keys].reset_index(drop=True)
    hours = rng.uniform(0.5, 1.5, len(runs))
    runs = runs.assign(
        run_id=np.arange(len(runs)).astype(str),
        hours=hours,
        distance_m=3600 * hours * rng.normal(3.1, 0.25, len(runs)),
        mean_cadence_spm=rng.normal(170, 4, len(runs)),
        mean_contact_ms=rng.normal(240, 10, len(runs)),
    )
    return sets, runs, days


def whole(
    sets: pd.DataFrame, runs: pd.DataFrame, days: pd.DataFrame, percent_days: int | None = 1
) -> pd.DataFrame:
    """Return the stress of a cohort, its dose worked out too; percent bands of the last day."""
    catalogue = drills.catalogue()
    daily_dose(sets, catalogue)
    how = Drawing(DRAWS, percent_days=percent_days)
    return stress(sets, runs, days, catalogue, tissues(), how).daily


def season() -> dict[str, str]:
    """Work a thousand seasons out in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.stress"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    took_s, before_gib, after_gib = json.loads(answer.stdout.splitlines()[-1])
    return {
        "what": "daily dose and stress of a cohort from tables in memory, fresh process",
        "size": f"1000 athletes x {DAYS} days x {DRAWS} draws, 3 tissues, 2 legs, "
        "percent bands of the last day",
        "measured": f"{took_s:.1f} s, {after_gib:.2f} GiB ({before_gib:.2f} GiB before)",
    }


def exponent() -> dict[str, str]:
    """Take cohorts of growing size; the slope of log time against log athletes."""
    took = []
    for athletes in COHORTS:
        logs = cohort(athletes)
        took.append(seconds(lambda logs=logs: whole(*logs), 3))
    slope = np.polyfit(np.log(COHORTS), np.log(took), 1)[0]
    return {
        "what": "dose and stress, exponent of time against athletes",
        "size": f"{', '.join(map(str, COHORTS))} athletes x {DAYS} days x {DRAWS} draws",
        "measured": f"{slope:.2f} ({', '.join(f'{one:.2f}' for one in took)} s)",
    }


def one() -> dict[str, str]:
    """Take one athlete, with the band of the percentage on every day."""
    logs = cohort(1)
    took_s = seconds(lambda: whole(*logs, percent_days=None), 9)
    return {
        "what": "dose and stress of one athlete, percent bands on every day",
        "size": f"1 athlete x {DAYS} days x {DRAWS} draws",
        "measured": f"{1e3 * took_s:.0f} ms (median of 9)",
    }


def from_store() -> list[dict[str, str]]:
    """Take what a page waits for: one athlete and all of them, from the store to the table."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "bench.duckdb"
        demo.load(database, athletes=DEMO_ATHLETES)
        with store.session(database) as con:
            everyone = stored.stress(con, OWNER).daily
            athlete_id = everyone["athlete_id"].iloc[0]
            n_days = everyone.groupby("athlete_id")["date"].nunique()
            one_s = seconds(lambda: stored.stress(con, OWNER, athlete_id), 9)
            all_s = seconds(lambda: stored.stress(con, OWNER), 3)
    return [
        {
            "what": "stress of one athlete from the store, percent bands on every day",
            "size": f"1 of {DEMO_ATHLETES} athletes x {n_days[athlete_id]} days x {DRAWS} draws",
            "measured": f"{1e3 * one_s:.0f} ms (median of 9)",
        },
        {
            "what": "stress of a cohort from the store, percent bands of the last day",
            "size": f"{DEMO_ATHLETES} athletes x {n_days.median():.0f} days x {DRAWS} draws",
            "measured": f"{all_s:.2f} s (median of 3)",
        },
    ]


def rival() -> dict[str, str]:
    """Add up the same Achilles stress in a plain loop over sets, runs and draws."""
    logs = cohort(2)
    ours_s = seconds(lambda: whole(*logs, percent_days=0), 5)
    begun = time.perf_counter()
    by_loop = looped(*logs)
    loop_s = time.perf_counter() - begun
    daily = whole(*logs, percent_days=0)
    ours = daily[(daily["tissue"] == "achilles") & (daily["side"] == "left")]
    off = np.abs(by_loop - ours[["residual_lower", "residual_upper"]].to_numpy())
    # The loop starts at the first day.
    off = np.nanmax(off / ours[["residual"]].to_numpy())
    return {
        "what": "stress of all tissues and legs",
        "size": f"2 athletes x {DAYS} days x {DRAWS} draws",
        "measured": f"{1e3 * ours_s:.0f} ms, 3 tissues x 2 legs",
        "alternative": "the same sums as a plain Python loop over sets, runs and draws, written "
        f"for this comparison, 1 tissue x 1 leg, no percent: {loop_s:.2f} s "
        f"(bands agree to {off:.0e})",
        "ratio": f"{6 * loop_s / ours_s:.0f} (per tissue and leg)",
    }


def looped(sets: pd.DataFrame, runs: pd.DataFrame, days: pd.DataFrame) -> np.ndarray:
    """Return the band of the left Achilles' residual, day by day, as one would first write it."""
    catalogue, achilles = drills.catalogue(), tissues()[0]
    used = catalogue[catalogue["drill_id"].isin(sets["drill_id"])]
    drawn = make([achilles], used, Drawing(DRAWS))
    easy = easy_steps(runs)
    own = reference_ratios(step_on(easy, sets)["easy_speed_m_s"])["achilles"]
    sets = sets.assign(load=contact_loads(sets, catalogue)["achilles"] / own)
    sets["left"], _ = leg_contacts(sets, catalogue)
    runs = pd.concat([runs, run_steps(runs, easy)], axis=1)
    found = []
    for draw in range(N_FIXED + DRAWS):
        b, reference = drawn.exponents["achilles"][draw], drawn.references["achilles"][draw]
        total = dict.fromkeys(zip(days["athlete_id"], days["date"], strict=True), 0.0)
        for row in sets.itertuples():
            load = row.load * drawn.factors[row.drill_id][draw]
            steps = row.left * (load / reference) ** b
            total[row.athlete_id, row.date] += steps
        for row in runs.itertuples():
            total[row.athlete_id, row.date] += row.steps_per_leg * row.achilles_ratio**b
        left, athlete, residual = 0.0, None, []
        for (athlete_id, _), steps in total.items():
            left = (left if athlete_id == athlete else 0.0) * 0.5 ** (1 / 2) + steps
            athlete = athlete_id
            residual.append(left)
        found.append(residual)
    fixed, others = np.split(np.array(found), [N_FIXED])
    lower, upper = np.quantile(others, [0.05, 0.95], axis=0)
    low, high = np.minimum(lower, fixed.min(axis=0)), np.maximum(upper, fixed.max(axis=0))
    return np.stack([low, high], axis=-1)


if __name__ == "__main__":
    logs = cohort(1000)
    before = peak_gib()
    begun = time.perf_counter()
    whole(*logs)
    print(json.dumps([time.perf_counter() - begun, before, peak_gib()]))  # noqa: T201
