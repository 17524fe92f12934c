"""Why no plan reaches a target, and the smallest changes that would let one."""

from typing import TYPE_CHECKING

from analytics.errors import InfeasibleError
from analytics.progression.asked import Asked
from analytics.progression.objective import percent

if TYPE_CHECKING:
    from analytics.progression.planner import Solved


def target_error(asked: Asked, found: "Solved", target_percent: float) -> InfeasibleError:
    """Return the error that says how far a target is out of reach."""
    return InfeasibleError(
        f"No plan fits: {target_percent:+.1f} % on {asked.goal_date:%d %b %Y} is more than the "
        f"{percent(found.bound):+.2f} % that any plan within these limits can promise."
    )
