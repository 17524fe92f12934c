"""What the literature alone says of an athlete: a fit to loads without a test."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.frames import LOADS, TESTS
from analytics.response import logs
from analytics.response.fit import ResponseFit
from analytics.response.model import ResponseModel

_NO_LOG = pd.Timestamp("2000-01-01")
"""Day that stands for a log without any; nothing is known of it."""


def prior_fit(
    athlete_id: str,
    loads: pd.DataFrame,
    model: ResponseModel = ResponseModel(),  # noqa: B008 - frozen
) -> ResponseFit:
    """Return the fit of one athlete nobody tested: the posterior is the prior.

    Parameters
    ----------
    athlete_id : str
    loads : DataFrame
        As :data:`analytics.frames.LOADS`, of that athlete alone; rows may be missing, or all.
        If no dose is known, no plyometrics are taken to have been done before (assumption), as
        under ``history_before="none"``.
    model : ResponseModel
        Whose prior and conventions; its covariates are left out, for a plan has none.

    Returns
    -------
    ResponseFit
        Gains in % have their intervals; power in W/kg is missing.

    Raises
    ------
    InputError
        If a row is of someone else, or cannot be meant.
    """
    model = replace(model, covariates=())
    if loads.empty:
        row = {"athlete_id": [athlete_id], "date": [_NO_LOG]}
        loads = pd.DataFrame(row | {name: [np.nan] for name in logs.CHANNELS})
    if LOADS.check(loads)["plyo_dose_au"].isna().all():
        model = replace(model, history_before="none")
    log = logs.read_one(athlete_id, loads, _no_tests(), (), model.dose_unit_au)
    return ResponseFit(model, model.state((log,)))


def _no_tests() -> pd.DataFrame:
    dtypes = {"athlete_id": "object", "date": "datetime64[us]"}
    none = pd.DataFrame(columns=list(TESTS.labels))
    return none.astype({name: dtypes.get(name, "float64") for name in TESTS.labels})
