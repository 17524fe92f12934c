"""An athlete's timeline: the rows one wants over the period one wants."""

import pandas as pd
import streamlit as st

from analytics.charts import stress_row, template, timeline
from analytics.charts.template import VERDICTS
from analytics.charts.timeline import History
from analytics.charts.wording import number
from analytics.progression import Limits
from data.fits import SavedFit
from pages.components import frame, sources, stress_reading, stress_words, text
from pages.components.days import day
from pages.components.series import Series
from pages.components.sources import Key
from pages.components.text import counted

PERIODS_D = {"4 w": 28, "12 w": 84, "1 y": 365, "All": None}
ROWS = {
    "tests": "tests",
    "run power": "power",
    "dose": "dose",
    "run load": "runs",
    "stress": "stress",
    "other load": "other",
}


def period() -> int | None:
    """Let one choose the period; return how many days at the end of the log, None for all."""
    picked = st.segmented_control(
        "Period",
        list(PERIODS_D),
        default="1 y",
        required=True,
        key="period",
        bind="query-params",
    )
    return PERIODS_D[picked or "1 y"]  # an empty link value arrives as None


def show(athlete_id: str, days: int | None) -> None:
    """Draw what was done and measured, one row above the other."""
    at = sources.key()
    daily = sources.daily(at, athlete_id)
    tests = sources.tested_power(at, athlete_id)
    if daily.empty and tests.empty:
        st.info("Nothing logged yet. Import runs, plyometric sets or tests on the Imports page.")
        return
    rows = st.pills(
        "Rows",
        list(ROWS),
        selection_mode="multi",
        default=list(ROWS),
        key="rows",
        bind="query-params",
    )
    rows = rows or []
    chosen = sources.modelled(at, athlete_id)
    predicted, model_note = _model(at, chosen, athlete_id)
    stress = stress_reading.read(athlete_id)
    history = History(
        daily,
        tests,
        sources.run_power(at, athlete_id),
        predicted,
        None if stress is None else stress.daily,
        sources.other_load(at, athlete_id),
    ).of_last(days)
    st.plotly_chart(
        timeline.timeline(
            history,
            frame.palette(),
            rows=[ROWS[row] for row in rows],
            limit_percent=100 * (Limits().residual or 0.0) or None,
            counted_by=text.counted_by(sources.dose_measure(at)),
        ),
        theme=None,
        config=template.CONFIG,
        key="timeline",
        alt=f"Timeline of {athlete_id}: {', '.join(rows)}.",
    )
    notes = _notes(rows, history, model_note, _without_power(at, athlete_id))
    st.caption(" ".join(notes))


def _without_power(at: Key, athlete_id: str) -> int:
    contents = sources.contents(at)
    mine = contents[contents["athlete_id"] == athlete_id]
    return int((mine["n_runs"] - mine["n_runs_with_power"]).sum())


def _model(at: Key, chosen: Series | None, athlete_id: str) -> tuple[pd.DataFrame, str]:
    """Return the model's power of each day and what to know of it; nothing without a fit."""
    saved = None if chosen is None else sources.saved_fit(at, chosen)
    if chosen is None or saved is None:
        columns = ["date", "mean", "lower", "upper", "power_source", "label"]
        return pd.DataFrame(columns=columns), ""
    predicted = sources.forecast(at, chosen, athlete_id)
    found = sources.found(at, chosen, athlete_id)
    said = "not assessed"
    if found is not None:
        said = " ".join(VERDICTS[found["verdict"]])
    elif sources.standing(at, chosen, athlete_id).is_too_little:
        said = " ".join(VERDICTS["insufficient"])
    note = (
        f"Blue: the model of {chosen.label}, with its {100 * saved.fit.model.level:.0f} % "
        f"interval, fit of {day(saved.created_at)}; dose effect: {said}.{_recounted(at, saved)}"
    )
    return predicted.assign(power_source=chosen.power_source, label=chosen.what), note


def _recounted(at: Key, saved: SavedFit) -> str:
    """Return what the fit's doses were counted by, if today's are counted by something else."""
    if saved.dose_measure == sources.dose_measure(at):
        return ""
    return f" Its doses are counted by {text.measure(saved.dose_measure)}, as it was fitted."


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
    if "stress" in rows:
        notes.append(_stress_note(history))
    if "other load" in rows:
        notes += _other_notes(history.other)
    return notes


def _notes_of(row: str, status: pd.Series, is_estimated: pd.Series) -> list[str]:
    notes = []
    if unknown := int((status == "unknown").sum()):
        notes.append(f"{row.capitalize()} not logged on {counted(unknown, 'day')} (grey).")
    if is_estimated.fillna(False).any():
        notes.append(f"Hollow bars: estimated {row}.")
    return notes


def _stress_note(history: History) -> str:
    """Return how the row of stress is read, and how often it is above its limit."""
    if history.stress is None or history.stress.empty:
        return "No run and no set logged: no stress to show."
    limit = Limits().residual
    over = stress_words.residual_above(stress_row.worst(history.stress), limit)
    return (
        "Stress: of each tissue the worse leg, as % of own high, with the range of the worst. "
        f"{over} {stress_words.RELATIVE}"
    )


def _other_notes(other: pd.DataFrame | None) -> list[str]:
    if other is None or other.empty:
        return ["No strength, mobility or cross-training logged."]
    return [
        "Other load (hatched): session effort (0-10) × minutes of strength, mobility and "
        "cross-training; a number of its own, no AU of dose or of running.",
        *_notes_of("other load", other["other_status"], other["other_is_estimated"]),
    ]
