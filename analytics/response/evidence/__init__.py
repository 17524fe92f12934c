"""Whether an athlete's own data show that dose matters: verdicts with every number behind them."""

from analytics.response.evidence.findings import RIVALS, Evidence

__all__ = ["RIVALS", "Evidence"]
