"""The log one made-up athlete would have kept, from training and truth."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.dose import REFERENCE_PEAK_BW, daily_dose
from analytics.load.run_load import HOUR_AT_CRITICAL_POWER_AU
from analytics.response.synthetic import beside, gait, training, truth
from analytics.response.synthetic.parameters import Parameters

Vector = npt.NDArray[np.float64]
Frames = Mapping[str, pd.DataFrame]

# fmt: off
NAMES: Final = (
    "Amara", "Bjorn", "Chiara", "Dmitri", "Esi", "Farid", "Giulia", "Haruto",
    "Ines", "Jomo", "Katya", "Leif", "Mei", "Nuno", "Oona", "Priya",
    "Quim", "Rosa", "Sven", "Tala", "Umar", "Vera", "Wanjiru", "Xiomara",
    "Yusuf", "Zofia", "Anouk", "Bilal", "Ceren", "Diego", "Elif", "Fiadh",
    "Goran", "Hana", "Ivo", "Jara", "Kofi", "Lucia", "Malik", "Nadia",
    "Otto", "Petra", "Rafiq", "Sanna", "Tomas", "Ulla", "Veikko", "Wren",
)
# fmt: on
TRUTH_DOSES_AU: Final = np.arange(0.0, 401.0, 10.0)
TRUTH_WEEKS: Final = (2, 4, 8, 12)


def make(told: Parameters, number: int, catalogue: pd.DataFrame) -> tuple[truth.Truth, Frames]:
    """Make the ``number``-th athlete of a cohort.

    Returns
    -------
    Truth
    mapping of str to DataFrame
        The frames of :class:`analytics.response.synthetic.Cohort`, with this athlete's rows.
    """
    rng = np.random.default_rng([told.seed, number])
    # Streams of their own: what came to the demo later leaves every earlier number as it was.
    streams = [
        np.random.default_rng(one) for one in np.random.SeedSequence([told.seed, number]).spawn(3)
    ]
    planted = truth.draw(rng, told)
    last = told.last_day - timedelta(days=(told.last_day.weekday() + 1) % 7)
    date = pd.date_range(end=last, periods=told.burn_in_days + told.days, unit="us")
    weekday = date.day_of_week.to_numpy().astype(np.int64)
    done = training.make(rng, weekday, _weights(catalogue), told.unknown_per_year)
    athlete_id, profile, usual_kg = _profile(rng, number)

    def placed(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(athlete_id=athlete_id, date=date[frame.pop("day")])

    sets = placed(done.sets)
    dose = daily_dose(sets, catalogue).set_index("date")["plyo_dose_au"]
    load = HOUR_AT_CRITICAL_POWER_AU * done.runs["hours"] * done.runs["share"] ** 2
    power_w_kg = truth.daily_power(
        planted,
        dose.reindex(date, fill_value=0.0).to_numpy(),
        np.bincount(done.runs["day"], load, minlength=date.size).astype(float),
        told,
        rng,
    )
    logged = np.arange(date.size) >= told.burn_in_days
    kept = pd.Series(logged & ~done.unknown, index=date)
    mass = _masses(rng, date[logged], usual_kg)
    mass_kg = mass.set_index("date")["mass_kg"].reindex(date, method="ffill").to_numpy()
    steps = gait.make(streams[0], done.runs, power_w_kg)
    runs = placed(pd.concat([_runs(rng, done.runs, power_w_kg * mass_kg), steps], axis=1))
    # A pod tells contact time; without one a watch tells cadence at best.
    runs["mean_contact_ms"] = runs["mean_contact_ms"].where(runs["power_source"].notna())
    tests = placed(_tests(rng, told, kept.to_numpy(), power_w_kg, mass_kg))
    other = placed(beside.sessions(streams[1], weekday))
    felt = placed(beside.symptoms(streams[2], weekday.size))
    frames = {
        "athletes": profile,
        "body_mass": mass,
        "sets": sets[kept[sets["date"]].to_numpy()],
        "runs": runs[kept[runs["date"]].to_numpy()],
        "tests": tests,
        "other_sessions": other[kept[other["date"]].to_numpy()],
        "symptoms": felt[kept[felt["date"]].to_numpy()],
        "day_status": _day_status(done, date, logged, speaks_of_other=len(other) > 0),
        "truth": _curves(planted),
        "power": pd.DataFrame({"date": date[logged], "power_w_kg": power_w_kg[logged]}),
    }
    return planted, {name: _named(frame, athlete_id) for name, frame in frames.items()}


def _curves(planted: truth.Truth) -> pd.DataFrame:
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "weeks": weeks,
                    "weekly_dose_au": TRUTH_DOSES_AU,
                    "response_percent": truth.response_percent(planted, TRUTH_DOSES_AU, weeks),
                }
            )
            for weeks in TRUTH_WEEKS
        ],
        ignore_index=True,
    )


def _named(frame: pd.DataFrame, athlete_id: str) -> pd.DataFrame:
    first = [column for column in ("athlete_id", "date") if column in {*frame, "athlete_id"}]
    named = frame.assign(athlete_id=athlete_id)
    return named[[*first, *(column for column in named if column not in first)]]


def _weights(catalogue: pd.DataFrame) -> dict[str, float]:
    peaks = catalogue.set_index("drill_id")
    on_each = np.where(peaks["is_alternating"], 0.5, 1.0)
    return dict(peaks["model_peak_bw_per_leg"] / REFERENCE_PEAK_BW * on_each)


def _profile(rng: np.random.Generator, number: int) -> tuple[str, pd.DataFrame, float]:
    name, lap = NAMES[number % len(NAMES)], number // len(NAMES)
    name = f"{name} {lap + 1}" if lap else name
    woman = bool(rng.random() < 0.5)
    height_m = rng.normal(1.66 if woman else 1.78, 0.06)
    usual_kg = float(rng.normal(20.6 if woman else 21.6, 1.0) * height_m**2)
    profile = pd.DataFrame(
        {
            "name": [name],
            "sex": ["female" if woman else "male"],
            "birth_year": [int(rng.integers(1980, 2006))],
            "height_m": [round(float(height_m), 2)],
            "time_zone": [["Europe/Athens", "Africa/Nairobi", "Asia/Tokyo"][number % 3]],
        }
    )
    return name.lower().replace(" ", "-"), profile, usual_kg


def _masses(rng: np.random.Generator, date: pd.DatetimeIndex, usual_kg: float) -> pd.DataFrame:
    weighed = date[:: int(rng.integers(14, 29))]
    wander = np.cumsum(rng.normal(0, 0.06, weighed.size))
    return pd.DataFrame({"date": weighed, "mass_kg": np.round(usual_kg + wander, 1)})


def _runs(rng: np.random.Generator, runs: pd.DataFrame, power_w: Vector) -> pd.DataFrame:
    hours = runs["hours"].to_numpy()
    mean4_w = runs["share"].to_numpy() * power_w[runs["day"]]
    # One athlete in eight runs without a power meter, and everybody forgets it at times.
    without = rng.random(len(runs)) < (1.0 if rng.random() < 1 / 8 else 0.05)
    mean4_w[without] = np.nan
    best_w = mean4_w * np.where(runs["kind"] == "tempo", 1.06, 1.03)
    return pd.DataFrame(
        {
            "day": runs["day"],
            "hours": np.round(hours * 3600) / 3600,
            "power_mean4_w": mean4_w,
            "power_source": pd.Series("stryd", index=runs.index).mask(without, None),
            "session_rpe": runs["session_rpe"],
            "best_20min_w": np.where(hours > 1 / 3, best_w, np.nan),
            "power_zero_share": 0.0,
        }
    )


def _tests(
    rng: np.random.Generator,
    told: Parameters,
    kept: npt.NDArray[np.bool_],
    power_w_kg: Vector,
    mass_kg: Vector,
) -> pd.DataFrame:
    usual_gap_d = 365 / told.tests_per_year if told.tests_per_year else np.inf
    most = int(told.days / usual_gap_d * 2) + 2
    gap_d = np.maximum(np.round(usual_gap_d * rng.uniform(0.75, 1.25, most)), 1)
    day = told.burn_in_days - 1 + np.cumsum(gap_d[np.isfinite(gap_d)]).astype(int)
    day = day[day < kept.size]
    day = day[kept[day]]
    error = rng.normal(0, np.hypot(told.noise_percent, told.day_sd_percent), day.size)
    tested = power_w_kg[day] * np.exp(error / 100)
    se = tested * told.noise_percent / 100
    return pd.DataFrame(
        {
            "day": day,
            "kind": "critical_power",
            "power_source": "stryd",
            "power_w": tested * mass_kg[day],
            "power_w_kg": tested,
            "se_w_kg": se if told.noise_percent else np.nan,
            "mass_kg": mass_kg[day],
        }
    )


def _day_status(
    done: training.Training,
    date: pd.DatetimeIndex,
    logged: npt.NDArray[np.bool_],
    *,
    speaks_of_other: bool,
) -> pd.DataFrame:
    spoken = []
    for channel, rest in (("plyo", done.plyo_rest), ("run", done.run_rest)):
        for status, days in (("unknown", done.unknown), ("rest", rest & ~done.unknown)):
            frame = pd.DataFrame({"date": date[days & logged]})
            spoken.append(frame.assign(channel=channel, status=status))
    if speaks_of_other:
        frame = pd.DataFrame({"date": date[done.unknown & logged]})
        spoken.append(frame.assign(channel="other", status="unknown"))
    return pd.concat(spoken, ignore_index=True)
