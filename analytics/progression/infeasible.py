"""Why no plan reaches a target, and the smallest changes each of which would let one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analytics.errors import InfeasibleError
from analytics.progression.asked import WEEKDAYS, Asked
from analytics.progression.drill_choice import DrillChoice
from analytics.progression.objective import log_percent, percent
from analytics.progression.prices import candidates, loosened
from analytics.progression.rounding import CLOSER, made_whole
from analytics.progression.runs_to_come import RunsToCome
from analytics.progression.upper_bound import bound

if TYPE_CHECKING:
    from analytics.progression.planner import Solved

MOST_LOOSER: Final = 2.0
"""Up to how many times a limit it is looked whether more of it would be enough (assumption)."""

LATER_WEEKS: Final = (1, 2, 4, 8)
"""Weeks by which a goal is put off to see whether more time would be enough (assumption)."""

STEPS: Final = 4
"""Halvings of a limit's way to its double: to 6 % of the limit."""

BEYOND: Final = (1.0, 1.06, 1.15)
"""By how much more than enough a limit is let go, if whole sets ask for it."""

MOST_CHANGES: Final = 3
"""Changes that are told at most."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that is enough by itself: in words, and as it would be asked."""

    words: str
    asked: Asked


def target_error(asked: Asked, found: "Solved", target_percent: float) -> InfeasibleError:
    """Return the error that says how far a target is out of reach, and what would reach it."""
    possible = changes(asked, found, target_percent)
    words = [one.words for one in possible]
    least = (
        f"needs {_either(words)}"
        if words
        else "is beyond any single change, be it twice one limit or 8 weeks more"
    )
    return InfeasibleError(
        f"No plan fits: {target_percent:+.2f} % on {asked.goal_date:%d %b %Y} {least}. The best "
        f"plan found promises {percent(found.gain):+.2f} %, and none within these limits can "
        f"promise more than {percent(found.bound):+.2f} %.",
        words,
    )


def changes(asked: Asked, found: "Solved", target_percent: float) -> list[Change]:
    """Return changes each of which lets a plan reach the target, seen by solving again."""
    kept: list[Change] = []
    for make in (_limits, _days, _weeks, _pattern, _drills):
        for one in make(asked, found, target_percent):
            kept.append(one)
            if len(kept) >= MOST_CHANGES:
                return kept
    return kept


def _limits(asked: Asked, found: "Solved", target_percent: float) -> Iterator[Change]:
    """Yield limits that are loosened just enough, one after the other."""
    tissues: dict[str, list[str]] = {}
    for rule, tissue in candidates(found.program, found.found):
        tissues.setdefault(rule, []).append(tissue)
    for rule, of in tissues.items():
        if rule.startswith("hours"):
            able = [(1.0, asked.with_limits(loosened(asked.limits, rule)[0]))]
        else:
            able = list(_just_enough(asked, found, rule, target_percent))
        for _, other in able:
            if _is_enough(found, asked, other, target_percent):
                yield Change(_in_words(rule, float(getattr(other.limits, rule)), of), other)
                break


def _just_enough(
    asked: Asked, found: "Solved", rule: str, target: float
) -> Iterator[tuple[float, Asked]]:
    """Yield a limit made just loose enough before sets are whole, then a little looser."""

    def other(factor: float) -> Asked:
        return asked.with_limits(loosened(asked.limits, rule, factor)[0])

    if _hoped(found, asked, other(MOST_LOOSER)) < target:
        return
    low, high = 1.0, MOST_LOOSER
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (
            (low, middle) if _hoped(found, asked, other(middle)) >= target else (middle, high)
        )
    for more in BEYOND:
        yield high * more, other(high * more)


def _days(asked: Asked, found: "Solved", target: float) -> Iterator[Change]:
    """Yield the allowed day that brings most, if it is enough."""
    others = [day for day in range(7) if day not in asked.session_weekdays]
    asks = {
        day: replace(asked, session_weekdays=tuple(sorted({*asked.session_weekdays, day})))
        for day in others
    }
    worth = {day: _hoped(found, asked, one) for day, one in asks.items()}
    for day in sorted(others, key=lambda day: -worth[day])[:2]:
        if worth[day] >= target and _is_enough(found, asked, asks[day], target):
            yield Change(f"one more allowed day: {WEEKDAYS[day]}", asks[day])
            return


def _weeks(asked: Asked, found: "Solved", target: float) -> Iterator[Change]:
    runs = asked.runs
    if isinstance(runs, RunsToCome):
        if not runs.is_median_week:
            return  # nobody says what would be run in the weeks after
        runs = None
    for more in LATER_WEEKS:
        goal = asked.goal_date + pd.Timedelta(days=7 * more)
        other = replace(asked, runs=runs, goal_date=goal, weeks=asked.weeks + more)
        if _hoped(found, asked, other) >= target and _is_enough(found, asked, other, target):
            yield Change(f"{more} week{'s' * (more > 1)} more: goal on {goal:%d %b %Y}", other)
            return


def _pattern(asked: Asked, found: "Solved", target: float) -> Iterator[Change]:
    if asked.deload == "none":
        return
    other = replace(asked, deload="none")
    if _hoped(found, asked, other) >= target and _is_enough(found, asked, other, target):
        yield Change("no lighter weeks", other)


def _drills(asked: Asked, found: "Solved", target: float) -> Iterator[Change]:
    """Yield a drill done before that would be enough if it were allowed, too."""
    given = {one.drill_id if isinstance(one, DrillChoice) else one for one in asked.drills}
    per_rep = asked.catalogue.set_index("drill_id")["contacts_per_rep"]
    names = asked.catalogue.set_index("drill_id")["name"]
    able = [one for one in sorted(asked.history.drills_done - given) if per_rep.get(one, 0) > 0]
    asks = {one: replace(asked, drills=(*asked.drills, one)) for one in able if one in names}
    worth = {drill: _hoped(found, asked, one) for drill, one in asks.items()}
    for drill in sorted(worth, key=lambda drill: -worth[drill])[:1]:
        if worth[drill] >= target and _is_enough(found, asked, asks[drill], target):
            yield Change(f"one more allowed drill: {names[drill]}", asks[drill])


def _hoped(found: "Solved", asked: Asked, other: Asked) -> float:
    """Return what no plan can promise more than, in %; nothing if none fits."""
    from analytics.progression.planner import prepared

    try:
        return percent(bound(prepared(other, (asked, found.program)), nodes=1).value)
    except InfeasibleError:
        return -np.inf


def _is_enough(found: "Solved", asked: Asked, other: Asked, target_percent: float) -> bool:
    """Tell whether a plan in whole sets reaches the target."""
    from analytics.progression.planner import best, prepared

    program, target = prepared(other, (asked, found.program)), log_percent(target_percent)
    again = best(program, bound(program, nodes=1).contacts)
    if again.answer.value < target:
        return False
    return any(
        program.gain(made_whole(program, again, plain).costs()) >= target for plain in (1.0, CLOSER)
    )


def _in_words(rule: str, value: float, tissues: list[str]) -> str:
    named = f" ({', '.join(tissues)})" if tissues and tissues[0] else ""
    sentences = {
        "spike": f"largest day {value:.2f} × that of 30 days{named}",
        "residual": f"residual limit {100 * value:.0f} %{named}",
        "ramp_per_week": f"weekly ramp {100 * value:.0f} %{named}",
        "plyo_share": f"share of plyometrics {100 * value:.0f} %{named}",
        "dose_ramp_per_week": f"dose ramp {100 * value:.1f} % a week",
        "contacts_per_session": f"{value:.0f} contacts a session",
        "minutes_per_session": f"{value:.0f} min a session",
        "first_exposure_contacts": f"{value:.0f} contacts of a new drill",
        "hours_between_high": f"{value:g} h between high sessions",
        "hours_after_hard_run": f"{value:g} h after a hard run",
    }
    return sentences[rule]


def _either(words: list[str]) -> str:
    return f"{', '.join(words[:-1])}, or {words[-1]}" if len(words) > 1 else words[0]
