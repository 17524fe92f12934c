"""Planned against done: session by session, and week by week."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

import numpy as np
import pandas as pd

from analytics.load.set_dose import set_dose
from analytics.progression.plan import Plan

STATES: Final = ("done", "moved", "missed", "extra", "not logged", "to come")

_AMOUNTS: Final = ("sets", "contacts", "dose_au")


def planned_done(
    plan: Plan,
    sets_done: pd.DataFrame,
    statuses: pd.Series,
    catalogue: pd.DataFrame,
    today: pd.Timestamp,
) -> pd.DataFrame:
    """Hold each planned session against what was done.

    Parameters
    ----------
    plan : Plan
    sets_done : DataFrame
        Sets of the athlete as logged, a row each, as :data:`analytics.frames.SETS`.
    statuses : Series of str
        ``trained``, ``rest`` or ``unknown`` by day; a day without one is unknown.
    catalogue : DataFrame
        As :meth:`Plan.daily` needs it. Both sides are weighed by it, and by no own times.
    today : Timestamp
        Sessions from this day on are to come, where nothing is logged of them.

    Returns
    -------
    DataFrame
        By week and day: ``week`` (of the plan, from 1), ``date`` (planned, missing for what was
        done beside the plan), ``done_date``, ``state`` (one of :data:`STATES`), and ``planned_``
        and ``done_`` with ``sets``, ``contacts``, ``dose_au``; ``share`` of the planned dose. A
        session of which nobody knows has no numbers: a missing day is not zero.

    Notes
    -----
    A session done on another day of its week of the plan counts as moved: days that are left over
    are paired, the nearest first.
    """
    planned = _of_days(plan.as_sets(catalogue), catalogue)
    done = _of_days(_one_each(sets_done), catalogue)
    done = {day: one for day, one in done.items() if plan.first_day <= day < plan.goal_date}
    pairs = _pairs(plan, sorted(planned), sorted(done))
    rows = [
        {
            "date": day,
            "done_date": pairs.get(day, pd.NaT),
            "state": _state(day, pairs, statuses, today),
            **_amounts("planned", amounts),
            **(_amounts("done", done[pairs[day]]) if day in pairs else {}),
        }
        for day, amounts in planned.items()
    ]
    rows += [
        {"date": pd.NaT, "done_date": day, "state": "extra", **_amounts("done", amounts)}
        for day, amounts in done.items()
        if day not in pairs.values()
    ]
    return _told(rows, plan)


def by_week(sessions: pd.DataFrame) -> pd.DataFrame:
    """Add up the weeks of :func:`planned_done`.

    Returns
    -------
    DataFrame
        ``week``, ``planned_sets``, ``planned_contacts``, ``planned_dose_au``, the same of
        ``done_``, ``share`` (missing where a session of the week is not logged or to come),
        ``n_planned``, ``n_done`` (moved ones among them), ``n_extra``, ``n_not_logged``.
    """
    amounts = [f"{side}_{name}" for side in ("planned", "done") for name in _AMOUNTS]
    weeks = sessions.groupby("week")[amounts].sum()
    state = sessions["state"]
    for name, states in _COUNTED.items():
        weeks[name] = state.isin(states).groupby(sessions["week"]).sum()
    is_open = state.isin(["not logged", "to come"]).groupby(sessions["week"]).any()
    share = weeks["done_dose_au"] / weeks["planned_dose_au"].where(weeks["planned_dose_au"] > 0)
    return weeks.assign(share=share.mask(is_open)).reset_index()


_COUNTED: Final = {
    "n_planned": ("done", "moved", "missed", "not logged", "to come"),
    "n_done": ("done", "moved"),
    "n_extra": ("extra",),
    "n_not_logged": ("not logged",),
}


def _one_each(sets_done: pd.DataFrame) -> pd.DataFrame:
    """Return logged sets, each a set."""
    return sets_done.assign(sets=1.0).reset_index(drop=True)


def _of_days(sets: pd.DataFrame, catalogue: pd.DataFrame) -> dict[pd.Timestamp, tuple[float, ...]]:
    dose_au = set_dose(sets, catalogue)["plyo_dose_au"]
    of_days = sets.assign(dose_au=dose_au).groupby("date")[list(_AMOUNTS)].sum().astype(float)
    amounts = of_days.to_numpy().tolist()
    return {day: tuple(one) for day, one in zip(of_days.index, amounts, strict=True)}


def _pairs(
    plan: Plan, planned: list[pd.Timestamp], done: list[pd.Timestamp]
) -> dict[pd.Timestamp, pd.Timestamp]:
    """Return the day each planned session was done on: its own, else the nearest of its week."""
    pairs = {day: day for day in planned if day in set(done)}
    left = [
        (abs((one - day).days), day, one)
        for day in planned
        for one in done
        if day not in pairs and one not in pairs and _week(plan, day) == _week(plan, one)
    ]
    for _, day, one in sorted(left):
        if day not in pairs and one not in pairs.values():
            pairs[day] = one
    return pairs


def _week(plan: Plan, day: pd.Timestamp) -> int:
    return (day - plan.first_day) // timedelta(days=7)


def _state(
    day: pd.Timestamp,
    pairs: dict[pd.Timestamp, pd.Timestamp],
    statuses: pd.Series,
    today: pd.Timestamp,
) -> str:
    if day in pairs:
        return "done" if pairs[day] == day else "moved"
    if day >= today:
        return "to come"
    return "missed" if statuses.get(day, "unknown") == "rest" else "not logged"


def _amounts(side: str, amounts: tuple[float, ...]) -> dict[str, float]:
    return {f"{side}_{name}": one for name, one in zip(_AMOUNTS, amounts, strict=True)}


def _told(rows: Sequence[Mapping[str, object]], plan: Plan) -> pd.DataFrame:
    amounts = [f"{side}_{name}" for side in ("planned", "done") for name in _AMOUNTS]
    found = pd.DataFrame(rows, columns=["date", "done_date", "state", *amounts])
    found = found.astype({"date": "datetime64[us]", "done_date": "datetime64[us]"})
    found = found.astype(dict.fromkeys(amounts, float))
    day = found["date"].fillna(found["done_date"])
    done = [f"done_{name}" for name in _AMOUNTS]
    planned = [f"planned_{name}" for name in _AMOUNTS]
    found.loc[found["state"] == "missed", done] = 0.0
    found.loc[found["state"] == "extra", planned] = 0.0
    share = found["done_dose_au"] / found["planned_dose_au"].replace(0.0, np.nan)
    week = ((day - plan.first_day).dt.days // 7 + 1).astype("int64")
    told = found.assign(week=week, share=share, day=day).sort_values("day", kind="stable")
    return told[["week", *found.columns, "share"]].reset_index(drop=True)
