"""How training goes on: the limits one sets, and where a log is above them."""

from analytics.progression.limits import Limits

__all__ = ["Limits"]
