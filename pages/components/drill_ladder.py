"""The ladder: what each level holds, when one goes up and when back, with who says so."""

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING
from data import ladder
from data.ladder import Gate, Level
from pages.components import text
from pages.components.drill_rows import Drills

_GATES: Final = {
    "entry": "Enter when all hold",
    "advance": "Go up when all hold",
    "regress": "Go back when one holds",
}
_MOMENTS: Final = {
    "during": "during a session",
    "any": "at any time",
    "next_morning": "the next morning",
    "week": "over a week",
    "test": "after a jump test",
}


def show(drills: Drills) -> None:
    """Show the levels, rests and stop rules."""
    st.caption(
        "An order to grow into, from the literature where it says something and from coaching "
        "where it does not: nearly all of it is called an assumption. One red sign is one level "
        "down."
    )
    names = dict(zip(drills.catalogue["drill_id"], drills.catalogue["name"], strict=True))
    warm_ups = ladder.warm_ups()
    for level in ladder.levels():
        with st.expander(_title(level), expanded=level.level == 0):
            _level(level, names, warm_ups[warm_ups["level"] == level.level])
    st.header("Rest by class of drill", anchor=False)
    st.markdown(rests(ladder.rests()))
    st.header("When to stop", anchor=False)
    st.markdown(stop_rules(ladder.stop_rules()))


def _title(level: Level) -> str:
    return (
        f"**{level.level} · {level.name}** · {_span(level.contacts)} contacts a session, "
        f"{_span(level.sessions)} a week" + (f", {_span(level.weeks)} weeks" if level.weeks else "")
    )


def _level(level: Level, names: dict[str, str], warm_up: pd.DataFrame) -> None:
    content, gates = st.columns([1, 1], gap="medium")
    with content:
        between = f"; {level.hours_between:.0f} h between" if level.hours_between else ""
        said = _said(level.source, level.grade)
        st.markdown(f"**Rest**: {text.plain(level.rest)}{between} {said}")
        if level.note:
            st.markdown(f"{text.plain(level.note)} {said}")
        st.markdown(f"**Drills** {said}\n" + _lines(_drill(one, names) for one in level.drills))
        rows = [_activity(row) for _, row in warm_up.iterrows()]
        st.markdown("**Warm-up**\n" + _lines(rows))
    with gates:
        for name, title in _GATES.items():
            some: Sequence[Gate] = getattr(level, name)
            if some:
                st.markdown(f"**{title}**\n" + _lines(_gate(one) for one in some))


def _drill(one: tuple[str, str], names: dict[str, str]) -> str:
    drill_id, amount = one
    return text.plain(f"{names[drill_id]}{f', {amount}' if amount else ''}")


def _activity(row: pd.Series) -> str:
    amount = f"{_span((row['amount_low'], row['amount_high']))} {row['unit']}"
    return f"{text.plain(row['activity'])}, {amount} {_said(row['source'], row['grade'])}"


def _gate(one: Gate) -> str:
    window = f" ({one.window})" if one.window and one.window not in one.sentence else ""
    return f"{text.plain(one.sentence + window)} {_said(one.source, one.grade)}"


def rests(rows: pd.DataFrame) -> str:
    """Return the rest by class as a table of Markdown."""
    lines = [
        "| Class | Between sets | Between repetitions | In words, source, grade |",
        "|---|---|---|---|",
    ]
    for _, row in rows.iterrows():
        cells = [
            row["drill_class"],
            _seconds(row, "rest_s"),
            _seconds(row, "rest_between_reps_s"),
            f"{text.plain(row['sentence'])} {_said(row['source'], row['grade'])}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def stop_rules(rows: pd.DataFrame) -> str:
    """Return what ends a set, holds a dose or stops the training, as a table of Markdown."""
    lines = ["| When | Rule | Source, grade |", "|---|---|---|"]
    for _, row in rows.iterrows():
        moment = _MOMENTS.get(row["moment"], row["moment"])
        said = _said(row["source"], row["grade"])
        lines.append(f"| {text.plain(moment)} | {text.plain(row['sentence'])} | {said} |")
    return "\n".join(lines)


def _seconds(row: pd.Series, name: str) -> str:
    if pd.isna(row[name]):
        return MISSING
    return f"{row[name]:g} s ({row[f'{name}_low']:g} to {row[f'{name}_high']:g})"


def _said(source: str, grade: str) -> str:
    """Return who says so, small and grey behind it."""
    who = "" if source == "plyopower" else f"{text.plain(source)}, "
    return f":small[:gray[{who}{text.plain(grade)}]]"


def _span(ends: Sequence[float]) -> str:
    low, *rest = ends
    high = rest[-1] if rest else low
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _lines(rows: Iterable[str]) -> str:
    return "\n".join(f"- {row}" for row in rows)
