"""The Sessions tab: the plan as a table to edit, and each session of a week as a card."""

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING, number
from analytics.progression.paper_sessions import reasons, rest_words
from pages.components import (
    plan_desk,
    plan_drills,
    plan_editor,
    plan_held,
    plan_table,
    plan_words,
    sources,
    text,
)
from pages.components.days import day
from pages.components.plan_reading import Reading
from pages.components.plan_state import Draft, PlannedSet

EVERY: Final = "all"
CARD_PX: Final = 250


def show(reading: Reading) -> None:
    """Show the table of the weeks one looks at, and the sessions of it."""
    weeks = max(reading.board.wishes.n_weeks, 1)
    picked = st.pills(
        "Week",
        [EVERY, *range(1, weeks + 1)],
        default=1,
        required=True,
        key="plan-week",
        help="Weeks are counted from the first day of the plan.",
    )
    week = None if picked == EVERY else int(picked or 1)
    if reading.draft.scale != 1.0:
        st.info(
            f"Contacts are scaled {reading.draft.scale:.2f} ×. An edit here keeps the scaled "
            "numbers as they stand."
        )
    _outside(reading)
    _editor(reading, week)
    _cards(reading, week)
    plan_held.show(reading.basis, reading.board)


def _editor(reading: Reading, week: int | None) -> None:
    wishes = reading.board.wishes
    usable = plan_drills.usable(reading.basis)
    names = dict(zip(usable["drill_id"], usable["name"], strict=True))
    every = reading.board.sets(reading.letter)
    mine = [one for one in every if week is None or _week(reading, one) == week]
    rows = plan_table.frame(mine, wishes.first_day)
    name = f"plan-sessions-{reading.basis.athlete_id}-{reading.letter}-{week}"
    edited = plan_editor.edit(
        name,
        rows,
        num_rows="dynamic",
        hide_index=True,
        height=min(460, 38 * (len(rows) + 3)),
        column_config=_columns(names),
        disabled=["week"],
        placeholder=MISSING,
        alt=f"Sets of plan {reading.name}, one row per drill of a session",
    )
    if noted := plan_drills.noted(mine, usable):
        st.caption(noted)
    if edited is None:
        for said in st.session_state.get(f"{name}-wrong", ()):
            st.error(said)
        return
    found, wrong = plan_table.read(edited, sources.drills(reading.basis.at))
    st.session_state[f"{name}-wrong"] = [text.plain(one) for one in wrong]
    if wrong:
        for said in wrong:
            st.error(text.plain(said))
        st.caption("The plan stays as it was until every row can be meant.")
        return
    others = [one for one in every if week is not None and _week(reading, one) != week]
    sets = tuple(sorted((*others, *found), key=lambda one: one.date))
    title = _edited_title(reading.draft)
    draft = replace(reading.draft, sets=(*sets, *_kept(reading)), scale=1.0, title=title)
    plan_desk.change(reading.basis.athlete_id, reading.board.with_draft(reading.letter, draft))
    plan_desk.again()


def _edited_title(draft: Draft) -> str:
    return "improved, edited" if draft.title == "improved" else draft.title


def _kept(reading: Reading) -> list[PlannedSet]:
    """Return the sets outside the days of the board: they stay until the days come back."""
    wishes = reading.board.wishes
    return [
        one for one in reading.draft.sets if not wishes.first_day <= one.date < wishes.goal_date
    ]


def _outside(reading: Reading) -> None:
    n = reading.draft.n_outside(reading.board.wishes)
    if n:
        st.info(f"{text.counted(n, 'row')} outside the days of the plan: kept, and not counted.")


def _week(reading: Reading, one: PlannedSet) -> int:
    return (one.date - reading.board.wishes.first_day).days // 7 + 1


def _columns(names: dict[str, str]) -> dict[str, Any]:
    config = st.column_config
    return {
        "week": config.NumberColumn("Week", width=55),
        "date": config.DateColumn("Day", format="ddd D MMM", required=True, width=95),
        "drill_id": config.SelectboxColumn(
            "Drill",
            options=list(names),
            format_func=lambda one: names.get(str(one), str(one)),
            required=True,
            width=190,
        ),
        "sets": config.NumberColumn("Sets", step=1, width=55),
        "reps": config.NumberColumn("Reps", step=1, width=55),
        "height_cm": config.NumberColumn("Height (cm)", format="%.0f", width=85),
        "rest_s": config.NumberColumn("Rest (s)", format="%.0f", width=70),
    }


def _cards(reading: Reading, week: int | None) -> None:
    """Show each session of the week as a card: drills, cost, stress, conflicts, why here."""
    shown = [one for one in reading.sets if week is None or _week(reading, one) == week]
    if not shown:
        st.caption("No session to come here. Add a row to the table.")
        return
    runs = sources.plan_runs(reading.basis, reading.board.wishes.goal_date)
    why = reasons(reading.plan, pd.Series(runs.is_hard, index=runs.days))
    daily = sources.planned_costs(reading.basis, reading.sets, reading.wishes)
    with st.grid(min_column_width=CARD_PX, gap="small"):
        for when in sorted({one.date for one in shown}):
            with st.container(border=True, gap="small"):
                of_day = [one for one in shown if one.date == when]
                _card(reading, pd.Timestamp(when), of_day, daily, why)


def _card(
    reading: Reading,
    when: pd.Timestamp,
    sets: list[PlannedSet],
    daily: pd.DataFrame,
    why: dict[pd.Timestamp, str],
) -> None:
    cost = {str(name): float(value) for name, value in daily.loc[[when]].iloc[0].items()}
    st.markdown(
        f"**{day(when)}** · {number(cost['contacts'])} contacts · "
        f"{number(cost['plyo_dose_au'])} AU · {number(cost['minutes'])} min"
    )
    drills = sources.drills(reading.basis.at).set_index("drill_id")["name"]
    st.markdown("\n".join(f"- {_line(one, str(drills[one.drill_id]))}" for one in sets))
    st.markdown(_stress(reading, when))
    for row in reading.above[reading.above["date"] == when].to_dict("records"):
        st.markdown(f":orange[▲] {plan_words.conflict(row)}")
    if why.get(when):
        st.caption(why[when][0].upper() + why[when][1:] + ".")


def _line(one: PlannedSet, name: str) -> str:
    height = "" if one.height_m is None else f", {100 * one.height_m:.0f} cm"
    return f"{one.sets} × {one.reps} {text.plain(name)}{height}, rest {rest_words(one.rest_s)}"


def _stress(reading: Reading, when: pd.Timestamp) -> str:
    """Return the highest stress of a session's day."""
    stress = reading.simulation.stress
    known = stress[stress["date"] == when].dropna(subset="percent")
    if known.empty:
        return f"Stress: {MISSING}, own high is not known"
    row = known.sort_values("percent").iloc[-1].to_dict()
    limit = row["limit_percent"]
    limited = "" if pd.isna(limit) else f", limit {number(limit)} %"
    return (
        f"{plan_words.where(row)} {number(row['percent'])} % of today's own high "
        f"(range {number(row['percent_lower'])} to {number(row['percent_upper'])} %{limited})"
    )
