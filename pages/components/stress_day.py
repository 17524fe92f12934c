"""Which day is explained: named, clicked in the chart, or picked from the highest days."""

from datetime import date
from functools import partial
from math import isfinite
from typing import Final
from zlib import crc32

import pandas as pd
import streamlit as st

from analytics.charts.stress_days import steps
from analytics.charts.wording import MISSING, number
from pages.components import frame
from pages.components.stress_words import Row

N_DAYS: Final = 8
ROW_PX: Final = 30
FIRST: Final = date(1990, 1, 1)
LAST: Final = date(2099, 12, 31)


def ask() -> date | None:
    """Let one name the day; a click in the chart and a row of the highest days do the same."""
    frame.say_unknown("day", _is_day, "That day")
    picked = st.date_input(
        "Day explained",
        value=None,
        min_value=FIRST,
        max_value=LAST,
        format="DD.MM.YYYY",
        key="day",
        bind="query-params",
        help="Or click a day in the chart, or select one of the highest days.",
        width=170,
    )
    return picked if isinstance(picked, date) else None


def _is_day(said: str) -> bool:
    try:
        return FIRST <= date.fromisoformat(said) <= LAST
    except ValueError:
        return False


def clicked(chart: str) -> None:
    """Take over the day that was clicked in a chart; for callbacks."""
    points = st.session_state[chart]["selection"]["points"]
    found = [point["customdata"] for point in points if point.get("customdata")]
    if found:
        text = found[0] if isinstance(found[0], str) else found[0][0]
        st.session_state["day"] = date.fromisoformat(text)


def _row_picked(table: str, days: list[date]) -> None:
    rows = st.session_state[table]["selection"]["rows"]
    st.session_state["day"] = days[rows[0]] if rows else None


def highest(days: pd.DataFrame) -> None:
    """List the highest days of the period; selecting one explains it."""
    by = "percent" if days["percent"].notna().any() else "equivalents"
    top = days.dropna(subset=by).nlargest(N_DAYS, by)
    if top.empty:
        return
    st.header("Highest days of the period", anchor=False)
    st.caption(
        "Select one, or click a day in the chart, to see what is behind it. ■ above its limit, "
        "▲ perhaps above, ? cannot be known."
    )
    dates = [when.date() for when in top["date"]]
    asked = " ".join([*map(str, dates), str(top["tissue"].iloc[0]), str(top["side"].iloc[0])])
    key = f"highest-days-{crc32(asked.encode()):08x}"
    st.dataframe(
        pd.DataFrame(
            {
                "date": top["date"],
                "percent": top["percent"],
                "range": [_ends(row) for row in top.to_dict("records")],
                "steps": top["equivalents"],
                "ratio": top["spike_ratio"],
                "state": [_over(row) for row in top.to_dict("records")],
            }
        ).style.format({"steps": _steps}),
        hide_index=True,
        key=key,
        on_select=partial(_row_picked, key, dates),
        selection_mode="single-row",
        placeholder=MISSING,
        height=(len(top) + 1) * ROW_PX + 8,
        row_height=ROW_PX,
        column_config={
            "date": st.column_config.DateColumn("Day", format="ddd D MMM YYYY", width=110),
            "percent": st.column_config.NumberColumn("% own high", format="%.0f", width=75),
            "range": st.column_config.TextColumn("Range", width=95),
            "steps": st.column_config.NumberColumn("Easy steps", help="That day.", width=75),
            "ratio": st.column_config.NumberColumn(
                "× 30 d", format="%.2f", width=55, help="× the largest of the 30 days before"
            ),
            "state": st.column_config.TextColumn(
                "Above", width=140, help="■ above, ▲ perhaps above, ? cannot be known"
            ),
        },
        alt="The highest days of the period; select one to see what is behind it",
    )


def _steps(value: object) -> str:
    return steps(float(str(value)))


def _ends(row: Row) -> str:
    if not isfinite(row["percent"]):
        return MISSING
    return f"{number(row['percent_lower'])} to {number(row['percent_upper'])} %"


def _over(row: Row) -> str:
    """Return which of the two limits a day is above, or may be."""
    said: list[str] = []
    for rule, name in (("residual", "residual"), ("spike", "day")):
        is_above = row[f"{rule}_above"]
        if is_above is True:
            said.append(f"■ {name}")
        elif row[f"{rule}_perhaps"] is True:
            said.append(f"▲ {name}")
        elif is_above is not False and isfinite(row["percent"]):
            said.append(f"? {name}")
    return ", ".join(said)
