"""What the Drills page begins with: the drills as they are for the athlete, and which is open."""

import pandas as pd
import streamlit as st

from data import drills as catalogue
from data import tissues
from pages.components import drill_rows
from pages.components.drill_rows import Drills


def read(athlete_id: str | None) -> tuple[Drills, pd.DataFrame]:
    """Return the drills, with the athlete's own times where there are any, and every value."""
    values = catalogue.values()
    return drill_rows.of_catalogue(catalogue.catalogue(), values, tissues.tissues()), values


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
