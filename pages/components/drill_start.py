"""What the Drills page begins with: the drills as they are for the athlete, and which is open."""

import pandas as pd
import streamlit as st

from data import tissues
from pages.components import drill_rows, sources
from pages.components.drill_rows import Drills


def read(athlete_id: str | None) -> Drills:
    """Return the drills, with the athlete's own times where there are any today."""
    at = sources.key()
    own = None
    if athlete_id is not None:
        own = sources.own_times(at, athlete_id)
        own = own[own["from_date"] <= pd.Timestamp.now()]
    return drill_rows.of_catalogue(
        sources.drills(at), sources.drill_values(at), tissues.tissues(), own
    )


def pick(drills: Drills) -> str | None:
    """Return the drill that is open: picked here, in the table or in the chart."""
    # Ids, as in every link; the names stand in the table.
    ids = sorted(drills.rows["drill_id"])
    return st.selectbox(
        "Open a drill",
        ids,
        index=None,
        key="drill",
        bind="query-params",
        placeholder="Type its id",
        width=200,
    )
