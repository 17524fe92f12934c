"""A week of planned sets that is brought to a dose, in whole sets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.set_dose import set_dose
from analytics.progression.plan import PLANNED_SETS, Plan

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlannedDrill:
    """A drill of a session.

    Parameters
    ----------
    drill_id : str
    sets, reps : int
    height_m : float, optional
        Where its force follows the height, in m.
    rest_s : float, optional
        After each set, in s; the rest of its class where left out.
    offset_d : int
        Days from the first of its week; blocks choose it.
    """

    drill_id: str
    sets: int
    reps: int
    height_m: float | None = None
    rest_s: float | None = None
    offset_d: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Week:
    """The drills of a week, and what a set of each costs.

    Attributes
    ----------
    drills : tuple of PlannedDrill
        Ordered by their days.
    set_au, set_contacts : ndarray of float
        Dose and contacts of one set of each.
    """

    drills: tuple[PlannedDrill, ...]
    set_au: Vector
    set_contacts: Vector

    @classmethod
    def of(cls, drills: Sequence[PlannedDrill], catalogue: pd.DataFrame) -> "Week":
        """Weigh drills; their rests are filled in from the catalogue.

        Raises
        ------
        InputError
            If a drill is not in the catalogue, or its height is missing or beyond what is known.
        """
        rest_s = catalogue.set_index("drill_id")["rest_s"]
        filled = [
            one
            if one.rest_s is not None
            else replace(one, rest_s=_rest(float(rest_s.get(one.drill_id, np.nan))))
            for one in drills
        ]
        day = pd.Timestamp("2001-01-01")
        one_set = Plan(
            _frame([(day, replace(one, sets=1)) for one in filled]), day, day + timedelta(days=1)
        ).as_sets(catalogue)
        dose_au = set_dose(one_set, catalogue)["plyo_dose_au"].to_numpy(dtype=float)
        return cls(tuple(filled), dose_au, one_set["contacts"].to_numpy(dtype=float))

    @property
    def sets(self) -> npt.NDArray[np.int64]:
        """Sets of each drill."""
        return np.array([one.sets for one in self.drills], dtype=np.int64)

    @property
    def dose_au(self) -> float:
        """Dose of the week, in AU."""
        return float(self.sets @ self.set_au)

    @property
    def contacts(self) -> float:
        """Contacts of the week."""
        return float(self.sets @ self.set_contacts)

    def brought_to(self, dose_au: float, most_contacts: float) -> "Week":
        """Return the week with as many whole sets as a dose holds, in the shares they have.

        Parameters
        ----------
        dose_au : float
            At most so much, in AU.
        most_contacts : float
            Of a session.

        Returns
        -------
        Week
            Drills of which not even one set fits have none. The dose is never above the one
            asked for; it is below it by less than the lightest set, where contacts allow.
        """
        if self.dose_au == 0:
            return self
        if (self.sets == 0).any():
            with_sets = [i for i, one in enumerate(self.drills) if one.sets > 0]
            return self._only(with_sets).brought_to(dose_au, most_contacts)
        wanted = np.maximum(self.sets * (dose_au / self.dose_au), 1e-9)
        offsets = np.array([one.offset_d for one in self.drills])
        same_day = (offsets[:, None] == offsets[None, :]).astype(float)
        sets = _thinned(np.floor(wanted + 1e-9), same_day, self.set_contacts, most_contacts)
        while True:
            after_au = sets @ self.set_au + self.set_au
            after_contacts = same_day @ (sets * self.set_contacts) + self.set_contacts
            fits = (after_au <= dose_au * (1 + 1e-9)) & (after_contacts <= most_contacts)
            if not fits.any():
                break
            sets[int(np.where(fits, (wanted - sets) / wanted, -np.inf).argmax())] += 1
        drills = tuple(replace(one, sets=int(n)) for one, n in zip(self.drills, sets, strict=True))
        return replace(self, drills=drills)

    def _only(self, rows: list[int]) -> "Week":
        return Week(tuple(self.drills[i] for i in rows), self.set_au[rows], self.set_contacts[rows])


def as_plan(weeks: Sequence[Week], first_day: pd.Timestamp, goal_date: pd.Timestamp) -> Plan:
    """Lay weeks one after the other; drills without a set are left out."""
    rows = [
        (first_day + timedelta(days=7 * i + one.offset_d), one)
        for i, week in enumerate(weeks)
        for one in week.drills
        if one.sets > 0
    ]
    return Plan(_frame(rows), first_day, goal_date)


def _frame(rows: Sequence[tuple[pd.Timestamp, PlannedDrill]]) -> pd.DataFrame:
    if not rows:
        return PLANNED_SETS.empty()
    return pd.DataFrame(
        {
            "date": pd.Series([day for day, _ in rows], dtype="datetime64[us]"),
            "drill_id": [one.drill_id for _, one in rows],
            "sets": [one.sets for _, one in rows],
            "reps": [one.reps for _, one in rows],
            "height_m": pd.Series([one.height_m for _, one in rows], dtype=float),
            "rest_s": pd.Series([one.rest_s for _, one in rows], dtype=float),
        }
    )


def _rest(of_class_s: float) -> float:
    return 0.0 if np.isnan(of_class_s) else of_class_s


def _thinned(sets: Vector, same_day: Vector, contacts: Vector, most: float) -> Vector:
    """Take sets away from days of too many contacts, one at a time, most contacts first."""
    while ((of_day := same_day @ (sets * contacts)) > most).any():
        over = (of_day > most) & (sets > 0)
        sets[int(np.where(over, sets * contacts, -np.inf).argmax())] -= 1
    return sets
