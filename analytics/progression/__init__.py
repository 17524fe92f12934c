"""How training goes on: the limits one sets, and where a log is above them."""

from analytics.progression.frontier import frontier
from analytics.progression.limits import Limits
from analytics.progression.optimise import OptimisedPlan, optimise

__all__ = ["Limits", "OptimisedPlan", "frontier", "optimise"]
