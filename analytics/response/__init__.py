"""How running power answers plyometric dose."""

from analytics.response.model import ResponseFit, ResponseModel

__all__ = ["ResponseFit", "ResponseModel"]
