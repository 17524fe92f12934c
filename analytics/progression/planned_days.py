"""What each day of a plan costs: dose, contacts, minutes, and easy steps in every draw."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load.day_facts import HIGH_DOSE_AU
from analytics.progression.contact_costs import KnownCosts
from analytics.progression.held import is_over
from analytics.progression.history import History
from analytics.progression.plan import Plan

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Index = npt.NDArray[np.int64]

WEEK_D = 7


@dataclass(frozen=True, slots=True, eq=False)
class PlannedDays:
    """Each day from the one after a history to the goal.

    Attributes
    ----------
    days : DatetimeIndex, length n_days
    dose_au : ndarray of float, shape (n_days,)
        By modelled force and the times of the catalogue.
    model_dose_au : ndarray of float, shape (n_days,)
        By the measure and the own times that the loads of the response model are weighed by.
    contacts, minutes : ndarray of float, shape (n_days,)
    first_contacts : ndarray of float, shape (n_days,)
        Contacts of the drill never done before with the most of them.
    is_session, is_high : ndarray of bool, shape (n_days,)
    equivalents : mapping of str to ndarray of float, shape (n_days, 3 + n)
        By tissue, easy steps of each leg in every draw.
    """

    days: pd.DatetimeIndex
    dose_au: Vector
    model_dose_au: Vector
    contacts: Vector
    minutes: Vector
    first_contacts: Vector
    is_session: Flags
    is_high: Flags
    equivalents: Mapping[str, Vector]

    def weekly(self, first_day: pd.Timestamp) -> pd.DataFrame:
        """Add up the weeks of a plan that begins on a day.

        Returns
        -------
        DataFrame
            ``week``, from 1, ``date`` of its first day, ``contacts``, ``sessions``, ``dose_au``,
            ``minutes``. On the goal's day there is no session, so that it begins no week.
        """
        number = np.arange(len(self.days) - 1) - int((self.days < first_day).sum())
        week = number[number >= 0] // WEEK_D
        n_weeks = int(week[-1]) + 1

        def total(values: npt.NDArray[np.generic]) -> Vector:
            of_plan = values[:-1][number >= 0].astype(float)
            return np.bincount(week, weights=of_plan, minlength=n_weeks).astype(float)

        return pd.DataFrame(
            {
                "week": np.arange(n_weeks) + 1,
                "date": first_day + pd.to_timedelta(WEEK_D * np.arange(n_weeks), unit="D"),
                "contacts": total(self.contacts),
                "sessions": total(self.is_session).astype(int),
                "dose_au": total(self.dose_au),
                "minutes": total(self.minutes),
            }
        )


def planned_days(plan: Plan, history: History, costs: KnownCosts) -> PlannedDays:
    """Add up the sets of each day.

    Parameters
    ----------
    plan : Plan
    history : History
    costs : KnownCosts
        Of that history.

    Raises
    ------
    InputError
        If a plan begins before its history ends, or a drill or a height cannot be.
    """
    if plan.first_day <= history.last_day:
        raise InputError(
            f"The plan begins on {plan.first_day:%d %b %Y}, but {history.last_day:%d %b %Y} is "
            "logged already. Move its first day behind that."
        )
    days = pd.date_range(history.last_day + pd.Timedelta(days=1), plan.goal_date)
    drill_ids = plan.sets["drill_id"].tolist()
    sets, reps, rest_s, height_m = (
        plan.sets[name].to_numpy(dtype=float, na_value=np.nan)
        for name in ("sets", "reps", "rest_s", "height_m")
    )
    # A plan without sets need not know that its days are days.
    place = np.asarray((pd.to_datetime(plan.sets["date"]) - days[0]).dt.days, dtype=np.int64)
    heights = np.where(np.isnan(height_m), -1.0, height_m).tolist()
    ways = {way: i for i, way in enumerate(dict.fromkeys(zip(drill_ids, heights, strict=True)))}
    way = np.array([ways[one] for one in zip(drill_ids, heights, strict=True)], dtype=np.int64)
    one = costs.of(list(ways))
    contacts = sets * reps * one.per_rep[way]
    n_days = len(days)

    def per_day(values: Vector) -> Vector:
        return np.bincount(place, weights=values, minlength=n_days).astype(float)

    dose_au = per_day(contacts * one.dose_au[way])
    cell = place * len(ways) + way
    by_way = np.bincount(cell, weights=contacts, minlength=n_days * len(ways))
    legs = by_way.reshape(n_days, len(ways)).astype(float)
    return PlannedDays(
        days=days,
        dose_au=dose_au,
        model_dose_au=per_day(contacts * one.model_dose_au[way]),
        contacts=per_day(contacts),
        minutes=per_day(sets * (reps * one.rep_s[way] + rest_s) / 60),
        first_contacts=_first_contacts(drill_ids, place, contacts, history, n_days),
        is_session=per_day(np.ones(len(sets))) > 0,
        is_high=(per_day(one.is_high[way].astype(float)) > 0) | is_over(dose_au, HIGH_DOSE_AU),
        equivalents={
            # Small sums: a matrix product would wake every core for them.
            of.tissue.name: np.einsum("dw,wn->dn", legs, steps)
            for of, steps in zip(history.tissues, one.steps, strict=True)
        },
    )


def _first_contacts(
    drill_ids: list[str], place: Index, contacts: Vector, history: History, n_days: int
) -> Vector:
    """Return the most contacts of a drill on the first day it is ever done."""
    most = np.zeros(n_days)
    names = np.array(drill_ids, dtype=object)
    for drill_id in set(drill_ids) - history.drills_done:
        here = names == drill_id
        first = place[here].min()
        most[first] = max(most[first], contacts[here & (place == first)].sum())
    return most
