"""An athlete's timeline: the rows one wants over the period one wants."""

import pandas as pd
import streamlit as st

from analytics.charts import template, timeline
from analytics.charts.template import VERDICTS
from analytics.charts.timeline import History
from analytics.charts.wording import number
from pages.components import frame, sources
from pages.components.days import day
from pages.components.series import Series
from pages.components.sources import Key
from pages.components.text import counted

PERIODS_D = {"4 w": 28, "12 w": 84, "1 y": 365, "All": None}
ROWS = {"tests": "tests", "run power": "power", "dose": "dose", "run load": "runs"}


def show(athlete_id: str) -> None:
    """Draw what was done and measured, one row above the other."""
    at = sources.key()
    daily = sources.daily(at, athlete_id)
    tests = sources.tested_power(at, athlete_id)
    runs = sources.run_power(at, athlete_id)
    if daily.empty and tests.empty:
        st.info("Nothing logged yet. Import runs, plyometric sets or tests on the Imports page.")
        return
    with st.container(horizontal=True, gap="medium"):
        period = st.segmented_control(
            "Period",
            list(PERIODS_D),
            default="1 y",
            required=True,
            key="period",
            bind="query-params",
        )
        rows = st.pills(
            "Rows",
            list(ROWS),
            selection_mode="multi",
            default=list(ROWS),
            key="rows",
            bind="query-params",
        )
    rows = rows or []  # an empty link value arrives as None, for the period too
    chosen = sources.modelled(at, athlete_id)
    predicted, model_note = _model(at, chosen, athlete_id)
    contents = sources.contents(at)
    mine = contents[contents["athlete_id"] == athlete_id]
    without_power = int((mine["n_runs"] - mine["n_runs_with_power"]).sum())
    history = History(daily, tests, runs, predicted).of_last(PERIODS_D[period or "1 y"])
    st.plotly_chart(
        timeline.timeline(history, frame.palette(), rows=[ROWS[row] for row in rows]),
        theme=None,
        config=template.CONFIG,
        key="timeline",
        alt=f"Timeline of {athlete_id}: {', '.join(rows)}.",
    )
    st.caption(" ".join(_notes(rows, history, model_note, without_power)))


def _model(at: Key, chosen: Series | None, athlete_id: str) -> tuple[pd.DataFrame, str]:
    """Return the model's power of each day and what to know of it; nothing without a fit."""
    saved = None if chosen is None else sources.saved_fit(at, chosen)
    if chosen is None or saved is None:
        return pd.DataFrame(columns=["date", "power_source", "label"]), ""
    predicted = sources.forecast(at, chosen, athlete_id)
    found = sources.found(at, chosen, athlete_id)
    said = "not assessed"
    if found is not None:
        said = " ".join(VERDICTS[found["verdict"]])
    elif sources.standing(at, chosen, athlete_id).is_too_little:
        said = " ".join(VERDICTS["insufficient"])
    note = (
        f"Blue: the model of {chosen.label}, with its {100 * saved.fit.model.level:.0f} % "
        f"interval, fit of {day(saved.created_at)}; dose effect: {said}."
    )
    return predicted.assign(power_source=chosen.power_source, label=chosen.what), note


def _notes(rows: list[str], history: History, model_note: str, without_power: int) -> list[str]:
    """Return what a reader of the rows that are shown must know."""
    notes = []
    if "tests" in rows and model_note:
        notes.append(model_note)
    if "tests" in rows and history.tests["se_w_kg"].notna().any():
        notes.append("Lines on the tests: ± 1 standard error.")
    if "run power" in rows and without_power:
        notes.append(
            f"Runs without power: {number(without_power)}. A power meter file or a timed test "
            "fills this row."
        )
    for row, channel in (("dose", "plyo"), ("run load", "run")):
        if row in rows:
            status, guessed = (f"{channel}_{name}" for name in ("status", "is_estimated"))
            notes += _notes_of(row, history.daily[status], history.daily[guessed])
    return notes


def _notes_of(row: str, status: pd.Series, is_estimated: pd.Series) -> list[str]:
    notes = []
    if unknown := int((status == "unknown").sum()):
        notes.append(f"{row.capitalize()} not logged on {counted(unknown, 'day')} (grey).")
    if is_estimated.fillna(False).any():
        notes.append(f"Hollow bars: estimated {row}.")
    return notes
