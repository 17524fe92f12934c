"""What leaves the house of a plan: its sessions in words, and what must be said beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final

import pandas as pd

from analytics.progression.plan import PLANNED_SETS, Plan
from analytics.progression.short_verdict import beside, short_verdict
from analytics.progression.verdict import breaks, verdict

SYNTHETIC: Final = "◌ SYNTHETIC"

PRINT_LENGTH: Final = 12
"""Letters of a fingerprint that are printed: enough to tell two plans apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """A plan with what stands on every copy of it.

    Parameters
    ----------
    plan : Plan
    catalogue : DataFrame
        Drills, with ``name``, ``cue``, ``legs``, ``is_alternating``.
    rows : DataFrame
        What :func:`analytics.progression.check.check` found: no copy is without it.
    athlete_id, athlete_name, plan_name : str
    version : int or None
        None where the plan was never saved.
    issued : date
    issued_by : str
    is_synthetic : bool
        Whether the athlete is one of the demo.
    level : int or None
        Of the ladder.
    warm_up : str
        What comes before each session, in words.
    off : tuple of str
        Limits that are switched off, as
        :func:`analytics.progression.verdict.switched_off`; they are said beside the verdict.
    event : str
        What the goal is; may be empty.
    why : mapping of Timestamp to str
        Why a session is on its day.
    pain_stop_0_10, morning_rise_0_10 : float
        Pain above which one stops, and how far above the usual that of a morning skips a session.
    """

    plan: Plan
    catalogue: pd.DataFrame
    rows: pd.DataFrame
    athlete_id: str
    athlete_name: str
    plan_name: str
    version: int | None
    issued: date
    issued_by: str
    is_synthetic: bool
    level: int | None = None
    warm_up: str = ""
    off: tuple[str, ...] = ()
    event: str = ""
    why: Mapping[pd.Timestamp, str] = field(default_factory=dict)
    pain_stop_0_10: float = 5
    morning_rise_0_10: float = 2

    @property
    def verdict(self) -> str:
        """What the check of limits says, and what was not checked."""
        return verdict(self.rows, self.off)

    @property
    def short_verdict(self) -> str:
        """The same on one line."""
        return short_verdict(self.rows, self.off)

    @property
    def beside(self) -> str:
        """What cannot be known, is broken by runs alone or switched off; empty if nothing is."""
        return beside(self.rows, self.off)

    @property
    def is_broken(self) -> bool:
        """Whether the plan is above a limit by its own sets."""
        return breaks(self.rows)

    @property
    def fingerprint(self) -> str:
        """Equal for equal sets on equal days."""
        text = self.plan.sets[list(PLANNED_SETS.labels)].to_csv(index=False, date_format="%Y-%m-%d")
        return sha256(text.encode()).hexdigest()[:PRINT_LENGTH]

    @property
    def title(self) -> str:
        """Name of the plan and its version."""
        version = "not saved" if self.version is None else f"v{self.version}"
        return f"“{self.plan_name}” {version}"

    @property
    def stop_rules(self) -> tuple[str, str]:
        """What ends the training, and what ends a set or skips a session."""
        return (
            "Stop at once and tell your coach if pain goes above "
            f"{self.pain_stop_0_10:g} of 10 · any pain in a bone · you limp · pain at night.",
            f"Skip the next session if morning pain is {self.morning_rise_0_10:g} above your "
            "usual. End the set if landings get loud or contact slow.",
        )


def short(text: str, longest: int) -> str:
    """Return a text on one line, its end left out where it is too long."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
