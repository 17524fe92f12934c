"""What a plan was made for: limits, days, pattern, drills and aim, as they are kept beside it."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

import numpy as np

from analytics.errors import InputError
from analytics.progression.deload import is_deload
from analytics.progression.drill_choice import DrillChoice
from analytics.progression.limits import Limits
from data.plan_checks import kept, of_json

AIMS: Final = ("power", "least_stress")
"""Greatest power on the goal date, or as much of it as one asks for with the least stress."""

_LONGEST_EVENT: Final = 80


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """The wishes and limits a plan was made under.

    Parameters
    ----------
    limits : Limits
        Most contacts and minutes of a session are among them.
    session_weekdays : tuple of int
        Days a session may be on; Monday is 0.
    deload : str
        A name of :data:`analytics.progression.deload.DELOADS`.
    drills : tuple of DrillChoice
        Drills allowed.
    aim : str
        One of :data:`AIMS`.
    target_percent : float, optional
        Gain asked for with the least stress, in %.
    event : str
        What the goal date is, such as a race; else empty.
    level : int, optional
        Of the ladder, 0 to 5: tells the warm-up.

    Raises
    ------
    InputError
        If a weekday, a pattern, an aim, a target or a level cannot be.
    """

    limits: Limits = field(default_factory=Limits)
    session_weekdays: tuple[int, ...] = (1, 3)
    deload: str = "3:1"
    drills: tuple[DrillChoice, ...] = ()
    aim: str = "power"
    target_percent: float | None = None
    event: str = ""
    level: int | None = None

    def __post_init__(self) -> None:
        is_deload(0, self.deload)
        days = self.session_weekdays
        if len(set(days)) != len(days) or not set(days) <= set(range(7)):
            raise InputError(f"Days of sessions are 0, a Monday, to 6, each once; got {days}.")
        if self.aim not in AIMS:
            raise InputError(f"The aim {self.aim!r} is none of {', '.join(AIMS)}.")
        target = self.target_percent
        if target is not None and not math.isfinite(target):
            raise InputError(f"A gain asked for is a number of %; got {target:g}.")
        if self.level is not None and self.level not in range(6):
            raise InputError(f"A level of the ladder is 0 to 5; got {self.level}.")
        if len(self.event) > _LONGEST_EVENT:
            raise InputError(f"An event has a name of at most {_LONGEST_EVENT} letters.")

    def dumps(self) -> str:
        """Return it as JSON; :func:`loads` reads it back.

        Raises
        ------
        InputError
            If a drill allowed has a number that is none.
        """
        try:
            return json.dumps(
                asdict(self), sort_keys=True, ensure_ascii=False, allow_nan=False, default=_plain
            )
        except ValueError as error:
            raise InputError(
                "A number of the drills allowed is missing or infinite. Leave it out, or give one."
            ) from error


def loads(text: str) -> PlanSettings:
    """Return settings from their JSON; what is not in it has its default.

    Raises
    ------
    InputError
        If there is something in it that this version does not know.
    StoreError
        If it is damaged.
    """
    with kept("What the plan was made for"):
        told = of_json(text)
        _check_known(told, PlanSettings)
        limits, drills = told.pop("limits", {}), told.pop("drills", ())
        _check_known(limits, Limits)
        for one in drills:
            _check_known(one, DrillChoice)
        return PlanSettings(
            limits=Limits(**limits),
            drills=tuple(DrillChoice(**one) for one in drills),
            session_weekdays=tuple(told.pop("session_weekdays", PlanSettings().session_weekdays)),
            **told,
        )


def _plain(value: object) -> object:
    """Return a number of NumPy as one that JSON has."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{value!r} has no place in JSON.")


def _check_known(told: Mapping[str, Any], kind: type) -> None:
    strange = set(told) - {one.name for one in fields(kind)}
    if strange:
        raise InputError(
            f"The plan was saved with {', '.join(sorted(strange))}, which this Plyopower does not "
            "know. Update Plyopower, then open it again."
        )
