"""What the Drills page begins with: the drills as they are for the athlete, and which is open."""

from datetime import UTC, datetime

import streamlit as st

from pages.components import frame, sources
from pages.components.drill_rows import Drills


def read(athlete_id: str | None) -> Drills:
    """Return the drills, with the athlete's own times where there are any today."""
    today = datetime.now(UTC).astimezone().date()
    return sources.weighed_drills(sources.key(), athlete_id, today)


def pick(drills: Drills) -> str | None:
    """Return the drill that is open: picked here, in the table or in the chart."""
    # Ids, as in every link; the names stand in the table.
    ids = sorted(drills.rows["drill_id"])
    frame.say_unknown("drill", lambda asked: asked in ids, "That drill")
    return st.selectbox(
        "Open a drill",
        ids,
        index=None,
        key="drill",
        bind="query-params",
        placeholder="Its id, or click a row",
        width=200,
    )
