"""What one contact of a drill puts on each tissue of one leg."""

from typing import Final

import numpy as np
import pandas as pd

from analytics.errors import InputError
from analytics.frames import Table
from analytics.load.drills import model_peak
from analytics.load.landing import of_drill
from analytics.load.running import (
    EASY_FORCE_BW,
    EASY_SPEED_M_S,
    tibia_load,
    tibia_on_speed,
)

ACHILLES_PER_FORCE: Final = 2.4
"""Achilles load over the ground force of one leg on the forefoot: levers of about 12 and 5 cm
(worked out from assumptions). It gives running 6.0 BW, and the forward hop on one leg 8.2 BW, 12 %
above the 7.3 BW of inverse dynamics in 8 persons (Baxter21), which checks it and weighs nothing."""

STEP: Final = "running-step"
"""Drill that is a step of easy running itself."""

TISSUE_DRILLS = Table(
    "drill catalogue",
    {
        "drill_id": "Drill",
        "patellar_index": "Measured patellar loading index",
        "patellar_stand_in": "Patellar loading index of measured jumps like it",
    },
)
"""What :data:`analytics.load.drills.CATALOGUE` must hold besides, to load tissues."""


def contact_loads(sets: pd.DataFrame, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Return the load of one contact of each set on each tissue of one leg.

    Parameters
    ----------
    sets : DataFrame
        As :data:`analytics.frames.SETS`; also ``own_contact_s`` and ``own_flight_s`` where
        the athlete has measured times.
    catalogue : DataFrame
        As :data:`analytics.load.drills.CATALOGUE` and :data:`TISSUE_DRILLS`.

    Returns
    -------
    DataFrame
        Indexed as ``sets``: ``achilles`` and ``tibia`` in body weights, ``patellar`` as an
        index, and where each is from in ``<tissue>_from``: ``measured``, ``model`` or
        ``stand-in``.

    Raises
    ------
    InputError
        If no force can be given to a drill, or it has neither an index nor a stand-in.

    Notes
    -----
    Achilles: 2.4 times the modelled peak on one leg, for every drill, so that one method ranks
    them all. Tibia: the regression of running, at 0 m/s (assumption). Strides and sprints are
    modelled as hops like any other; :data:`STEP` alone has the loads of the easy step.
    Patellar: the measured index, else that of measured jumps like it; own times do not change
    it (assumption).
    """
    TISSUE_DRILLS.check(catalogue)
    peak_bw = model_peak(sets, catalogue)
    index = of_drill(sets, catalogue, "patellar_index")
    stand_in = of_drill(sets, catalogue, "patellar_stand_in")
    nothing = np.isnan(index) & np.isnan(stand_in)
    if nothing.any():
        raise InputError(
            f"{sets.loc[nothing, 'drill_id'].iloc[0]} has neither a patellar index nor a "
            "stand-in. Add one to the drill catalogue."
        )
    is_step = (sets["drill_id"] == STEP).to_numpy(dtype=bool)
    return pd.DataFrame(
        {
            "achilles": ACHILLES_PER_FORCE * np.where(is_step, EASY_FORCE_BW, peak_bw),
            "patellar": np.where(np.isnan(index), stand_in, index),
            "tibia": np.where(
                is_step, tibia_on_speed(np.array(EASY_SPEED_M_S)), tibia_load(peak_bw, 0.0)
            ),
            "achilles_from": "model",
            "patellar_from": np.where(np.isnan(index), "stand-in", "measured"),
            "tibia_from": "model",
        },
        index=sets.index,
    )
