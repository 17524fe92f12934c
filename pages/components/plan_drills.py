"""Which drills a plan may use, from what height, and how much of each."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.charts.wording import MISSING
from analytics.progression.drill_choice import DrillChoice
from analytics.progression.drill_options import MOST_HIGH_CONTACTS
from data.drills import REFERENCE
from pages.components import plan_desk, plan_editor, sources, text
from pages.components.plan_state import PlannedSet
from pages.components.sources.plan_basis import Basis

USUAL_CONTACTS: Final = 60
"""Contacts a session of a drill below class high, so that more than one is done (assumption)."""
COLUMNS: Final = ("allowed", "name", "drill_class", "height_cm", "reps", "most_contacts", "done")


def pick(basis: Basis) -> None:
    """Offer the drills with ground contacts in a popover, as rows one checks."""
    chosen = plan_desk.board(basis.athlete_id).wishes.settings.drills
    n = len(chosen)
    with st.popover(f"Drills: {n} allowed", key="plan-drills", width="stretch"):
        st.caption(
            "Improve uses these drills only. Height counts where force follows it. Repetitions of "
            "a set and contacts of a session: at most, where given. Contacts begin with "
            f"{MOST_HIGH_CONTACTS} for drills of class high and {USUAL_CONTACTS} for others, so "
            "that a session is more than one drill (assumption)."
        )
        rows = table(basis, chosen)
        picked = plan_editor.edit(
            "plan-drills-table",
            rows,
            width=820,
            height=420,
            hide_index=True,
            column_order=list(COLUMNS),
            column_config=_columns(),
            disabled=["name", "drill_class", "done"],
            placeholder=MISSING,
        )
        if picked is not None:
            plan_desk.change_wishes(basis.athlete_id, drills=read(picked))
            plan_desk.again()


def usable(basis: Basis) -> pd.DataFrame:
    """Return the drills with ground contacts, as they are done by level and name."""
    drills = sources.drills(basis.at)
    some = drills[(drills["contacts_per_rep"] > 0) & (drills["drill_id"] != REFERENCE)]
    return some.sort_values(["level", "name"], ignore_index=True)


def noted(sets: Iterable[PlannedSet], usable: pd.DataFrame) -> str:
    """Return of which drills a height is a note only; empty if of none."""
    names = usable.set_index("drill_id")["name"]
    known = set(usable.loc[usable["model_peak_at_height"].astype(bool), "drill_id"])
    found = {
        text.plain(names[one.drill_id])
        for one in sets
        if one.height_m is not None and one.drill_id in names.index and one.drill_id not in known
    }
    if not found:
        return ""
    return (
        f"Height of {', '.join(sorted(found))}: kept as a note. No force by height is known, so "
        "that dose and stress stay the same; empty the cell if none was meant."
    )


def table(basis: Basis, chosen: tuple[DrillChoice, ...]) -> pd.DataFrame:
    """Return a row per drill, those chosen checked."""
    drills = usable(basis)
    by_id = {one.drill_id: one for one in chosen}
    done = sources.history_of(basis).drills_done
    of = [by_id.get(str(one)) for one in drills["drill_id"]]
    return pd.DataFrame(
        {
            "drill_id": drills["drill_id"].astype("str"),
            "allowed": [one is not None for one in of],
            "name": drills["name"].astype("str"),
            "drill_class": drills["drill_class"].astype("str"),
            "height_cm": [
                None if one is None or not one.height_m else 100 * one.height_m for one in of
            ],
            "reps": [None if one is None else one.reps for one in of],
            "most_contacts": [
                usual_contacts(drill) if one is None else one.most_contacts
                for one, drill in zip(of, drills.to_dict("records"), strict=True)
            ],
            "done": ["done before" if one in done else "new" for one in drills["drill_id"]],
        }
    ).astype({"height_cm": "float64", "reps": "float64", "most_contacts": "float64"})


def read(rows: pd.DataFrame) -> tuple[DrillChoice, ...]:
    """Return the choices of a table one edited."""

    def whole(value: float) -> int | None:
        return None if pd.isna(value) or value < 1 else int(value)

    return tuple(
        DrillChoice(
            str(row["drill_id"]),
            None if pd.isna(row["height_cm"]) else float(row["height_cm"]) / 100,
            whole(row["reps"]),
            None,
            whole(row["most_contacts"]),
        )
        for row in rows.to_dict("records")
        if row["allowed"]
    )


def first_choices(basis: Basis) -> tuple[DrillChoice, ...]:
    """Return the drills of a board nobody set yet: those done before, else of the first levels."""
    drills = usable(basis)
    done = sources.history_of(basis).drills_done
    mine = drills[drills["drill_id"].isin(done)]
    if mine.empty:
        mine = drills[drills["level"] <= 1]
    return tuple(
        DrillChoice(str(one["drill_id"]), most_contacts=usual_contacts(one))
        for one in mine.to_dict("records")
    )


def usual_contacts(drill: Mapping[Hashable, Any]) -> int:
    """Return the contacts a session of one drill where nobody said any."""
    return MOST_HIGH_CONTACTS if drill["drill_class"] == "high" else USUAL_CONTACTS


def _centimetres(choice: DrillChoice) -> float | None:
    return None if choice.height_m is None else round(100 * choice.height_m, 6)


def _columns() -> dict[str, Any]:
    number = st.column_config.NumberColumn
    return {
        "allowed": st.column_config.CheckboxColumn("Allowed", width=70),
        "name": st.column_config.TextColumn("Drill", width=180),
        "drill_class": st.column_config.TextColumn("Class", width=110),
        "height_cm": number("Height (cm)", format="%.0f", width=100),
        "reps": number("Reps a set", step=1, width=100),
        "most_contacts": number("Contacts a session", step=1, width=150),
        "done": st.column_config.TextColumn("So far", width=90),
    }
