"""What one contact of a drill puts on each tissue of one leg."""

from typing import Final

import numpy as np
import pandas as pd

from analytics.errors import InputError
from analytics.frames import Table
from analytics.load.drills import model_peak
from analytics.load.landing import of_drill
from analytics.load.running import tibia_load

ACHILLES_PER_FORCE: Final = 2.4
"""Achilles load over the ground force of one leg on the forefoot: levers of about 12 and 5 cm
(worked out from assumptions). It gives running 6.0 BW and a single-leg hop 7.4 BW."""

TISSUE_DRILLS = Table(
    "drill catalogue",
    {
        "drill_id": "Drill",
        "achilles_bw": "Measured Achilles load (BW)",
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
    Achilles: inverse dynamics where someone measured the drill, scaled by the athlete's own
    modelled peak over the catalogue's; else 2.4 times the peak on one leg. Patellar: the
    measured index, else that of measured jumps like it; own times do not change it
    (assumption). Tibia: the regression of running, at 0 m/s.
    """
    TISSUE_DRILLS.check(catalogue)
    peak_bw = model_peak(sets, catalogue)
    own = [name for name in ("own_contact_s", "own_flight_s") if name in sets]
    of_catalogue_bw = model_peak(sets.drop(columns=own), catalogue) if own else peak_bw
    achilles_bw = of_drill(sets, catalogue, "achilles_bw") * peak_bw / of_catalogue_bw
    index = of_drill(sets, catalogue, "patellar_index")
    stand_in = of_drill(sets, catalogue, "patellar_stand_in")
    nothing = np.isnan(index) & np.isnan(stand_in)
    if nothing.any():
        raise InputError(
            f"{sets.loc[nothing, 'drill_id'].iloc[0]} has neither a patellar index nor a "
            "stand-in. Add one to the drill catalogue."
        )
    return pd.DataFrame(
        {
            "achilles": np.where(np.isnan(achilles_bw), ACHILLES_PER_FORCE * peak_bw, achilles_bw),
            "patellar": np.where(np.isnan(index), stand_in, index),
            "tibia": tibia_load(peak_bw, speed_m_s=0.0),
            "achilles_from": np.where(np.isnan(achilles_bw), "model", "measured"),
            "patellar_from": np.where(np.isnan(index), "stand-in", "measured"),
            "tibia_from": "model",
        },
        index=sets.index,
    )
