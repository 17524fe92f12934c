"""Which test days the answer rests on: the answer without each."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.response import curves
from analytics.response.blocks import ordered_map
from analytics.response.design import Columns, Design
from analytics.response.state import State, conditioned


def influence(
    state: State, position: int, weekly_dose_au: float, weeks: int, level: float
) -> pd.DataFrame:
    """Return one athlete's response without each of its test days, the population held.

    Returns
    -------
    DataFrame
        ``date``, ``power_w_kg`` (mean of the day's tests), ``mean``, ``lower``, ``upper`` of the
        response without that day, in %, and ``change``: that mean less the one with all tests.
    """
    design = state.designs[position]
    days = np.unique(design.day)
    power = state.logs[position].power_w_kg[design.used]
    loading = curves.contrast(state, np.array([curves.one_dose(weekly_dose_au)]), weeks)
    whole = curves.band(curves.components(state.posteriors[position], loading), level)
    without = conditioned(state, [only(design, design.day != day) for day in days])
    bands = ordered_map(lambda one: curves.band(curves.components(one, loading), level), without)
    found = {
        name: np.array([getattr(band, name)[0] for band in bands], dtype=float)
        for name in curves.Band._fields
    }
    return pd.DataFrame(
        {
            "date": pd.Timestamp(0) + pd.to_timedelta(days, unit="D"),
            "power_w_kg": np.array([power[design.day == day].mean() for day in days], dtype=float),
            **found,
            "change": found["mean"] - whole.mean[0],
        }
    )


def only(design: Design, kept: npt.NDArray[np.bool_]) -> Design:
    """Return a design with some of its tests, shape of ``kept`` (n,)."""
    columns = design.columns
    return replace(
        design,
        day=design.day[kept],
        log_power=design.log_power[kept],
        se=design.se[kept],
        columns=Columns(columns.gain[kept], columns.recent[kept], columns.other[kept]),
    )
