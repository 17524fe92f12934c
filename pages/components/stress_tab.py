"""The Stress tab: each tissue and leg against its own high, what drove a day, and the limits."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts import stress as charts
from analytics.charts import template
from analytics.charts.stress import Lines
from analytics.load.tissue import SIDES, TISSUES
from analytics.progression import Limits
from pages.components import (
    frame,
    sources,
    stress_behind,
    stress_day,
    stress_how,
    stress_limits,
    stress_monitoring,
    stress_pain,
    stress_rails,
    stress_reading,
    stress_silence,
    stress_words,
)
from pages.components.days import day
from pages.components.stress_reading import Reading
from pages.components.text import counted

CHART: Final = "stress-chart"


def show(athlete_id: str, days: int | None) -> None:
    """Show the stress of an athlete over so many days at the end of the log."""
    above_all = st.container()
    with st.container(horizontal=True, horizontal_alignment="right"):
        limits = stress_limits.pick()
    with above_all:
        stress_pain.show(athlete_id, limits.pain_stop)
    reading = stress_reading.read(athlete_id, days, limits)
    if reading is None:
        st.info(stress_words.NOTHING)
        return
    for said in _gaps(reading):
        st.info(said)
    if reading.stress.items.empty:
        return
    _head(reading, limits)
    with st.container(horizontal=True, gap="large"):
        tissue, side = _pick(reading)
        asked = stress_day.ask()
    shown = reading.shown(reading.of(tissue, side))
    when, is_asked = reading.day(asked, shown)
    _chart(shown, when, limits)
    days_, behind = st.columns([9, 11], gap="medium")
    with days_:
        stress_day.highest(shown)
    with behind:
        days_of = reading.of(tissue, side)
        stress_behind.explain(reading, days_of, when, limits, is_highest=not is_asked)
    flags = sources.flags(sources.key(), athlete_id, limits)
    on = when if is_asked else reading.last
    stress_rails.show(flags, on, limits, is_last=not is_asked)
    stress_monitoring.runs(athlete_id)
    stress_monitoring.show(reading)
    stress_how.show(reading)


def _gaps(reading: Reading) -> list[str]:
    """Return what is missing altogether, and so not in what is shown."""
    kinds = set(reading.stress.items["kind"])
    if not kinds:
        return [stress_words.ONLY_NUMBERS]
    left_out = reading.stress.left_out.get(reading.athlete_id)
    if left_out is not None:
        return [stress_silence.LEFT_OUT[left_out]]
    said = []
    if "plyo" not in kinds:
        said.append(stress_words.NO_SETS)
    if "run" not in kinds:
        said.append(stress_words.NO_RUNS)
    silent = stress_silence.silent_now(reading.until_last(TISSUES[0], SIDES[0]))
    return [*said, silent] if silent else said


def _head(reading: Reading, limits: Limits) -> None:
    """Say how each tissue and leg stand on the last logged day."""
    st.header(f"Residual stress on {day(reading.last)}", anchor=False)
    now = reading.on(reading.last)
    for column, side in zip(st.columns(2), SIDES, strict=True):
        lines = [_standing(reading, now, tissue, side, limits) for tissue in TISSUES]
        column.markdown("\n".join(f"- {line}" for line in lines))
    silent = (
        f" Nothing is known of the {counted(reading.n_silent, 'day')} since then."
        if reading.n_silent
        else ""
    )
    st.caption(f"{stress_words.RELATIVE} {stress_words.RANGE}{silent}")


def _standing(reading: Reading, now: pd.DataFrame, tissue: str, side: str, limits: Limits) -> str:
    row = now[(now["tissue"] == tissue) & (now["side"] == side)].iloc[0].to_dict()
    said = stress_words.sentence(row, limits.residual, reading.why(tissue, side))
    said += stress_silence.standing_in(row)
    is_above = pd.notna(row["residual_above"]) and row["residual_above"]
    return f"■ **above** · {said}" if is_above else said


def _pick(reading: Reading) -> tuple[str, str]:
    """Let one choose the tissue and leg; return the highest of the last day until then."""
    names = {
        stress_words.where(tissue, side): (tissue, side) for tissue in TISSUES for side in SIDES
    }
    frame.say_unknown("tissue", lambda asked: asked in names, "That tissue")
    picked = st.pills(
        "Tissue and leg",
        list(names),
        key="tissue",
        bind="query-params",
        help="The highest of the last logged day, until one is picked.",
    )
    if picked is not None:
        return names[picked]
    row = reading.highest() or {"tissue": TISSUES[0], "side": SIDES[0]}
    return str(row["tissue"]), str(row["side"])


def _chart(shown: pd.DataFrame, when: pd.Timestamp, limits: Limits) -> None:
    tissue, side = str(shown["tissue"].iloc[0]), str(shown["side"].iloc[0])
    name = stress_words.where(tissue, side)
    st.header(f"{name[0].upper()}{name[1:]}, day by day", anchor=False)
    lines = Lines(
        None if limits.residual is None else 100 * limits.residual,
        limits.spike,
        limits.introduction_steps,
    )
    over = stress_words.counted_above(shown, limits)
    key = f"{CHART}-{tissue}-{side}"
    st.plotly_chart(
        charts.chart(
            shown,
            lines,
            frame.palette(),
            chosen=when if when in set(shown["date"]) else None,
        ),
        theme=None,
        config=template.CONFIG,
        key=key,
        on_select=partial(stress_day.clicked, key),
        selection_mode="points",
        alt=f"Stress of the {name}, day by day. {over}",
    )
    st.caption(
        f"{over} {stress_words.band(tissue)} Thin upright lines: the same range of one day. "
        f"Click a day to see what is behind it.{stress_words.marks(shown)}"
    )
