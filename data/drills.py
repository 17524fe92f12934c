"""Read the drill catalogue: each drill once, and each value known of it with its source."""

from typing import Final

import duckdb
import pandas as pd

from analytics.errors import InputError
from analytics.load.drill_names import meant
from analytics.load.drills import refusals
from data import own_rows, shipped_drills
from data.shipped_drills import CATALOGUE_FOLDER as CATALOGUE_FOLDER
from data.shipped_drills import SHOWN_HEIGHT_M as SHOWN_HEIGHT_M
from data.shipped_drills import sources as sources

QUALITIES: Final = (
    "technique",
    "stiffness",
    "rfd",
    "reactive",
    "multidirectional",
    "variability",
)
"""What a drill trains; ``rfd`` is the rate of force development."""

PURPOSES: Final = ("warm-up", "landing", "technique", "jump", "running")

NO_CONTACTS: Final = "no contacts"
"""Class of an exercise that is done without landing: it has no dose."""

REFERENCE: Final = "running-step"
"""The step that doses and stress are compared with; nobody trains it as a drill."""


def catalogue() -> pd.DataFrame:
    """Return the drills that are shipped, one row each, as the doses need them.

    Returns
    -------
    DataFrame
        ``drill_id``, ``name``, ``legs``, ``is_alternating``, ``contacts_per_rep`` (0 for an
        exercise without contacts), ``drill_class`` and, where it follows the height,
        ``high_from_m`` from which on it is high; ``qualities``, a tuple of
        :data:`QUALITIES`; ``purpose``; ``level`` of the ladder it first appears on; ``cue``;
        ``substitute_id``, of lower force and a common quality, empty where there is none;
        ``is_own``; ``own_times``, what an athlete's own flight time tells of the drill
        (``flight``, ``landing``, ``rebound`` or nothing, as in :mod:`analytics.load.own_peak`).
        What the model works with: ``contact_s`` (of a landing the time to stop) and either
        ``flight_s``, or ``drop_m`` (missing where the set's height is fallen) and
        ``rebound_m``; ``model_peak_bw_per_leg`` with ``model_peak_grade``,
        ``model_peak_source`` and ``model_peak_note``; ``model_peak_at_height``, pairs of
        height (m) and peak force, empty where height does not matter (where it does,
        ``model_peak_bw_per_leg`` is that at 0.30 m); ``force_cv_percent``;
        ``rest_s`` and ``rest_between_reps_s`` of its class.
        What was measured, missing where nobody did: ``measured_peak_bw``, all legs
        together, with its ``measured_peak_height_m``, grade and source; ``patellar_index``,
        with ``patellar_stand_in``, the mean of the measured jumps on as many legs
        (assumption), for every drill with contacts.
    """
    return shipped_drills.frame().copy()


def values() -> pd.DataFrame:
    """Return every value known of every shipped drill, in the order of the catalogue.

    Returns
    -------
    DataFrame
        ``drill_id``, ``quantity``, ``height_m``, ``value``, ``value_high`` (where a range is
        known), ``unit``, ``n`` (persons measured, missing where unknown), ``source``,
        ``grade``, ``cv_percent`` (how far another athlete's value may be off, a coefficient
        of variation) with its ``cv_grade``, ``note``, ``reference``, ``where``.
    """
    return shipped_drills.values()


def of_store(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the shipped drills and the own drills of a store, as :func:`catalogue`.

    An own drill counts before one of its id that came to be shipped later: the sets that were
    logged with it were that drill.
    """
    own = own_rows.stored(con)
    if own.empty:
        return catalogue()
    return pd.concat([_others(catalogue(), own), own_rows.as_catalogue(own)], ignore_index=True)


def values_of_store(con: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return every value of the shipped drills and of the store's own, as :func:`values`."""
    own = own_rows.stored(con)
    if own.empty:
        return values()
    return pd.concat([_others(values(), own), own_rows.as_values(own)], ignore_index=True)


def _others(shipped: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    return shipped[~shipped["drill_id"].isin(own["drill_id"])]


def one(con: duckdb.DuckDBPyConnection, drill_id: str) -> pd.DataFrame:
    """Return the one row of a drill, shipped or own, with the columns of :func:`catalogue`.

    Raises
    ------
    InputError
        If there is no such drill, with those spelt alike.
    """
    drills = of_store(con)
    found = drills[drills["drill_id"] == drill_id].reset_index(drop=True)
    if found.empty:
        near = meant(drill_id, drills.loc[drills["drill_id"] != REFERENCE, "drill_id"])
        raise InputError(f"Drill {drill_id!r} is not in the catalogue.{near}")
    return found


def check_set(
    drill_id: str,
    height_m: float | None,
    side: str | None = None,
    drills: pd.DataFrame | None = None,
) -> None:
    """Refuse a set whose dose could not be computed.

    Parameters
    ----------
    drill_id : str
    height_m : float or None
    side : str, optional
        ``left``, ``right`` or ``both``, which is the default.
    drills : DataFrame, optional
        As :func:`of_store`; the shipped drills where left out.

    Raises
    ------
    InputError
        If the drill is unknown or the running step, is one of two legs done on one, or its
        height is missing or beyond what is known.
    """
    if drill_id == REFERENCE:
        raise InputError(
            f"{REFERENCE} is a step of a run, no drill: as a set it would count twice. Import the "
            "run, as a file or a row of runs."
        )
    row = pd.DataFrame({"drill_id": [drill_id], "height_m": [height_m], "side": [side or "both"]})
    reason = str(refusals(row, shipped_drills.frame() if drills is None else drills).iloc[0])
    if reason:
        raise InputError(reason)
