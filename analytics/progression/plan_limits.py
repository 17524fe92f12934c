"""Limits of a plan as rows, linear in what its sessions cost."""

from collections.abc import Iterator

import numpy as np

from analytics.progression.deload import DELOAD_SHARE
from analytics.progression.plan_row import (
    CONTACTS,
    DOSE,
    MINUTES,
    Row,
    Support,
    growth,
    merged,
    one_session,
)
from analytics.progression.task import Task
from analytics.progression.tissue_limits import tissue_rows


def rows(task: Task) -> list[Row]:
    """Return all rows but those broken by what is no plan's, in order of day."""
    return _kept(
        [*tissue_rows(task), *_dose_ramp(task), *_of_sessions(task), *_lighter_weeks(task)]
    )


def rows_of(task: Task, rule: str, tissue: str) -> list[Row]:
    """Return the rows of one rule, of one tissue where it has one, in order of day."""
    of_rule = _dose_ramp(task) if rule == "dose_ramp_per_week" else tissue_rows(task, rule, tissue)
    return _kept(list(of_rule))


def _kept(found: list[Row]) -> list[Row]:
    kept = [one for one in found if one.weights.any() and np.isfinite(one.most)]
    return sorted(kept, key=lambda one: one.day)


def _dose_ramp(task: Task) -> Iterator[Row]:
    limit = task.limits.dose_ramp_per_week
    if limit is None:
        return
    daily = np.concatenate([np.nan_to_num(task.history.dose_au), np.zeros(task.n_days)])
    named = ("dose_ramp_per_week", "", "")
    introduction = task.limits.introduction_dose_au
    yield from merged(growth(task, named, DOSE, daily, 1 + limit, introduction))


def _of_sessions(task: Task) -> Iterator[Row]:
    most_minutes = task.limits.minutes_per_session
    for s, day in enumerate(task.day):
        one = one_session(task, s)
        yield Row("contacts_per_session", "", "", CONTACTS, int(day), one, 0.0, task.most_contacts)
        if most_minutes is not None:
            yield Row("minutes_per_session", "", "", MINUTES, int(day), one, 0.0, most_minutes)


def _lighter_weeks(task: Task) -> Iterator[Row]:
    week, light = task.week, task.is_light
    for one in np.unique(week[light]):
        before = week[(week < one) & ~light]
        if not before.size:
            continue
        here = week == one
        last = Support((week == before.max()).astype(float), DELOAD_SHARE, 0.0)
        day = int(task.day[here].max())
        yield Row("deload", "", "", DOSE, day, here.astype(float), 0.0, 0.0, (last,))
