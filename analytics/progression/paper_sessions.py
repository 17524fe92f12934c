"""The sessions of a plan in words, as paper and calendars have them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from analytics.charts.wording import MISSING
from analytics.load.set_minutes import set_minutes
from analytics.progression.paper import Paper
from analytics.progression.plan import Plan


@dataclass(frozen=True, slots=True)
class PaperDrill:
    """A row of a session, in words."""

    name: str
    cue: str
    amount: str
    height: str
    rest: str
    sets: int


@dataclass(frozen=True, slots=True)
class PaperSession:
    """A session, in words.

    Attributes
    ----------
    day : Timestamp
    week : int
        Of the plan; the first is 0.
    drills : tuple of PaperDrill
    contacts : int
    minutes : float
        Without the warm-up.
    why : str
        Empty where nobody said.
    """

    day: pd.Timestamp
    week: int
    drills: tuple[PaperDrill, ...]
    contacts: int
    minutes: float
    why: str


def sessions(paper: Paper) -> tuple[PaperSession, ...]:
    """Return the sessions of a plan, first the first."""
    sets = paper.plan.as_sets(paper.catalogue)
    sets = sets.assign(minutes=set_minutes(sets, paper.catalogue))
    drills = paper.catalogue.set_index("drill_id")
    by_day = [(day, sets[sets["date"] == day]) for day in sorted(sets["date"].unique())]
    return tuple(
        PaperSession(
            day=day,
            week=(day - paper.plan.first_day).days // 7,
            drills=tuple(
                _drill(row, drills.loc[row["drill_id"]]) for row in some.to_dict("records")
            ),
            contacts=round(some["contacts"].sum()),
            minutes=float(some["minutes"].sum()),
            why=paper.why.get(day, ""),
        )
        for day, some in by_day
    )


def reasons(plan: Plan, is_hard: pd.Series | None = None) -> dict[pd.Timestamp, str]:
    """Say of each session what lies around it.

    Parameters
    ----------
    plan : Plan
    is_hard : Series of bool, optional
        Whether the run of a day is hard, by day; a day it does not name is not spoken of.

    Returns
    -------
    dict
        By day of a session, such as ``2 days after the last session; a hard run the day after``.
    """
    days = sorted(pd.Timestamp(day) for day in plan.sets["date"].unique())
    hard = set() if is_hard is None else set(is_hard.index[is_hard.to_numpy(dtype=bool)])
    found = {}
    for i, day in enumerate(days):
        said = [f"{_days((day - days[i - 1]).days)} after the last session"] if i else []
        for offset, where in ((-1, "the day before"), (0, "the same day"), (1, "the day after")):
            if day + timedelta(days=offset) in hard:
                said.append(f"a hard run {where}")
        found[day] = "; ".join(said)
    return found


def _days(n: int) -> str:
    return "1 day" if n == 1 else f"{n} days"


def _drill(row: dict[Any, Any], drill: pd.Series) -> PaperDrill:
    return PaperDrill(
        name=str(drill["name"]),
        cue=str(drill["cue"]),
        amount=_amount(int(row["sets"]), int(row["reps"]), drill),
        height=MISSING if np.isnan(row["height_m"]) else f"{100 * row['height_m']:.0f} cm",
        rest=rest_words(float(row["rest_s"])),
        sets=int(row["sets"]),
    )


def _amount(sets: int, reps: int, drill: pd.Series) -> str:
    """Write sets × repetitions; of a drill on one leg half of them are of each."""
    if int(drill["legs"]) == 2 or bool(drill["is_alternating"]):
        return f"{sets} × {reps}"
    if reps % 2 == 0:
        return f"{sets} × {reps // 2} each leg"
    if sets % 2 == 0:
        return f"{sets // 2} × {reps} each leg"
    return f"{sets} × {reps}, legs in turn"


def rest_words(rest_s: float) -> str:
    """Return a rest as one reads it off a watch.

    Examples
    --------
    >>> rest_words(40), rest_words(120), rest_words(150)
    ('40 s', '2 min', '2:30 min')
    """
    minutes, seconds = divmod(round(rest_s), 60)
    if minutes == 0 or (minutes == 1 and seconds == 0):
        return f"{round(rest_s)} s"
    return f"{minutes}:{seconds:02d} min" if seconds else f"{minutes} min"
