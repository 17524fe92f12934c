"""How training goes on: the limits one sets, where a log is above them, and plans within them."""

from analytics.progression.compare import compare, p_better, scaled_gain
from analytics.progression.frontier import frontier
from analytics.progression.history import History
from analytics.progression.limits import Limits
from analytics.progression.optimise import OptimisedPlan, optimise
from analytics.progression.outlook import Outlook
from analytics.progression.plan import Plan
from analytics.progression.simulate import Simulation, simulate

__all__ = [
    "History",
    "Limits",
    "OptimisedPlan",
    "Outlook",
    "Plan",
    "Simulation",
    "compare",
    "frontier",
    "optimise",
    "p_better",
    "scaled_gain",
    "simulate",
]
