"""Ten thousand generated sets and runs, good and bad, from the log to the guard rails."""

import numpy as np
import pandas as pd
import pytest

from analytics.errors import WorkbenchError
from analytics.load.daily_stress import stress
from analytics.load.dose import daily_dose, daily_doses
from analytics.load.draws import Drawing
from analytics.load.measures import in_pogos
from analytics.load.monitoring import acwr_ewma, acwr_rolling, ewma, monotony, strain
from analytics.load.spikes import spike_classes
from analytics.progression import Limits
from analytics.progression.guard_rails import flags
from tests.analytics.load.stress_cases import CATALOGUE, FIRST, TISSUES

N_LOGS, N_DAYS, PER_LOG = 200, 70, 25

GOOD = {
    "contacts": (0, 1, 10, 60, 200),
    "height_m": (0.1, 0.3, 0.6),
    "hours": (0, 0.01, 0.7, 2.5, 24),
    "distance_m": (0, 1, 5e3, 42195, np.nan),
    "mean_cadence_spm": (150, 165, 190, np.nan),
    "mean_contact_ms": (180, 250, np.nan),
}
BAD = {
    "contacts": (-1, np.nan, np.inf, 1e300),
    "height_m": (-0.3, 30, np.nan, np.inf),
    "hours": (-1, np.inf, 1e300),
    # What a device may write, and what is only not known: not refused.
    "distance_m": (-5, np.inf, 1e300, 1e-300),
    "mean_cadence_spm": (0, -1, 1e300, np.inf),
    "mean_contact_ms": (0, -1, 1e9, 5000),
}


def picked(rng, name, n, bad):
    values = rng.choice(GOOD[name], n).astype(float)
    wrong = rng.random(n) < bad
    values[wrong] = rng.choice(BAD[name], wrong.sum())
    return values


def log(seed):
    """Return sets, runs and days of one athlete; every other log has bad values in it."""
    rng = np.random.default_rng(seed)
    bad = 0.03 if seed % 2 else 0.0
    date = (FIRST + pd.to_timedelta(np.arange(N_DAYS), unit="D")).astype("datetime64[us]")

    def dated():
        days = rng.integers(0, N_DAYS, PER_LOG)
        return pd.DataFrame({"athlete_id": "ada", "date": date[days]})

    drill = rng.choice(["pogo", "hop", "drop", "bound"], PER_LOG)
    one_leg = np.isin(drill, ["hop", "bound"])
    sets = dated().assign(
        drill_id=np.where(rng.random(PER_LOG) < bad / 3, "nope", drill),
        contacts=picked(rng, "contacts", PER_LOG, bad),
        side=np.where(one_leg, rng.choice(["left", "right", "both"], PER_LOG), "both"),
        height_m=picked(rng, "height_m", PER_LOG, bad),
        session_id="s",
        set_number=1,
    )
    runs = dated().assign(run_id=[str(i) for i in range(PER_LOG)])
    # Only impossible durations and distances are refused; the rest is not known.
    for name in ("hours", "distance_m", "mean_cadence_spm", "mean_contact_ms"):
        runs[name] = picked(rng, name, PER_LOG, 0.1 if "mean" in name else bad)
    status = ["trained", "rest", "unknown"]
    days = pd.DataFrame({"athlete_id": "ada", "date": date})
    for channel, entries in (("plyo", sets), ("run", runs)):
        there = days["date"].isin(entries["date"])
        said = rng.choice(status, N_DAYS, p=[0.05, 0.85, 0.10])
        days[f"{channel}_status"] = np.where(there & (rng.random(N_DAYS) < 0.9), "trained", said)
        days[f"is_{channel}_number"] = rng.random(N_DAYS) < 0.05
    return sets, runs, days


def facts(days, dose, rng):
    n = len(days)
    maybe = [True, False, None]
    told = days[["athlete_id", "date"]].merge(dose, on=["athlete_id", "date"], how="left")
    return told.rename(columns={"contacts_per_leg": "_"}).assign(
        plyo_minutes=rng.choice([0, 30, 60, np.nan], n),
        is_high=pd.array(rng.choice(maybe, n), dtype="boolean"),
        hard_run=pd.array(rng.choice(maybe, n), dtype="boolean"),
        max_pain_0_10=rng.choice([0, 3, 8, np.nan], n),
        max_stop_pain_0_10=rng.choice([0, 3, np.nan], n),
        n_high_sessions=rng.choice([0, 1, 2, np.nan], n),
        first_exposure_contacts=rng.choice([0, 20, 30, np.nan], n),
    )


def through(seed):
    """Take one log through the whole chain."""
    sets, runs, days = log(seed)
    dose = daily_doses(sets, CATALOGUE, TISSUES)
    found = stress(sets, runs, days, CATALOGUE, TISSUES, Drawing(5, seed))
    told = flags(found, facts(days, dose, np.random.default_rng(seed)), Limits())
    load = daily_dose(sets, CATALOGUE)["plyo_dose_au"].to_numpy()
    summaries = [
        *ewma(load, 7),
        *acwr_ewma(load),
        *acwr_rolling(load),
        monotony(load),
        strain(load),
    ]
    return found, told, in_pogos(dose, CATALOGUE, TISSUES), summaries, spike_classes(runs)


@pytest.fixture(scope="module")
def outcomes():
    found = []
    for seed in range(N_LOGS):
        try:
            found.append(through(seed))
        except WorkbenchError as refusal:
            found.append(str(refusal))
    return found


def worked_out(outcomes):
    return [one for one in outcomes if not isinstance(one, str)]


def test_10_000_sets_and_runs_are_worked_out_or_refused_with_a_reason(outcomes):
    assert N_LOGS * PER_LOG * 2 == 10_000
    assert not [one for one in outcomes[::2] if isinstance(one, str)]
    refused = [one for one in outcomes[1::2] if isinstance(one, str)]
    assert len(refused) > N_LOGS / 4
    assert all(refused)


def test_nothing_is_infinite(outcomes):
    for found, told, dose, summaries, spikes in worked_out(outcomes):
        for frame in (found.daily, found.parts, told, dose, spikes):
            assert not np.isinf(frame.select_dtypes("number").to_numpy(dtype=float)).any()
        assert not np.isinf(summaries).any()


def test_what_is_missing_in_stress_has_its_reason(outcomes):
    for found, *_ in worked_out(outcomes):
        daily = found.daily
        known = daily["equivalents"].notna()
        assert (
            daily.loc[known, ["lower", "upper", "plyo_equivalents", "run_equivalents"]]
            .notna()
            .all(axis=None)
        )
        assert (daily.loc[~known, "n_unknown"] > 0).all()
        told = daily["residual"].notna()
        assert daily.loc[told, ["residual_lower", "residual_upper"]].notna().all(axis=None)
        bands = ["percent_lower", "percent_upper"]
        assert daily.loc[daily["percent"].notna(), bands].notna().all(axis=None)


def test_what_is_missing_in_flags_has_its_reason(outcomes):
    for _, told, *_ in worked_out(outcomes):
        undecided = told[told["is_above"].isna()]
        assert (undecided["detail"] != "").all()
        valueless = told[told["value"].isna() & ~told["rule"].str.startswith("hours")]
        assert (valueless["detail"] != "").all()


def test_no_dose_is_missing_where_every_drill_is_known(outcomes):
    for _, _, dose, *_ in worked_out(outcomes):
        assert dose.notna().all(axis=None)
