"""How running power answers plyometric dose."""

from analytics.response.fit import ResponseFit
from analytics.response.model import ResponseModel

__all__ = ["ResponseFit", "ResponseModel"]
