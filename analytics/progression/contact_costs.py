"""What one contact of a drill costs an athlete, worked out when it is first asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.contact_load import contact_loads
from analytics.load.dose import daily_dose
from analytics.load.leg_contacts import leg_contacts
from analytics.load.set_dose import set_dose
from analytics.load.set_minutes import rep_seconds
from analytics.load.stress import steps_of_one
from analytics.load.tissue import TISSUES
from analytics.progression.history import History

Vector = npt.NDArray[np.float64]

Way = tuple[str, float]
"""A drill and its height in m, -1 where there is none."""

OWN: Final = ("own_contact_s", "own_flight_s")


@dataclass(frozen=True, slots=True, eq=False)
class ContactCosts:
    """Costs of one contact of several ways to land, in their order.

    Attributes
    ----------
    per_rep : ndarray of float, shape (k,)
        Contacts of a repetition.
    rep_s : ndarray of float, shape (k,)
        Seconds from one repetition to the next.
    dose_au, model_dose_au : ndarray of float, shape (k,)
        By modelled force and the times of the catalogue, and by the measure and the own times that
        the loads of the response model are weighed by.
    is_high : ndarray of bool, shape (k,)
    steps : tuple of ndarray of float, shape (k, 3 + n)
        By tissue, easy steps of one leg in every draw.
    """

    per_rep: Vector
    rep_s: Vector
    dose_au: Vector
    model_dose_au: Vector
    is_high: npt.NDArray[np.bool_]
    steps: tuple[Vector, ...]


class KnownCosts:
    """Costs of the ways to land that were asked for so far.

    Parameters
    ----------
    history : History
    catalogue : DataFrame
        As :meth:`analytics.progression.Plan.daily` needs it, with ``drill_class`` and
        ``high_from_m``.
    """

    def __init__(self, history: History, catalogue: pd.DataFrame) -> None:
        self._history = history
        self._catalogue = catalogue
        self._known: dict[Way, ContactCosts] = {}

    def are_of(self, catalogue: pd.DataFrame) -> bool:
        """Tell whether these are the costs of a catalogue."""
        return catalogue is self._catalogue or catalogue.equals(self._catalogue)

    def of(self, ways: Sequence[Way]) -> ContactCosts:
        """Return the costs of some ways.

        Raises
        ------
        InputError
            If a drill is not in the catalogue, or its height is missing or beyond what is known.
        """
        new = [one for one in ways if one not in self._known]
        if new:
            found = contact_costs(new, self._history, self._catalogue)
            for i, way in enumerate(new):
                self._known[way] = _some(found, [i])
        if not ways:
            return contact_costs([], self._history, self._catalogue)
        return _joined([self._known[one] for one in ways])


def contact_costs(ways: Sequence[Way], history: History, catalogue: pd.DataFrame) -> ContactCosts:
    """Work out the costs of one contact of each way."""
    drill_ids, heights_m = [one for one, _ in ways], [height for _, height in ways]
    sets = pd.DataFrame(
        {
            "athlete_id": "",
            # A day each, so that daily doses are those of one way.
            "date": pd.Timestamp(0) + pd.to_timedelta(np.arange(len(ways)), unit="D"),
            "drill_id": pd.Series(drill_ids, dtype=object),
            "contacts": 1.0,
            "side": "both",
            "height_m": [np.nan if one < 0 else one for one in heights_m],
        }
    )
    every = catalogue
    if sets["drill_id"].isin(every["drill_id"]).all():
        # An unknown drill is best refused by all there are; else a few are read faster.
        catalogue = every[every["drill_id"].isin(drill_ids)]
    own = with_own_times(sets, history.own_times)
    leg, _ = leg_contacts(own, catalogue)
    loads = contact_loads(own, catalogue)[list(TISSUES)]
    n = history.tissues[0].exponent.size
    factors = np.array([history.factors[one] for one in drill_ids]).reshape(len(ways), n)
    dose_au = set_dose(sets, catalogue)["plyo_dose_au"].to_numpy()
    drills = catalogue.set_index("drill_id")
    from_m, per_rep = (
        sets["drill_id"].map(drills[name]).to_numpy(dtype=float)
        for name in ("high_from_m", "contacts_per_rep")
    )
    by_class = (sets["drill_id"].map(drills["drill_class"]) == "high").to_numpy(dtype=bool)
    height_m = sets["height_m"].to_numpy(dtype=float)
    return ContactCosts(
        per_rep=per_rep,
        rep_s=rep_seconds(sets["drill_id"], catalogue),
        dose_au=dose_au,
        model_dose_au=_model_dose(own, dose_au, history, every),
        is_high=np.where(np.isfinite(from_m), height_m >= from_m, by_class).astype(bool),
        steps=tuple(
            leg[:, None]
            * steps_of_one(
                loads[of.tissue.name].to_numpy()[:, None] * factors, of.reference, of.exponent
            )
            for of in history.tissues
        ),
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
    return sets.assign(**dict(zip(OWN, found, strict=True)))


def _model_dose(
    sets: pd.DataFrame, dose_au: Vector, history: History, catalogue: pd.DataFrame
) -> Vector:
    has_own = sets[list(OWN)].notna().any(axis=None)
    if history.dose_measure == "model_force" and not has_own:
        return dose_au
    tissues = [one.tissue for one in history.tissues]
    daily = daily_dose(sets, catalogue, history.dose_measure, tissues)
    return daily.sort_values("date")["plyo_dose_au"].to_numpy(dtype=float)


def _some(of: ContactCosts, rows: list[int]) -> ContactCosts:
    return ContactCosts(
        of.per_rep[rows],
        of.rep_s[rows],
        of.dose_au[rows],
        of.model_dose_au[rows],
        of.is_high[rows],
        tuple(one[rows] for one in of.steps),
    )


def _joined(parts: Sequence[ContactCosts]) -> ContactCosts:
    of_tissues = zip(*(one.steps for one in parts), strict=True)
    return ContactCosts(
        np.concatenate([one.per_rep for one in parts]),
        np.concatenate([one.rep_s for one in parts]),
        np.concatenate([one.dose_au for one in parts]),
        np.concatenate([one.model_dose_au for one in parts]),
        np.concatenate([one.is_high for one in parts]),
        tuple(map(np.concatenate, of_tissues)),
    )
