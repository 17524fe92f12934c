"""Drills never done before, in few contacts on their first day."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.progression.plan import Plan


def introduced(
    plan: Plan, drills_done: frozenset[str], most_contacts: float | None, catalogue: pd.DataFrame
) -> Plan:
    """Return the plan with less of each new drill on the first day it is done.

    Parameters
    ----------
    plan : Plan
    drills_done : frozenset of str
        Drills that are not new.
    most_contacts : float or None
        Of a new drill on its first day; None where nobody limits them.
    catalogue : DataFrame
        Drills with ``contacts_per_rep``.

    Returns
    -------
    Plan
        Sets are left out first, the last row first; of a single set that is still too long
        repetitions are.
    """
    if most_contacts is None or plan.sets.empty:
        return plan
    sets = plan.sets.reset_index(drop=True)
    per_rep = sets["drill_id"].map(catalogue.set_index("drill_id")["contacts_per_rep"])
    first = sets.groupby("drill_id")["date"].transform("min") == sets["date"]
    fewer = sets[["sets", "reps"]].to_numpy(dtype=np.int64, copy=True)
    for drill_id in sorted(set(sets["drill_id"]) - drills_done):
        left = most_contacts
        for row in np.flatnonzero(((sets["drill_id"] == drill_id) & first).to_numpy()):
            fewer[row] = _within(fewer[row], float(per_rep[row]), left)
            left -= fewer[row].prod() * float(per_rep[row])
    changed = sets.assign(sets=fewer[:, 0], reps=fewer[:, 1])
    some = changed.iloc[np.flatnonzero((fewer > 0).all(axis=1))].reset_index(drop=True)
    return Plan(some, plan.first_day, plan.goal_date)


def _within(row: npt.NDArray[np.int64], per_rep: float, contacts: float) -> tuple[int, int]:
    sets, reps = int(row[0]), int(row[1])
    fits = int(contacts // (reps * per_rep))
    if fits >= 1:
        return min(sets, fits), reps
    return 1, int(contacts // per_rep)
