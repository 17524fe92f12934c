"""Every day a plan touches, one by one: what was done, what is planned, what runs add."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analytics.errors import InputError
from analytics.load.contact_load import contact_loads
from analytics.load.leg_contacts import leg_contacts
from analytics.load.set_dose import set_dose
from analytics.load.set_minutes import set_minutes
from analytics.load.tissue import SIDES
from analytics.progression.history import RECENT_D, History, TissueHistory
from analytics.progression.plan import Plan
from analytics.progression.runs_to_come import RunsToCome

VALUE = 0
"""Column of a history's draws in which all is at its value."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One tissue of one leg; lists hold a value per day, the recent days and then the planned.

    Attributes
    ----------
    tissue, side : str
    plyo, run : list of float
        Easy steps; of a day of the past what is known of it.
    residual, own_high : float
        Easy steps, at the end of the last day.
    half_life_d : float
    """

    tissue: str
    side: str
    plyo: list[float]
    run: list[float]
    residual: float
    own_high: float
    half_life_d: float

    def total(self, day: int) -> float:
        """Return the easy steps of a day, runs and plyometrics together."""
        return self.plyo[day] + self.run[day]

    def without_plan(self) -> "Leg":
        """Return the same with nothing but runs on the planned days."""
        return replace(self, plyo=without_plan(self.plyo))


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """A row of a plan: what it costs."""

    day: int
    drill_id: str
    contacts: float
    dose_au: float
    minutes: float
    is_high: bool
    steps: tuple[float, ...]
    """Easy steps on each leg, by tissue."""


def unknown_days(history: History, runs: RunsToCome) -> list[bool]:
    """Tell of each day whether some of its stress is unknown; a channel never logged is none."""
    knows = {"plyo": history.knows_plyo, "run": history.knows_run}
    counts = [known for name, known in knows.items() if name != history.left_out]
    recent = [not all(known[day] for known in counts) for day in range(RECENT_D)]
    return [*recent, *[False] * len(runs.days)]


def planned_sets(plan: Plan, history: History, catalogue: pd.DataFrame) -> list[PlannedSet]:
    """Work out what each row of a plan costs, in the order of the plan."""
    sets = plan.as_sets(catalogue)
    own = _with_own_times(sets, history.own_times)
    left, _ = leg_contacts(own, catalogue)  # of side both, so the right is the same
    loads = contact_loads(own, catalogue)
    of_one = {of.tissue.name: loads[of.tissue.name].tolist() for of in history.tissues}
    dose_au = set_dose(sets, catalogue)["plyo_dose_au"].tolist()
    minutes = set_minutes(sets, catalogue).tolist()
    of_drill = {one["drill_id"]: one for one in catalogue.to_dict("records")}
    found = []
    for row, one in enumerate(sets.to_dict("records")):
        factor = float(history.factors[one["drill_id"]][VALUE])
        found.append(
            PlannedSet(
                day=RECENT_D - 1 + (one["date"] - history.last_day).days,
                drill_id=one["drill_id"],
                contacts=one["contacts"],
                dose_au=dose_au[row],
                minutes=minutes[row],
                is_high=_is_high(of_drill[one["drill_id"]], one["height_m"]),
                steps=tuple(
                    left[row] * _steps_of_one(of_one[of.tissue.name][row] * factor, of)
                    for of in history.tissues
                ),
            )
        )
    return found


def legs(history: History, runs: RunsToCome, sets: Sequence[PlannedSet]) -> list[Leg]:
    """Return every tissue of either leg."""
    found = []
    for number, of in enumerate(history.tissues):
        planned = [0.0] * len(runs.days)
        for one in sets:
            planned[one.day - RECENT_D] += one.steps[number]
        to_come = runs.equivalents[of.tissue.name][:, VALUE].tolist()
        found += [
            Leg(
                tissue=of.tissue.name,
                side=side,
                plyo=[*of.plyo[leg, :, VALUE].tolist(), *planned],
                run=[*of.run[leg, :, VALUE].tolist(), *to_come],
                residual=float(of.residual[leg, VALUE]),
                own_high=float(of.own_high[leg, VALUE]),
                half_life_d=of.tissue.half_life_d.value,
            )
            for leg, side in enumerate(SIDES)
        ]
    return found


def doses(history: History, runs: RunsToCome, sets: Sequence[PlannedSet]) -> list[float]:
    """Return the plyometric dose of each day; of a day nobody knows nothing is known to count."""
    found = [0.0 if math.isnan(au) else float(au) for au in history.dose_au]
    found += [0.0] * len(runs.days)
    for one in sets:
        found[one.day] += one.dose_au
    return found


def without_plan(daily: list[float]) -> list[float]:
    """Return the days with nothing on the planned ones."""
    return [*daily[:RECENT_D], *[0.0] * (len(daily) - RECENT_D)]


def check_days(plan: Plan, history: History, runs: RunsToCome) -> None:
    """Refuse a plan, a history and runs that do not follow on each other."""
    if plan.first_day <= history.last_day:
        raise InputError(
            f"A plan begins after the last day of its history; its first day is "
            f"{plan.first_day:%Y-%m-%d}, that last day {history.last_day:%Y-%m-%d}."
        )
    expected = pd.date_range(history.last_day + pd.Timedelta(days=1), plan.goal_date)
    if not runs.days.equals(expected):
        raise InputError(
            f"The runs to come must hold each day from {expected[0]:%Y-%m-%d} to "
            f"{expected[-1]:%Y-%m-%d}; they hold {len(runs.days)} days."
        )


def _steps_of_one(load: float, of: TissueHistory) -> float:
    return float((load / of.reference[VALUE]) ** of.exponent[VALUE])


def _is_high(drill: Mapping[Hashable, Any], height_m: float) -> bool:
    if math.isnan(drill["high_from_m"]):
        return bool(drill["drill_class"] == "high")
    return height_m >= drill["high_from_m"]


def _with_own_times(sets: pd.DataFrame, own_times: pd.DataFrame) -> pd.DataFrame:
    """Attach own times; those without a height hold from any."""
    contact_s, flight_s = [math.nan] * len(sets), [math.nan] * len(sets)
    for own in own_times.to_dict("records"):
        for row, (drill_id, height_m) in enumerate(
            zip(sets["drill_id"], sets["height_m"], strict=True)
        ):
            at_any = math.isnan(own["height_m"]) or own["height_m"] == height_m
            if drill_id == own["drill_id"] and at_any:
                contact_s[row], flight_s[row] = own["own_contact_s"], own["own_flight_s"]
    return sets.assign(own_contact_s=contact_s, own_flight_s=flight_s)
