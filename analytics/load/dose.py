"""Plyometric dose of a day: contacts, each weighed by the force its drill is modelled with."""

from collections.abc import Sequence

import pandas as pd

from analytics.errors import InputError
from analytics.load.drills import CATALOGUE
from analytics.load.measures import MEASURES as MEASURES
from analytics.load.measures import Measure as Measure
from analytics.load.measures import chosen, set_measures
from analytics.load.measures import in_pogos as in_pogos
from analytics.load.set_dose import REFERENCE_PEAK_BW as REFERENCE_PEAK_BW
from analytics.load.set_dose import set_dose as set_dose
from analytics.load.tissue import Tissue


def daily_dose(
    sets: pd.DataFrame,
    catalogue: pd.DataFrame,
    measure: str = "model_force",
    tissues: Sequence[Tissue] = (),
) -> pd.DataFrame:
    """Add up the dose of each day on which there were sets.

    Parameters
    ----------
    sets : DataFrame
        As :data:`analytics.frames.SETS`.
    catalogue : DataFrame
        As :data:`analytics.load.drills.CATALOGUE`.
    measure : str
        What a contact is weighed by, a name of :data:`MEASURES`.
    tissues : sequence of Tissue
        Needed only to weigh by the steps of one.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date``, ``plyo_dose_au``: per leg, averaged over both legs, in
        AU: whatever the measure, 1 AU is one two-legged pogo contact. One row per athlete
        and day with sets, in that order. Days without sets are absent: whether they were
        rest is not known here. Missing where the measure is not known of one of the sets;
        by modelled force it always is.

    Raises
    ------
    InputError
        As :func:`set_dose`, or if the measure is not one of them.
    """
    CATALOGUE.check(catalogue)
    weighed_by = chosen(measure)
    if measure == "model_force":
        dose_au = set_dose(sets, catalogue)["plyo_dose_au"]
    else:
        measured = in_pogos(set_measures(sets, catalogue, tissues), catalogue, tissues)
        if weighed_by.column not in measured:
            raise InputError(f"To weigh sets by {weighed_by.label}, its tissue must be given.")
        dose_au = measured[weighed_by.column].rename("plyo_dose_au")
    return _by_day(sets, dose_au.to_frame())


def daily_doses(
    sets: pd.DataFrame, catalogue: pd.DataFrame, tissues: Sequence[Tissue] = ()
) -> pd.DataFrame:
    """Add up each day in every measure of dose, in its own unit.

    Parameters
    ----------
    sets, catalogue, tissues
        As :func:`daily_dose`; the catalogue also as
        :data:`analytics.load.contact_load.TISSUE_DRILLS` if tissues are given.

    Returns
    -------
    DataFrame
        ``athlete_id``, ``date`` and the columns of
        :func:`analytics.load.measures.set_measures`. A day is missing in a measure that is
        not known of one of its sets.
    """
    CATALOGUE.check(catalogue)
    return _by_day(sets, set_measures(sets, catalogue, tissues))


def _by_day(sets: pd.DataFrame, measured: pd.DataFrame) -> pd.DataFrame:
    days = pd.concat([sets[["athlete_id", "date"]], measured], axis=1)
    # A day is known only when every set of it is.
    sums = days.groupby(["athlete_id", "date"], observed=True).sum(skipna=False)
    return sums.reset_index()
