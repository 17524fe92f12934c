"""What each day of a plan costs: dose, contacts, minutes, and easy steps in every draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load.contact_load import contact_loads
from analytics.load.day_facts import HIGH_DOSE_AU
from analytics.load.dose import daily_dose
from analytics.load.leg_contacts import leg_contacts
from analytics.load.set_dose import set_dose
from analytics.load.set_minutes import set_minutes
from analytics.load.stress import steps_of_one
from analytics.progression.history import History
from analytics.progression.plan import Plan

OWN: Final = ("own_contact_s", "own_flight_s")

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class PlannedDays:
    """Each day from the one after a history to the goal.

    Attributes
    ----------
    days : DatetimeIndex, length n_days
    dose_au : ndarray of float, shape (n_days,)
        By modelled force and the times of the catalogue.
    model_dose_au : ndarray of float, shape (n_days,)
        By the measure the response model's loads are weighed by.
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


def planned_days(plan: Plan, history: History, catalogue: pd.DataFrame) -> PlannedDays:
    """Add up the sets of each day.

    Raises
    ------
    InputError
        If a plan begins before its history ends, or a drill, a height or a rest cannot be.
    """
    if plan.first_day <= history.last_day:
        raise InputError(
            f"The plan begins on {plan.first_day:%d %b %Y}, but {history.last_day:%d %b %Y} is "
            "logged already. Move its first day behind that."
        )
    days = pd.date_range(history.last_day + pd.Timedelta(days=1), plan.goal_date)
    sets = with_own_times(plan.as_sets(catalogue), history.own_times)
    place = days.get_indexer(pd.DatetimeIndex(sets["date"]))
    ways, way = _ways(sets)
    contacts = sets["contacts"].to_numpy(dtype=float)

    def per_day(values: Vector) -> Vector:
        return np.bincount(place, weights=values, minlength=len(days)).astype(float)

    one = _of_one(ways, history, catalogue)
    dose_au = per_day(contacts * one["dose_au"].to_numpy()[way])
    legs = np.zeros((len(days), len(ways)))
    np.add.at(legs, (place, way), contacts * one["leg"].to_numpy()[way])
    is_session = per_day(np.ones(len(sets))) > 0
    high_drill = per_day(one["is_high"].to_numpy(dtype=float)[way]) > 0
    return PlannedDays(
        days=days,
        dose_au=dose_au,
        model_dose_au=per_day(contacts * one["model_dose_au"].to_numpy()[way]),
        contacts=per_day(contacts),
        minutes=per_day(set_minutes(sets, catalogue)),
        first_contacts=_first_contacts(sets, place, history, len(days)),
        is_session=is_session,
        is_high=high_drill | (dose_au > HIGH_DOSE_AU),
        equivalents={
            of.tissue.name: legs
            @ steps_of_one(
                one[of.tissue.name].to_numpy()[:, None] * _factors(ways, history),
                of.reference,
                of.exponent,
            )
            for of in history.tissues
        },
    )


def with_own_times(sets: pd.DataFrame, own_times: pd.DataFrame) -> pd.DataFrame:
    """Add the athlete's own contact and flight times to planned sets, where there are any."""
    found = np.full((2, len(sets)), np.nan)
    heights_m = sets["height_m"].to_numpy(dtype=float, na_value=np.nan)
    for own in own_times.to_dict("records"):
        here = (sets["drill_id"] == own["drill_id"]).to_numpy(dtype=bool)
        if not pd.isna(own["height_m"]):
            here &= heights_m == float(own["height_m"])
        found[:, here] = [[own["own_contact_s"]], [own["own_flight_s"]]]
    return sets.assign(own_contact_s=found[0], own_flight_s=found[1])


def _ways(sets: pd.DataFrame) -> tuple[pd.DataFrame, npt.NDArray[np.int64]]:
    """Return one set of each drill and height, of one contact, and which of them each set is."""
    keys = pd.MultiIndex.from_arrays([sets["drill_id"].astype(object), sets["height_m"]])
    way, _ = pd.factorize(keys)
    first = sets.loc[~keys.duplicated()].reset_index(drop=True).assign(contacts=1.0)
    return first, np.asarray(way, dtype=np.int64)


def _of_one(ways: pd.DataFrame, history: History, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return what one contact of each way costs, and whether it makes a session high."""
    leg, _ = leg_contacts(ways, catalogue)
    loads = contact_loads(ways, catalogue)
    if history.dose_measure == "model_force":
        model_au = set_dose(ways, catalogue)["plyo_dose_au"].to_numpy()
    else:
        # Each way as a day of its own, for daily doses are what loads are.
        apart = ways.assign(date=pd.Timestamp(0) + pd.to_timedelta(np.arange(len(ways)), "D"))
        tissues = [one.tissue for one in history.tissues]
        found = daily_dose(apart, catalogue, history.dose_measure, tissues)
        model_au = found.sort_values("date")["plyo_dose_au"].to_numpy()
    drills = catalogue.set_index("drill_id")
    from_m = ways["drill_id"].map(drills["high_from_m"]).to_numpy(dtype=float)
    by_class = (ways["drill_id"].map(drills["drill_class"]) == "high").to_numpy(dtype=bool)
    heights_m = ways["height_m"].to_numpy(dtype=float, na_value=np.nan)
    return loads[["achilles", "patellar", "tibia"]].assign(
        leg=leg,
        dose_au=set_dose(ways.drop(columns=list(OWN)), catalogue)["plyo_dose_au"],
        model_dose_au=model_au,
        is_high=np.where(np.isfinite(from_m), heights_m >= from_m, by_class),
    )


def _factors(ways: pd.DataFrame, history: History) -> Vector:
    n = history.tissues[0].exponent.size
    return np.array([history.factors[one] for one in ways["drill_id"]]).reshape(len(ways), n)


def _first_contacts(
    sets: pd.DataFrame, place: npt.NDArray[np.int64], history: History, n_days: int
) -> Vector:
    most = np.zeros(n_days)
    is_new = ~sets["drill_id"].isin(history.drills_done).to_numpy(dtype=bool)
    new = sets[is_new].assign(place=place[is_new])
    of_day = new.groupby(["drill_id", "place"])["contacts"].sum().reset_index()
    for row in of_day.sort_values("place").drop_duplicates("drill_id").to_dict("records"):
        most[row["place"]] = max(most[row["place"]], row["contacts"])
    return most
