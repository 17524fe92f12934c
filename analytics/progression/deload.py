"""Lighter weeks between those that build up."""

from typing import Final

from analytics.errors import InputError

DELOAD_SHARE: Final = 0.6
"""Most dose of a lighter week, as a share of the last loading week's: 30 to 50 % less is advised
in practice (assumption); no trial says so."""

DELOADS: Final = {"none": 0, "2:1": 3, "3:1": 4}
"""Patterns by name, and every how many weeks one is light; 0 is never."""


def is_deload(week: int, deload: str) -> bool:
    """Tell whether a week of a plan is a light one.

    Parameters
    ----------
    week : int
        Counted from the plan's first day; the first is 0.
    deload : str
        A name of :data:`DELOADS`.

    Raises
    ------
    InputError
        If there is no such pattern.

    Examples
    --------
    >>> [is_deload(week, "3:1") for week in range(8)]
    [False, False, False, True, False, False, False, True]
    """
    if deload not in DELOADS:
        raise InputError(f"{deload!r} is no pattern; there are {', '.join(DELOADS)}.")
    every = DELOADS[deload]
    return every > 0 and week % every == every - 1
