"""The reference problem of the planner, beside the same program with a switch for every limit."""

from statistics import median
from time import perf_counter

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from analytics.progression.asked import Asked
from analytics.progression.planner import prepared
from analytics.progression.program import Program
from analytics.progression.program_layout import OBJECTIVE_SCALE
from analytics.progression.supports import highest, not_high
from tests.analytics.progression import planning_cases

SIZE = "12 weeks x 3 sessions x 8 drills x 3 tissues, 3:1"
RIVAL_S = 20.0
BIG = 1e5
"""More than any limit's own side, in easy steps."""


def rows() -> list[dict[str, str]]:
    """Return one row per measurement."""
    found = []
    for name, milder in (("milder exponents 3, 1.5, 2.2", True), ("default exponents", False)):
        given = planning_cases.reference(milder=milder)
        given.optimise()
        answers = [given.optimise() for _ in range(5)]
        took_s, answer = median(one.seconds for one in answers), answers[0]
        begun = perf_counter()
        top, value = rival(given)
        rival_s = perf_counter() - begun
        found.append(
            {
                "what": f"plan, bound, prices; {name}",
                "size": SIZE,
                "measured": (
                    f"{took_s:.2f} s (median of 5), gain {answer.gain_percent:+.3f} %, bound "
                    f"{answer.upper_bound_percent:+.3f} %, gap {100 * answer.gap_share:.1f} % of it"
                ),
                "alternative": (
                    f"SciPy's milp with a switch for what each limit rests on, at most "
                    f"{RIVAL_S:g} s; contacts not whole, no prices: {rival_s:.1f} s, gain "
                    f"{value:+.3f} %, bound {top:+.3f} %"
                ),
                "ratio": f"{rival_s / took_s:.0f}",
            }
        )
    return found


def rival(given: planning_cases.Problem) -> tuple[float, float]:
    """Return bound and gain, in %, of the same plans with a switch for what each limit rests on."""
    program = _program(given)
    limits = program.compiled
    n, n_supports = program.layout.n_variables, len(limits.of_row)
    related = np.unique(limits.of_row)
    n_all = n + n_supports + len(related)
    switch_of = {int(row): n + n_supports + i for i, row in enumerate(related)}
    free = np.setdiff1d(np.arange(len(limits.rows)), related)
    quiet, quiet_most = not_high(program, program.task.may_be_high)
    plain = [
        program.layout.curves,
        program.new_drills,
        quiet,
        program.cost_rows(limits.quantity[free], limits.weights[free]),
    ]
    right = [program.layout.curves_at, program.new_drills_at, quiet_most, limits.room[free]]
    of = limits.of_row
    weights = limits.weights[of] - limits.factor[:, None] * limits.support
    on_support = program.cost_rows(limits.quantity[of], weights)
    on_none = program.cost_rows(limits.quantity[related], limits.weights[related])
    switches = sparse.lil_array((n_supports + len(related), n_all - n))
    switches.setdiag(BIG)
    below = sparse.vstack(
        [
            sparse.hstack(
                [sparse.vstack(plain), sparse.csr_array((sum(map(len, right)), n_all - n))]
            ),
            sparse.hstack([sparse.vstack([on_support, on_none]), switches]),
        ]
    )
    most = np.concatenate([*right, limits.offset + BIG, limits.room[related] + BIG])
    one = sparse.lil_array((len(related), n_all))
    for i, row in enumerate(related):
        one[i, switch_of[int(row)]] = 1.0
        for k in limits.supports_of[int(row)]:
            one[i, n + k] = 1.0
    lowest, top = np.zeros(n_all), np.full(n_all, np.inf)
    contacts = highest(program, program.task.may_be_high).ravel()
    top[: contacts.size], top[n:] = contacts, 1.0
    lowest[program.layout.at_curve : n] = -np.inf
    equal = sparse.hstack(
        [program.layout.equal, sparse.csr_array((len(program.layout.equal_to), n_all - n))]
    )
    found = milp(
        np.concatenate([program.goal, np.zeros(n_all - n)]),
        integrality=np.r_[np.zeros(n), np.ones(n_all - n)],
        bounds=Bounds(lowest, top),
        constraints=[
            LinearConstraint(sparse.csr_array(below), ub=most),
            LinearConstraint(equal, program.layout.equal_to, program.layout.equal_to),
            LinearConstraint(sparse.csr_array(one), 1, 1),
        ],
        options={"time_limit": RIVAL_S},
    )
    start = program.objective.constant

    def percent(value: float) -> float:
        return float(100 * np.expm1((start - value / OBJECTIVE_SCALE) / 100))

    value = percent(found.fun) if found.x is not None else float("nan")
    return percent(found.mip_dual_bound), value


def _program(given: planning_cases.Problem) -> Program:
    asked = Asked(
        given.fit,
        given.athlete_id,
        given.history,
        given.runs,
        given.catalogue,
        given.limits,
        given.choices,
        given.weeks,
        given.goal_date,
        given.session_weekdays,
        given.deload,
    )
    return prepared(asked)


if __name__ == "__main__":
    begun = perf_counter()
    for row in rows():
        print(row)  # noqa: T201 - a benchmark run by hand
    print(f"{perf_counter() - begun:.1f} s")  # noqa: T201
