"""A drill one allows in a plan, and how much of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrillChoice:
    """A drill that a planner may use.

    Parameters
    ----------
    drill_id : str
    height_m : float, optional
        From which it is done, in m, where its force follows the height.
    reps : int, optional
        Most repetitions of a set.
    rest_s : float, optional
        After each set, in s; the rest of its class where left out.
    most_contacts : int, optional
        Of a session.
    """

    drill_id: str
    height_m: float | None = None
    reps: int | None = None
    rest_s: float | None = None
    most_contacts: int | None = None
