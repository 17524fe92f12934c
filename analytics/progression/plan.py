"""A plan: which drills on which days, in sets and repetitions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.errors import InputError
from analytics.frames import Table
from analytics.load.contact_load import contact_loads
from analytics.load.leg_contacts import leg_contacts
from analytics.load.set_dose import set_dose
from analytics.load.set_minutes import set_minutes
from analytics.load.stress import steps_of_one
from analytics.load.tissue import TISSUES, Tissue

PLANNED_SETS = Table(
    "planned sets",
    {
        "date": "Day",
        "drill_id": "Drill",
        "sets": "Sets",
        "reps": "Repetitions",
        "height_m": "Height (m)",
        "rest_s": "Rest (s)",
    },
)
"""One row per drill of a session, in the order it is done; ``height_m`` is missing where it does
not matter, ``rest_s`` is the pause after each set."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Sessions from one day to the day of a goal.

    Parameters
    ----------
    sets : DataFrame
        As :data:`PLANNED_SETS`. Every drill is done with both legs: half of the contacts of a
        drill on one leg fall on each.
    first_day, goal_date : Timestamp
        The plan is of the days from the first to the one before the goal; on the goal's day
        power is asked for.

    Raises
    ------
    InputError
        If a column is missing, a set is on no day of the plan, or a number cannot be.
    """

    sets: pd.DataFrame
    first_day: pd.Timestamp
    goal_date: pd.Timestamp

    def __post_init__(self) -> None:
        PLANNED_SETS.check(self.sets)
        if not self.first_day < self.goal_date:
            raise InputError(
                f"The goal of a plan is after its first day; got {self.goal_date:%Y-%m-%d}, "
                f"first day {self.first_day:%Y-%m-%d}."
            )
        outside = (self.sets["date"] < self.first_day) | (self.sets["date"] >= self.goal_date)
        if outside.any():
            raise InputError(
                f"{outside.sum()} of {len(self.sets)} planned sets are outside the plan, the "
                f"first on {self.sets.loc[outside, 'date'].iloc[0]:%Y-%m-%d}; it reaches from "
                f"{self.first_day:%Y-%m-%d} to the day before {self.goal_date:%Y-%m-%d}."
            )
        for name in ("sets", "reps", "rest_s"):
            _check_numbers(self.sets, name)

    @property
    def n_weeks(self) -> float:
        """Length in weeks."""
        return (self.goal_date - self.first_day).days / 7

    def as_sets(self, catalogue: pd.DataFrame) -> pd.DataFrame:
        """Return the planned sets as :data:`analytics.frames.SETS`, one row each."""
        per_rep = catalogue.set_index("drill_id")["contacts_per_rep"]
        known = self.sets["drill_id"].isin(per_rep.index)
        if not known.all():
            raise InputError(
                f"Drill {self.sets.loc[~known, 'drill_id'].iloc[0]!r} is not in the catalogue."
            )
        n = self.sets["sets"].to_numpy(dtype=float) * self.sets["reps"].to_numpy(dtype=float)
        contacts = n * self.sets["drill_id"].map(per_rep).to_numpy(dtype=float)
        return self.sets.assign(
            contacts=contacts,
            side="both",
            height_m=self.sets["height_m"].astype(float),
            athlete_id="",
        ).reset_index(drop=True)

    def daily(self, catalogue: pd.DataFrame, tissues: Sequence[Tissue] = ()) -> pd.DataFrame:
        """Add up what each day with sets costs.

        Parameters
        ----------
        catalogue : DataFrame
            As :func:`analytics.load.contact_load.contact_loads` needs it, with
            ``contacts_per_rep`` and ``rest_between_reps_s``.
        tissues : sequence of Tissue, optional
            To weigh loads by their exponents.

        Returns
        -------
        DataFrame
            ``date``, ``plyo_dose_au``, ``contacts``, ``minutes``; for each tissue the load on
            one leg, contacts times load of one: ``achilles_bw`` and ``tibia_bw`` in body
            weights, ``patellar_index``; and, of the tissues given, ``<tissue>_steps``, the same
            in the catalogue's easy steps. Days without sets are absent.
        """
        sets = self.as_sets(catalogue)
        left, _ = leg_contacts(sets, catalogue)
        loads = contact_loads(sets, catalogue)
        units = dict(zip(TISSUES, ("bw", "index", "bw"), strict=True))
        costs = {f"{name}_{unit}": left * loads[name] for name, unit in units.items()}
        for one in tissues:
            steps = steps_of_one(
                loads[one.name].to_numpy(dtype=float), one.reference.value, one.exponent.value
            )
            costs[f"{one.name}_steps"] = left * steps
        of_sets = pd.DataFrame(
            {
                "date": sets["date"],
                "plyo_dose_au": set_dose(sets, catalogue)["plyo_dose_au"],
                "contacts": sets["contacts"],
                "minutes": set_minutes(sets, catalogue),
                **costs,
            }
        )
        return of_sets.groupby("date", as_index=False).sum()


def _check_numbers(sets: pd.DataFrame, name: str) -> None:
    values = sets[name].to_numpy(dtype=float, na_value=np.nan)
    least = 0.0 if name == "rest_s" else 1.0
    bad = ~(np.isfinite(values) & (values >= least))
    if name != "rest_s":
        bad |= values != np.floor(values)
    if bad.any():
        kind = "not negative" if name == "rest_s" else "a whole number, 1 or more"
        raise InputError(
            f"{name} of a planned set is {kind}; {bad.sum()} of {bad.size} are not, the first "
            f"being {values[bad][0]:g} on {sets.loc[bad, 'date'].iloc[0]:%Y-%m-%d}."
        )
