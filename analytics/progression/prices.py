"""Which limits hold a plan back, on which day, and what a tenth more of each is worth."""

from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.progression.asked import Asked
from analytics.progression.limits import Limits
from analytics.progression.objective import percent
from analytics.progression.plan_limits import rows_of
from analytics.progression.plan_row import Row
from analytics.progression.program import Program
from analytics.progression.supports import Found, improved, resting_at
from analytics.progression.task import may_be_high

Vector = npt.NDArray[np.float64]

NEAR: Final = 0.995
"""Share of its room from which on a limit counts as used up (definition)."""

LOOSER: Final = 1.10
"""What a price is asked for: a limit 10 % looser (definition)."""

_LABELS: Final = {
    "spike": "largest day",
    "residual": "residual",
    "ramp_per_week": "weekly ramp",
    "plyo_share": "share of plyometrics",
    "dose_ramp_per_week": "ramp of the dose",
    "contacts_per_session": "contacts of a session",
    "minutes_per_session": "minutes of a session",
    "first_exposure_contacts": "contacts of a new drill",
    "hours_between_high": "hours between high sessions",
    "hours_after_hard_run": "hours after a hard run",
    "deload": "lighter weeks",
}
_SIZES: Final = ("contacts_per_session", "minutes_per_session", "first_exposure_contacts")
_HOURS: Final = ("hours_between_high", "hours_after_hard_run")


def binding(program: Program, found: Found, costs: Vector) -> pd.DataFrame:
    """Return the limits that leave the plan no room, with what whole sets make of them."""
    given = program.compiled
    hoped = program.costs(found.answer.contacts)
    allowed, _ = given.allowed(hoped)
    used = given.used(hoped)
    full = np.flatnonzero((used >= NEAR * allowed) & (used > 1e-6))
    allowed, _ = given.allowed(costs)
    used = given.used(costs)
    rows = []
    for i in full:
        row = given.rows[i]
        if not _is_of_limits(program, row.rule):
            continue
        value, limit, unit = _in_unit(program, int(i), used[i], allowed[i])
        date = program.task.runs.days[row.day]
        share = _share(row, used[i], allowed[i])
        rows.append((row.rule, row.tissue, row.side, date, value, limit, unit, share))
    names = ["rule", "tissue", "side", "date", "value", "limit", "unit", "use"]
    return pd.DataFrame(rows, columns=names).sort_values(
        ["rule", "tissue", "date"], ignore_index=True
    )


def _is_of_limits(program: Program, rule: str) -> bool:
    """Tell whether a row is of a limit that is on, or of the lighter weeks."""
    limit = getattr(program.task.limits, rule, None)
    return rule == "deload" or (rule in _LABELS and limit is not None)


def _in_unit(program: Program, i: int, used: float, allowed: float) -> tuple[float, float, str]:
    """Return value and limit of a row as its rule tells them."""
    row, limits = program.compiled.rows[i], program.task.limits
    share = _share(row, used, allowed)
    if row.rule == "spike" and limits.spike is not None:
        return limits.spike * share, limits.spike, "× largest of 30 days"
    if row.rule == "residual" and limits.residual is not None:
        grown = (1 + limits.residual_growth_per_week) ** ((row.day + 1) / 7)
        return limits.residual * grown * share, limits.residual * grown, "× own high"
    if row.rule in ("ramp_per_week", "dose_ramp_per_week"):
        growth = getattr(limits, row.rule)
        return (1 + growth) * share - 1, growth, "above the largest of 4 weeks"
    if row.rule == "plyo_share" and limits.plyo_share is not None:
        jumped, ran = used + row.base, row.most * (1 - limits.plyo_share) / limits.plyo_share
        return jumped / (jumped + ran), limits.plyo_share, "share"
    units = {"contacts_per_session": "contacts", "minutes_per_session": "min", "deload": "AU"}
    return used + row.base, allowed + row.base, units.get(row.rule, "")


def _share(row: Row, used: float, allowed: float) -> float:
    """Return how much of a limit is used; all of it where nothing is allowed."""
    whole = allowed + row.base
    return float((used + row.base) / whole) if whole > 0 else 1.0


def prices(asked: Asked, program: Program, found: Found) -> pd.DataFrame:
    """Return what 10 % more of each limit that holds the plan back is worth."""
    before = percent(found.answer.value)
    rows = []
    for rule, tissue in candidates(program, found):
        looser, said = loosened(asked.limits, rule)
        other = with_looser(program, looser, rule, tissue)
        again = _best(program, other, found, resting_at(other, found.answer.contacts))
        if again is None:
            continue
        worth = percent(again) - before
        if worth > 1e-6:
            label = _LABELS[rule]
            if tissue:
                labels = {one.tissue.name: one.tissue.label for one in program.task.history.tissues}
                label = f"{labels[tissue]}: {label}"
            rows.append((rule, tissue, label, worth, said))
    names = ["rule", "tissue", "label", "percent_per_10", "loosened"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.sort_values("percent_per_10", ascending=False, ignore_index=True)


def _best(
    program: Program, other: Program, found: Found, by: npt.NDArray[np.int64]
) -> float | None:
    from analytics.progression.spacing import patterns

    is_other = not np.array_equal(other.task.may_be_high, program.task.may_be_high) or (
        other.task.limits.hours_between_high != program.task.limits.hours_between_high
    )
    able = patterns(other.task)[:1] if is_other else [found.high]
    tried = [improved(other, high, by, turns=2) for high in able]
    values = [one.answer.value for one in tried if one is not None]
    return max(values) if values else None


def candidates(program: Program, found: Found) -> list[tuple[str, str]]:
    """Return the limits, each with its tissue, that may hold a plan back.

    Those too that runs alone break on a day of a session, so that there is none.
    """
    given = program.compiled
    hoped = program.costs(found.answer.contacts)
    allowed, _ = given.allowed(hoped)
    used = given.used(hoped)
    full = (used >= NEAR * allowed) & (used > 1e-6)
    full |= np.array([one.is_by_runs for one in given.rows], dtype=bool)
    rows = [given.rows[i] for i in np.flatnonzero(full)]
    rows = [one for one in rows if _is_of_limits(program, one.rule) and one.rule != "deload"]
    names = list(dict.fromkeys((one.rule, one.tissue) for one in rows))
    limits = program.task.limits
    names += [(rule, "") for rule in _HOURS if getattr(limits, rule) and not found.high.all()]
    if limits.first_exposure_contacts is not None and program.task.options.is_new.any():
        names.append(("first_exposure_contacts", ""))
    return names


def loosened(limits: Limits, rule: str, factor: float = LOOSER) -> tuple[Limits, str]:
    """Return limits of which one is looser, and that limit in words."""
    value = float(getattr(limits, rule))
    if rule in _HOURS:
        # Hours are counted in whole days, so that a tenth less would change nothing.
        fewer = max(0.0, 24.0 * (np.ceil(value / 24) - 1))
        return replace(limits, **{rule: fewer}), f"{fewer:g} h instead of {value:g} h"
    more = value * factor
    if rule == "plyo_share":
        more = min(more, 1.0)
    return replace(limits, **{rule: more}), f"{more:.3g} instead of {value:.3g}"


def with_looser(program: Program, limits: Limits, rule: str, tissue: str) -> Program:
    """Return the program with one limit as given, of one tissue where it has one."""
    task = program.task
    high = task.may_be_high
    if rule in _HOURS:
        high = may_be_high(task.history, task.runs, limits, task.day)
    other = replace(task, limits=limits, may_be_high=high)
    if rule in _SIZES:  # with which other limits come within reach
        return program.under(other)
    kept = [one for one in program.compiled.rows if (one.rule, one.tissue) != (rule, tissue)]
    kept += rows_of(other, rule, tissue)
    return program.under(other, sorted(kept, key=lambda one: one.day))
