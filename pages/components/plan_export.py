"""What leaves the house of a plan: a card to print, a calendar, a table."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from analytics.progression import card, plan_calendar, plan_csv
from analytics.progression.paper import Paper
from analytics.progression.paper_sessions import reasons
from analytics.progression.runs_to_come import RunsToCome
from analytics.progression.short_verdict import beside, short_verdict
from analytics.progression.verdict import breaks, switched_off
from data import OWNER, plan_exports, plans, store
from data.ids import slug
from data.plans import SavedPlan
from pages.components import days, plan_state, sources, text
from pages.components.plan_reading import Reading

KINDS: Final = {
    "pdf": ("Card to print (PDF)", "application/pdf"),
    "ics": ("Calendar (.ics)", "text/calendar"),
    "csv": ("Table (CSV)", "text/csv"),
}


def offer(reading: Reading, by: str) -> None:
    """Offer the files; each is made when one asks for it."""
    with st.popover("Export", key="plan-export"):
        if not reading.sets:
            st.caption("No session to export yet.")
            return
        off = switched_off(reading.wishes.settings.limits)
        said = short_verdict(reading.rows, off)
        if breaks(reading.rows):
            st.markdown(f":red[■] Every copy says: **{text.plain(said)}**")
        else:
            st.caption(f"Every copy says: {text.plain(said)}.")
        if told := beside(reading.rows, off):
            st.caption(f"{text.plain(told)}.")
        runs = sources.plan_runs(reading.basis, reading.wishes.goal_date)
        name = slug(f"{reading.basis.athlete_id}-{reading.draft.title}") or "plan"
        for ending, (label, mime) in KINDS.items():
            st.download_button(
                label,
                partial(made, reading, by, ending, runs),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=f"plan-export-{ending}",
                on_click="ignore",
                width="stretch",
            )


def made(reading: Reading, by: str, ending: str, runs: RunsToCome) -> bytes:
    """Return a file of a kind; nothing of Streamlit is in it, as it is made in a thread."""
    why = reasons(reading.plan, pd.Series(runs.is_hard, index=runs.days))
    of_paper = paper(reading, by, why)
    match ending:
        case "pdf":
            return card.pdf(of_paper)
        case "ics":
            plan_id = reading.draft.plan_id or f"{reading.basis.athlete_id}-{reading.letter}"
            return plan_calendar.ics(of_paper, plan_id)
        case _:
            return plan_csv.csv(of_paper)


def paper(reading: Reading, by: str, why: Mapping[pd.Timestamp, str]) -> Paper:
    """Return the plan with all that stands on every copy of it.

    A version is named only where the sets are still those of it.
    """
    draft, athlete_id = reading.draft, reading.basis.athlete_id
    now = datetime.now(UTC).replace(tzinfo=None)
    saved = SavedPlan(
        plan_id=draft.plan_id or "",
        athlete_id=athlete_id,
        name=draft.title,
        version=draft.version or 0,
        newest_version=draft.version or 0,
        created_at=now,
        created_by=by,
        plan=reading.plan,
        settings=reading.board.wishes.settings,
        promise=None,
        removed_at=None,
    )
    with store.session(reading.basis.at.path) as con:
        found = plan_exports.paper_of(
            con, OWNER, saved, reading.rows, issued=days.today(), issued_by=by, why=why
        )
        if draft.plan_id is None or draft.version is None:
            return replace(found, version=None)
        kept = plans.load(con, OWNER, draft.plan_id, draft.version)
    is_same = plan_state.of_plan(kept.plan) == reading.board.sets(reading.letter)
    return found if is_same else replace(found, version=None)
