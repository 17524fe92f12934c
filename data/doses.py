"""Plyometric dose of each day in every measure, as sets and body mass give it."""

import duckdb
import pandas as pd

from analytics.load.dose import daily_doses
from data import body_mass, drills, own_times, plyometrics, tissues
from data.viewer import Viewer


def doses(con: duckdb.DuckDBPyConnection, viewer: Viewer, athlete_id: str) -> pd.DataFrame:
    """Return the dose of each day with sets, newest first.

    Returns
    -------
    DataFrame
        ``date`` and the columns of :func:`analytics.load.dose.daily_doses`; also
        ``eccentric_impulse_n_s``, missing before the first body mass.
    """
    sets = own_times.attach(con, viewer, plyometrics.sets(con, viewer, athlete_id))
    days = daily_doses(sets, drills.of_store(con), tissues.tissues())
    masses = body_mass.body_masses(con, viewer, athlete_id)[["date", "mass_kg"]]
    dated = pd.merge_asof(
        days.astype({"date": "datetime64[us]"}).sort_values("date"),
        masses.astype({"date": "datetime64[us]"}).sort_values("date"),
        on="date",
    )
    impulse_n_s = dated["eccentric_impulse_m_s"] * dated.pop("mass_kg")
    newest = dated.assign(eccentric_impulse_n_s=impulse_n_s).drop(columns="athlete_id")
    return newest.sort_values("date", ascending=False, ignore_index=True)
