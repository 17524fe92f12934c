"""Of the plans that promise a target, the one that adds least stress; and all between."""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.errors import InsufficientDataError
from analytics.progression.highest_stress import added_percent, caps, highest_percent
from analytics.progression.objective import log_percent, percent
from analytics.progression.program import Program
from analytics.progression.rounding import made_whole
from analytics.progression.supports import improved, resting_at
from analytics.progression.upper_bound import bound

if TYPE_CHECKING:
    from analytics.progression.draft import Draft
    from analytics.progression.planner import Solved

Vector = npt.NDArray[np.float64]

PRECISION: Final = 0.01
"""To what share of the stress of the greatest power the least is found."""

MARGIN: Final = 0.004
"""What is asked beyond a target, in log %, because whole sets lose about as much."""

REPAIRS: Final = (1.0, 1.02, 1.05, 1.1, 1.2, 1.5, 2.0, np.inf)
"""By how much more a plan may add that lost too much by being made whole, one after the other."""


def capped(program: Program, highest: float) -> Program:
    """Return the program whose sessions add no more to any residual, in % of own high today."""
    other = copy(program)
    rows = [*program.compiled.rows, *caps(program.task, highest)]
    other.limit_by(sorted(rows, key=lambda one: one.day))
    return other


def least_stress(found: "Solved", target_percent: float) -> tuple["Solved", float]:
    """Return the plan of least stress that promises a target, and what none can stay below.

    Raises
    ------
    InsufficientDataError
        If own high is not known of any tissue.
    """
    target = log_percent(target_percent)
    low, high = ends(found)
    if found.program.gain(np.zeros_like(found.draft.costs())) >= target:
        return _nothing(found), low

    def promised(cap: float) -> float:
        return bound(capped(found.program, cap), nodes=1).value

    least, start = _least(promised, target, low, high)
    for more in REPAIRS:
        cap = min(high, start * more)
        draft = _sparing(found, cap, target)
        if draft is not None and found.program.gain(draft.costs()) >= target:
            return replace(found, draft=draft), least
    return found, least


def _sparing(found: "Solved", cap: float, target: float) -> "Draft | None":
    """Return a plan below a cap that promises the target, with as little stress as may be."""
    from analytics.progression.planner import best

    task, program = found.program.task, capped(found.program, cap)
    hoped = best(program, bound(program, nodes=1).contacts)
    usual = [np.nanmean(of.own_high[:, 0]) for of in task.history.tissues]
    weight = np.array([1 / one if one > 0 else 0.0 for one in usual])
    for wanted in (target + MARGIN, target):
        sparing = program.sparing(wanted, weight)
        start = resting_at(sparing, hoped.answer.contacts)
        again = improved(sparing, hoped.high, start, turns=2)
        if again is not None:
            return made_whole(sparing, again, 1.0, until=target)
    return None


def ends(found: "Solved") -> tuple[float, float]:
    """Return what no session adds, and what the plan of greatest power does, in % of own high."""
    task, costs = found.program.task, found.draft.costs()
    added = added_percent(task, costs[: task.n_tissues])
    if np.isnan(added):
        raise InsufficientDataError(
            "Own high is not known of any tissue, so that no stress can be held against it. It "
            "takes 28 known days of the last 42."
        )
    return 0.0, added


def points(found: "Solved", n: int) -> Iterator[tuple[float, "Solved"]]:
    """Yield plans between no plyometrics and the greatest power, with the stress each may have."""
    low, high = ends(found)
    for share in np.linspace(0.0, 1.0, n)[1:-1]:
        cap = low + share * (high - low)
        yield cap, _solved(found, cap)


def rows(
    found: "Solved",
    asked: object,
    n: int,
    told: Callable[[int, pd.DataFrame], None] | None = None,
) -> pd.DataFrame:
    """Return the frontier as a frame; each height is told when it is done."""
    from analytics.progression.planner import as_plan

    low, high = ends(found)
    plans = chain([(low, _nothing(found))], points(found, n), [(high, found)])
    kept: list[dict[str, object]] = []
    best_gain = -np.inf
    for done, (cap, one) in enumerate(plans, 1):
        if one.gain >= best_gain:  # else a plan of less stress promises more
            best_gain = one.gain
            steps = one.draft.costs()[: one.program.task.n_tissues]
            kept.append(
                {
                    "highest_percent": highest_percent(one.program.task, steps),
                    "added_percent": added_percent(one.program.task, steps),
                    "added_limit_percent": cap,
                    "gain_percent": percent(one.gain),
                    "bound_percent": percent(one.bound),
                    "plan": as_plan(one.draft, asked),  # type: ignore[arg-type]
                }
            )
        if told is not None:
            told(done, pd.DataFrame(kept))
    return pd.DataFrame(kept)


def _solved(found: "Solved", cap: float) -> "Solved":
    from analytics.progression.planner import solve

    return solve(capped(found.program, cap), quick=True)


def _nothing(found: "Solved") -> "Solved":
    from analytics.progression.draft import Draft

    empty = Draft(found.program, found.found.high)
    gain = found.program.gain(np.zeros_like(found.draft.costs()))
    return replace(found, draft=empty, bound=gain)


def _least(value: object, target: float, low: float, high: float) -> tuple[float, float]:
    """Halve until the cap is known from which on the value reaches the target."""
    step = PRECISION * high
    while high - low > step:
        middle = (low + high) / 2
        if value(middle) >= target:  # type: ignore[operator]
            high = middle
        else:
            low = middle
    return low, high
