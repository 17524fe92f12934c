"""Plans to begin from: a level of the ladder, with its drills, contacts and rests."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from analytics.errors import InputError
from analytics.progression.block_weeks import PlannedDrill
from analytics.progression.dose_ramp import Ramp
from analytics.progression.history import History
from analytics.progression.introduced import introduced
from analytics.progression.limits import Limits
from analytics.progression.plan import Plan
from analytics.progression.plan_blocks import PlanBlock, lay_out
from analytics.progression.tolerated import Borne
from data import ladder

REPS: Final = {"low": 10, "low-moderate": 10, "moderate": 5, "moderate-high": 6, "high": 5}
"""Repetitions of a set, by class of drill (assumption)."""

MOST_DRILLS: Final = 4
"""Drills of a session that begins from a level: the first of the ladder (assumption)."""

HIGH_CONTACTS: Final = 40
"""Contacts of class high in a session of level 3 at most (assumption, as the ladder has it)."""

LOWEST_DROP_M: Final = 0.20
"""Height a drop begins from, in m (assumption, as the ladder has it)."""

MAINTENANCE_LEVEL: Final = 5


def block_of_level(level: int, catalogue: pd.DataFrame, weeks: int | None = None) -> PlanBlock:
    """Return a block that begins a level of the ladder.

    Parameters
    ----------
    level : int
        0 to 5; 5 is maintenance.
    catalogue : DataFrame
        As :func:`data.drills.of_store`.
    weeks : int, optional
        The level's fewest where left out, 4 where the ladder says none.

    Returns
    -------
    PlanBlock
        The first drills of the level with contacts, in the fewest contacts of a session the
        level has; it grows to its most.

    Raises
    ------
    InputError
        If there is no such level.
    """
    found = [one for one in ladder.levels() if one.level == level]
    if not found:
        raise InputError(f"The ladder has levels 0 to {len(ladder.levels()) - 1}; got {level}.")
    (of,) = found
    drills: dict[Any, Any] = catalogue.set_index("drill_id").to_dict("index")
    ids = [one for one, _ in of.drills if drills[one]["contacts_per_rep"] > 0][:MOST_DRILLS]
    each = of.contacts[0] / len(ids)
    chosen = tuple(_drill(one, drills[one], each) for one in ids)
    contacts = [one.sets * one.reps * drills[one.drill_id]["contacts_per_rep"] for one in chosen]
    is_high = [drills[one.drill_id]["drill_class"] == "high" for one in chosen]
    high = sum(n for n, counts in zip(contacts, is_high, strict=True) if counts)
    most = of.contacts[1]
    if high:
        most = min(most, HIGH_CONTACTS * sum(contacts) / high)
    return PlanBlock(
        kind="maintenance" if level == MAINTENANCE_LEVEL else "emphasis",
        weeks=weeks or int(of.weeks[0] if of.weeks else 4),
        drills=chosen,
        sessions_per_week=max(1, int(of.sessions[0])),
        most_contacts=most,
    )


def begun(  # noqa: PLR0913 - what a plan is laid out by, and what it has to keep to
    block: PlanBlock,
    first_day: pd.Timestamp,
    session_weekdays: Sequence[int],
    deload: str,
    *,
    of: Borne | History,
    catalogue: pd.DataFrame,
    limits: Limits,
) -> Plan:
    """Return a block as a plan: as its drills stand, or as much of it as the limits let begin.

    Parameters
    ----------
    block : PlanBlock
        Such as :func:`block_of_level` gives; it has fewer sessions where fewer days are allowed.
    first_day : Timestamp
    session_weekdays : sequence of int
        Monday is 0.
    deload : str
        A name of :data:`analytics.progression.deload.DELOADS`.
    of : Borne or History
        What was done before.
    catalogue : DataFrame
        As :func:`data.drills.of_store`.
    limits : Limits
        Of these the ramp of the dose and contacts of a new drill are kept to.
    """
    n = min(block.sessions_per_week or len(session_weekdays), len(session_weekdays))
    borne = Borne(of.last_day, of.dose_au, of.drills_done)
    plan = lay_out(
        [replace(block, sessions_per_week=max(n, 1))],
        first_day,
        session_weekdays,
        deload,
        catalogue=catalogue,
        ramp=Ramp(borne.until(first_day), limits),
    )
    return introduced(plan, of.drills_done, limits.first_exposure_contacts, catalogue)


def proposed_level(drills_done: frozenset[str], catalogue: pd.DataFrame) -> int:
    """Return the level one may begin from by what was done; gates are not looked at.

    The highest level half of whose drills were done, else the one below the highest drill done;
    0 where nothing was.
    """
    done = catalogue[catalogue["drill_id"].isin(drills_done)]
    if done.empty:
        return 0
    for of in reversed(ladder.levels()[:MAINTENANCE_LEVEL]):
        ids = {one for one, _ in of.drills}
        if 2 * len(ids & drills_done) >= len(ids):
            return of.level
    return max(0, int(done["level"].max()) - 1)


def _drill(drill_id: str, drill: Mapping[str, Any], contacts: float) -> PlannedDrill:
    reps = min(REPS[str(drill["drill_class"])], math.ceil(contacts))
    if drill["legs"] == 1 and not drill["is_alternating"]:
        # Half of them are of each leg.
        reps += reps % 2
    by_height = drill["model_peak_at_height"]
    height_m = max(LOWEST_DROP_M, by_height[0][0]) if len(by_height) else None
    return PlannedDrill(drill_id, max(1, round(contacts / reps)), reps, height_m)
