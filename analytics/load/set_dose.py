"""Dose of a set: its contacts, each weighed by the force its drill is modelled with."""

from typing import Final

import pandas as pd

from analytics.load.drills import model_peak
from analytics.load.leg_contacts import leg_contacts

REFERENCE_PEAK_BW: Final = 2.3
"""Modelled peak force of one leg in a pogo, in BW: 1 AU is one such contact on each leg.

Half sine with 0.17 s contact and 0.33 s flight, 4.6 BW on two legs (worked out)."""


def set_dose(sets: pd.DataFrame, catalogue: pd.DataFrame) -> pd.DataFrame:
    """Weigh each set, for each leg.

    Parameters
    ----------
    sets : DataFrame
        As :data:`analytics.frames.SETS`.
    catalogue : DataFrame
        As :data:`analytics.load.drills.CATALOGUE`.

    Returns
    -------
    DataFrame
        Indexed as ``sets``: ``left_dose_au``, ``right_dose_au`` and their mean
        ``plyo_dose_au``.

    Raises
    ------
    InputError
        If a drill, a side or a count is not known, or a height that matters is
        missing or beyond what is known.

    Notes
    -----
    A leg's dose is its contacts times the drill's modelled peak force on one leg over
    that of a pogo. A contact of a two-legged drill counts on each leg. One leg at a time
    with side ``both`` puts half of the contacts on each leg. A single side leaves
    the other leg with 0. Measured forces never enter: they exist for few drills, and
    mixing them with modelled ones would rank drills by who measured them.
    """
    left, right = leg_contacts(sets, catalogue)
    peak_bw = model_peak(sets, catalogue)
    left_au, right_au = left * peak_bw / REFERENCE_PEAK_BW, right * peak_bw / REFERENCE_PEAK_BW
    return pd.DataFrame(
        {
            "left_dose_au": left_au,
            "right_dose_au": right_au,
            "plyo_dose_au": (left_au + right_au) / 2,
        },
        index=sets.index,
    )
