"""Random planning problems, each from a seed: a made-up athlete, recent days, runs, limits.

Days are walked through one by one, with nothing of the simulation or the planner in it.
"""

from dataclasses import dataclass, fields, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from analytics.load.contact_load import contact_loads
from analytics.load.draws import Drawing, make
from analytics.load.leg_contacts import leg_contacts
from analytics.load.set_dose import set_dose
from analytics.load.tissue import Setting
from analytics.progression import optimise
from analytics.progression.drill_choice import DrillChoice
from analytics.progression.history import RECENT_D, History, TissueHistory
from analytics.progression.limits import Limits
from analytics.progression.plan import PLANNED_SETS, Plan
from analytics.progression.runs_to_come import RunsToCome
from analytics.response import ResponseFit, ResponseModel
from data.drills import catalogue as shipped
from data.tissues import tissues as shipped_tissues
from tests.analytics.response import cohort

N_DRAWS = 20
BEFORE_D = 78
"""Days walked through before the recent ones, so that the tibia has settled."""
MILDER = {"achilles": 3.0, "patellar": 1.5, "tibia": 2.2}
WEEKS = (4, 4, 4, 4, 5, 5, 5, 6, 6, 8, 11)
DAYS_A_WEEK = (1, 1, 1, 2, 2, 2, 3, 4)
"""Mostly short and few, for the sake of time."""
HEIGHT_M = 0.30
"""Height of drills that need one, where a case does not say another."""


@dataclass(frozen=True)
class Problem:
    """What a planner is asked: weekdays from 0, a Monday; heights of drills that need one."""

    fit: ResponseFit
    athlete_id: str
    history: History
    runs: RunsToCome
    catalogue: pd.DataFrame
    limits: Limits
    drills: tuple[str, ...]
    heights_m: dict[str, float]
    weeks: int
    goal_date: pd.Timestamp
    session_weekdays: tuple[int, ...]
    deload: str

    @property
    def first_day(self):
        return self.goal_date - pd.Timedelta(days=7 * self.weeks)

    @property
    def choices(self):
        return tuple(DrillChoice(one, height_m=self.heights_m.get(one)) for one in self.drills)

    def optimise(self, **changed):
        asked = {
            "fit": self.fit,
            "athlete_id": self.athlete_id,
            "history": self.history,
            "runs": self.runs,
            "catalogue": self.catalogue,
            "limits": self.limits,
            "drills": self.choices,
            "weeks": self.weeks,
            "goal_date": self.goal_date,
            "session_weekdays": self.session_weekdays,
            "deload": self.deload,
        }
        return optimise(**asked | changed)


def problem(seed: int) -> Problem:
    """Make a plausible problem, different with every seed."""
    rng = np.random.default_rng([seed, 5])
    fit = small_fit(int(rng.integers(3)))
    athlete_id = fit.athlete_ids[int(rng.integers(len(fit.athlete_ids)))]
    drills = _some_drills(rng)
    weeks, gap_d = WEEKS[int(rng.integers(len(WEEKS)))], int(rng.choice([0, 0, 1, 3, 9]))
    history = made_history(
        rng,
        athlete_id,
        _loads(fit, athlete_id, rng),
        milder=bool(rng.random() < 0.5),
        habit=_some_drills(rng)[:3],
        forgotten=bool(rng.random() < 0.3),
    )
    goal_date = history.last_day + pd.Timedelta(days=1 + gap_d + 7 * weeks)
    n_days_a_week = DAYS_A_WEEK[int(rng.integers(len(DAYS_A_WEEK)))]
    return Problem(
        fit=fit,
        athlete_id=athlete_id,
        history=history,
        runs=median_week(history, goal_date),
        catalogue=catalogue(),
        limits=_limits(rng),
        drills=drills,
        heights_m={one: float(rng.choice([0.2, 0.3, 0.4])) for one in drills if _has_height(one)},
        weeks=weeks,
        goal_date=goal_date,
        session_weekdays=tuple(sorted(map(int, rng.choice(7, n_days_a_week, replace=False)))),
        deload=str(rng.choice(["3:1", "3:1", "2:1", "none"])),
    )


def reference(*, milder=True, seed=0) -> Problem:
    """Make the reference problem: 12 weeks, 3 sessions, 8 drills, all limits at their defaults."""
    rng = np.random.default_rng([seed, 55])
    fit = small_fit(0)
    athlete_id = fit.athlete_ids[0]
    history = made_history(
        rng,
        athlete_id,
        _loads(fit, athlete_id, rng, quiet_d=0),
        milder=milder,
        habit=("pogo", "countermovement-jump", "skip"),
    )
    drills = ("pogo", "jump-rope", "countermovement-jump", "skip", "tuck-jump", "line-hop")
    return Problem(
        fit=fit,
        athlete_id=athlete_id,
        history=history,
        runs=median_week(history, history.last_day + pd.Timedelta(days=1 + 84)),
        catalogue=catalogue(),
        limits=Limits(),
        drills=(*drills, "single-leg-pogo", "drop-jump"),
        heights_m={"drop-jump": 0.3},
        weeks=12,
        goal_date=history.last_day + pd.Timedelta(days=1 + 84),
        session_weekdays=(0, 2, 4),
        deload="3:1",
    )


def random_plan(given: Problem, rng, *, share=0.7, most_reps=12) -> Plan:
    """Draw sessions on the allowed days, with no regard for any limit."""
    days = pd.date_range(given.first_day, given.goal_date - pd.Timedelta(days=1))
    days = [day for day in days if day.day_of_week in given.session_weekdays]
    rows = [
        (day, drill_id, int(rng.integers(1, 5)), int(rng.integers(1, most_reps + 1)))
        for day in days
        if rng.random() < share
        for drill_id in rng.permutation(given.drills)[: int(rng.integers(1, 4))]
    ]
    return planned(given, rows)


def planned(given: Problem, rows) -> Plan:
    """Make a plan of (day, drill, sets, reps), with the heights and the rests of the problem."""
    rest_s = given.catalogue.set_index("drill_id")["rest_s"]
    sets = [
        (day, drill, n, reps, given.heights_m.get(drill, np.nan), float(rest_s[drill]))
        for day, drill, n, reps in rows
    ]
    frame = pd.DataFrame(sets, columns=list(PLANNED_SETS.labels)).astype(
        {"sets": int, "reps": int, "height_m": float, "rest_s": float}
    )
    frame["date"] = pd.to_datetime(frame["date"])
    return Plan(frame, given.first_day, given.goal_date)


@lru_cache(maxsize=1)
def catalogue() -> pd.DataFrame:
    return shipped()


@lru_cache(maxsize=3)
def small_fit(number: int) -> ResponseFit:
    """Fit 0: a cohort with fatigue; 1: one alone, another prior; 2: no test at all."""
    made = cohort.make(athletes=5 if number == 0 else 1, days=300, tests=18, seed=number, drift=1.0)
    if number == 0:
        return ResponseModel().fit(made.loads, made.tests)
    if number == 1:
        return ResponseModel(prior="optimist").fit(made.loads, made.tests)
    return ResponseModel().fit(made.loads, made.tests.iloc[:0])


def median_week(history: History, goal_date: pd.Timestamp) -> RunsToCome:
    """Take for each weekday the median of its days among the last 28 known, each draw by itself."""
    days = pd.date_range(history.last_day + pd.Timedelta(days=1), goal_date)
    recent, known = history.recent_days, np.flatnonzero(history.knows_run)[-28:]
    weekday = recent.day_of_week.to_numpy()[known]
    load, hard = np.full(7, np.nan), np.zeros(7, dtype=bool)
    steps = {one.tissue.name: np.zeros((7, one.exponent.size)) for one in history.tissues}
    for day in range(7):
        here = known[weekday == day]
        if not here.size:
            continue
        load[day] = np.nanmedian(history.run_load_au[here])
        told = [one for one in history.is_hard_run[here] if one is not None]
        hard[day] = bool(told) and sum(told) >= len(told) / 2
        for one in history.tissues:
            steps[one.tissue.name][day] = np.median(one.run[0, here], axis=0)
    on = days.day_of_week.to_numpy()
    return RunsToCome(
        days=days,
        run_load_au=load[on],
        equivalents={name: of_week[on] for name, of_week in steps.items()},
        is_hard=hard[on],
        is_median_week=True,
    )


def made_history(rng, athlete_id, loads, *, milder=False, habit=("pogo",), forgotten=False):
    """Walk through the days of the loads: sets of the habit's drills, runs of so many steps.

    Parameters
    ----------
    habit : sequence of str
        Drills whose sets add up to each day's dose.
    forgotten : bool
        Whether nobody knows some of the recent days.
    """
    n_days = BEFORE_D + RECENT_D
    last = loads.iloc[-n_days:]
    days = pd.DatetimeIndex(last["date"])
    tissues = [_milder(one) if milder else one for one in shipped_tissues()]
    drills = catalogue().query("contacts_per_rep > 0 and drill_id != 'running-step'")
    drawn = make(tissues, drills, Drawing(draws=N_DRAWS, seed=int(rng.integers(1000))))
    sets = _sets_of(last["plyo_dose_au"].to_numpy(dtype=float), days, habit, rng)
    steps = last["run_load_au"].to_numpy(dtype=float) * rng.uniform(50, 90)
    hard = rng.random(n_days) < rng.choice([0.0, 0.1])
    knows = {name: np.ones(n_days, dtype=bool) for name in ("plyo", "run")}
    if forgotten:
        for name in knows:
            knows[name][rng.integers(BEFORE_D, n_days, size=int(rng.integers(0, 5)))] = False
    own_reference = rng.uniform(0.95, 1.05)
    made = tuple(
        _tissue_history(one, drawn, sets, (steps, hard), knows, own_reference) for one in tissues
    )
    is_set = np.zeros(n_days, dtype=bool)
    is_set[sets["day"].to_numpy(dtype=int)] = True
    high_ids = set(drills.loc[drills["drill_class"] == "high", "drill_id"])
    high_day = np.zeros(n_days, dtype=bool)
    high_day[sets.loc[sets["drill_id"].isin(high_ids), "day"].to_numpy(dtype=int)] = True
    dose = np.bincount(sets["day"], weights=sets["dose_au"], minlength=n_days)
    high_day |= dose > 100
    of_recent = slice(BEFORE_D, n_days)
    week = np.convolve(dose, np.ones(7))[:n_days]
    return History(
        athlete_id=athlete_id,
        last_day=days[-1],
        loads=loads.reset_index(drop=True),
        dose_measure="model_force",
        tissues=made,
        factors=drawn.factors,
        knows_plyo=knows["plyo"][of_recent],
        knows_run=knows["run"][of_recent],
        left_out=None,
        dose_au=np.where(knows["plyo"], dose, np.nan)[of_recent],
        is_high=_told(high_day, knows["plyo"])[of_recent],
        is_hard_run=_told(hard, knows["run"])[of_recent],
        run_load_au=np.where(knows["run"], last["run_load_au"], np.nan)[of_recent],
        drills_done=frozenset(sets["drill_id"]) | frozenset(habit),
        own_times=_own_times(habit, rng),
        pain_0_10=float(rng.choice([np.nan, 0.0, 2.0, 4.0])),
        stop_pain_0_10=float(rng.choice([np.nan, 0.0])),
        largest_week_au=float(week.max()),
    )


def _tissue_history(tissue, drawn, sets, running, knows, own_reference):
    """Add up one tissue day by day, and walk the residual from day to day."""
    steps, hard = running
    exponent, base = drawn.exponents[tissue.name], drawn.references[tissue.name] * own_reference
    shape = (2, len(steps), exponent.size)
    plyo, run = np.zeros(shape), np.zeros(shape)
    for one in sets.to_dict("records"):
        load = one[tissue.name] * drawn.factors[one["drill_id"]]
        for leg, side in enumerate(("left", "right")):
            plyo[leg, one["day"]] += one[side] * (load / base) ** exponent
    faster = np.where(hard, 1.05, 1.0)  # a hard run loads each step a little more
    run[:] = steps[:, None] * faster[:, None] ** exponent
    usual = {"plyo": plyo.mean(axis=1), "run": run.mean(axis=1)}
    left, residuals = np.zeros((2, exponent.size)), []
    for day in range(len(steps)):
        left = left * 2.0 ** (-1 / tissue.half_life_d.value)
        left += plyo[:, day] if knows["plyo"][day] else usual["plyo"]
        left += run[:, day] if knows["run"][day] else usual["run"]
        residuals.append(left)
    whole = (knows["plyo"] & knows["run"])[-RECENT_D:]
    recent = np.array(residuals)[-RECENT_D:][whole]
    return TissueHistory(
        tissue=tissue,
        exponent=exponent,
        reference=base,
        plyo=np.where(knows["plyo"][:, None], plyo, 0.0)[:, -RECENT_D:],
        run=np.where(knows["run"][:, None], run, 0.0)[:, -RECENT_D:],
        residual=residuals[-1],
        own_high=np.quantile(recent, 0.95, axis=0),
    )


def _sets_of(dose_au, days, habit, rng):
    """Split each day's dose over the drills of the habit, one set each; some on one leg only."""
    rows = []
    for day, dose in enumerate(dose_au):
        if not dose > 0:
            continue
        for drill_id in habit:
            one_leg = _drill(drill_id)["legs"] == 1 and not _drill(drill_id)["is_alternating"]
            side = "left" if one_leg and rng.random() < 0.2 else "both"
            rows.append((days[day], drill_id, 1.0, side, HEIGHT_M, day, dose / len(habit)))
    names = ["date", "drill_id", "contacts", "side", "height_m", "day", "dose_au"]
    sets = pd.DataFrame(rows, columns=names).assign(athlete_id="")
    if sets.empty:
        return sets.assign(left=[], right=[], achilles=[], patellar=[], tibia=[], day=sets.index)
    sets["contacts"] = sets["dose_au"] / set_dose(sets, catalogue())["plyo_dose_au"]
    sets["left"], sets["right"] = leg_contacts(sets, catalogue())
    return sets.join(contact_loads(sets, catalogue())[["achilles", "patellar", "tibia"]])


def _loads(fit, athlete_id, rng, quiet_d=None):
    """Return the loads the fit was made from; some athletes did no plyometrics lately."""
    log = fit.state.logs[fit.state.position(athlete_id)]
    days = pd.Timestamp(0) + pd.to_timedelta(log.first_day + np.arange(log.n_days), unit="D")
    plyo = log.daily[0].copy()
    quiet_d = int(rng.choice([0, 0, 20, 200])) if quiet_d is None else quiet_d
    plyo[len(plyo) - quiet_d :] = 0.0
    if quiet_d == 0 and not plyo[-14:].any():
        plyo[-12::3] = 40.0
    return pd.DataFrame(
        {
            "athlete_id": athlete_id,
            "date": days,
            "plyo_dose_au": plyo,
            "run_load_au": log.daily[1],
        }
    )


def _limits(rng):
    """Scale each limit by a factor around 1, and switch one in six off."""
    changed = {}
    for field in fields(Limits):
        value = getattr(Limits(), field.name)
        if field.name.startswith("introduction"):
            continue
        off = rng.random() < 1 / 6 and field.name != "residual_growth_per_week"
        scaled = value * rng.lognormal(0, 0.15)
        if field.name.startswith("hours"):
            scaled = float(rng.choice([0, 24, 48, 48, 72]))
        if field.name == "pain_stop":
            scaled = 5.0
        changed[field.name] = None if off else float(scaled)
    return replace(Limits(), **changed)


def _some_drills(rng):
    able = catalogue().query("contacts_per_rep > 0 and drill_class != 'reference'")
    n = int(rng.integers(1, 9))
    return tuple(map(str, rng.choice(able["drill_id"].to_numpy(dtype=object), n, replace=False)))


def _drill(drill_id):
    return catalogue().set_index("drill_id").loc[drill_id]


def _has_height(drill_id):
    return len(_drill(drill_id)["model_peak_at_height"]) > 0


def _milder(tissue):
    value = MILDER[tissue.name]
    band = Setting(value, 0.8 * value, 1.2 * value, "", "test", "assumption")
    return replace(tissue, exponent=band)


def _own_times(habit, rng):
    names = ["drill_id", "height_m", "own_contact_s", "own_flight_s"]
    if habit[0] != "pogo" or rng.random() < 0.5:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in names})
    return pd.DataFrame([("pogo", np.nan, 0.19, 0.36)], columns=names)


def _told(flags, known):
    found = flags.astype(object)
    found[~known] = None
    return found
