"""Whose data moved on since a fit was saved."""

import pandas as pd

from analytics.response import logs
from data.fits import SavedFit


def moved_on(saved: SavedFit, loads: pd.DataFrame, tests: pd.DataFrame) -> frozenset[str]:
    """Return the athletes whose data are not those of the fit, who are new, or who went.

    Parameters
    ----------
    saved : SavedFit
    loads, tests : DataFrame
        What a fit would be made from now, of :func:`data.assembly.response_inputs`.
    """
    model = saved.fit.model
    now = _prints(logs.read(loads, tests, model.covariates, model.dose_unit_au))
    then = _prints(saved.fit.state.logs)
    return frozenset(who for who in now.keys() | then.keys() if now.get(who) != then.get(who))


def _prints(read: tuple[logs.Log, ...]) -> dict[str, str]:
    return {log.athlete_id: logs.sha256((log,)) for log in read}
