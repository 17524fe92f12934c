"""Plans of nobody, whose doses are relative to what an athlete bore of late."""

import math
from dataclasses import dataclass

from analytics.errors import InputError
from analytics.progression.block_weeks import PlannedDrill
from analytics.progression.plan import Plan
from analytics.progression.plan_blocks import PlanBlock


@dataclass(frozen=True, slots=True)
class Template:
    """A plan in blocks, or session by session, whose doses are relative.

    Parameters
    ----------
    name : str
    blocks : tuple of PlanBlock
        What is laid out; empty where ``weeks`` are given.
    weeks : tuple of tuple of PlannedDrill
        The drills of each week, each on the day of its ``offset_d``; empty where ``blocks`` are
        given.
    session_weekdays : tuple of int
        Of blocks; Monday is 0.
    deload : str
        Of blocks.
    start_share : float
        Dose of the first week, as a share of the largest week the athlete bore of late.
    sentence, source, grade : str
        What it is for, and where it is from.

    Raises
    ------
    InputError
        If there are neither blocks nor weeks, or both.
    """

    name: str
    blocks: tuple[PlanBlock, ...] = ()
    weeks: tuple[tuple[PlannedDrill, ...], ...] = ()
    session_weekdays: tuple[int, ...] = (1, 4)
    deload: str = "3:1"
    start_share: float = 1.0
    sentence: str = ""
    source: str = "own"
    grade: str = "assumption"

    def __post_init__(self) -> None:
        if bool(self.blocks) == any(self.weeks):
            raise InputError("A template has blocks, or weeks with a session; one of the two.")
        if not 0 < self.start_share <= 2:
            raise InputError(
                f"A template begins with 1 to 200 % of a week; got {100 * self.start_share:g} %."
            )

    @property
    def drill_ids(self) -> frozenset[str]:
        """Drills of any block or week."""
        parts = [*(block.drills for block in self.blocks), *self.weeks]
        return frozenset(drill.drill_id for part in parts for drill in part)

    @property
    def n_weeks(self) -> int:
        """Length in weeks."""
        return len(self.weeks) or sum(block.weeks for block in self.blocks)


def of_plan(name: str, plan: Plan, start_share: float = 1.0) -> Template:
    """Return a plan as a template: the same sessions, their doses relative to the first week's."""
    n_weeks = -(-(plan.goal_date - plan.first_day).days // 7)
    weeks: list[list[PlannedDrill]] = [[] for _ in range(n_weeks)]
    for row in plan.sets.sort_values("date", kind="stable").to_dict("records"):
        week, offset_d = divmod((row["date"] - plan.first_day).days, 7)
        height_m = None if math.isnan(row["height_m"]) else float(row["height_m"])
        one = PlannedDrill(
            str(row["drill_id"]),
            int(row["sets"]),
            int(row["reps"]),
            height_m,
            float(row["rest_s"]),
            offset_d,
        )
        weeks[week].append(one)
    return Template(name, weeks=tuple(map(tuple, weeks)), start_share=start_share)
