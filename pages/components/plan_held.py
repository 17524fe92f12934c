"""Planned against done, under the sessions of a plan that has begun."""

from typing import Any, Final

import streamlit as st

from analytics.charts.wording import MISSING
from analytics.progression.done import by_week
from pages.components import sources
from pages.components.days import today
from pages.components.figures import day_column
from pages.components.plan_state import Board
from pages.components.sources.plan_basis import Basis

SESSIONS: Final = "plan-held-sessions"
WEEKS: Final = "plan-held-weeks"


def show(basis: Basis, board: Board) -> None:
    """Show what was done of a plan, week by week and session by session."""
    sets, now = board.sets(), today()
    if not sets or board.wishes.first_day > now:
        return
    held = sources.held(basis, sets, board.wishes, now)
    due = held[held["state"] != "to come"]
    if due.empty:
        return
    st.markdown("**Planned against done**")
    st.caption(
        "A session done on another day of its week counts as moved. Days nobody logged are not "
        "zero. Both sides are weighed by the catalogue."
    )
    weeks = by_week(held)
    weeks = weeks[weeks["week"] <= due["week"].max()]
    st.dataframe(
        weeks.assign(share=100 * weeks["share"]).drop(columns=["planned_sets", "done_sets"]),
        key=WEEKS,
        hide_index=True,
        placeholder=MISSING,
        column_config=_amounts() | {"week": "Week", **_COUNTS},
        alt="Planned against done, a row a week",
    )
    st.dataframe(
        due.assign(share=100 * due["share"]),
        key=SESSIONS,
        hide_index=True,
        placeholder=MISSING,
        column_config=_amounts()
        | {
            "week": "Week",
            "date": day_column("Planned"),
            "done_date": day_column("Done"),
            "state": "What came of it",
        },
        alt="Planned against done, a row a session",
    )


def _amounts() -> dict[str, Any]:
    config = st.column_config
    return {
        **{
            f"{side}_{name}": config.NumberColumn(f"{label} {words}", format="%.0f")
            for side, label in (("planned", "Planned"), ("done", "Done"))
            for name, words in _AMOUNTS.items()
        },
        "share": config.NumberColumn("Done of planned dose (%)", format="%.0f"),
    }


_AMOUNTS: Final = {"sets": "sets", "contacts": "contacts", "dose_au": "dose (AU)"}

_COUNTS: Final = {
    "n_planned": "Sessions planned",
    "n_done": "Done",
    "n_extra": "Beside it",
    "n_not_logged": "Not logged",
}
