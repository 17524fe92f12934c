"""The drills a planner may use, and what one contact of each costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InputError
from analytics.load.contact_load import contact_loads
from analytics.load.dose import daily_dose
from analytics.load.leg_contacts import leg_contacts
from analytics.load.set_dose import set_dose
from analytics.load.set_minutes import rep_seconds
from analytics.load.stress import steps_of_one
from analytics.progression.drill_choice import DrillChoice
from analytics.progression.history import History

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MOST_REPS: Final = {
    "low": 20,
    "low-moderate": 15,
    "moderate": 10,
    "moderate-high": 8,
    "high": 6,
}
"""Most repetitions of a set by class of drill, where a choice does not say (assumption)."""

MOST_HIGH_CONTACTS: Final = 40
"""Contacts of a drill of class high in a session at most, where a choice does not say (assumption,
after science H, level 3)."""

DEFAULT_HEIGHT_M: Final = 0.30
"""Height from which a drill is done whose choice does not say one, where it matters: the one the
catalogue shows."""


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """Drills with all that a choice may leave out filled in; arrays have one value per drill.

    Attributes
    ----------
    choices : tuple of DrillChoice
    names : tuple of str
    per_rep : ndarray of float
        Contacts of a repetition.
    dose_au, response_au : ndarray of float
        Of one contact: by modelled force as the limits weigh it, and as the fit does.
    steps : ndarray of float, shape (n_tissues, n)
        Easy steps of one leg that one contact costs.
    rep_min, rest_min : ndarray of float
        Minutes of a repetition, and of the rest after a set.
    is_high, is_new : ndarray of bool
        Of class high, and never done before.
    most : ndarray of float
        Contacts of a session at most; infinite where nobody says.
    """

    choices: tuple[DrillChoice, ...]
    names: tuple[str, ...]
    per_rep: Vector
    dose_au: Vector
    response_au: Vector
    steps: Vector
    rep_min: Vector
    rest_min: Vector
    is_high: Flags
    is_new: Flags
    most: Vector

    @property
    def reps(self) -> Vector:
        """Most repetitions of a set."""
        return np.array([float(one.reps or 1) for one in self.choices])

    @property
    def minutes(self) -> Vector:
        """Minutes of one contact, in full sets."""
        return (self.rep_min + self.rest_min / self.reps) / self.per_rep


def options(
    drills: Sequence[str | DrillChoice], catalogue: pd.DataFrame, history: History
) -> Options:
    """Look up what one contact of each drill costs this athlete.

    Raises
    ------
    InputError
        If a drill is not in the catalogue, has no contacts or no force at its height, or is
        there twice.
    """
    given = [one if isinstance(one, DrillChoice) else DrillChoice(str(one)) for one in drills]
    choices = tuple(_filled(one, catalogue) for one in given)
    keys = [(one.drill_id, one.height_m) for one in choices]
    if len(set(keys)) < len(keys):
        raise InputError("A drill is there twice, from the same height. Take one of them out.")
    one_rep = pd.DataFrame(
        {
            "athlete_id": "",
            "date": pd.date_range("2000-01-01", periods=len(choices)),
            "drill_id": [one.drill_id for one in choices],
            "height_m": [np.nan if one.height_m is None else one.height_m for one in choices],
            "side": "both",
        }
    )
    rows = catalogue.set_index("drill_id").loc[one_rep["drill_id"]]
    per_rep = rows["contacts_per_rep"].to_numpy(dtype=float)
    one_rep["contacts"] = per_rep
    # The dose of the limits is that of Plan.daily, which knows no own times.
    dose = set_dose(one_rep, catalogue)["plyo_dose_au"].to_numpy(dtype=float)
    own = _with_own_times(one_rep, history.own_times)
    tissues = [one.tissue for one in history.tissues]
    response = daily_dose(own, catalogue, history.dose_measure, tissues)["plyo_dose_au"]
    from_m = rows["high_from_m"].to_numpy(dtype=float, na_value=np.nan)
    height_m = one_rep["height_m"].to_numpy(dtype=float)
    by_class = (rows["drill_class"] == "high").to_numpy(dtype=bool)
    is_high = np.where(np.isfinite(from_m), height_m >= from_m, by_class)
    told = np.array([np.nan if one.most_contacts is None else one.most_contacts for one in given])
    return Options(
        choices=choices,
        names=tuple(rows["name"]),
        per_rep=per_rep,
        dose_au=dose / per_rep,
        response_au=response.to_numpy(dtype=float) / per_rep,
        steps=_steps(own, catalogue, history) / per_rep,
        rep_min=rep_seconds(one_rep["drill_id"], catalogue) / 60,
        rest_min=np.array([one.rest_s or 0.0 for one in choices]) / 60,
        is_high=is_high,
        most=np.where(np.isnan(told), np.where(is_high, MOST_HIGH_CONTACTS, np.inf), told),
        is_new=~one_rep["drill_id"].isin(history.drills_done).to_numpy(dtype=bool),
    )


def _filled(one: DrillChoice, catalogue: pd.DataFrame) -> DrillChoice:
    row = catalogue[catalogue["drill_id"] == one.drill_id]
    if row.empty:
        raise InputError(f"Drill {one.drill_id!r} is not in the catalogue.")
    drill = row.iloc[0]
    if not drill["contacts_per_rep"] > 0:
        raise InputError(f"{one.drill_id} has no ground contacts, so that it cannot be planned.")
    if one.reps is not None and not one.reps >= 1:
        raise InputError(f"reps of {one.drill_id} must be 1 or more; got {one.reps}.")
    if one.rest_s is not None and not 0 <= one.rest_s < float("inf"):
        raise InputError(f"rest_s of {one.drill_id} must not be negative; got {one.rest_s}.")
    if one.most_contacts is not None and not one.most_contacts >= 0:
        raise InputError(
            f"most_contacts of {one.drill_id} must not be negative; got {one.most_contacts}."
        )
    height_m = one.height_m
    if height_m is None and len(drill["model_peak_at_height"]):
        height_m = DEFAULT_HEIGHT_M
    rest_s = float(drill["rest_s"]) if one.rest_s is None else one.rest_s
    reps = one.reps or MOST_REPS.get(str(drill["drill_class"]), MOST_REPS["high"])
    return replace(one, height_m=height_m, rest_s=0.0 if np.isnan(rest_s) else rest_s, reps=reps)


def _with_own_times(sets: pd.DataFrame, own_times: pd.DataFrame) -> pd.DataFrame:
    """Attach own times; those without a height hold from any."""
    times = np.full((len(sets), 2), np.nan)
    height_m = sets["height_m"].to_numpy(dtype=float)
    for one in own_times.to_dict("records"):
        own_m = float(one["height_m"])
        here = (sets["drill_id"] == one["drill_id"]).to_numpy() & (
            (height_m == own_m) | np.isnan(own_m)
        )
        times[here] = one["own_contact_s"], one["own_flight_s"]
    return sets.assign(own_contact_s=times[:, 0], own_flight_s=times[:, 1])


def _steps(sets: pd.DataFrame, catalogue: pd.DataFrame, history: History) -> Vector:
    """Return the easy steps of one leg that one repetition costs each tissue."""
    loads = contact_loads(sets, catalogue)
    left, _ = leg_contacts(sets, catalogue)
    return np.array(
        [
            left
            * steps_of_one(
                loads[one.tissue.name].to_numpy(dtype=float)
                * np.array([history.factors[drill][0] for drill in sets["drill_id"]]),
                float(one.reference[0]),
                float(one.exponent[0]),
            )
            for one in history.tissues
        ]
    )
