"""What an athlete did until a plan begins, as simulation and planner need it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.load.tissue import Tissue

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

RECENT_D: Final = 42
"""Days before a plan that its rules look back to: own high takes 42, a ramp 35, a spike 30."""


@dataclass(frozen=True, slots=True, eq=False)
class TissueHistory:
    """Stress of one tissue, left and right leg, in every draw.

    The first three columns are no draws: all at its value, then with the exponent at its low and
    its high end, as :class:`analytics.load.draws.Draws` has them.

    Attributes
    ----------
    tissue : Tissue
    exponent, reference : ndarray of float, shape (3 + n,)
        The reference is the load of the athlete's own easy step as of the last day.
    plyo, run : ndarray of float, shape (2, 42, 3 + n)
        Easy steps on each recent day, oldest first; of a day not wholly known what is known.
    residual : ndarray of float, shape (2, 3 + n)
        What is left at the end of the last day; missing where nobody knows.
    own_high : ndarray of float, shape (2, 3 + n)
        95th percentile of the residual of the recent days; missing where too few are known.
    """

    tissue: Tissue
    exponent: Vector
    reference: Vector
    plyo: Vector
    run: Vector
    residual: Vector
    own_high: Vector


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """One athlete until the evening of the last day before a plan.

    Attributes
    ----------
    athlete_id : str
    last_day : Timestamp
        Planned days follow on it.
    loads : DataFrame
        As :data:`analytics.frames.LOADS`, of this athlete, to the last day; dose by
        ``dose_measure``.
    dose_measure : str
        What the response model weighs sets by, a name of
        :data:`analytics.load.measures.MEASURES`.
    tissues : tuple of TissueHistory
    factors : mapping of str to ndarray of float, shape (3 + n,)
        How far the force of each drill may be off, by ``drill_id``, for every drill with contacts.
    knows_plyo, knows_run : ndarray of bool, shape (42,)
        Whether all is known of each recent day.
    left_out : str or None
        ``plyo`` or ``run`` if that channel was never logged.
    dose_au : ndarray of float, shape (42,)
        Plyometric dose of modelled force of each recent day; missing where unknown.
    is_high, is_hard_run : ndarray of object, shape (42,)
        Whether there was a high session, a hard run: True, False, or None where nobody knows.
    run_load_au : ndarray of float, shape (42,)
        Missing where unknown.
    drills_done : frozenset of str
        Drills there is a set of.
    own_times : DataFrame
        Own contact and flight times as of the last day: ``drill_id``, ``height_m``,
        ``own_contact_s``, ``own_flight_s``; without rows where there are none.
    pain_0_10, stop_pain_0_10 : float
        Worst pain of the last 7 days, and worst of a kind of which any stops (a bone, with a limp,
        at night); missing where none was told.
    largest_week_au : float
        Largest dose of seven days in the whole log; missing where nothing is known.
    """

    athlete_id: str
    last_day: pd.Timestamp
    loads: pd.DataFrame
    dose_measure: str
    tissues: tuple[TissueHistory, ...]
    factors: Mapping[str, Vector]
    knows_plyo: Flags
    knows_run: Flags
    left_out: str | None
    dose_au: Vector
    is_high: npt.NDArray[np.object_]
    is_hard_run: npt.NDArray[np.object_]
    run_load_au: Vector
    drills_done: frozenset[str]
    own_times: pd.DataFrame
    pain_0_10: float
    stop_pain_0_10: float
    largest_week_au: float

    @property
    def recent_days(self) -> pd.DatetimeIndex:
        """The 42 days that end with the last."""
        return pd.date_range(end=self.last_day, periods=RECENT_D)

    @property
    def n_draws(self) -> int:
        """Draws beside the three columns that are none."""
        return self.tissues[0].exponent.size - 3
