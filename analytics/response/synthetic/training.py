"""Made-up training of one athlete: plyometric sets, runs, holidays, days nobody knows."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Item(NamedTuple):
    """One set as a coach would write it."""

    drill_id: str
    reps: int
    heights_m: tuple[float, ...] = ()
    one_leg: bool = False


EASY: Final = (
    Item("jump-rope", 30),
    Item("pogo", 20),
    Item("skip", 20),
    Item("box-jump", 6, (0.3, 0.4, 0.5)),
    Item("lateral-hop", 10),
    Item("countermovement-jump", 6),
)
HARD: Final = (
    Item("pogo", 20),
    Item("tuck-jump", 8),
    Item("broad-jump", 5),
    Item("hurdle-hop", 6),
    Item("single-leg-hop", 8, one_leg=True),
    Item("bound", 16),
    Item("hill-bound", 16),
    Item("drop-jump", 6, (0.2, 0.3, 0.4)),
)
LEVELS: Final = (0.0, 0.5, 1.0, 1.6)
"""Weekly dose of a block, as a share of the athlete's usual."""

LEAST_WEEK_AU: Final = 25.0


@dataclass(frozen=True, slots=True, eq=False)
class Training:
    """What one athlete did, day 0 being the first of the burn-in.

    Parameters
    ----------
    sets : DataFrame
        ``day``, ``set_number``, ``drill_id``, ``reps``, ``contacts``, ``side``,
        ``height_m``, ``rest_s``.
    runs : DataFrame
        ``day``, ``kind``, ``hours``, ``share`` (of critical power), ``session_rpe``.
    plyo_rest, run_rest : ndarray of bool, shape (n,)
        Days off that the athlete noted as such.
    unknown : ndarray of bool, shape (n,)
        Days on which nothing was logged, whatever was done.
    """

    sets: pd.DataFrame
    runs: pd.DataFrame
    plyo_rest: Flags
    run_rest: Flags
    unknown: Flags


def make(
    rng: np.random.Generator,
    weekday: npt.NDArray[np.int64],
    weight: dict[str, float],
    unknown_per_year: float,
) -> Training:
    """Make the training of consecutive days.

    Parameters
    ----------
    rng : Generator
    weekday : ndarray of int, shape (n,)
        0 is Monday.
    weight : dict of str to float
        Dose of one contact of each drill, in AU, at a usual height.
    unknown_per_year : float
        Stretches of 1 to 5 days without a log.
    """
    week = np.cumsum(np.r_[0, np.diff(weekday) < 0])
    n_weeks = int(week[-1]) + 1
    holiday = np.zeros(n_weeks, dtype=bool)
    for start in np.flatnonzero(rng.random(n_weeks) < 1.5 / 52):
        holiday[start : start + rng.integers(1, 3)] = True
    target_au = np.where(holiday, 0.0, _weekly_doses(rng, n_weeks))
    sets = _sets(rng, weekday, target_au[week], weight)
    runs = _runs(rng, weekday, np.where(holiday, 0.0, _volumes(rng, n_weeks))[week])
    return Training(
        sets=sets,
        runs=runs,
        plyo_rest=(target_au == 0)[week],
        run_rest=holiday[week],
        unknown=_unknown(rng, weekday.size, unknown_per_year / 365),
    )


def _weekly_doses(rng: np.random.Generator, n_weeks: int) -> Vector:
    usual_au = float(np.clip(170 * np.exp(rng.normal(0, 0.35)), 70, 330))
    doses: list[float] = []
    level = 1.0
    while len(doses) < n_weeks:
        # A block differs from the one before: without contrast nothing is learnt.
        level = float(rng.choice([other for other in LEVELS if other != level]))
        for number in range(1, int(rng.integers(3, 7)) + 1):
            deload = 0.6 if number % 4 == 0 else 1.0
            dose = usual_au * level * deload * rng.uniform(0.9, 1.1)
            doses.append(dose if dose >= LEAST_WEEK_AU else 0.0)
    return np.array(doses[:n_weeks])


def _sets(
    rng: np.random.Generator,
    weekday: npt.NDArray[np.int64],
    target_au: Vector,
    weight: dict[str, float],
) -> pd.DataFrame:
    session_days = ((1, 4), (1, 4), (0, 3), (0, 2, 4), (2,))[rng.integers(5)]
    rows: list[tuple[int, int, str, int, str, float, float]] = []
    for day in np.flatnonzero(np.isin(weekday, session_days) & (target_au > 0)):
        left_au = target_au[day] / len(session_days)
        menu = HARD if left_au > 70 else EASY
        chosen = rng.choice(len(menu), size=min(4, len(menu)), replace=False)
        number = 0
        while left_au > 0:
            item = menu[chosen[(number // 3) % chosen.size]]
            height_m = float(rng.choice(item.heights_m)) if item.heights_m else np.nan
            for side in ("left", "right") if item.one_leg else ("both",):
                number += 1
                rows.append((int(day), number, item.drill_id, item.reps, side, height_m, 60.0))
            left_au -= item.reps * weight[item.drill_id]
    sets = pd.DataFrame(
        rows, columns=["day", "set_number", "drill_id", "reps", "side", "height_m", "rest_s"]
    )
    # A log without a session has columns of numbers too.
    numbers = {"day": int, "set_number": int, "reps": int, "height_m": float, "rest_s": float}
    return sets.astype(numbers).assign(contacts=sets["reps"].astype(int))


def _volumes(rng: np.random.Generator, n_weeks: int) -> Vector:
    volumes: list[float] = []
    while len(volumes) < n_weeks:
        volumes += [float(rng.uniform(0.6, 1.4))] * int(rng.integers(3, 9))
    return np.array(volumes[:n_weeks])


def _runs(rng: np.random.Generator, weekday: npt.NDArray[np.int64], volume: Vector) -> pd.DataFrame:
    n_easy = int(rng.integers(2, 5))
    kind_of = {6: "long", 2: "tempo"} | dict.fromkeys((0, 3, 5, 1)[:n_easy], "easy")
    usual = {
        # kind: hours, share of critical power, effort
        "easy": (0.75, 0.76, 3.0),
        "tempo": (0.90, 0.88, 6.5),
        "long": (1.60, 0.74, 5.0),
    }
    days = np.flatnonzero(np.isin(weekday, list(kind_of)) & (volume > 0))
    # One run in twelve does not happen.
    days = days[rng.random(days.size) > 1 / 12]
    kinds = np.array([kind_of[int(weekday[day])] for day in days], dtype=object)
    hours, share, effort = np.array([usual[kind] for kind in kinds]).reshape(-1, 3).T
    return pd.DataFrame(
        {
            "day": days,
            "kind": kinds,
            "hours": np.maximum(hours * volume[days] * rng.uniform(0.85, 1.15, days.size), 0.3),
            "share": share * rng.normal(1, 0.03, days.size),
            "session_rpe": np.clip(np.round(2 * rng.normal(effort, 0.7)) / 2, 1, 10),
        }
    )


def _unknown(rng: np.random.Generator, n_days: int, per_day: float) -> Flags:
    unknown = np.zeros(n_days, dtype=bool)
    for start in np.flatnonzero(rng.random(n_days) < per_day):
        unknown[start : start + rng.integers(1, 6)] = True
    return unknown
