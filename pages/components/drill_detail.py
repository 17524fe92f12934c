"""One drill in a drawer: its numbers and who says so, how they were worked out, how to use it."""

import math

import pandas as pd
import streamlit as st

from analytics.charts import drills as charts
from analytics.charts.wording import MISSING
from data.tissues import tissues
from pages.components import drill_class, drill_own, drill_table, drill_use, drill_words, text
from pages.components.days import day
from pages.components.drill_rows import Drills
from pages.components.drill_table import open_drill

DRAWER_PX = 620
_GLYPHS = {"achilles": "●", "patellar": "▲", "tibia": "■"}


def show(drills: Drills, drill_id: str, athlete_id: str | None) -> None:
    """Open the drawer of a drill; closing it takes the drill out of the link."""
    row = drills.one(drill_id)

    @st.dialog(text.plain(row["title"]), width=DRAWER_PX, position="right", on_dismiss=_close)
    def drawer() -> None:
        _numbers(drills, row)
        drill_use.show(drills, row)
        drill_own.show(drills, drill_id, athlete_id)
        _worked_out(drills, row)
        _values(drills.numbers[drills.numbers["drill_id"] == drill_id])
        if row["is_own"]:
            drill_own.offer_removal(drill_id)

    drawer()


def _close() -> None:
    open_drill(None)


def _numbers(drills: Drills, row: pd.Series) -> None:
    st.caption(text.plain(drill_words.about(row)))
    if row["cue"]:
        st.markdown(f"**{text.plain(row['cue'])}.**")
    if not math.isfinite(row["au"]):
        st.markdown("No ground contacts, so no plyometric dose. Logged, it is other load.")
        return
    own = math.isfinite(row["own_contact_s"])
    with st.container(horizontal=True, gap="large"):
        st.metric(
            f"{drill_words.AU_ADDED}{', own times' if own else ''}",
            f"{row['au']:.2f}",
            width="content",
        )
        st.metric("Contact", f"{1000 * _contact_s(row):.0f} ms", width="content")
        st.metric(
            f"Peak force, {drill_words.legs(row)}, {'own times' if own else 'model'}",
            f"{row['peak_bw_per_leg'] * row['legs']:.2f} BW",
            width="content",
        )
    st.markdown(f"Peak force measured: {_measured(row)}.")
    st.markdown(_steps_table(drills.steps_of(row["drill_id"])))
    st.caption(drill_class.beside_steps())


def _contact_s(row: pd.Series) -> float:
    own = float(row["own_contact_s"])
    return own if math.isfinite(own) else float(row["contact_s"])


def _measured(row: pd.Series) -> str:
    """Return the peak forces somebody measured: the athlete's own, and that of the literature."""
    found = []
    if math.isfinite(row["own_peak_bw"]):
        since = day(row["own_from"].date())
        found.append(f"own {row['own_peak_bw']:.2f} BW since {since}, shown and not weighed by")
    if math.isfinite(row["measured_peak_bw"]):
        found.append(
            f"{drill_table.catalogue_peak(row, ' BW')}, {row['measured_peak_source']}, "
            f"{drill_table.people(row['measured_peak_n'])}, {row['measured_peak_grade']}"
        )
    return "; ".join(found) or f"unknown; {_stands(row)} stands above"


def _stands(row: pd.Series) -> str:
    own = math.isfinite(row["own_contact_s"])
    return "that by own times" if own else "the model's value"


def _steps_table(steps: pd.DataFrame) -> str:
    """Return the three tissues as a table of Markdown."""
    lines = ["| One contact, one leg | Easy steps | 90 % band | Load |", "|---|---|---|---|"]
    for _, step in steps.iterrows():
        name = f"{_GLYPHS[step['tissue']]} {charts.LABELS[step['tissue']]}"
        band = f"{charts.steps(step['lower'])} to {charts.steps(step['upper'])}"
        load = f"{step['load']:.2f} {step['unit']}, {step['load_from']}"
        lines.append(f"| {name} | {charts.steps(step['steps'])} | {band} | {load} |")
    return "\n".join(lines)


def _worked_out(drills: Drills, row: pd.Series) -> None:
    if not math.isfinite(row["au"]):
        return
    st.header("How the numbers were worked out", anchor=False)
    said = [
        ("Peak", drill_words.peak_formula(row)),
        ("AU", drill_words.au_formula(row)),
    ]
    of = {step["tissue"]: step for _, step in drills.steps_of(row["drill_id"]).iterrows()}
    for tissue in tissues():
        step = of[tissue.name]
        said.append((f"{charts.LABELS[tissue.name]}, load", drill_words.load_formula(row, step)))
        steps = drill_words.step_formula(tissue, step, row["force_cv_percent"])
        said.append((f"{charts.LABELS[tissue.name]}, easy steps", steps))
    st.markdown(
        "\n".join(f"- **{name[0].upper()}{name[1:]}**: {text.plain(how)}" for name, how in said)
    )


def _values(values: pd.DataFrame) -> None:
    st.header("Every number, and who says so", anchor=False)
    if values.empty:
        st.caption("No numbers of its own.")
        return
    st.dataframe(
        pd.DataFrame(
            {
                "what": [drill_words.quantity(name) for name in values["quantity"]],
                "value": [drill_words.value(row) for _, row in values.iterrows()],
                "n": [
                    drill_table.people(n, grade)
                    for n, grade in zip(values["n"], values["grade"], strict=True)
                ],
                "grade": values["grade"].to_numpy(),
                "cv": [MISSING if pd.isna(cv) else f"{cv:.0f} %" for cv in values["cv_percent"]],
                "source": [
                    f"{source}: {reference}"
                    for source, reference in zip(values["source"], values["reference"], strict=True)
                ],
                "note": values["note"].to_numpy(),
            }
        ),
        key="drill-values",
        hide_index=True,
        row_height=30,
        column_config={
            "what": st.column_config.TextColumn("What", pinned=True, width=175),
            "value": st.column_config.TextColumn("Value", width=170),
            "n": st.column_config.TextColumn("n", width=75),
            "grade": st.column_config.TextColumn("Grade", width=190),
            "cv": st.column_config.TextColumn(
                "CV", width=60, help="How far another athlete's value may be off; an assumption."
            ),
            "source": st.column_config.TextColumn("Source", width=300),
            "note": st.column_config.TextColumn("Note", width=400),
        },
        alt="Every number known of the drill, with range, unit, n, source, grade and variation",
    )
