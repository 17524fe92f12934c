"""Run load: hours at a power, weighed by how near that power is to critical power."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.frames import POWER_TESTS, RUNS

Vector = npt.NDArray[np.float64]

_SERIES: Final = ["athlete_id", "power_source"]

HOUR_AT_CRITICAL_POWER_AU: Final = 100.0
"""Run load of one hour at critical power, in AU (definition)."""

TEST_HOLDS_DAYS: Final = 365
"""Days a critical power counts after its test (definition)."""

BEST_20MIN_SHARE: Final = 0.95
"""Critical power as a share of the best 20 minutes (assumption)."""

BEST_20MIN_DAYS: Final = 90
"""Days back over which the best 20 minutes are looked for (assumption)."""

MOST_ZERO_SHARE: Final = 0.05
"""Share of power at 0 W above which the sensor failed: the best 20 minutes hold its silence."""

LEAST_BEST_20MIN_SHARE: Final = 0.75
"""Least of the run's own fourth-power mean that critical power can be (assumption).

An even run has 0.95 and more. Far below, the mean leaves out seconds the best 20 minutes hold."""

AU_PER_RPE_MINUTE: Final = 0.24
"""Run load of a minute at an effort of 1 of 10, in AU (assumption)."""


def daily_run_load(runs: pd.DataFrame, tests: pd.DataFrame) -> pd.DataFrame:
    """Add up the run load of each day on which there were runs.

    Parameters
    ----------
    runs : DataFrame
        As :data:`analytics.frames.RUNS`.
    tests : DataFrame
        As :data:`analytics.frames.POWER_TESTS`; only critical powers are looked at.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``run_load_au``, ``is_estimated``; one row per athlete and
        day with runs. The load of a day is missing (NaN) where that of one of its runs is.
    """
    loads = pd.concat([runs[["athlete_id", "date"]], run_load(runs, tests)], axis=1)
    days = loads.groupby(["athlete_id", "date"], observed=True)
    return pd.DataFrame(
        {
            # A day is known only when every run of it is.
            "run_load_au": days["run_load_au"].sum(skipna=False),
            "is_estimated": days["is_estimated"].any(),
        }
    ).reset_index()


def run_load(runs: pd.DataFrame, tests: pd.DataFrame) -> pd.DataFrame:
    r"""Return the load of each run.

    .. math:: L = 100 \, h \, (P_4 / CP)^2

    Parameters
    ----------
    runs, tests : DataFrame
        As :func:`daily_run_load`.

    Returns
    -------
    DataFrame
        Indexed as ``runs``: ``run_load_au``, missing (NaN) where neither power nor effort
        says; ``is_estimated``; ``critical_power_w``, that of the day.

    Notes
    -----
    P₄ is the fourth-power mean of the 30 s average. CP is that of the last test with
    the same source on the day or in the 365 days before; else 95 % of the best 20 minutes with
    that source on the day or in the 90 days before, estimated; best 20 minutes in which the
    sensor failed are left out. Without either, or without power, it is session
    RPE × minutes × the athlete's own ratio, summed over the runs that have both, whenever they
    were; without such a run 0.24 AU per RPE-minute. Estimated too.
    """
    RUNS.check(runs)
    POWER_TESTS.check(tests)
    tested_w = _last_test_w(runs, tests)
    fallback_w = BEST_20MIN_SHARE * _best_20min_w(runs)
    cp_w = np.where(np.isnan(tested_w), fallback_w, tested_w)
    hours = runs["hours"].to_numpy(dtype=float)
    power_w = runs["power_mean4_w"].to_numpy(dtype=float, na_value=np.nan)
    by_power = HOUR_AT_CRITICAL_POWER_AU * hours * (power_w / cp_w) ** 2
    rpe_minutes = runs["session_rpe"].to_numpy(dtype=float, na_value=np.nan) * hours * 60
    by_effort = rpe_minutes * _au_per_rpe_minute(runs["athlete_id"], by_power, rpe_minutes)
    load = np.where(np.isnan(by_power), by_effort, by_power)
    estimated = np.isfinite(load) & (np.isnan(by_power) | np.isnan(tested_w))
    return pd.DataFrame(
        {"run_load_au": load, "is_estimated": estimated, "critical_power_w": cp_w},
        index=runs.index,
    )


def _last_test_w(runs: pd.DataFrame, tests: pd.DataFrame) -> Vector:
    critical = tests.loc[tests["kind"] == "critical_power", [*_SERIES, "date", "power_w"]]
    found = pd.merge_asof(
        _comparable(runs[[*_SERIES, "date"]]).assign(row=np.arange(len(runs))).sort_values("date"),
        _comparable(critical).sort_values("date", kind="stable"),
        on="date",
        by=_SERIES,
        tolerance=pd.Timedelta(days=TEST_HOLDS_DAYS),
    )
    return found.sort_values("row")["power_w"].to_numpy(dtype=float)


def _best_20min_w(runs: pd.DataFrame) -> Vector:
    efforts = _comparable(runs[[*_SERIES, "date"]]).assign(best_20min_w=_sound_20min_w(runs))
    daily = efforts.groupby([*_SERIES, "date"])["best_20min_w"].max().reset_index()
    best = (
        daily.set_index("date")
        .groupby(_SERIES)["best_20min_w"]
        # The day itself and the 90 before it.
        .rolling(f"{BEST_20MIN_DAYS + 1}D", min_periods=1)
        .max()
        .rename("best_w")
        .reset_index()
    )
    joined = efforts.merge(best, on=[*_SERIES, "date"], how="left", validate="many_to_one")
    return joined["best_w"].to_numpy(dtype=float)


def _sound_20min_w(runs: pd.DataFrame) -> Vector:
    """Return the best 20 minutes of each run, missing where the sensor was silent in them."""
    best_w, power_w, zero_share = (
        runs[name].to_numpy(dtype=float, na_value=np.nan)
        for name in ("best_20min_w", "power_mean4_w", "power_zero_share")
    )
    silent = (zero_share > MOST_ZERO_SHARE) | (best_w <= 0)
    silent |= BEST_20MIN_SHARE * best_w < LEAST_BEST_20MIN_SHARE * power_w
    return np.where(silent, np.nan, best_w)


def _comparable(frame: pd.DataFrame) -> pd.DataFrame:
    """Give keys one type, whatever the frame came from; no source matches no source."""
    return frame.assign(
        athlete_id=frame["athlete_id"].astype(object),
        power_source=frame["power_source"].astype(object).where(frame["power_source"].notna(), ""),
        date=frame["date"].astype("datetime64[us]"),
    )


def _au_per_rpe_minute(athlete_id: pd.Series, by_power: Vector, rpe_minutes: Vector) -> Vector:
    both = np.isfinite(by_power) & (rpe_minutes > 0)
    sums = (
        pd.DataFrame({"load": by_power[both], "effort": rpe_minutes[both]})
        .groupby(athlete_id.to_numpy()[both])
        .sum()
    )
    own = athlete_id.map(sums["load"] / sums["effort"])
    return own.fillna(AU_PER_RPE_MINUTE).to_numpy(dtype=float)
