"""Rules of a tissue on the days to come, held in every draw at once; arrays are leg, day, draw."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.load.own_high import LARGEST_D
from analytics.load.residuals import over
from analytics.progression.held import Held, is_over, of_draws
from analytics.progression.history import RECENT_D
from analytics.progression.limits import Limits
from analytics.progression.runs_alone import BEFORE_D, RunsAlone, largest_before
from analytics.progression.stress_outlook import TissueOutlook, grown_limit, residual_limit
from analytics.progression.windows import largest_of

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

GROWTH = "above the largest of 4 weeks"


@dataclass(frozen=True, slots=True, eq=False)
class TissueCase:
    """A plan's stress on one tissue, and what it is held against.

    Attributes
    ----------
    outlook : TissueOutlook
    alone : RunsAlone
    plyo : ndarray of float, shape (n_days, 3 + n)
        Easy steps of the plan on each leg.
    plyo_weeks : ndarray of float, shape (n_days, 3 + n)
        As :func:`weeks_of`.
    residual : ndarray of float, shape (legs, n_days, 3 + n)
    limits : Limits
    is_session : ndarray of bool, shape (n_days,)
    knows_week : ndarray of bool, shape (n_days,)
        Whether all of the seven days that end with each is known.
    """

    outlook: TissueOutlook
    alone: RunsAlone
    plyo: Vector
    plyo_weeks: Vector
    residual: Vector
    limits: Limits
    is_session: Flags
    knows_week: Flags

    @property
    def name(self) -> str:
        """The tissue's."""
        return self.outlook.history.tissue.name

    @property
    def adds(self) -> Flags:
        """Where the plan adds to a day: on top of runs that are too much it makes them worse."""
        return (self.plyo > 0) & self.is_session[:, None]


def spike(case: TissueCase) -> Iterator[Held]:
    """Hold each day's total against the largest of the 30 days before.

    Without the plan's sets a day without a session is the same, and what it is held against
    no larger: such a day is above by runs.
    """
    limit, introduction = case.limits.spike or 0.0, case.limits.introduction_steps
    total = case.alone.daily[:, RECENT_D - LARGEST_D :].copy()
    total[:, LARGEST_D:] += case.plyo
    largest, today = largest_of(total[:, :-1], LARGEST_D), total[:, LARGEST_D:]
    above = is_over(today, np.maximum(limit * largest, introduction))
    value = over(today[..., 0], largest[..., 0])
    rule = ("spike", "× largest of 30 days")
    yield from _legs(case, rule, (value, limit), (above, above & ~case.adds))


def residual(case: TissueCase) -> Iterator[Held]:
    """Hold what is left on each day against the own high of the last day, let grow."""
    high = case.outlook.own_high
    most = residual_limit(case.limits, high, len(case.plyo))
    above = is_over(case.residual, most)
    alone = _where(above & ~case.adds, case.outlook.residual, most)
    shown = over(case.residual[..., 0], high[:, :1])
    grown = grown_limit(case.limits, len(case.plyo))
    is_known = ~np.isnan(case.residual[..., 0] + most[..., 0])
    detail = "what is left today, or the own high of the 42 days before, is not known"
    rule = ("residual", "× own high")
    yield from _legs(case, rule, (shown, grown), (above, alone), is_known, detail)


def ramp(case: TissueCase) -> Iterator[Held]:
    """Hold seven days' total against the largest of the four weeks before."""
    limit, introduction = case.limits.ramp_per_week or 0.0, case.limits.introduction_steps
    weeks = case.alone.weeks.copy()
    weeks[:, BEFORE_D:] += case.plyo_weeks
    week, largest = weeks[:, BEFORE_D:], largest_before(weeks)
    above = is_over(week, np.maximum((1 + limit) * largest, introduction))
    most = np.maximum((1 + limit) * case.alone.largest, introduction)
    by_runs = _where(above & ~case.adds, case.alone.weeks[:, BEFORE_D:], most)
    value = over(week[..., 0], largest[..., 0]) - 1
    yield from _legs(case, ("ramp_per_week", GROWTH), (value, limit), (above, by_runs))


def plyo_share(case: TissueCase) -> Iterator[Held]:
    """Hold the share of plyometrics in seven days' total where runs and jumps are known."""
    share = case.limits.plyo_share or 0.0
    total, jumped = case.alone.weeks[:, BEFORE_D:], case.alone.plyo_weeks[:, BEFORE_D:]
    planned = case.plyo_weeks
    above = is_over(jumped + planned, share * (total + planned))
    alone = _where(above, jumped, share * total)
    value = over((jumped + planned)[..., 0], (total + planned)[..., 0])
    ran = case.alone.has_run
    detail = np.where(ran, "not all of these 7 days is known", "no run in these 7 days")
    rule = ("plyo_share", "share")
    is_known = np.broadcast_to(ran & case.knows_week, value.shape)
    yield from _legs(case, rule, (value, share), (above, alone), is_known, detail)


RULES = {"spike": spike, "residual": residual, "ramp_per_week": ramp, "plyo_share": plyo_share}
"""By the name of their limit."""


def _where(above: Flags, amount: Vector, most: Vector) -> Flags:
    """Tell where an amount is over its most, of those cells alone that are above anyway."""
    found = np.zeros(above.shape, dtype=bool)
    found[above] = is_over(amount[above], most[above])
    return found


def _legs(
    case: TissueCase,
    rule: tuple[str, str],
    shown: tuple[Vector, Vector | float],
    above: tuple[Flags, Flags],
    is_known: Flags | None = None,
    detail: str | npt.NDArray[np.str_] = "",
) -> Iterator[Held]:
    shape = above[0].shape[:2]
    value, limit = (np.broadcast_to(one, shape) for one in shown)
    told = np.ones(shape, dtype=bool) if is_known is None else is_known
    texts = np.broadcast_to(detail, shape)
    found = [
        of_draws(
            (*rule, case.name, ""),
            np.arange(shape[1]),
            (value[leg], limit[leg]),
            (above[0][leg], above[1][leg]),
            is_known=told[leg],
            detail=texts[leg],
        )
        for leg in range(shape[0])
    ]
    for side, leg in case.outlook.legs.items():
        yield found[leg]._replace(side=side)
