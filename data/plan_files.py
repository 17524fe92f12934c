"""Saved plans as files, without a screen: checked first, and never without what the check found."""

from datetime import date
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd

from analytics.errors import InputError
from analytics.progression import card
from analytics.progression.check import check
from analytics.progression.paper import Paper
from analytics.progression.paper_sessions import reasons
from analytics.progression.plan_calendar import ics
from analytics.progression.plan_csv import csv
from analytics.progression.runs_to_come import runs_to_come
from data import drills, plan_exports, plan_history, plans
from data.viewer import Viewer

ENDINGS: Final = (".pdf", ".ics", ".csv")


def checked_paper(
    con: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    plan_id: str,
    *,
    issued: date,
    issued_by: str,
    version: int | None = None,
) -> Paper:
    """Return a saved plan, held against its own limits from the day before it on.

    Raises
    ------
    InputError
        If there is no such plan that the viewer may see.
    """
    saved = plans.load(con, viewer, plan_id, version)
    history = plan_history.before(con, viewer, saved.athlete_id, saved.plan.first_day)
    runs = runs_to_come(history, None, saved.plan.goal_date)
    rows = check(saved.plan, history, runs, drills.of_store(con), saved.settings.limits)
    why = reasons(saved.plan, pd.Series(runs.is_hard, index=runs.days))
    return plan_exports.paper_of(
        con, viewer, saved, rows, issued=issued, issued_by=issued_by, why=why
    )


def write(paper: Paper, plan_id: str, path: Path) -> None:
    """Write a plan as card, calendar or table, by the ending of the file's name.

    Raises
    ------
    InputError
        If the ending is none of :data:`ENDINGS`, or the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"{path.name} ends in none of {', '.join(ENDINGS)}.")
    match ending:
        case ".pdf":
            content = card.pdf(paper)
        case ".ics":
            content = ics(paper, plan_id)
        case _:
            content = csv(paper)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error}.") from error
